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


def provide(function: Provider) -> None:
    """Let `function` give the events between two days that a user may see."""
    _providers.append(function)


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
