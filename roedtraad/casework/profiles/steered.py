"""What a profile without a case is about: a management goal, which steering knows and we do not.

Whoever owns the goals provides a resolver for their model, filled from `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit


@dataclass(frozen=True)
class Steered:
    """A management goal as its owner tells it to one who may see it."""

    model: str
    pk: int
    title: str
    address: str
    unit: Unit
    may_write: bool


Resolver = Callable[[User, int], Steered | None]
Titles = Callable[[User, Iterable[int]], dict[int, str]]
_resolvers: dict[str, Resolver] = {}
_titles: dict[str, Titles] = {}


def provide(model: str, resolver: Resolver, titles: Titles) -> None:
    """`model` is its label; the resolver answers None to whoever may not see the row.

    `titles` are those, among the rows with the given keys, that the user may write about.
    """
    _resolvers[model] = resolver
    _titles[model] = titles


def steered(user: User, model: str, pk: int) -> Steered | None:
    resolver = _resolvers.get(model)
    return resolver(user, pk) if resolver else None


def titles_of(user: User, model: str, keys: Iterable[int]) -> dict[int, str]:
    """What of these rows `user` may write about, by its key."""
    titles = _titles.get(model)
    return titles(user, keys) if titles else {}
