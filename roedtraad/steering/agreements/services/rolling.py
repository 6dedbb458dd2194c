"""Carrying an agreement into the next period: seen first, done, and undone while untouched."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.access import require_in
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    AgreementState,
    FocusArea,
    Goal,
    GoalIndicator,
    Party,
    PartyRole,
    Section,
)
from roedtraad.steering.agreements.queries.content import follow_up_keys, target_in_force
from roedtraad.steering.indicators.queries import measurements_by_use
from roedtraad.steering.indicators.services import TargetLevel

from . import editing
from .actions import Due
from .acts import one_act
from .discarding import erase
from .goal_indicators import IndicatorText, use_indicator
from .life import NotNow
from .starting import NewAgreement, start_agreement

UNFINISHED = frozenset({ActionStatus.PLANNED, ActionStatus.RUNNING, ActionStatus.POSTPONED})
GOAL_FIELDS = (
    *("number", "title", "text", "why", "method", "success_criterion", "follow_up"),
    *("how_measured", "resources", "extra", "owner_id", "owner_name", "weight", "un_goals"),
    *("no_link_reason", "position"),
)
GOAL_LINKS = ("focus_areas", "themes", "effect_goals", "target_groups")


@dataclass(frozen=True)
class NextPeriod:
    """What somebody chose to take along, and the dates of the next period."""

    title: str
    starts_on: date
    ends_on: date
    period_raw: str = ""
    goals: frozenset[int] = frozenset()
    actions: frozenset[int] = frozenset()
    sections: frozenset[str] = field(default_factory=frozenset)
    facts: bool = True


def usual_next_period(agreement: Agreement) -> tuple[date, date]:
    """As long as the period that ends, from the day after it."""
    starts_on = agreement.ends_on + timedelta(days=1)
    years = agreement.ends_on.year - agreement.starts_on.year + 1
    if (agreement.starts_on.month, agreement.starts_on.day) == (1, 1) and (
        agreement.ends_on.month,
        agreement.ends_on.day,
    ) == (12, 31):
        return starts_on, date(starts_on.year + years - 1, 12, 31)
    return starts_on, starts_on + (agreement.ends_on - agreement.starts_on)


@transaction.atomic
@one_act()
def roll_into_next_period(
    agreement: Agreement, chosen: NextPeriod, *, acting_user: User
) -> Agreement:
    """Begin the next period's draft with what was chosen; the agreement itself is not touched."""
    require_in(agreement, Permission.AGREEMENT_EDIT, acting_user)
    new = start_agreement(_the_next(agreement, chosen), acting_user=acting_user)
    editing.update(
        new,
        {"previous": agreement, "case_number": ""},
        acting_user=acting_user,
        links={"target_groups": agreement.target_groups.all()},
    )
    _carry_parties(agreement, new, acting_user)
    if chosen.facts:
        _carry_facts(agreement, new, acting_user)
    _carry_sections(agreement, new, chosen, acting_user)
    areas = _carry_focus_areas(agreement, new, acting_user)
    goals = agreement.goals.filter(pk__in=chosen.goals).prefetch_related(
        "actions", "goal_indicators__use__indicator", *GOAL_LINKS
    )
    for goal in goals:
        carried = _carry_goal(goal, new, areas, acting_user)
        _carry_actions(goal, carried, chosen, acting_user)
        _carry_indicators(goal, carried, acting_user)
    audit.record(
        "agreement.rolled",
        new,
        acting_user=acting_user,
        unit=new.unit,
        previous=agreement.pk,
        goals=sorted(chosen.goals),
    )
    last = new.changes.latest("pk")
    Agreement.objects.filter(pk=new.pk).update(carried_until=last.pk)
    new.refresh_from_db()
    return new


@transaction.atomic
def undo_roll(agreement: Agreement, *, acting_user: User) -> None:
    """Remove the draft of the next period again, while nobody has written in it."""
    require_in(agreement, Permission.AGREEMENT_EDIT, acting_user)
    if not is_untouched_roll(agreement):
        raise NotNow(_("Somebody has already worked on the new agreement."))
    audit.record(
        "agreement.roll_undone",
        agreement,
        acting_user=acting_user,
        unit=agreement.unit,
        previous=agreement.previous_id,
    )
    erase(agreement)


def is_untouched_roll(agreement: Agreement) -> bool:
    """Whether nothing has been done with the agreement since it was carried over."""
    if agreement.previous_id is None or agreement.state != AgreementState.DRAFT:
        return False
    last = agreement.changes.order_by("-pk").first()
    uses = GoalIndicator.every.filter(goal__agreement=agreement).values_list("use", flat=True)
    return not (
        agreement.threads.exists()
        or agreement.minutes.exists()
        or measurements_by_use(uses)
        or (last is not None and last.pk != agreement.carried_until)
    )


@dataclass(frozen=True)
class CarriedAction:
    """An action as it would stand in the next period."""

    text: str
    due: Due


@dataclass(frozen=True)
class CarriedGoal:
    """A goal as it would stand in the next period."""

    goal: Goal
    actions: list[CarriedAction]
    left_behind: int
    indicators: list[str]


def preview(agreement: Agreement, chosen: NextPeriod) -> list[CarriedGoal]:
    """What `roll_into_next_period` would carry, with the new dates; nothing is written."""
    goals = agreement.goals.filter(pk__in=chosen.goals).prefetch_related(
        "actions", "goal_indicators__use__indicator"
    )
    rows = []
    for goal in goals:
        carried = [each for each in goal.actions.all() if _continues(each, chosen)]
        rows.append(
            CarriedGoal(
                goal,
                [CarriedAction(each.text, _due_in(each, chosen)) for each in carried],
                len(goal.actions.all()) - len(carried),
                [link.use.indicator.title for link in goal.goal_indicators.all()],
            )
        )
    return rows


def _continues(action: Action, chosen: NextPeriod) -> bool:
    return action.pk in chosen.actions and action.status in UNFINISHED


def _due_in(action: Action, chosen: NextPeriod) -> Due:
    """The date an action has, when it still lies ahead in the next period; else none."""
    if action.postponed_to_raw:
        due = Due(action.postponed_to_raw, action.postponed_to_from, action.postponed_to_on)
    else:
        due = Due(action.due_raw, action.due_from, action.due_on)
    return due if due.on is not None and due.on >= chosen.starts_on else Due()


def _the_next(agreement: Agreement, chosen: NextPeriod) -> NewAgreement:
    newest = agreement.template_version.template.versions.filter(
        published_at__isnull=False
    ).order_by("-number")
    return NewAgreement(
        template_version=newest.first() or agreement.template_version,
        unit=agreement.unit,
        title=chosen.title,
        starts_on=chosen.starts_on,
        ends_on=chosen.ends_on,
        period_raw=chosen.period_raw,
        parties=[
            (party.unit, PartyRole(party.role))
            for party in agreement.parties.select_related("unit")
        ],
        units=list(agreement.units.all()),
        strategies=list(agreement.strategies.filter(ends_on__gte=chosen.starts_on)),
    )


def _carry_parties(agreement: Agreement, new: Agreement, acting_user: User) -> None:
    names = dict(Party.objects.filter(agreement=agreement).values_list("unit", "represented_by"))
    for party in new.parties.all():
        editing.update(
            party, {"represented_by": names.get(party.unit_id, "")}, acting_user=acting_user
        )


def _carry_facts(agreement: Agreement, new: Agreement, acting_user: User) -> None:
    there = {fact.label: fact for fact in new.facts.all()}
    for fact in agreement.facts.all():
        known = there.get(fact.label)
        if known is None:
            fact.pk, fact.agreement, fact.source, fact.version = None, new, None, 1
            fact._state.adding = True
            editing.create(fact, acting_user=acting_user)
        elif not known.value:
            editing.update(known, {"value": fact.value}, acting_user=acting_user)


def _carry_sections(
    agreement: Agreement, new: Agreement, chosen: NextPeriod, acting_user: User
) -> None:
    later = follow_up_keys(agreement)
    for section in agreement.sections.filter(key__in=chosen.sections).exclude(text=""):
        if section.key.split(".", 1)[0] not in later:
            copy = Section(
                agreement=new,
                key=section.key,
                title=section.title,
                text=section.text,
                position=section.position,
            )
            editing.create(copy, acting_user=acting_user)


def _carry_focus_areas(
    agreement: Agreement, new: Agreement, acting_user: User
) -> dict[int, FocusArea]:
    carried = {}
    for area in agreement.focus_areas.prefetch_related("serves", "departments"):
        copy = FocusArea(
            agreement=new,
            number=area.number,
            title=area.title,
            text=area.text,
            direction=area.direction,
            is_cross_cutting=area.is_cross_cutting,
            how_measured=area.how_measured,
            resources=area.resources,
            position=area.position,
        )
        links = {"serves": area.serves.all(), "departments": area.departments.all()}
        carried[area.pk] = editing.create(copy, acting_user=acting_user, links=links)
    return carried


def _carry_goal(goal: Goal, new: Agreement, areas: dict[int, FocusArea], acting_user: User) -> Goal:
    copy = Goal(agreement=new, carried_from=goal)
    for name in GOAL_FIELDS:
        setattr(copy, name, getattr(goal, name))
    if goal.focus_area_id is not None:
        copy.focus_area = areas.get(goal.focus_area_id)
    links = {name: getattr(goal, name).all() for name in GOAL_LINKS}
    return editing.create(copy, acting_user=acting_user, links=links)


def _carry_actions(goal: Goal, carried: Goal, chosen: NextPeriod, acting_user: User) -> None:
    """Actions that are not done, without the dates of the period that is over."""
    for action in goal.actions.all():
        if _continues(action, chosen):
            due = _due_in(action, chosen)
            is_running = action.status == ActionStatus.RUNNING
            copy = Action(
                goal=carried,
                text=action.text,
                responsible=action.responsible,
                responsible_user_id=action.responsible_user_id,
                due_raw=due.raw,
                due_from=due.starts_on,
                due_on=due.on,
                status=ActionStatus.RUNNING if is_running else ActionStatus.PLANNED,
                position=action.position,
            )
            editing.create(copy, acting_user=acting_user)


def _carry_indicators(goal: Goal, carried: Goal, acting_user: User) -> None:
    """The same indicators from where they stand now; the target is set anew by whoever writes."""
    followed = list(goal.goal_indicators.all())
    measured = measurements_by_use([each.use_id for each in followed])
    for each in followed:
        newest = next(
            (row for row in reversed(measured.get(each.use_id, [])) if row.value is not None), None
        )
        target = target_in_force(each.use.targets.order_by("set_at", "pk"))
        text = IndicatorText(
            title=each.use.indicator.title,
            baseline=newest.value if newest else each.use.baseline,
            baseline_on=newest.measured_on if newest else each.use.baseline_on,
            weight=Decimal(each.weight),
            target=TargetLevel(value=target.value, low=target.low, high=target.high)
            if target
            else None,
        )
        use_indicator(carried, each.use.indicator.counted_as, text, acting_user=acting_user)
