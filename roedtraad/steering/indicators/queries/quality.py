"""The quality of many series at once. Callers pass uses the user may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

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
    rows = Measurement.objects.filter(use__in=[each.pk for each in uses]).order_by(
        "measured_on", "revision"
    )
    revisions = list(rows if known_on is None else rows.known_on(known_on))
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


def newest_words(
    measurements: Iterable[MeasurementPk], *, known_on: date | None = None
) -> dict[MeasurementPk, Word]:
    """The newest word on the credibility of each; 1 query."""
    rows = CredibilityNote.objects.filter(measurement__in=list(measurements)).order_by("pk")
    if known_on is not None:
        rows = rows.filter(said_at__date__lte=known_on)
    return {
        pk: (CredibilityKind(kind), text)
        for pk, kind, text in rows.values_list("measurement_id", "kind", "text")
    }


def _standing(
    revisions: Sequence[Measurement],
) -> tuple[dict[UsePk, list[Measurement]], dict[tuple[UsePk, date], date]]:
    """The newest revision of each date that was not withdrawn, and when its first came in."""
    newest: defaultdict[UsePk, dict[date, Measurement]] = defaultdict(dict)
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
    row: Measurement, recorded_on: date, parts: Mapping[str, Sequence[Decimal | None]]
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
    rows = list(
        MeasurementPart.objects.filter(measurement__in=measurements).select_related("measurement")
    )
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
