from datetime import date

import pytest

from roedtraad.casework.cases.models import Case, TargetGroup
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.counting_rules import CountingRules
from roedtraad.casework.profiles.services.counting import decide_rules
from roedtraad.casework.profiles.tests.factories import agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators import registers

pytestmark = pytest.mark.django_db
OPENED, TENTH = date(2025, 3, 1), date(2025, 4, 12)


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


def test_the_measure_counts_the_chosen_group_in_a_unit_and_below_it(
    case: Case, administration: Unit, south: Unit
) -> None:
    measure = registers.named("families_in_target_group")
    assert measure is not None
    chosen = registers.chosen(
        measure, {"group": str(TargetGroup.objects.create(title="Børn", age_from=6).pk)}
    )

    figures = [
        measure.compute(unit, OPENED, date(2025, 6, 30), chosen) for unit in (administration, south)
    ]

    assert [figure.value for figure in figures] == [1, 0]
    assert measure.is_about_persons


def test_a_group_nobody_chose_gives_no_figure(north: Unit) -> None:
    measure = registers.named("families_in_target_group")
    assert measure is not None

    figure = measure.compute(north, OPENED, TENTH, registers.chosen(measure, {"group": "77"}))

    assert figure.value is None


def test_open_cases_are_counted_on_the_last_day(case: Case, north: Unit, south: Unit) -> None:
    measure = registers.named("open_cases")
    assert measure is not None

    figures = [measure.compute(unit, OPENED, TENTH, {}).value for unit in (north, south)]

    assert figures == [1, 0]


@pytest.mark.parametrize(
    "key", ["interventions_discussed", "cases_with_intervention", "session_feedback"]
)
def test_without_interventions_nothing_is_claimed(north: Unit, key: str) -> None:
    measure = registers.named(key)
    assert measure is not None

    figure = measure.compute(north, OPENED, TENTH, {})

    assert not figure.value
    assert measure.is_about_persons


OF_PROFILES = (
    *("families_with_active_profile", "active_profiles", "goals_made_with_family"),
    *("goals_recognised", "evaluations_in_time"),
)


@pytest.mark.parametrize("key", OF_PROFILES)
def test_without_profiles_nothing_is_claimed(case: Case, north: Unit, key: str) -> None:
    measure = registers.named(key)
    assert measure is not None
    group = TargetGroup.objects.create(title="Børn", age_from=6)

    figure = measure.compute(north, OPENED, TENTH, {"group": str(group.pk)})

    assert not figure.value
    assert measure.is_about_persons


def test_the_share_with_an_active_profile_has_all_families_of_the_group_below_the_line(
    case: Case, administration: Unit, team_leader: User
) -> None:
    agree_goal(open_profile(case, team_leader), team_leader)
    measure = registers.named("families_with_active_profile")
    assert measure is not None
    chosen = {"group": str(TargetGroup.objects.create(title="Børn", age_from=6).pk)}

    figures = [measure.compute(administration, OPENED, on, chosen) for on in (OPENED, TENTH)]

    assert [(each.numerator, each.denominator) for each in figures] == [(0, 1), (1, 1)]


def test_the_rule_beside_the_figure_has_the_municipalitys_own_numbers(
    consultant: User,
) -> None:
    measure = registers.named("evaluations_in_time")
    assert measure is not None
    usual = str(measure.counting_rule)

    decide_rules(
        CountingRules(active_days=60), starts_on=OPENED, reason="Aftalt", acting_user=consultant
    )

    assert "mindst 30 aktive dage" in usual
    assert "mindst 60 aktive dage" in str(measure.counting_rule)
