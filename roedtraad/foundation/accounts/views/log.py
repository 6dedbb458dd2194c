from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.forms.log import LogFilterForm
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.accounts.queries.log import (
    LogFilter,
    LogRow,
    acts,
    log_page,
    log_rows,
    people_sought,
    subject_kinds,
)
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.lib import spreadsheets
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.downloads import file_name, sent_as_made

AUDIT = access.Permission.AUDIT_VIEW
MOST_SOUGHT = 20


def _filter(request: UserRequest) -> tuple[LogFilterForm, LogFilter]:
    units = access.units_for(request.user, AUDIT).order_by("path").values_list("pk", "name")
    form = LogFilterForm(
        request.GET or None,
        choices={"act": acts(), "kind": subject_kinds(), "unit": list(units)},
    )
    return form, LogFilter(**form.cleaned_data) if form.is_valid() else LogFilter()


def _log_search(request: UserRequest, action: str, wanted: LogFilter) -> None:
    """Who searches the log leaves a trace in it; a name searched for is kept as numbers."""
    sought = people_sought(wanted.who)[:MOST_SOUGHT] if wanted.who else []
    asked: dict[str, Any] = {
        "sought_users": sought,
        "act": wanted.act,
        "kind": wanted.kind,
        "subject": wanted.subject if wanted.subject.isdigit() else "",
        "reads": wanted.reads,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
    }
    audit.record_read(
        action,
        AuditEvent,
        acting_user=request.user,
        unit=Unit.objects.filter(pk=wanted.unit).first() if wanted.unit else None,
        **{name: value for name, value in asked.items() if value},
    )


@needs(AUDIT)
@require_GET
def log(request: UserRequest) -> HttpResponse:
    """Search the log; the newest first."""
    form, wanted = _filter(request)
    before = request.GET.get("before", "")
    page = log_page(request.user, wanted, before=int(before) if before.isdigit() else None)
    _log_search(request, "audit.searched", wanted)
    query = request.GET.copy()
    query.pop("before", None)
    context = {"form": form, "page": page, "query": query.urlencode(), "is_first": not before}
    return render(request, "accounts/log.html", context, status=422 if form.errors else 200)


@needs(AUDIT)
@require_GET
def export(request: UserRequest) -> HttpResponseBase:
    """What the filter finds, as a spreadsheet; of a long log it begins to come at once."""
    _form, wanted = _filter(request)
    rows = log_rows(request.user, wanted)
    _log_search(request, "audit.exported", wanted)
    title = _("Audit log")
    header = [
        *(_("Number"), _("When"), _("Who"), _("What"), _("Only read"), _("Unit"), _("Why")),
        *(_("Before and after"), _("Code"), _("Kind of subject"), _("Number of the subject")),
    ]
    more = _("What is older is left out: a spreadsheet holds no more. Choose a shorter period.")
    return sent_as_made(
        spreadsheets.pieces(title, header, map(_cells, rows), if_more=more),
        name=file_name(title, suffix="xlsx"),
        content_type=spreadsheets.CONTENT_TYPE,
    )


def _cells(row: LogRow) -> spreadsheets.Row:
    return (
        *(row.pk, row.when, row.who, row.what, row.is_read, row.unit, row.reason),
        *("; ".join(map(str, row.details)), row.action, row.kind, row.subject),
    )
