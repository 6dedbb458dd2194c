"""What a year's wheel becomes in the next, before it is copied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.followup.models import FollowUpRound, Phase, Rhythm, WheelDate
from roedtraad.steering.followup.moving import moved, moved_in_order, moved_span
from roedtraad.steering.followup.rhythm import first_to_lock, period_after


@dataclass(frozen=True)
class RoundCopy:
    """A round and what it becomes; its phases by the keys of those they are copied from."""

    source: FollowUpRound
    row: FollowUpRound
    phases: Mapping[int, Phase]


@dataclass(frozen=True)
class DateCopy:
    """A date and what it becomes."""

    source: WheelDate
    row: WheelDate


@dataclass(frozen=True)
class NextYear:
    """What is not there yet of the year after `year`."""

    year: int
    rounds: list[RoundCopy]
    dates: list[DateCopy]

    @property
    def is_empty(self) -> bool:
        return not self.rounds and not self.dates


def next_year(user: User, year: int) -> NextYear:
    """The rounds that follow `year`, and its dates, moved; of units whose wheel `user` plans."""
    planned = access.inside(access.held_paths(user, Permission.ROUND_PLAN), lookup="unit__path")
    rounds = (
        FollowUpRound.objects.filter(planned, ends_on__year=year, copy=None)
        .exclude(rhythm=Rhythm.ONCE)
        .select_related("unit")
        .prefetch_related("phases")
        .order_by("opens_on", "pk")
    )
    dates = WheelDate.objects.filter(planned, on__year=year, copy=None).select_related("unit")
    return NextYear(year, [_round_copy(row) for row in rounds], [_date_copy(row) for row in dates])


def _round_copy(source: FollowUpRound) -> RoundCopy:
    period = period_after(Rhythm(source.rhythm), source.starts_on, 1)
    row = FollowUpRound(
        copied_from=source,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        **{
            name: getattr(source, name)
            for name in (
                *("name", "unit", "rhythm", "grace_days", "moves_by"),
                *("follows_agreements", "follows_profiles"),
            )
        },
    )
    phases = list(source.phases.all())
    days = {source.opens_on, source.closes_on}
    days |= {day for phase in phases for day in (phase.starts_on, phase.due_on)}
    days |= {source.locks_on} if source.locks_on else set()
    ordered = sorted(days)
    places = dict(zip(ordered, moved_in_order(ordered, source.moves_by), strict=True))
    row.opens_on, row.closes_on = places[source.opens_on], places[source.closes_on]
    if source.locks_on:
        row.locks_on = max(places[source.locks_on], first_to_lock(row.ends_on))
    copies = {
        phase.pk: Phase(
            kind=phase.kind,
            title=phase.title,
            text=phase.text,
            role=phase.role,
            starts_on=places[phase.starts_on],
            due_on=places[phase.due_on],
        )
        for phase in phases
    }
    return RoundCopy(source, row, copies)


def _date_copy(source: WheelDate) -> DateCopy:
    row = WheelDate(
        copied_from=source,
        unit=source.unit,
        title=source.title,
        kind=source.kind,
        moves_by=source.moves_by,
    )
    if source.ends_on is None:
        row.on = moved(source.on, source.moves_by)
    else:
        row.on, ends_on = moved_span(source.on, source.ends_on, source.moves_by)
        row.ends_on = ends_on if ends_on > row.on else None
    return DateCopy(source, row)
