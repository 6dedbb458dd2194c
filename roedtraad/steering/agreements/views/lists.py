"""The lists: agreements, goals, what is missing. Each is filtered, and exported as filtered."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.lib.spreadsheets import CellValue
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.steering.agreements.forms.lists import (
    AgreementListForm,
    GoalListForm,
    MissingListForm,
)
from roedtraad.steering.agreements.queries import agreement_list as agreements
from roedtraad.steering.agreements.queries import goal_table as goals
from roedtraad.steering.agreements.queries.completeness import missing_over_all
from roedtraad.steering.agreements.queries.missing import links_to

ON_A_PAGE = 50
AGREEMENTS_ON_A_PAGE = 25
READ = (Permission.AGREEMENT_VIEW, Permission.AGREEMENT_VIEW_APPROVED)


@require_GET
def agreement_list(request: UserRequest) -> HttpResponse:
    form = AgreementListForm(request.GET, user=request.user)
    found = agreements.matching_agreements(request.user, form.wanted())
    if wants_excel(request):
        return _agreements_as_file(agreements.rows_of(request.user, found))
    page = Paginator(found, AGREEMENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": agreements.rows_of(request.user, list(page.object_list)),
        "number": len(found),
        "states": agreements.states_in_use(request.user),
        "may_start": access.may(request.user, Permission.AGREEMENT_EDIT),
        "reads": bool(access.held_paths(request.user, *READ)),
        "manages": access.may(request.user, Permission.USER_MANAGE),
    }
    template = page_or_fragment(request, "agreements/agreement_list.html", fragment="rows")
    return render(request, template, context)


@require_GET
def goal_table(request: UserRequest) -> HttpResponse:
    """Target against actual for every goal one may see."""
    form = GoalListForm(request.GET, user=request.user)
    found = goals.matching_goals(request.user, form.wanted())
    if wants_excel(request):
        return _goals_as_file(goals.rows_of(found))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": goals.rows_of(list(page.object_list)),
        "today": timezone.localdate(),
        "number": len(found),
    }
    template = page_or_fragment(request, "agreements/goal_table.html", fragment="rows")
    return render(request, template, context)


@require_GET
def missing_list(request: UserRequest) -> HttpResponse:
    """What the agreements being written lack, over all units."""
    form = MissingListForm(request.GET, user=request.user)
    only_required = form.asked("only_required")
    linked = [
        (agreement, links_to(agreement, found))
        for agreement, found in missing_over_all(request.user, form.wanted())
    ]
    rows = [
        (agreement, [each for each in found if each.is_required or not only_required])
        for agreement, found in linked
    ]
    if wants_excel(request):
        lines = [
            (str(agreement.unit), agreement.title, each.text)
            for agreement, found in rows
            for each in found
        ]
        return excel(_("Missing"), [_("Unit"), _("Agreement"), _("What is missing")], lines)
    context = {
        "form": form,
        "is_filtered": form.has_changed(),
        "rows": rows,
        "number": sum(len(found) for _agreement, found in rows),
    }
    template = page_or_fragment(request, "agreements/missing.html", fragment="rows")
    return render(request, template, context)


def _agreements_as_file(rows: list[agreements.AgreementRow]) -> HttpResponse:
    header = [_("Agreement"), _("Unit"), _("Template"), _("State"), _("From"), _("To"), _("Goals")]
    lines = [
        (
            row.agreement.title,
            str(row.agreement.unit),
            row.agreement.template_version.template.name,
            row.agreement.get_state_display(),
            row.agreement.starts_on,
            row.agreement.ends_on,
            row.goals,
        )
        for row in rows
    ]
    return excel(_("Agreements"), header, lines)


def _goals_as_file(rows: list[goals.GoalRow]) -> HttpResponse:
    header = [
        *(_("Unit"), _("Agreement"), _("Number"), _("Goal"), _("Status of the goal")),
        *(_("Indicator"), _("Baseline"), _("Target"), _("Due"), _("Latest"), _("Measured on")),
        *(_("Unit of measure"), _("Status"), _("Development"), _("Data")),
    ]
    lines = [
        (
            row.goal.agreement.unit.name,
            row.goal.agreement.title,
            row.goal.number,
            row.goal.title,
            row.level.word,
            *_cells(figure),
        )
        for row in rows
        for figure in (row.figures or (None,))
    ]
    return excel(_("Goals"), header, lines)


def _cells(figure: goals.Figure | None) -> tuple[CellValue, ...]:
    if figure is None:
        return (None,) * 10
    part = figure.raw
    indicator, latest = part.indicator, part.latest
    due = indicator.due_on or indicator.due_raw or None
    value = None
    if latest is not None:
        value = latest.value if latest.is_done is None else latest.is_done
    return (
        *(indicator.title, indicator.baseline, indicator.target, due, value),
        *(latest.on if latest else None, indicator.measured_in, str(part.level.label)),
        *(figure.marks.change.word, figure.marks.data.word),
    )
