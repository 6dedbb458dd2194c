"""Figures about persons that are left out of a page, whole for those who may see them so."""

from __future__ import annotations

from collections.abc import Iterable

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.services import record_read
from roedtraad.steering.indicators.models import IndicatorUse, Measurement

from .judged import Judged
from .safe import whole_for
from .series import UsePk, measurements_by_use


def read_whole(user: User, judged: Iterable[Judged]) -> dict[UsePk, list[Measurement]]:
    """What is left out of each series, newest first, of those `user` may see whole.

    It is written down that they were read. Nothing of what was known on an earlier day.
    """
    left_out = {each.use.pk: each for each in judged if each.hidden and each.known_on is None}
    if not left_out:
        return {}
    uses = IndicatorUse.objects.filter(pk__in=left_out).select_related("unit")
    seen = whole_for(user, uses)
    record_read("figures.read_whole", [use for use in uses if use.pk in seen], acting_user=user)
    whole = measurements_by_use(seen, whole=seen)
    return {use: _left_out(left_out[use], whole.get(use, [])) for use in seen}


def _left_out(judged: Judged, whole: list[Measurement]) -> list[Measurement]:
    days = {row.measured_on: row.lacks_numbers for row in judged.measurements if row.is_hidden}
    rows = [row for row in whole if row.measured_on in days]
    for row in rows:
        row.lacks_numbers = days[row.measured_on]
    return sorted(rows, key=lambda row: row.measured_on, reverse=True)
