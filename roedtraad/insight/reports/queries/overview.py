"""The goals of one unit and all below it, or of all the user may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.chart_frame import measured as with_its_unit
from roedtraad.insight.reports.compose.words import built_on, day, known_words, wanted
from roedtraad.insight.reports.sources import GoalLine, OverviewSource
from roedtraad.steering.agreements.access import goals_for
from roedtraad.steering.agreements.models import Goal
from roedtraad.steering.agreements.queries.approved import as_approved
from roedtraad.steering.agreements.queries.content import target_in_force
from roedtraad.steering.agreements.queries.in_force import Followed, indicators_in_force
from roedtraad.steering.agreements.queries.rolled import NamedGoal, rolled_goals
from roedtraad.steering.agreements.queries.signs import signs_as_known, signs_of
from roedtraad.steering.agreements.queries.standing import OVER
from roedtraad.steering.indicators.models import IndicatorKind, Measurement
from roedtraad.steering.indicators.queries import measurements_by_use

from .levels import levels
from .live import latest_shown

READERS = (Permission.AGREEMENT_VIEW, Permission.AGREEMENT_VIEW_APPROVED)


def units_to_choose(user: User) -> list[Unit]:
    """The units whose goals `user` may see, by name."""
    return sorted(access.units_for(user, *READERS), key=lambda unit: danish_key(unit.name))


def chosen_unit(user: User, pk: int | None) -> Unit | None:
    """The unit asked for; one that `user` has nothing in does not exist."""
    if pk is None:
        return None
    unit = access.units_for(user, *READERS).filter(pk=pk).first()
    if unit is None:
        raise Http404
    return unit


def overview_source(
    user: User, unit: Unit | None, *, language: str, known_on: date | None = None
) -> OverviewSource:
    """The goals `user` may see in `unit` and below it; always the same number of queries.

    With `known_on` their figures are those known when that day ended.
    """
    goals = goals_for(user).exclude(agreement__state__in=OVER)
    if unit is not None:
        goals = goals.filter(agreement__unit__path__startswith=unit.path)
    rows = sorted(as_approved(user, goals.select_related("agreement__unit")), key=_place)
    keys = [goal.pk for goal in rows]
    standing = levels(keys, known_on=known_on)
    figures = _figures(keys, known_on)
    signs = signs_of(keys) if known_on is None else signs_as_known(keys, known_on)
    named = [NamedGoal(goal.pk, str(goal), "", standing[goal.pk].level) for goal in rows]
    return OverviewSource(
        goals=[
            GoalLine(
                unit=goal.agreement.unit.name,
                agreement=goal.agreement.title,
                number=goal.number,
                title=goal.title,
                standing=standing[goal.pk],
                figures=figures.get(goal.pk, ()),
            )
            for goal in rows
        ],
        about=unit.name if unit else settings.MUNICIPALITY,
        as_of=known_words(_("As of %(day)s") % {"day": day(timezone.localdate())}, known_on),
        municipality=settings.MUNICIPALITY,
        language=language,
        built_on=built_on(known_on),
        together=rolled_goals(named, signs) if named else None,
    )


def _place(goal: Goal) -> tuple[object, ...]:
    agreement = goal.agreement
    return (
        danish_key(agreement.unit.name),
        danish_key(agreement.title),
        agreement.pk,
        goal.position,
        goal.pk,
    )


def _figures(goals: Sequence[int], known_on: date | None) -> dict[int, list[str]]:
    """For each goal, each of its indicators' newest value and the target it should reach."""
    by_goal = indicators_in_force(goals)
    if known_on is not None:
        by_goal = {goal: [row.known_on(known_on) for row in rows] for goal, rows in by_goal.items()}
    uses = {row.link.use_id for rows in by_goal.values() for row in rows}
    measured = measurements_by_use(uses, known_on=known_on)
    return {
        goal: [_figure(row, measured.get(row.link.use_id, [])) for row in rows]
        for goal, rows in by_goal.items()
    }


def _figure(row: Followed, measured: list[Measurement]) -> str:
    indicator = row.link.use.indicator
    latest = latest_shown(row.link.use, measured) if measured else _("not measured")
    if measured and indicator.kind == IndicatorKind.NUMBER:
        latest = with_its_unit(latest, indicator.measured_in)
    target = target_in_force(row.targets)
    aim = wanted(vars(target), indicator.decimals) if target else ""
    if not aim:
        return latest
    target_words = _("(target %(target)s)") % {"target": with_its_unit(aim, indicator.measured_in)}
    return f"{latest}\n{target_words}"
