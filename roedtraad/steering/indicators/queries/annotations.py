"""What happened beside many series at once: annotations, and what other apps tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import F, Q

from roedtraad.steering.indicators import happenings
from roedtraad.steering.indicators.happenings import Happening
from roedtraad.steering.indicators.models import Annotation

from .series import UsePk

IndicatorPk = int
AS_AGREED = F("indicator__as_agreed")


def annotations_by_use(
    uses: Mapping[UsePk, IndicatorPk], *, known_on: date | None = None
) -> dict[UsePk, list[Happening]]:
    """The annotations that stand, of each use and of its indicator, oldest first; 1 query.

    Those of an indicator are of the uses too that an agreement keeps to its earlier definition.
    """
    keys = set(uses.values())
    rows = Annotation.objects.filter(
        Q(use__in=list(uses)) | Q(indicator__in=keys) | Q(indicator__as_agreed__in=keys)
    ).select_related("written_by")
    if known_on is None:
        rows = rows.filter(ended_at__isnull=True)
    else:
        rows = rows.filter(written_at__date__lte=known_on).exclude(ended_at__date__lte=known_on)
    found: defaultdict[UsePk, dict[int, Happening]] = defaultdict(dict)
    of_indicator: defaultdict[IndicatorPk, list[UsePk]] = defaultdict(list)
    for use, indicator in uses.items():
        of_indicator[indicator].append(use)
    for row, agreed in ((each, each.agreed) for each in rows.annotate(agreed=AS_AGREED)):
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
