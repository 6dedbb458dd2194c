"""The quality of many series at once. Callers pass uses the user may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.indicators.models import (
    Breakdown,
    CredibilityKind,
    CredibilityNote,
    IndicatorUse,
    Measurement,
    MeasurementPart,
)
from roedtraad.steering.indicators.quality import Figures, Measured, Quality, quality_of

from .series import UsePk

MeasurementPk = int
Word = tuple[CredibilityKind, str]


def qualities(
    uses: Sequence[IndicatorUse], today: date, *, known_on: date | None = None
) -> dict[UsePk, Quality]:
    """The quality of every use's series, as it is or as it was known; at most 4 queries.

    The uses come with their indicator (`select_related`).
    """
    revisions = [_Revision(*row) for row in _revisions().rows(uses=[each.pk for each in uses])]
    if known_on is not None:
        revisions = [row for row in revisions if timezone.localdate(row.recorded_at) <= known_on]
    standing, came_in = _standing(revisions)
    newest = [found[-1].pk for found in standing.values() if found]
    words = newest_words(newest, known_on=known_on)
    parts = _parts(newest)
    found: dict[UsePk, Quality] = {}
    for use in uses:
        mine = standing.get(use.pk, [])
        series = [
            _measured(row, came_in[use.pk, row.measured_on], parts.get(row.pk, {})) for row in mine
        ]
        word = words.get(mine[-1].pk) if mine else None
        found[use.pk] = quality_of(use.indicator, series, today, credibility=word)
    return found


class _Revision(NamedTuple):
    """What was said of a date, and when."""

    pk: int
    use_id: int
    measured_on: date
    recorded_at: datetime
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    is_confirmed: bool
    is_not_counted: bool
    is_withdrawn: bool


@prepared
def _revisions() -> QuerySet[Measurement, tuple[Any, ...]]:
    rows = Measurement.objects.filter(use__in=GivenKeys("uses")).order_by("measured_on", "revision")
    return rows.values_list(*_Revision._fields)


def newest_words(
    measurements: Iterable[MeasurementPk], *, known_on: date | None = None
) -> dict[MeasurementPk, Word]:
    """The newest word on the credibility of each; 1 query."""
    return {
        pk: (CredibilityKind(kind), text)
        for pk, kind, text, said_at in _words().rows(measurements=measurements)
        if known_on is None or timezone.localdate(said_at) <= known_on
    }


@prepared
def _words() -> QuerySet[CredibilityNote, tuple[MeasurementPk, str, str, datetime]]:
    rows = CredibilityNote.objects.filter(measurement__in=GivenKeys("measurements"))
    return rows.order_by("pk").values_list("measurement_id", "kind", "text", "said_at")


@prepared
def _parts_of() -> QuerySet[MeasurementPart]:
    return MeasurementPart.objects.filter(measurement__in=GivenKeys("measurements"))


def _standing(
    revisions: Sequence[_Revision],
) -> tuple[dict[UsePk, list[_Revision]], dict[tuple[UsePk, date], date]]:
    """The newest revision of each date that was not withdrawn, and when its first came in."""
    newest: defaultdict[UsePk, dict[date, _Revision]] = defaultdict(dict)
    came_in: dict[tuple[UsePk, date], date] = {}
    for row in revisions:
        newest[row.use_id][row.measured_on] = row
        came_in.setdefault((row.use_id, row.measured_on), timezone.localdate(row.recorded_at))
    standing = {
        use: [row for row in by_date.values() if not row.is_withdrawn]
        for use, by_date in newest.items()
    }
    return standing, came_in


def _measured(
    row: _Revision, recorded_on: date, parts: Mapping[str, Sequence[Decimal | None]]
) -> Measured:
    return Measured(
        measured_on=row.measured_on,
        recorded_on=recorded_on,
        figures=Figures(row.value, row.numerator, row.denominator, parts),
        is_confirmed=row.is_confirmed,
        is_not_counted=row.is_not_counted,
    )


def _parts(
    measurements: Sequence[MeasurementPk],
) -> dict[MeasurementPk, dict[str, list[Decimal | None]]]:
    """The parts that must add up, by the title of their breakdown; 1 query, 2 where there are any.

    Crossed breakdowns add up as one.
    """
    rows = _parts_of().rows(measurements=measurements)
    if not rows:
        return {}
    groups = {int(key) for row in rows for key in row.cell.split("-")}
    adding = Breakdown.objects.filter(groups__in=groups, must_add_up=True)
    titles = {str(group): title for group, title in adding.values_list("groups", "title")}
    found: defaultdict[MeasurementPk, dict[str, list[Decimal | None]]] = defaultdict(dict)
    for row in rows:
        names = [titles[key] for key in row.cell.split("-") if key in titles]
        if names:
            value = row.value if row.numerator is None else row.numerator
            found[row.measurement_id].setdefault(" × ".join(names), []).append(value)
    return dict(found)
