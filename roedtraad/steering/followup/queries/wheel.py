"""A year of the wheel: its rounds with their phases, and the dates beside them, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.calendar import Event
from roedtraad.steering.followup.access import dates_for, rounds_for
from roedtraad.steering.followup.models import FollowUpRound, Phase, RoundState, WheelDate
from roedtraad.steering.followup.rhythm import NUMBERS


@dataclass(frozen=True)
class WheelPhase:
    """A phase with the number it is spoken of by."""

    phase: Phase
    number: int


@dataclass(frozen=True)
class Entry:
    """A line of the wheel's list, numbered as in the drawing: a round, or a date beside them."""

    number: int
    starts_on: date
    ends_on: date
    round: FollowUpRound | None = None
    phases: Sequence[WheelPhase] = ()
    date: WheelDate | None = None
    may_change: bool = False

    @property
    def title(self) -> str:
        return str(self.round or self.date)

    @property
    def unit(self) -> int | None:
        row = self.round or self.date
        return row.unit_id if row else None


@dataclass(frozen=True)
class Wheel:
    """A year, with what goes on in it today."""

    year: int
    entries: Sequence[Entry]
    under_way: Sequence[Entry]
    next_up: Entry | None
    may_plan: bool

    @property
    def has_several_units(self) -> bool:
        """Whether it must be said whose each is."""
        return len({each.unit for each in self.entries}) > 1

    @property
    def rounds(self) -> list[Entry]:
        return [each for each in self.entries if each.round]

    @property
    def dates(self) -> list[Entry]:
        return [each for each in self.entries if each.date]


def wheel_of(user: User, year: int, today: date) -> Wheel:
    """What `user` may see of the year, numbered by when it begins; at most six queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    paths = access.held_paths(user, Permission.ROUND_PLAN)
    rounds = (
        rounds_for(user)
        .filter(opens_on__lte=last, closes_on__gte=first)
        .select_related("unit")
        .prefetch_related("phases")
    )
    dates = (
        dates_for(user)
        .filter(Q(on__lte=last), Q(ends_on__gte=first) | Q(on__gte=first))
        .select_related("unit")
    )
    found = [(row.opens_on, row.closes_on, row) for row in rounds]
    placed: list[tuple[date, date, FollowUpRound | WheelDate]] = [*found]
    placed += [(row.on, row.ends_on or row.on, row) for row in dates]
    placed.sort(key=lambda each: (each[0], each[1], str(each[2])))
    entries = [_entry(number, *each, paths=paths) for number, each in enumerate(placed, start=1)]
    under_way = [each for each in entries if each.round and each.round.state == RoundState.OPEN]
    ahead = (each for each in entries if each.starts_on > today)
    return Wheel(year, entries, under_way, next(ahead, None), bool(paths))


def _entry(
    number: int,
    starts_on: date,
    ends_on: date,
    row: FollowUpRound | WheelDate,
    *,
    paths: Sequence[str],
) -> Entry:
    may_change = any(row.unit.path.startswith(path) for path in paths)
    if isinstance(row, WheelDate):
        return Entry(number, starts_on, ends_on, date=row, may_change=may_change)
    phases = [WheelPhase(phase, NUMBERS[phase.kind]) for phase in row.phases.all()]
    return Entry(number, starts_on, ends_on, round=row, phases=phases, may_change=may_change)


def events(user: User, starts_on: date, ends_on: date) -> list[Event]:
    """What everybody's calendar has of the wheel: its dates, and when phases are due."""
    dates = dates_for(user).filter(on__range=(starts_on, ends_on)).select_related("unit")
    found = [
        Event(row.on, row.title, "", str(row.get_kind_display()), row.unit.name, row.ends_on)
        for row in dates
    ]
    phases = Phase.objects.filter(
        round__in=rounds_for(user), due_on__range=(starts_on, ends_on)
    ).select_related("round__unit")
    found += [
        Event(
            *(phase.due_on, f"{phase.round}: {phase}"),
            *(reverse("followup:round", args=[phase.round_id]), ""),
            phase.round.unit.name,
        )
        for phase in phases
    ]
    return found
