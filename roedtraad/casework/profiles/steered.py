"""What a profile without a case is about: a management goal, which steering knows and we do not.

Whoever owns the goals provides a resolver for their model, filled from `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable
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
_resolvers: dict[str, Resolver] = {}


def provide(model: str, resolver: Resolver) -> None:
    """`model` is its label; the resolver answers None to whoever may not see the row."""
    _resolvers[model] = resolver


def steered(user: User, model: str, pk: int) -> Steered | None:
    resolver = _resolvers.get(model)
    return resolver(user, pk) if resolver else None
