import pytest

from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.followup.models import FollowUpRound, PhaseKind, RoundState, UnitPhase
from roedtraad.steering.followup.services.planning import share_out

from .factories import PhaseFactory, RoundFactory


@pytest.fixture
def planned(administration: Unit, north: Unit, south: Unit) -> FollowUpRound:
    """A quarter of the administration, in which both family houses take part."""
    row = RoundFactory(unit=administration)
    row.units.set([north, south])
    PhaseFactory(round=row)
    PhaseFactory(
        round=row,
        kind=PhaseKind.MEET,
        role="principal",
        starts_on=row.opens_on.replace(day=16),
        due_on=row.opens_on.replace(day=22),
    )
    share_out(row)
    return row


@pytest.fixture
def opened(planned: FollowUpRound) -> FollowUpRound:
    """The same, open."""
    planned.state = RoundState.OPEN
    planned.save()
    return planned


@pytest.fixture
def part(opened: FollowUpRound, north: Unit) -> UnitPhase:
    """What Familiehuset Nord owes in the first phase."""
    return UnitPhase.objects.get(phase__round=opened, phase__kind=PhaseKind.QUALIFY, unit=north)
