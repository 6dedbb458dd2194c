"""Measurements and targets of many uses at once. Callers pass uses the user may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from django.db.models import F, QuerySet
from django.utils import timezone

from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.indicators import belonging
from roedtraad.steering.indicators.models import IndicatorUse, Measurement, Target

from .safe import Why, hidden_days

UsePk: TypeAlias = int
Row: TypeAlias = tuple[
    UsePk, bool, bool, bool, date, Decimal | None, bool | None, Decimal | None, Decimal | None
]


class PlainReading(NamedTuple):
    """What was measured, as it is judged."""

    measured_on: date
    value: Decimal | None
    is_done: bool | None
    denominator: Decimal | None
    numerator: Decimal | None


WITHHELD = (None, None, None, None)  # of a reading: nothing but its day


def measurements_by_use(
    uses: Iterable[UsePk], *, known_on: date | None = None, whole: Collection[UsePk] = ()
) -> dict[UsePk, list[Measurement]]:
    """The newest revision of every measurement of `uses` that stands, oldest first; 1 query.

    With `known_on`, as it was known when that day ended. What was said not to be counted is left
    out. Figures about persons come as they may be handed out (`is_hidden`, 3 queries more), but of
    the uses in `whole`, which the caller must know the reader may see whole.
    """
    found: defaultdict[UsePk, dict[date, Measurement]] = defaultdict(dict)
    about: set[UsePk] = set()
    rows = _measurements().rows(uses=uses)
    if known_on is not None:
        rows = [row for row in rows if timezone.localdate(row.recorded_at) <= known_on]
    for row in rows:
        found[row.use_id][row.measured_on] = row
        if vars(row)["about_persons"]:  # as annotated above
            about.add(row.use_id)
    standing = {
        use: [row for row in by_date.values() if not row.is_withdrawn and not row.is_not_counted]
        for use, by_date in found.items()
    }
    return hide_persons(standing, about - set(whole), known_on=known_on)


def hide_persons(
    standing: dict[UsePk, list[Measurement]],
    about: Collection[UsePk],
    *,
    known_on: date | None = None,
) -> dict[UsePk, list[Measurement]]:
    """Leave out, in place, what may not be handed out of the uses that are `about` persons.

    As known on an earlier day only what still stands is shown:
    two revisions side by side tell who came between.
    """
    if not about:
        return standing
    days = hidden_days(about)
    now = newest_revisions(about) if known_on else {}
    for use in about:
        for row in standing.get(use, []):
            is_replaced = bool(known_on) and now.get((use, row.measured_on)) != row.pk
            why = days.get(use, {}).get(row.measured_on)
            if why is not None or is_replaced:
                row.hide(lacks_numbers=why == Why.UNKNOWN)
    return standing


def newest_revisions(uses: Collection[UsePk]) -> dict[tuple[UsePk, date], int]:
    """The key of the revision that stands now, of every use and day; 1 query."""
    rows = Measurement.objects.filter(use__in=uses).order_by("revision")
    return {(use, on): pk for use, on, pk in rows.values_list("use_id", "measured_on", "pk")}


def readings_by_use(uses: Iterable[UsePk]) -> dict[UsePk, list[PlainReading]]:
    """As `measurements_by_use`, but plain, for judging very many; 1 query.

    What may not be handed out is a day without a value.
    """
    found: defaultdict[UsePk, dict[date, tuple[PlainReading, bool]]] = defaultdict(dict)
    about: set[UsePk] = set()
    for row in _readings().rows(uses=uses):
        use, is_about, is_withdrawn, is_not_counted, on, value, is_done, below, above = row
        reading = PlainReading(on, value, is_done, below, above)
        found[use][on] = (reading, is_withdrawn or is_not_counted)
        if is_about:
            about.add(use)
    days = hidden_days(about) if about else {}
    return {
        use: [
            PlainReading(on, *WITHHELD) if on in days.get(use, ()) else reading
            for on, (reading, is_left_out) in by_date.items()
            if not is_left_out
        ]
        for use, by_date in found.items()
    }


def targets_by_use(
    uses: Iterable[UsePk], *, known_on: date | None = None
) -> dict[UsePk, list[Target]]:
    """Every target of `uses`, replaced ones too, in the order they were set; 1 query.

    With `known_on`, those that were set when that day ended; one replaced later still stands.
    """
    found: defaultdict[UsePk, list[Target]] = defaultdict(list)
    rows = _targets().rows(uses=uses)
    if known_on is not None:
        rows = known_targets(rows, known_on)
    for target in rows:
        found[target.use_id].append(target)
    return dict(found)


def agreed_targets_by_use(
    uses: Collection[UsePk], *, known_on: date | None = None
) -> dict[UsePk, list[Target]]:
    """As `targets_by_use`, but what is agreed while an amendment writes others; 2 queries."""
    targets = targets_by_use(uses, known_on=known_on)
    for use, agreed in belonging.agreed_targets(uses).items():
        targets[use] = agreed if known_on is None else known_targets(agreed, known_on)
    return targets


def known_targets(rows: list[Target], known_on: date) -> list[Target]:
    """Those set when a day ended; one that was replaced later still stands."""
    known = [each for each in rows if timezone.localdate(each.set_at) <= known_on]
    keys = {each.pk for each in known}
    for each in known:
        if each.replaced_by_id not in keys:
            each.replaced_by = None
    return known


@prepared
def _measurements() -> QuerySet[Measurement]:
    rows = Measurement.objects.filter(use__in=GivenKeys("uses")).order_by("measured_on", "revision")
    return rows.annotate(about_persons=F("use__indicator__is_about_persons"))


@prepared
def _readings() -> QuerySet[Measurement, Row]:
    rows = Measurement.objects.filter(use__in=GivenKeys("uses")).order_by("measured_on", "revision")
    return rows.values_list(
        *("use_id", "use__indicator__is_about_persons", "is_withdrawn", "is_not_counted"),
        *PlainReading._fields,
    )


@prepared
def _targets() -> QuerySet[Target]:
    return Target.objects.filter(use__in=GivenKeys("uses")).order_by("set_at", "pk")


def revisions(use: IndicatorUse, *, is_whole: bool = False) -> list[Measurement]:
    """Every revision of every measurement of `use`, newest date and revision first.

    Of figures about persons only what stands and may be handed out is shown, unless the reader may
    see them whole: earlier revisions beside it would tell who came between.
    """
    rows = list(
        Measurement.objects.filter(use=use)
        .select_related("recorded_by", "level")
        .order_by("-measured_on", "-revision")
    )
    if not use.indicator.is_about_persons:
        return rows
    days, seen = hidden_days([use.pk]).get(use.pk, {}), set[date]()
    for row in rows:
        if is_whole:
            is_newest = row.measured_on not in seen
            row.lacks_numbers = is_newest and days.get(row.measured_on) == Why.UNKNOWN
        elif row.measured_on in seen or row.measured_on in days or row.is_withdrawn:
            row.hide(lacks_numbers=days.get(row.measured_on) == Why.UNKNOWN)
        seen.add(row.measured_on)
    return rows
