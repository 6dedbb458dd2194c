"""Entering measurements: everything somebody owes for a quarter in one table."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.audit.services import record_read
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.drafts import discard_draft, draft_view
from roedtraad.steering.indicators.forms.entry import TypedRow, stored_row, typed_row
from roedtraad.steering.indicators.forms.entry_shown import shown_rows
from roedtraad.steering.indicators.models import Draft
from roedtraad.steering.indicators.queries.owed import Owed, owed, units_recorded_for
from roedtraad.steering.indicators.services import UnusualValue, record_measurement

PAGE = "indicators/entry.html"


@needs(Permission.MEASUREMENT_RECORD)
@require_http_methods(["GET", "POST"])
def entry(request: UserRequest) -> HttpResponse:
    """What is owed for a quarter. Right rows are saved, wrong ones keep what was typed."""
    units = list(units_recorded_for(request.user))
    unit = _unit(request, units)
    page = owed(request.user, _day(request), timezone.localdate(), unit)
    key = f"maalinger:{page.period.starts_on}:{unit.pk if unit else ''}"
    rows = [stored_row(row) for row in page.rows]
    if request.method == "POST":
        data = request.POST.dict()
        rows = [typed_row(row, data) for row in page.rows]
        for row in rows:
            _save(row, request)
        saved = sum(row.is_saved for row in rows)
        if saved:
            messages.success(request, _saved_words(saved))
        if not any(row.error for row in rows):
            discard_draft(Draft, request.user, key)
            return redirect(_address(page, unit))
    persons = [row.use for row in page.rows if row.use.indicator.is_about_persons]
    record_read("figures.read_whole", persons, acting_user=request.user)
    context = {
        "page": page,
        "is_about_persons": bool(persons),
        "rows": rows,
        "shown": shown_rows(rows, unit.pk if unit else None),
        "wrong": [row for row in rows if row.error],
        "units": units,
        "unit": unit,
        "draft_key": key,
        "address": _address(page, unit),
        "today": timezone.localdate(),
    }
    return render(request, PAGE, context, status=422 if context["wrong"] else 200)


def _save(row: TypedRow, request: UserRequest) -> None:
    """Store a row that says something new; what is wrong with it is said beside it."""
    if not row.is_touched:
        return
    if row.is_empty and row.row.done is None:
        if row.typed.get("t"):
            row.error = _("There is a note but no value. 0 is a value too.")
        return
    reading, row.error = row.reading()
    if reading is None:
        return
    done = row.row.done
    try:
        record_measurement(
            row.row.use,
            measured_on=done.measured_on if done else row.row.period.ends_on,
            reading=reading,
            reason=row.reason,
            acting_user=request.user,
            asks=True,
        )
    except UnusualValue as asked:
        row.error, row.is_asked = " ".join(asked.messages), True
    except ValidationError as refused:
        row.error = " ".join(refused.messages)
    else:
        row.is_saved = True


def _saved_words(saved: int) -> str:
    return ngettext(
        "%(count)d measurement is saved.", "%(count)d measurements are saved.", saved
    ) % {"count": saved}


def _day(request: HttpRequest) -> date | None:
    text = request.GET.get("periode", "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise Http404 from fault
    if not 1900 <= day.year <= timezone.localdate().year + 1:
        raise Http404
    return day


def _unit(request: UserRequest, units: list[Unit]) -> Unit | None:
    text = request.GET.get("enhed", "")
    if not text:
        return None
    if not text.isdecimal():
        raise Http404
    unit = get_object_or_404(Unit, pk=int(text))
    if not access.may(request.user, Permission.MEASUREMENT_RECORD, unit=unit):
        raise Http404
    return unit


def _address(page: Owed, unit: Unit | None) -> str:
    chosen = f"&enhed={unit.pk}" if unit else ""
    return f"{reverse('indicators:entry')}?periode={page.period.starts_on}{chosen}"


def _may_write(request: HttpRequest, key: str) -> bool:
    user = request.user
    return key.startswith("maalinger:") and bool(
        access.held_paths(user, Permission.MEASUREMENT_RECORD)  # type: ignore[arg-type]
    )


draft = draft_view(Draft, _may_write)
