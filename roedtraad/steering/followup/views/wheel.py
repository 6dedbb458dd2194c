"""The year's wheel, its dates, and next year made from it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.foundation.ui.sheets import Crumb, Sheet, write
from roedtraad.steering.followup.access import dates_for, may_plan
from roedtraad.steering.followup.forms.wheel import DateForm
from roedtraad.steering.followup.models import WheelDate
from roedtraad.steering.followup.queries.drawn import picture_of, sentence_of
from roedtraad.steering.followup.queries.next_year import next_year
from roedtraad.steering.followup.queries.wheel import Wheel, wheel_of
from roedtraad.steering.followup.services import wheel as services

FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_GET
@needs(Permission.WHEEL_VIEW)
def wheel(request: UserRequest) -> HttpResponse:
    """A year drawn as a wheel, and as a list."""
    today = timezone.localdate()
    year = _year(request.GET.get("aar", str(today.year)))
    found = wheel_of(request.user, year, today)
    if wants_excel(request):
        return _as_file(found)
    context = {
        "wheel": found,
        "picture": picture_of(found, today),
        "sentence": sentence_of(found),
        "today": today,
        "copies": found.may_plan and not next_year(request.user, year).is_empty,
    }
    return render(request, "followup/wheel.html", context)


def _year(text: str) -> int:
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Http404
    return int(text)


def _as_file(found: Wheel) -> HttpResponse:
    header = [_("No."), _("What"), _("From"), _("To"), _("Kind"), _("Unit"), _("State")]
    rows: list[tuple[object, ...]] = []
    for each in found.entries:
        if each.date is not None:
            kind, state, unit = each.date.get_kind_display(), "", each.date.unit
        elif each.round is not None:
            kind, state, unit = _("round"), each.round.get_state_display(), each.round.unit
        where = unit.name
        rows.append((each.number, each.title, each.starts_on, each.ends_on, kind, where, state))
        rows += [
            (None, f"{each.title}: {row.phase}", row.phase.starts_on, row.phase.due_on)
            + (_("phase %(number)d") % {"number": row.number}, where, "")
            for row in each.phases
        ]
    return excel(_("The year's wheel %(year)d") % {"year": found.year}, header, rows)  # type: ignore[arg-type]


def _trail(request: HttpRequest, year: int) -> list[Crumb]:
    return [(_("Follow-up"), f"{reverse('followup:wheel')}?aar={year}")]


@require_http_methods(["GET", "POST"])
@needs(Permission.ROUND_PLAN)
def date_new(request: UserRequest) -> HttpResponse:
    form = DateForm(request.POST or None, user=request.user)
    sheet = Sheet(
        _("New date"),
        lead=_("A date of the budget, a meeting of the committee, or another deadline."),
        done=_("The date is on the wheel."),
    )

    def save() -> None:
        services.write_date(WheelDate(**form.cleaned_data), acting_user=request.user)

    day = form.cleaned_data.get("on") if form.is_bound and form.is_valid() else None
    year = day.year if day else timezone.localdate().year
    return write(request, form, save, sheet=sheet, crumbs=_trail(request, year))


@require_http_methods(["GET", "POST"])
def date_edit(request: UserRequest, pk: int) -> HttpResponse:
    row = _date_to_change(request, pk)
    form = DateForm(request.POST or None, user=request.user, row=row)
    sheet = Sheet(row.title, done=_("The date is saved."))
    return write(
        request,
        form,
        lambda: services.change_date(row, form.cleaned_data, acting_user=request.user),
        sheet=sheet,
        crumbs=_trail(request, row.on.year),
    )


@require_POST
def date_remove(request: UserRequest, pk: int) -> HttpResponse:
    row = _date_to_change(request, pk)
    services.remove_date(row, acting_user=request.user)
    messages.success(request, _("%(title)s is taken off the wheel.") % {"title": row.title})
    return redirect(_trail(request, row.on.year)[0][1])


def _date_to_change(request: UserRequest, pk: int) -> WheelDate:
    row = get_object_or_404(dates_for(request.user).select_related("unit"), pk=pk)
    if not may_plan(request.user, row.unit):
        raise Http404
    return row


@require_http_methods(["GET", "POST"])
@needs(Permission.ROUND_PLAN)
def copy(request: UserRequest, year: int) -> HttpResponse:
    """What the wheel becomes in the next year, before and when it is made."""
    coming = next_year(request.user, _year(str(year)))
    if request.method == "POST":
        made = services.copy_year(coming, acting_user=request.user)
        told = ngettext(
            "%(count)d is copied to %(year)d.", "%(count)d are copied to %(year)d.", made
        )
        messages.success(request, told % {"count": made, "year": year + 1})
        return redirect(_trail(request, year + 1)[0][1])
    context = {"coming": coming, "crumbs": _trail(request, year), "next": year + 1}
    return render(request, "followup/copy.html", context)
