"""Rows that came in a query of their own, put where `prefetch_related` would have put them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class Attached(list[Row]):
    """What `owner.name.all()` is. There is nothing but `all`: asking for less is an error."""

    def all(self) -> Attached[Row]:
        return self


def attach(owner: Model, name: str, rows: Iterable[Row]) -> None:
    """Let `owner.name.all()` be `rows`, which are all of them and in their order."""
    attached = Attached(rows)
    relation: Any = owner._meta.get_field(name)
    if relation.one_to_many:
        for row in attached:
            relation.field.set_cached_value(row, owner)
    vars(owner).setdefault("_prefetched_objects_cache", {})[name] = attached


def grouped(rows: Iterable[Row], column: str) -> defaultdict[int, list[Row]]:
    """The rows by a key they have."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found
