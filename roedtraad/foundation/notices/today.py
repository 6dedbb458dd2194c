"""What needs somebody now. Every app says what it knows of from `AppConfig.ready`.

A provider takes the user and the day, and gives only what that user may open.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.drawing import Number


class Need(StrEnum):
    """Why a thing waits."""

    OVERDUE = "overdue"
    DUE = "due"
    AWAITING = "awaiting"  # somebody waits for the user: an approval, an answer


@dataclass(frozen=True)
class Item:
    """One thing to do. `act` is the word on its button."""

    label: str
    url: str
    act: str
    due_on: datetime.date | None = None
    context: str = ""
    need: Need = Need.DUE


@dataclass(frozen=True)
class Standing:
    """How one goal stands: `kind` is a kind of c-fds.state, `word` what it says.

    `marks` are what must be known besides, each a kind and a word.
    """

    label: str
    url: str
    kind: str
    word: str
    figure: str = ""
    values: tuple[Number | None, ...] = ()
    target: Number | None = None
    context: str = ""
    marks: tuple[tuple[str, str], ...] = ()


ItemProvider = Callable[[User, datetime.date], Iterable[Item]]
StandingProvider = Callable[[User, datetime.date], Sequence[Standing]]
_items: list[ItemProvider] = []
_standings: list[StandingProvider] = []
_all_standings: list[str] = []


def provide(function: ItemProvider) -> None:
    """Let `function` say what a user has to do."""
    _items.append(function)


def provide_standing(function: StandingProvider, *, url_name: str) -> None:
    """Let `function` say how the goals of a user's units stand, what needs attention first.

    Only a slice of its answer is looked at, so it may be a sequence that makes what is asked for.
    All of them are seen at `url_name`.
    """
    _standings.append(function)
    _all_standings.append(url_name)


def where_all_stand() -> str:
    """The address of the list of all goals; empty where no app has any."""
    return reverse(_all_standings[0]) if _all_standings else ""


def items(user: User, on: datetime.date) -> list[Item]:
    """Everything that has to be done, what is latest first; what has no day comes after today."""
    found = [item for provider in _items for item in provider(user, on)]
    return sorted(found, key=lambda item: (item.due_on or on, item.label))


def standings(user: User, on: datetime.date, most: int) -> tuple[list[Standing], int]:
    """The first `most`, and how many there are in all; only those shown are asked for."""
    given = [provider(user, on) for provider in _standings]
    shown: list[Standing] = []
    for part in given:
        shown += part[: most - len(shown)]
    return shown, sum(len(part) for part in given)
