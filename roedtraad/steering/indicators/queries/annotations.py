"""What happened beside many series at once: annotations, and what other apps tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.indicators import happenings
from roedtraad.steering.indicators.happenings import Happening
from roedtraad.steering.indicators.models import Annotation

from .series import UsePk

IndicatorPk = int


def annotations_by_use(
    uses: Mapping[UsePk, IndicatorPk], *, known_on: date | None = None
) -> dict[UsePk, list[Happening]]:
    """The annotations that stand, of each use and of its indicator, oldest first; 1 query.

    Those of an indicator are of the uses too that an agreement keeps to its earlier definition.
    """
    rows = _annotations().rows(uses=uses, indicators=set(uses.values()))
    found: defaultdict[UsePk, dict[int, Happening]] = defaultdict(dict)
    of_indicator: defaultdict[IndicatorPk, list[UsePk]] = defaultdict(list)
    for use, indicator in uses.items():
        of_indicator[indicator].append(use)
    for row in rows:
        if not _stood(row, known_on):
            continue
        agreed: IndicatorPk | None = vars(row)["agreed"]  # as annotated below
        happening = Happening(
            on=row.happened_on,
            text=row.text,
            begins_anew=row.begins_anew,
            leaves_out=row.leaves_out,
            reason=row.reason,
            annotation=row.pk if row.use_id else None,
            by=str(row.written_by),
        )
        concerned = [*of_indicator[row.indicator_id or 0], *of_indicator[agreed or 0]]
        for use in [row.use_id] if row.use_id else concerned:
            found[use][row.pk] = happening
    return {use: list(notes.values()) for use, notes in found.items()}


@prepared
def _annotations() -> QuerySet[Annotation]:
    indicators = GivenKeys("indicators")
    rows = Annotation.objects.filter(
        Q(use__in=GivenKeys("uses"))
        | Q(indicator__in=indicators)
        | Q(indicator__as_agreed__in=indicators)
    )
    return rows.select_related("written_by").annotate(agreed=F("indicator__as_agreed"))


def _stood(row: Annotation, known_on: date | None) -> bool:
    """Whether it stands now, or stood when that day ended."""
    if known_on is None:
        return row.ended_at is None
    is_written = timezone.localdate(row.written_at) <= known_on
    return is_written and (row.ended_at is None or timezone.localdate(row.ended_at) > known_on)


def starts(notes: Sequence[Happening]) -> tuple[date, ...]:
    """The days on which limits begin anew."""
    return tuple(sorted({each.on for each in notes if each.begins_anew}))


def left_out(notes: Sequence[Happening]) -> tuple[date, ...]:
    """The days whose measurement is kept out of mean and limits."""
    return tuple(sorted({each.on for each in notes if each.leaves_out}))


def happenings_by_use(
    uses: Mapping[UsePk, IndicatorPk], *, known_on: date | None = None
) -> dict[UsePk, list[Happening]]:
    """Annotations and what other apps tell, oldest first."""
    found = annotations_by_use(uses, known_on=known_on)
    for use, told in happenings.told(list(uses)).items():
        known = [each for each in told if known_on is None or each.on <= known_on]
        found[use] = sorted([*found.get(use, []), *known], key=lambda each: each.on)
    return found
