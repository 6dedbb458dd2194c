from datetime import date

import pytest
from django.http import Http404

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.interventions.services import granted
from roedtraad.casework.interventions.tests.factories import InterventionTypeFactory
from roedtraad.casework.profiles.models import DevelopmentProfile
from roedtraad.casework.profiles.tests.factories import open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementState, Goal
from roedtraad.steering.agreements.tests.factories import GoalFactory
from roedtraad.steering.theory.models import NodeKind, TheoryState
from roedtraad.steering.theory.queries.profile_thread import profile_thread

from .factories import LinkFactory, NodeFactory, TheoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def goal(north: Unit) -> Goal:
    return GoalFactory(agreement__unit=north, agreement__state=AgreementState.ACTIVE)


@pytest.fixture
def profile(case: Case, team_leader: User) -> DevelopmentProfile:
    facts = {"type": InterventionTypeFactory(), "unit": case.unit, "starts_on": date(2025, 3, 10)}
    row = granted.begin_intervention(case, {**facts, "purpose": "Ro"}, acting_user=team_leader)
    return open_profile(case, team_leader, intervention=row)


def _drawn(profile: DevelopmentProfile, goal: Goal, *, state: str) -> None:
    """The intervention leads by way of an output to the goal."""
    theory = TheoryFactory(unit=profile.unit, state=state)
    kind = profile.intervention.type if profile.intervention else None
    start = NodeFactory(theory=theory, kind=NodeKind.INTERVENTION, intervention_type=kind)
    between = NodeFactory(theory=theory)
    end = NodeFactory(theory=theory, kind=NodeKind.RESULT_GOAL, goal=goal)
    LinkFactory(from_node=start, to_node=between)
    LinkFactory(from_node=between, to_node=end)


def test_a_profile_serves_the_goal_its_intervention_leads_to(
    profile: DevelopmentProfile, goal: Goal, team_leader: User
) -> None:
    _drawn(profile, goal, state=TheoryState.IN_USE)

    found = profile_thread(team_leader, profile.pk)

    assert found.goal == goal
    assert found.thread is not None
    assert str(goal) in [knot.title for knot in found.thread.knots]


def test_without_a_theory_in_use_it_is_tied_to_no_goal(
    profile: DevelopmentProfile, goal: Goal, team_leader: User
) -> None:
    _drawn(profile, goal, state=TheoryState.DRAFT)

    found = profile_thread(team_leader, profile.pk)

    assert (found.goal, found.thread) == (None, None)


def test_the_thread_of_a_profile_is_for_those_of_its_case(
    profile: DevelopmentProfile, outsider: User
) -> None:
    with pytest.raises(Http404):
        profile_thread(outsider, profile.pk)
