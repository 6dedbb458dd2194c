"""The matrix, the goals behind its numbers, and a new goal where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.foundation.organisation.queries import day_of_period
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.steering.agreements.access import agreements_for
from roedtraad.steering.agreements.forms.lists import TODAYS_TREE
from roedtraad.steering.agreements.forms.matrix import NewGoalForm
from roedtraad.steering.agreements.models import (
    EffectGoal,
    FocusArea,
    Goal,
    Strategy,
    StrategyState,
    Theme,
)
from roedtraad.steering.agreements.queries.matrix import (
    Matrix,
    ServingGoal,
    rolled_serving,
    serving_goals,
    units_of_column,
)
from roedtraad.steering.agreements.queries.matrix import matrix as matrix_of
from roedtraad.steering.agreements.queries.standing import Served, day_counted, served_by
from roedtraad.steering.agreements.queries.strategy import strategies_for
from roedtraad.steering.agreements.queries.thread import goal_address, thread_of
from roedtraad.steering.agreements.services import editing


@require_GET
def matrix(request: UserRequest) -> HttpResponse:
    strategies = list(strategies_for(request.user).select_related("unit").order_by("-starts_on"))
    strategy = _chosen(request, strategies)
    context: dict[str, Any] = {"strategies": strategies, "strategy": strategy}
    if strategy is not None:
        level = request.GET.get("niveau", "")
        context["matrix"] = matrix_of(
            request.user,
            strategy,
            on=_day(request, strategy),
            level=UnitKind(level) if level in UnitKind.values else None,
        )
        context["counted_on"] = day_counted(strategy)
        context["today"] = timezone.localdate()
        if wants_excel(request):
            return _matrix_as_file(context["matrix"])
    return render(request, "agreements/matrix/matrix.html", context)


def _chosen(request: UserRequest, strategies: list[Strategy]) -> Strategy | None:
    wanted = request.GET.get("strategi", "")
    chosen = next((each for each in strategies if str(each.pk) == wanted), None)
    in_force = [each for each in strategies if each.state == StrategyState.IN_FORCE]
    return chosen or next(iter(in_force or strategies), None)


def _day(request: UserRequest, strategy: Strategy) -> date:
    """Today's tree, or by the period: the tree at its end once that is past."""
    if request.GET.get("traeet") == TODAYS_TREE:
        return timezone.localdate()
    return day_of_period(strategy.starts_on, strategy.ends_on)


def _served(request: UserRequest, strategy: Strategy | None) -> Served:
    return served_by(request.user, at=day_counted(strategy) if strategy else None)


@require_GET
def area(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FocusArea, pk=pk, strategy__in=strategies_for(request.user))
    served = _served(request, found.strategy)
    goals = served.by_focus_area.get(pk, set())
    unit = _unit(request)
    if unit is not None and found.strategy is not None:
        inside = units_of_column(unit.pk, _day(request, found.strategy))
        goals = {goal for goal in goals if served.unit_of[goal] in inside}
    return _goals(request, found, found.strategy, serving_goals(request.user, goals, served), unit)


@require_GET
def effect(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(EffectGoal, pk=pk, strategy__in=strategies_for(request.user))
    served = _served(request, found.strategy)
    goals = serving_goals(request.user, served.by_effect_goal.get(pk, set()), served)
    return _goals(request, found, found.strategy, goals, None)


@require_GET
def theme(request: UserRequest, pk: int) -> HttpResponse:
    themes = Theme.objects.filter(strategies__in=strategies_for(request.user)).distinct()
    found = get_object_or_404(themes, pk=pk)
    served = served_by(request.user)
    goals = serving_goals(request.user, served.by_theme.get(pk, set()), served)
    return _goals(request, found, None, goals, None)


def _unit(request: UserRequest) -> Unit | None:
    wanted = request.GET.get("enhed", "")
    return get_object_or_404(Unit, pk=int(wanted)) if wanted.isdigit() else None


def _matrix_as_file(found: Matrix) -> HttpResponse:
    columns = [column.name or _("Outside these") for column in found.columns]
    header = [_("Directed at"), _("Focus area"), *columns, _("All"), _("Status")]
    rows = [
        (
            *(direction.label, row.area.title),
            *(cell.standing.goals if cell.column.is_visible else None for cell in row.cells),
            *(row.total.standing.goals, row.total.standing.words),
        )
        for direction, areas in found.groups
        for row in areas
    ]
    return excel(found.strategy.title, header, rows)


def _goals_as_file(title: str, goals: list[ServingGoal]) -> HttpResponse:
    header = [_("Unit"), _("Agreement"), _("Number"), _("Goal"), _("Status")]
    header += [_("Development"), _("Data")]
    rows = [
        (
            *(row.goal.agreement.unit.name, row.goal.agreement.title),
            *(row.goal.number, row.goal.title, row.word),
            *(row.marks.change.word, row.marks.data.word),
        )
        for row in goals
    ]
    return excel(title, header, rows)


def _goals(
    request: UserRequest,
    element: Any,
    strategy: Strategy | None,
    goals: list[ServingGoal],
    unit: Unit | None,
) -> HttpResponse:
    if wants_excel(request):
        return _goals_as_file(element.title, goals)
    thread = None if isinstance(element, Theme) else thread_of(element, request.user)
    context = {
        "element": element,
        "strategy": strategy,
        "goals": goals,
        "rolled": rolled_serving(goals) if goals else None,
        "unit": unit,
        "thread": thread,
        "may_add": isinstance(element, FocusArea)
        and access.may(request.user, Permission.AGREEMENT_EDIT),
    }
    return render(request, "agreements/matrix/goals.html", context)


@require_http_methods(["GET", "POST"])
def new_goal(request: UserRequest, pk: int) -> HttpResponse:
    """A goal for a focus area that has none in a unit: choose the agreement, give it a title."""
    found = get_object_or_404(FocusArea, pk=pk, strategy__in=strategies_for(request.user))
    unit = _unit(request)
    agreements = agreements_for(request.user, Permission.AGREEMENT_EDIT).filter(
        state__in=editing.EDITABLE_STATES
    )
    if unit is not None:
        agreements = agreements.filter(unit__path__startswith=unit.path)
    form = NewGoalForm(request.POST or None, agreements=agreements.order_by("title"))
    if request.method == "POST" and form.is_valid():
        agreement = form.cleaned_data["agreement"]
        made = editing.create(
            Goal(
                agreement=agreement,
                title=form.cleaned_data["title"],
                position=agreement.goals.count(),
            ),
            links={"focus_areas": [found]},
            acting_user=request.user,
        )
        return redirect(goal_address(made.pk))
    context = {
        "form": form,
        "area": found,
        "unit": unit,
        "heading": _("New goal"),
        "has_agreements": agreements.exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "agreements/matrix/new_goal.html", context, status=status)
