"""A round as its page shows it: its phases, and how far each unit is in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.functional import cached_property

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.followup.access import may_plan, may_work, rounds_for, unit_phases_for
from roedtraad.steering.followup.life import Standing, late_after, standing
from roedtraad.steering.followup.models import FollowUpRound, Phase, RoundStep, UnitPhase
from roedtraad.steering.followup.rhythm import NUMBERS

from .responsible import responsible


@dataclass(frozen=True)
class Part:
    """A unit's part of a phase: how it stands, and who does it."""

    row: UnitPhase
    standing: Standing
    people: Sequence[User]


@dataclass(frozen=True)
class PhaseRow:
    """A phase with what its readers may see of it."""

    phase: Phase
    number: int
    role: str
    last_day: date  # on which it is not late
    parts: Mapping[int, Part]  # by unit

    @property
    def common(self) -> Part | None:
        """The one part of what is held once."""
        return next(iter(self.parts.values()), None) if self.phase.is_common else None

    @cached_property
    def counts(self) -> Counter[Standing]:
        return Counter(part.standing for part in self.parts.values())


@dataclass(frozen=True)
class UnitRow:
    """A unit that takes part, with its part of each phase that every unit has."""

    unit: Unit
    parts: Sequence[Part | None]


@dataclass(frozen=True)
class RoundPage:
    """Everything the page of a round shows."""

    row: FollowUpRound
    phases: Sequence[PhaseRow]
    units: Sequence[UnitRow]
    steps: Sequence[RoundStep]
    may_plan: bool

    @property
    def for_each(self) -> list[PhaseRow]:
        return [each for each in self.phases if not each.phase.is_common]


def round_for(user: User, pk: int) -> FollowUpRound:
    """The round; 404 when `user` may not see it."""
    found = rounds_for(user).select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def part_for(user: User, pk: int) -> UnitPhase:
    """A unit's part of a phase; 404 when `user` may not see how far it is."""
    rows = unit_phases_for(user).select_related(
        *("phase__round__unit", "unit", "person", "done_by")
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def round_page(user: User, pk: int, today: date) -> RoundPage:
    """The round with its phases and units; nine queries whatever their number."""
    row = round_for(user, pk)
    phases = list(row.phases.all())
    rows = (
        unit_phases_for(user)
        .filter(phase__in=phases)
        .select_related("unit", "person", "done_by")
        .order_by("unit__path")
    )
    parts = list(rows)
    by_key = {phase.pk: phase for phase in phases}
    for part in parts:
        part.phase = by_key[part.phase_id]
        part.phase.round = row
    people = responsible(parts, today)
    shown = [_phase_row(phase, row, parts, people, today) for phase in phases]
    each = [phase for phase in shown if not phase.phase.is_common]
    units = {part.unit_id: part.unit for part in parts if not part.phase.is_common}
    ordered = sorted(units.values(), key=lambda unit: (danish_key(unit.name), unit.pk))
    matrix = [UnitRow(unit, [phase.parts.get(unit.pk) for phase in each]) for unit in ordered]
    plans = may_plan(user, row.unit)
    steps = list(row.steps.select_related("taken_by")) if parts or plans else []
    return RoundPage(row, shown, matrix, steps, plans)


def _phase_row(
    phase: Phase,
    row: FollowUpRound,
    parts: Sequence[UnitPhase],
    people: Mapping[int, Sequence[User]],
    today: date,
) -> PhaseRow:
    mine = {
        part.unit_id: Part(part, standing_of(part, row, today), people[part.pk])
        for part in parts
        if part.phase_id == phase.pk
    }
    last_day = late_after(phase.due_on, row.grace_days)
    return PhaseRow(phase, NUMBERS[phase.kind], str(Role(phase.role).label), last_day, mine)


def standing_of(part: UnitPhase, row: FollowUpRound, today: date) -> Standing:
    return standing(
        begun_on=part.begun_on,
        done_on=part.done_on,
        last_day=late_after(part.phase.due_on, row.grace_days),
        state=row.state,
        today=today,
    )


@dataclass(frozen=True)
class PartPage:
    """Everything the page of a unit's part shows."""

    part: Part
    last_day: date
    number: int
    role: str
    may_work: bool
    may_name: bool


def part_page(user: User, row: UnitPhase, today: date) -> PartPage:
    phase = row.phase
    works, plans = may_work(user, row), may_plan(user, row.unit)
    return PartPage(
        part=Part(row, standing_of(row, phase.round, today), responsible([row], today)[row.pk]),
        last_day=late_after(phase.due_on, phase.round.grace_days),
        number=NUMBERS[phase.kind],
        role=str(Role(phase.role).label),
        may_work=works and phase.round.state == "open",
        may_name=works or plans,
    )
