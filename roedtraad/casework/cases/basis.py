"""What a figure about families is counted from: the number, and the cases behind it, by one rule.

The number is for measures and names nobody. The things are for whoever may open their cases: the
caller says which those are.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db.models import Count, Exists, F, Q, QuerySet
from django.db.models.expressions import Combinable

from .models import Case


class Counted(NamedTuple):
    """So many, of so many; of what is no share, all are part."""

    part: int
    of: int


@dataclass(frozen=True)
class Thing:
    """One of what is counted, in a case; two with the same `key` count once. `is_part`: it is
    among those above the line."""

    key: Hashable
    case: int
    is_part: bool


class Basis(Protocol):
    """What a figure is counted from."""

    def counted(self) -> Counted:
        """How many there are. No right is asked."""

    def things(self, cases: QuerySet[Case]) -> list[Thing]:
        """Those of them that lie in `cases`."""


@dataclass(frozen=True)
class Rows:
    """Rows of the database, of which `part` keeps those above the line.

    `case` leads from a row to its case, and rows with one value of `one` count once.
    """

    rows: QuerySet[Any]
    part: Q | Exists = Q()
    case: str = "case"
    one: Combinable = F("pk")

    def counted(self) -> Counted:
        return Counted(self._count(self.rows.filter(self.part)), self._count(self.rows))

    def things(self, cases: QuerySet[Case]) -> list[Thing]:
        rows = self.rows.filter(**{f"{self.case}__in": cases.values("pk")})
        found = set(rows.filter(self.part).order_by().values_list(self.one, flat=True))
        pairs = rows.order_by().values_list(self.one, self.case).distinct()
        return [Thing(key, case, key in found) for key, case in pairs]

    def _count(self, rows: QuerySet[Any]) -> int:
        found: int = rows.order_by().aggregate(count=Count(self.one, distinct=True))["count"]
        return found


@dataclass(frozen=True)
class Listed:
    """What no query can count."""

    found: tuple[Thing, ...] = ()

    def counted(self) -> Counted:
        part = {each.key for each in self.found if each.is_part}
        return Counted(len(part), len({each.key for each in self.found}))

    def things(self, cases: QuerySet[Case]) -> list[Thing]:
        known = set(cases.values_list("pk", flat=True))
        return [each for each in self.found if each.case in known]
