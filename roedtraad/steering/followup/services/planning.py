"""Planning rounds: a year of them at once, their dates and phases, and the units that take part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Strategy
from roedtraad.steering.followup.access import require_plan
from roedtraad.steering.followup.life import CHANGEABLE
from roedtraad.steering.followup.models import (
    FollowUpRound,
    Phase,
    PhaseKind,
    Rhythm,
    RoundState,
    UnitPhase,
)
from roedtraad.steering.followup.queries.taking_part import units_with_agreements
from roedtraad.steering.followup.rhythm import Pace, RoundDates, dates_of, periods_of
from roedtraad.steering.indicators.frequency import MeasuringPeriod

USUAL_ROLE = {
    PhaseKind.QUALIFY: Role.UNIT_LEADER,
    PhaseKind.REFLECT: Role.UNIT_LEADER,
    PhaseKind.MEET: Role.PRINCIPAL,
    PhaseKind.REPORT: Role.CONSULTANT,
    PhaseKind.ADJUST: Role.UNIT_LEADER,
}


@dataclass(frozen=True)
class Followed:
    """What a round is the follow-up of."""

    strategies: Collection[Strategy] = ()
    agreements: bool = True
    profiles: bool = False


@dataclass(frozen=True)
class RoundPlan:
    """What a year of rounds, or a single one, is to be like."""

    name: str
    unit: Unit
    rhythm: Rhythm
    year: int = 0
    period: MeasuringPeriod | None = None  # of what comes once only
    followed: Followed = Followed()
    pace: Pace = Pace(1, {})


@transaction.atomic
def plan_rounds(plan: RoundPlan, *, acting_user: User) -> list[FollowUpRound]:
    """Make a round for every period of the rhythm.

    The units that have an agreement then take part; the phases lie one after the other. Raise
    `ValidationError` when there is nothing to follow, no phase, or no unit.
    """
    require_plan(acting_user, plan.unit)
    _require_content(plan)
    once = [plan.period] if plan.period else []
    periods = once if plan.rhythm == Rhythm.ONCE else periods_of(plan.rhythm, plan.year)
    return [_planned(plan, period, acting_user) for period in periods]


def _require_content(plan: RoundPlan) -> None:
    followed = plan.followed
    if not (followed.strategies or followed.agreements or followed.profiles):
        raise ValidationError(_("Choose what is followed up: strategies, agreements or profiles."))
    if not any(plan.pace.lengths.values()):
        raise ValidationError(_("Give at least one phase some working days."))
    if plan.rhythm == Rhythm.ONCE and plan.period is None:
        raise ValidationError({"period": _("Write the period that is followed up.")})


def _planned(plan: RoundPlan, period: MeasuringPeriod, acting_user: User) -> FollowUpRound:
    dates = dates_of(period.ends_on, plan.pace)
    row = FollowUpRound(
        name=plan.name,
        unit=plan.unit,
        rhythm=plan.rhythm,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        grace_days=plan.pace.grace,
        follows_agreements=plan.followed.agreements,
        follows_profiles=plan.followed.profiles,
        made_by=acting_user,
    )
    set_dates(row, dates)
    units = units_with_agreements(plan.unit, period.starts_on, period.ends_on)
    phases = [
        Phase(
            kind=each.kind,
            starts_on=each.starts_on,
            due_on=each.due_on,
            role=USUAL_ROLE[each.kind],
        )
        for each in dates.phases
    ]
    return store(row, units, plan.followed.strategies, phases, acting_user=acting_user)


def set_dates(row: FollowUpRound, dates: RoundDates) -> None:
    row.opens_on, row.closes_on, row.locks_on = dates.opens_on, dates.closes_on, dates.locks_on


def store(
    row: FollowUpRound,
    units: Iterable[Unit],
    strategies: Iterable[Strategy],
    phases: Iterable[Phase],
    *,
    acting_user: User,
) -> FollowUpRound:
    """Store a new round with all that belongs to it. Raise `ValidationError` without units."""
    units = list(units)
    if not units:
        raise ValidationError(
            _("No unit of %(area)s has an agreement in %(period)s, so nobody would take part.")
            % {"area": row.unit, "period": row.period}
        )
    row.save(force_insert=True)
    row.units.set(units)
    row.strategies.set(strategies)
    for phase in phases:
        phase.round = row
        phase.save(force_insert=True)
    share_out(row)
    audit.record("followupround.created", row, acting_user=acting_user, unit=row.unit)
    return row


def share_out(row: FollowUpRound) -> None:
    """Give every unit that takes part its part of every phase; take away what nobody has begun.

    What is begun in a unit that no longer takes part stays: it was done.
    """
    units = set(row.units.values_list("pk", flat=True))
    for phase in row.phases.all():
        wanted = {row.unit_id} if phase.is_common else units
        there = set(phase.unit_phases.values_list("unit", flat=True))
        UnitPhase.objects.bulk_create(
            UnitPhase(phase=phase, unit_id=unit) for unit in sorted(wanted - there)
        )
        phase.unit_phases.exclude(unit__in=wanted).filter(begun_on=None, done_on=None).delete()


@transaction.atomic
def change_round(
    row: FollowUpRound,
    values: Mapping[str, Any],
    *,
    strategies: Iterable[Strategy],
    acting_user: User,
) -> None:
    """Set dates and words of a round that is not over."""
    row = _changeable(row, acting_user)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    row.strategies.set(strategies)
    differing = [name for name in values if before[name] != values[name]]
    audit.record(
        "followupround.changed",
        row,
        acting_user=acting_user,
        unit=row.unit,
        before={name: str(before[name]) for name in differing},
        after={name: str(values[name]) for name in differing},
    )


@transaction.atomic
def choose_units(row: FollowUpRound, units: Iterable[Unit], *, acting_user: User) -> None:
    """Say which units take part."""
    row = _changeable(row, acting_user)
    units = list(units)
    if not units:
        raise ValidationError({"units": _("Choose at least one unit.")})
    before = sorted(row.units.values_list("pk", flat=True))
    row.units.set(units)
    share_out(row)
    after = sorted(unit.pk for unit in units)
    audit.record(
        *("followupround.units_chosen", row),
        acting_user=acting_user,
        unit=row.unit,
        before=before,
        after=after,
    )


@transaction.atomic
def add_phase(phase: Phase, *, acting_user: User) -> Phase:
    """Give the round one more phase, owed from then on by its units."""
    phase.round = _changeable(phase.round, acting_user)
    phase.save(force_insert=True)
    share_out(phase.round)
    audit.record("phase.created", phase, acting_user=acting_user, unit=phase.round.unit)
    return phase


@transaction.atomic
def change_phase(phase: Phase, values: Mapping[str, Any], *, acting_user: User) -> None:
    """Set the time, role and words of a phase."""
    row = _changeable(phase.round, acting_user)
    stored = kept.locked(phase)
    before = {name: getattr(stored, name) for name in values}
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save(update_fields=list(values))
    differing = [name for name in values if before[name] != values[name]]
    audit.record(
        "phase.changed",
        stored,
        acting_user=acting_user,
        unit=row.unit,
        before={name: str(before[name]) for name in differing},
        after={name: str(values[name]) for name in differing},
    )


@transaction.atomic
def remove_phase(phase: Phase, *, acting_user: User) -> None:
    """Take a phase away in which nobody has begun. The last one stays."""
    row = _changeable(phase.round, acting_user)
    if phase.unit_phases.exclude(begun_on=None, done_on=None, note="").exists():
        raise ValidationError(_("Somebody has begun on the phase, so it cannot be removed."))
    if row.phases.count() == 1:
        raise ValidationError(_("A round has at least one phase."))
    audit.record("phase.removed", phase, acting_user=acting_user, unit=row.unit)
    phase.delete()


@transaction.atomic
def discard_round(row: FollowUpRound, *, acting_user: User) -> None:
    """Throw away a round that has not been opened."""
    require_plan(acting_user, row.unit)
    row = kept.locked(row)
    if row.state != RoundState.PLANNED:
        raise ValidationError(_("Only a round that has not opened can be thrown away."))
    audit.record("followupround.discarded", row, acting_user=acting_user, unit=row.unit)
    row.delete()


def _changeable(row: FollowUpRound, acting_user: User) -> FollowUpRound:
    """The round as stored, locked, when its plan may be changed now."""
    require_plan(acting_user, row.unit)
    row = kept.locked(row)
    if row.state not in CHANGEABLE:
        raise ValidationError(
            _("The round is %(state)s. Reopen it to change it.")
            % {"state": row.get_state_display()}
        )
    return row
