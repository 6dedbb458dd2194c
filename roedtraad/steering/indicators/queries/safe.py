"""What is handed out of figures about persons. Everything else is left out, of every reading.

Whoever may open every case behind a figure sees it whole (`whole_for`): nobody, until an app with
cases says so. Those who record a unit's figures see what they record where they record it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from django.db.models import DateField, QuerySet

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.once import each_once
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.steering.indicators.models import (
    Aggregation,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Measurement,
)
from roedtraad.steering.indicators.persons import Count, Key, Published, hidden, is_moved_by_few

UsePk = int
Opened = Callable[[User, Collection[UsePk]], Collection[UsePk]]
SUMMED = {Aggregation.SUM, Aggregation.MEAN}


class Why(Enum):
    """Why a figure is not handed out."""

    FEW = auto()  # a person could be found in it, or in what it could be compared with
    UNKNOWN = auto()  # nobody knows how many persons are behind it


_opened: list[Opened] = []


def provide_opened(opened: Opened) -> None:
    """Tell of which uses a user may open every case: these they see whole."""
    _opened.append(opened)


def whole_for(user: User, uses: Collection[IndicatorUse]) -> set[UsePk]:
    """Those of `uses` whose figures `user` may see whole: every case is theirs to open, or they
    record the unit's figures."""
    keys = [each.pk for each in uses]
    found = {use for opened in _opened for use in opened(user, keys)}
    paths = access.held_paths(user, access.Permission.MEASUREMENT_RECORD)
    recorded = {each.pk for each in uses if any(each.unit.path.startswith(path) for path in paths)}
    return (found & set(keys)) | recorded


def hidden_days(uses: Collection[UsePk]) -> dict[UsePk, dict[date, Why]]:
    """The days whose measurement is not handed out, of uses about persons; 3 queries."""
    found = each_once("hidden days", _indicators_of().rows(uses=uses), _hidden_days)
    return {use: days for by_use in found.values() for use, days in by_use.items()}


def _hidden_days(indicators: Collection[int]) -> dict[int, dict[UsePk, dict[date, Why]]]:
    """Of every use of each indicator: what is handed out of one depends on the others."""
    return {
        indicator.pk: _days(_hidden_of(indicator, rows))
        for indicator, rows in revisions_of(indicators).items()
    }


def _days(hidden_keys: Mapping[Key, Why]) -> dict[UsePk, dict[date, Why]]:
    """Of uses; what is hidden of sums is not said here."""
    found: defaultdict[UsePk, dict[date, Why]] = defaultdict(dict)
    for (holder, period), why in hidden_keys.items():
        if holder.startswith("u") and len(period) > 4:
            found[int(holder[1:])][date.fromisoformat(period)] = why
    return dict(found)


@prepared
def _indicators_of() -> QuerySet[IndicatorUse, int]:
    uses = IndicatorUse.objects.filter(pk__in=GivenKeys("uses"))
    return uses.values_list("indicator_id", flat=True)


Rows = Mapping[tuple[UsePk, str, date], list[Measurement]]


@dataclass(frozen=True)
class Counted:
    """The newest word on every use and day as persons; `paths` says where each use is.

    `unknown` are those of which nobody knows how many persons are behind.
    """

    counts: list[Count]
    unknown: set[Key]
    paths: dict[str, str]


def revisions_of(
    indicators: Collection[int], *, since: date | None = None
) -> dict[Indicator, Rows]:
    """Every revision of every use of the indicators, by use, its unit's path, day; 2 queries."""
    uses = {use.pk: use for use in _uses_of().rows(indicators=indicators)}
    found: defaultdict[Indicator, defaultdict[tuple[UsePk, str, date], list[Measurement]]]
    found = defaultdict(lambda: defaultdict(list))
    for row in _revisions().rows(uses=uses, since=since or date.min) if uses else ():
        use = uses.get(row.use_id)
        if use is not None:
            found[use.indicator][use.pk, use.unit.path, row.measured_on].append(row)
    return {indicator: dict(rows) for indicator, rows in found.items()}


@prepared
def _uses_of() -> QuerySet[IndicatorUse]:
    uses = IndicatorUse.objects.filter(indicator__in=GivenKeys("indicators"))
    return uses.select_related("indicator", "unit")


@prepared
def _revisions() -> QuerySet[Measurement]:
    """They come without their use, which a hundred of them share."""
    rows = Measurement.objects.filter(
        use__in=GivenKeys("uses"), measured_on__gte=Given("since", DateField())
    )
    return rows.order_by("measured_on", "revision")


def _hidden_of(indicator: Indicator, rows: Rows) -> dict[Key, Why]:
    """Figures that may not be handed out, and why."""
    counted = counted_of(indicator, rows)
    found = hidden(counted.counts, published_of(indicator, counted.paths))
    return dict.fromkeys(found, Why.FEW) | dict.fromkeys(counted.unknown, Why.UNKNOWN)


def counted_of(indicator: Indicator, rows: Rows) -> Counted:
    """What the linked tables of the indicator are made of; a milestone counts nobody."""
    found = Counted([], set(), {})
    if indicator.kind == IndicatorKind.MILESTONE:
        return found
    for (use, path, on), revisions in rows.items():
        newest, holder = revisions[-1], f"u{use}"
        if newest.is_withdrawn or newest.is_not_counted:
            continue
        persons = persons_behind(indicator, newest)
        if persons is None:
            found.unknown.add((holder, on.isoformat()))
            continue
        earlier = [persons_behind(indicator, each) for each in revisions if not each.is_withdrawn]
        is_changed = any(
            is_moved_by_few([each[side] if each else None for each in earlier]) for side in (0, 1)
        )
        found.counts.append(Count(holder, on, persons[0], persons[1], is_changed))
        found.paths[holder] = path
    return found


def persons_behind(indicator: Indicator, row: Measurement) -> tuple[int, int | None] | None:
    """How many persons a figure is of, and how many of them are counted in it; None: unknown."""
    if row.denominator is not None:
        whole = _whole(row.denominator)
        if whole is None or indicator.kind != IndicatorKind.PERCENTAGE:
            return None if whole is None else (whole, None)
        inside = None if row.numerator is None else _whole(row.numerator)
        return None if inside is None or inside > whole else (whole, inside)
    if indicator.kind != IndicatorKind.NUMBER and indicator.kind != IndicatorKind.REGISTER:
        return None
    count = None if row.value is None else _whole(row.value)
    return None if count is None else (count, None)


def _whole(number: Decimal) -> int | None:
    return int(number) if number >= 0 and number == int(number) else None


def published_of(indicator: Indicator, paths: Mapping[str, str]) -> Published:
    """The sums that are handed out by the indicator's own declaration, and what each is of.

    Units are summed from the lowest that report: one that has others below it has a figure of its
    own, that may be theirs together.
    """
    below = {
        holder: tuple(other for other, its in paths.items() if its != path and its.startswith(path))
        for holder, path in paths.items()
    }
    above: dict[str, str] = {}
    if indicator.over_units in SUMMED:
        for holder, path in paths.items():
            if not below[holder]:
                above |= _line(holder, path)
    return Published(
        above=tuple(sorted(_without_chains(above).items())),
        covers=tuple((holder, others) for holder, others in below.items() if others),
        has_years=indicator.over_time in SUMMED,
    )


def _line(holder: str, path: str) -> dict[str, str]:
    """A use, its unit, and every unit above: each is part of the next."""
    parts = path.strip("/").split("/")
    nodes = ["n" + "/".join(parts[: end + 1]) for end in range(len(parts))]
    chain = [holder, *reversed(nodes)]
    return dict(zip(chain, chain[1:], strict=False))


def _without_chains(above: Mapping[str, str]) -> dict[str, str]:
    """Without sums of a single part, which are that part."""
    parts: defaultdict[str, int] = defaultdict(int)
    for top in above.values():
        parts[top] += 1
    kept = {}
    for holder, top in above.items():
        if parts.get(holder, 2) == 1:
            continue
        while parts[top] == 1 and top in above:
            top = above[top]
        if parts[top] > 1:
            kept[holder] = top
    return kept
