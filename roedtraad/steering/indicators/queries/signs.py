"""The signs of many series at once. Callers pass uses the user may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.signs import Sign, sign_of

from .annotations import annotations_by_use
from .judged import development_of_rows, is_safe, without_figures
from .quality import qualities
from .series import UsePk, measurements_by_use


def signs_of_uses(
    uses: Sequence[IndicatorUse], today: date, *, known_on: date | None = None
) -> dict[UsePk, Sign]:
    """The sign of each series, as it is or as it was known; the number of queries does not grow.

    The uses come with their indicator (`select_related`).
    """
    measured = measurements_by_use([each.pk for each in uses], known_on=known_on)
    notes = annotations_by_use({each.pk: each.indicator_id for each in uses}, known_on=known_on)
    quality = qualities(uses, known_on or today, known_on=known_on)
    found = {}
    for use in uses:
        rows = measured.get(use.pk, [])
        development = development_of_rows(use.indicator, rows, notes.get(use.pk, []))
        of_data = without_figures(quality[use.pk]) if is_safe(use) else quality[use.pk]
        found[use.pk] = sign_of(development, of_data)
    return found
