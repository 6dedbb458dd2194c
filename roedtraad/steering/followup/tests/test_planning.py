from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementState
from roedtraad.steering.agreements.tests.factories import AgreementFactory
from roedtraad.steering.followup.models import (
    FollowUpRound,
    Phase,
    PhaseKind,
    Rhythm,
    RoundState,
    UnitPhase,
)
from roedtraad.steering.followup.rhythm import Pace
from roedtraad.steering.followup.services import planning
from roedtraad.steering.followup.services.planning import Followed, RoundPlan
from roedtraad.steering.indicators.frequency import MeasuringPeriod

pytestmark = pytest.mark.django_db
PACE = Pace(1, {PhaseKind.QUALIFY: 5, PhaseKind.MEET: 2}, grace=2)


def plan(unit: Unit, rhythm: Rhythm = Rhythm.QUARTER, **values: object) -> RoundPlan:
    return RoundPlan("Opfølgning", unit, rhythm, 2026, **{"pace": PACE, **values})


def test_a_year_of_rounds_is_planned_at_once(
    administration: Unit, north: Unit, south: Unit, consultant: User
) -> None:
    made = planning.plan_rounds(plan(administration), acting_user=consultant)

    assert [str(row) for row in made] == [
        f"Opfølgning {number}. kvartal 2026" for number in (1, 2, 3, 4)
    ]
    owed = UnitPhase.objects.filter(phase__round=made[0])
    assert sorted((part.phase.kind, part.unit.name) for part in owed) == [
        ("meet", "Børn og Familie"),
        ("qualify", "Familiehuset Nord"),
        ("qualify", "Familiehuset Syd"),
    ]


def test_only_units_with_an_agreement_take_part_where_there_are_any(
    administration: Unit, north: Unit, south: Unit, consultant: User
) -> None:
    AgreementFactory(unit=south, state=AgreementState.ACTIVE)
    AgreementFactory(unit=north, state=AgreementState.DRAFT)

    made = planning.plan_rounds(plan(administration, Rhythm.YEAR), acting_user=consultant)

    assert list(made[0].units.all()) == [south]


def test_a_single_round_follows_the_period_it_is_given(
    administration: Unit, north: Unit, consultant: User
) -> None:
    period = MeasuringPeriod(date(2024, 1, 1), date(2026, 6, 30))

    [row] = planning.plan_rounds(
        plan(administration, Rhythm.ONCE, period=period), acting_user=consultant
    )

    assert (row.starts_on, row.ends_on) == (period.starts_on, period.ends_on)


@pytest.mark.parametrize(
    "wrong",
    [{"followed": Followed(agreements=False)}, {"pace": Pace(1, {})}],
    ids=["nothing to follow", "no phase"],
)
def test_a_round_of_nothing_is_refused(
    administration: Unit, north: Unit, consultant: User, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        planning.plan_rounds(plan(administration, **wrong), acting_user=consultant)

    assert not FollowUpRound.objects.exists()


def test_a_round_in_which_nobody_would_take_part_is_refused(
    council: Unit, administration: Unit, consultant: User
) -> None:
    with pytest.raises(ValidationError, match="ingen"):
        planning.plan_rounds(plan(administration), acting_user=consultant)


def test_who_leads_a_unit_plans_no_rounds(administration: Unit, north: Unit, leader: User) -> None:
    with pytest.raises(PermissionDenied):
        planning.plan_rounds(plan(administration), acting_user=leader)


def test_units_that_come_and_go_gain_and_lose_what_is_not_begun(
    planned: FollowUpRound, north: Unit, south: Unit, consultant: User
) -> None:
    parts = UnitPhase.objects.filter(phase__round=planned, phase__kind=PhaseKind.QUALIFY)
    parts.filter(unit=south).update(begun_on=date(2026, 4, 2))

    planning.choose_units(planned, [north], acting_user=consultant)
    assert set(parts.values_list("unit", flat=True)) == {north.pk, south.pk}
    parts.update(begun_on=None)
    planning.choose_units(planned, [south], acting_user=consultant)

    assert list(parts.values_list("unit", flat=True)) == [south.pk]


def test_a_new_phase_is_owed_by_every_unit(planned: FollowUpRound, consultant: User) -> None:
    phase = Phase(
        round=planned,
        kind=PhaseKind.ADJUST,
        starts_on=date(2026, 4, 23),
        due_on=date(2026, 4, 29),
        role="unit_leader",
    )

    planning.add_phase(phase, acting_user=consultant)

    assert phase.unit_phases.count() == 2


def test_a_phase_somebody_has_begun_is_not_removed(
    planned: FollowUpRound, consultant: User
) -> None:
    begun, other = planned.phases.all()
    begun.unit_phases.update(begun_on=date(2026, 4, 2))

    with pytest.raises(ValidationError):
        planning.remove_phase(begun, acting_user=consultant)
    planning.remove_phase(other, acting_user=consultant)

    assert list(planned.phases.all()) == [begun]


def test_a_round_that_is_over_is_not_changed(planned: FollowUpRound, consultant: User) -> None:
    FollowUpRound.objects.update(state=RoundState.CLOSED)

    with pytest.raises(ValidationError, match="lukket"):
        planning.change_round(planned, {"name": "Ny"}, strategies=[], acting_user=consultant)
    with pytest.raises(ValidationError):
        planning.discard_round(planned, acting_user=consultant)
