"""What locked rounds settle."""

from __future__ import annotations

from collections.abc import Iterator

from roedtraad.steering.followup.models import FollowUpRound, RoundState
from roedtraad.steering.indicators.closed import ClosedPeriod


def locked_periods() -> Iterator[ClosedPeriod]:
    """The period of every locked round, for each unit that took part; two queries at most."""
    locked = FollowUpRound.objects.filter(state=RoundState.LOCKED).prefetch_related("units")
    for row in locked:
        for unit in row.units.all():
            yield ClosedPeriod(
                unit.path, row.starts_on, row.ends_on, str(row), row.follows_agreements
            )
