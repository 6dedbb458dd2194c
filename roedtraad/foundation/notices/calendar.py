"""What happens when. Every app adds its own dates from `AppConfig.ready`."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from roedtraad.foundation.accounts.models import User


@dataclass(frozen=True)
class Event:
    """Something on a day, or over several. `kind` is a word: deadline, meeting, milestone."""

    on: datetime.date
    title: str
    url: str = ""
    kind: str = ""
    context: str = ""
    ends_on: datetime.date | None = None


@dataclass(frozen=True)
class Week:
    """The events that begin in one week."""

    number: int
    days: list[tuple[datetime.date, list[Event]]]


Provider = Callable[[User, datetime.date, datetime.date], Iterable[Event]]
_providers: list[Provider] = []
_in_feeds: list[Provider] = []


def provide(function: Provider, *, in_feeds: bool = False) -> None:
    """Let `function` give the events between two days that a user may see.

    With `in_feeds` they also leave the system, for the users' own calendars: never the personal.
    """
    _providers.append(function)
    if in_feeds:
        _in_feeds.append(function)


def events_in_feeds(user: User, starts_on: datetime.date, ends_on: datetime.date) -> list[Event]:
    """What of `user`'s calendar may leave the system, by day."""
    events = [event for found in _in_feeds for event in found(user, starts_on, ends_on)]
    return sorted(events, key=lambda event: (event.on, event.title))


def month_around(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    last = monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def weeks(user: User, starts_on: datetime.date, ends_on: datetime.date) -> list[Week]:
    """The weeks in which anything happens."""
    events = [event for found in _providers for event in found(user, starts_on, ends_on)]
    events.sort(key=lambda event: (event.on, event.title))
    by_week = groupby(events, key=lambda event: event.on.isocalendar()[:2])
    return [Week(number, _days(list(found))) for (_year, number), found in by_week]


def _days(events: list[Event]) -> list[tuple[datetime.date, list[Event]]]:
    return [(day, list(found)) for day, found in groupby(events, key=lambda event: event.on)]
