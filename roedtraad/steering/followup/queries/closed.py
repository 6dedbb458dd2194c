"""What locked rounds settle."""

from __future__ import annotations

from collections.abc import Iterator

from roedtraad.steering.followup.models import FollowUpRound, RoundState
from roedtraad.steering.indicators.closed import ClosedPeriod


def locked_periods() -> Iterator[ClosedPeriod]:
    """The period of every locked round, for each unit that took part; one query."""
    taking_part = FollowUpRound.units.through._default_manager.filter(
        followupround__state=RoundState.LOCKED
    )
    for each in taking_part.select_related("followupround", "unit"):
        row = each.followupround
        yield ClosedPeriod(
            each.unit.path, row.starts_on, row.ends_on, str(row), row.follows_agreements
        )
