"""The kinds of messages. A message holds a reference; the app that owns the thing gives the words,
and only to who may still see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roedtraad.foundation.accounts.models import User


@dataclass(frozen=True)
class Described:
    """What a message says and where it leads."""

    label: str
    url: str


Describe = Callable[[User, list[int]], Mapping[int, Described]]
Count = Callable[[int], str]


@dataclass(frozen=True)
class Kind:
    """One kind: `describe` gives the words by key, `count` says "2 kommentarer"."""

    name: str
    describe: Describe
    count: Count


_kinds: dict[str, Kind] = {}


def add(name: str, *, describe: Describe, count: Count) -> None:
    """Add a kind from `AppConfig.ready`."""
    _kinds[name] = Kind(name, describe, count)


def kind(name: str) -> Kind | None:
    return _kinds.get(name)
