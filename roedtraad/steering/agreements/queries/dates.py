"""Dates that agreements and strategies set: what is to be measured, steps, meetings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Set
from typing import Any, TypeAlias

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.notices.calendar import Event
from roedtraad.foundation.notices.today import Item, Need
from roedtraad.steering.agreements.access import agreements_for, amended_for, keys_for
from roedtraad.steering.agreements.models import (
    AgreementState,
    CalendarStep,
    DialogueMinutes,
    GoalIndicator,
    StrategyState,
)
from roedtraad.steering.indicators.models import IndicatorKind, Measurement, Target
from roedtraad.steering.indicators.queries import readings_by_use

from .approved import approved_targets
from .strategy import strategies_for

AHEAD = datetime.timedelta(days=30)
MOST = 60
Due: TypeAlias = tuple[datetime.date, GoalIndicator, str]


def items(user: User, on: datetime.date) -> Iterator[Item]:
    """What is to be measured in the user's own units, and steps of strategies the user writes."""
    yield from _to_measure(user, on)
    yield from _steps_ahead(user, on)


def _to_measure(user: User, on: datetime.date) -> Iterator[Item]:
    """Targets and milestones that are due by the text in force and have no answer yet."""
    keys = keys_for(user, Permission.MEASUREMENT_RECORD)
    units = [held.unit for held in roles_of(user, timezone.localdate())]
    own = {each.agreement_id for each in amended_for(user) if each.agreement.unit_id in units}
    as_written = _due_as_written().rows(agreements=keys, units=units, until=on + AHEAD)
    rows: list[Due] = [(each.due, each, str(each.goal.agreement.unit)) for each in as_written]
    rows += _due_as_approved(user, own & set(keys), on + AHEAD)
    for due, row, unit in sorted(rows, key=lambda each: (each[0], each[1].pk))[:MOST]:
        is_milestone = row.use.indicator.kind == IndicatorKind.MILESTONE
        words = _("Is it done? %(title)s") if is_milestone else _("Measure: %(title)s")
        yield Item(
            label=words % {"title": row.use.indicator.title[:110]},
            url=reverse("agreements:measurements", args=[row.goal_id, row.pk]),
            act=_("Fill in"),
            due_on=due,
            context=unit,
            need=Need.OVERDUE if due < on else Need.DUE,
        )


@prepared
def _due_as_written() -> QuerySet[Any]:
    of_use = _unanswered().filter(use=OuterRef("use"))
    rows: QuerySet[Any] = (
        GoalIndicator.objects.filter(
            goal__agreement__in=GivenKeys("agreements"),
            goal__agreement__unit__in=GivenKeys("units"),
            goal__agreement__state=AgreementState.ACTIVE,
            goal__is_taken_out=False,
        )
        .annotate(due=of_use.values("due_on")[:1])
        .filter(due__lte=Given("until", DateField()))
        .select_related("use__indicator", "goal__agreement__unit")
        .order_by("due", "pk")[:MOST]
    )
    return rows


def _due_as_approved(user: User, amended: Set[int], until: datetime.date) -> Iterator[Due]:
    """Of agreements whose change is being discussed."""
    if not amended:
        return
    due = [
        each
        for each in approved_targets(user)
        if each.agreement in amended and each.due_on <= until
    ]
    readings = readings_by_use({each.link.use_id for each in due})
    for each in due:
        known = readings.get(each.link.use_id, [])
        if not any(
            row.is_done or (row.value is not None and row.measured_on >= each.due_on)
            for row in known
        ):
            yield each.due_on, each.link, each.unit


def _unanswered() -> QuerySet[Target]:
    """Targets in force that nobody has measured when due, and milestones that are not done."""
    current = Measurement.objects.current().filter(use=OuterRef("use"), is_withdrawn=False)
    answered = current.filter(
        Q(is_done=True) | Q(value__isnull=False, measured_on__gte=OuterRef("due_on"))
    )
    return (
        Target.objects.in_force().filter(~Exists(answered), due_on__isnull=False).order_by("due_on")
    )


def _steps_ahead(user: User, on: datetime.date) -> Iterator[Item]:
    """Steps of strategies in force in the units where the user writes strategies."""
    paths = tuple(access.held_paths(user, Permission.STRATEGY_EDIT))
    for step in _steps_below(paths).rows(on=on, until=on + AHEAD):
        yield Item(
            label=step.text,
            url=_step_url(step),
            act=_("See"),
            due_on=step.due_on,
            context=str(step.strategy),
        )


@prepared
def _steps_below(paths: tuple[str, ...]) -> QuerySet[CalendarStep]:
    return CalendarStep.objects.filter(
        access.inside(paths, lookup="strategy__unit__path"),
        strategy__state=StrategyState.IN_FORCE,
        due_on__gte=Given("on", DateField()),
        due_on__lte=Given("until", DateField()),
    ).select_related("strategy")


def events(user: User, first: datetime.date, last: datetime.date) -> Iterator[Event]:
    """The steps of strategies one may read, and the meetings of agreements one takes part in."""
    steps = CalendarStep.objects.filter(strategy__in=strategies_for(user), due_on__gte=first)
    begun = steps.filter(Q(due_from__lte=last) | Q(due_from=None, due_on__lte=last))
    for step in begun.select_related("strategy__unit"):
        due_on = step.due_on or last
        starts_on = max(step.due_from or due_on, first)
        ends_on = due_on if due_on > starts_on else None
        yield Event(starts_on, step.text, _step_url(step), _("step"), str(step.strategy), ends_on)
    held = DialogueMinutes.objects.filter(
        agreement__in=agreements_for(user).values("pk"), held_on__range=(first, last)
    )
    for minutes in held.select_related("agreement__unit"):
        url = reverse("agreements:page", args=[minutes.agreement_id])
        unit = str(minutes.agreement.unit)
        yield Event(minutes.held_on, str(minutes.agreement), url, _("dialogue meeting"), unit)


def _step_url(step: CalendarStep) -> str:
    return reverse("strategy:page", args=[step.strategy_id]) + f"#skridt-{step.pk}"
