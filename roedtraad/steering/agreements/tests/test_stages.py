from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.forms.indicator import IndicatorForm
from roedtraad.steering.agreements.models import Agreement, Goal, GoalIndicator
from roedtraad.steering.agreements.queries.content import agreement_content
from roedtraad.steering.agreements.queries.in_force import indicators_in_force
from roedtraad.steering.agreements.queries.statuses import goal_statuses
from roedtraad.steering.agreements.services import amending, goal_indicators, life
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText
from roedtraad.steering.agreements.tests.conftest import for_both
from roedtraad.steering.indicators.models import Target
from roedtraad.steering.indicators.services import TargetLevel

pytestmark = pytest.mark.django_db
END = date(2027, 12, 31)


def level(value: int, year: int) -> TargetLevel:
    due = date(year, 12, 31)
    return TargetLevel(value=Decimal(value), due_raw=f"ultimo {year}", due_on=due)


def text(*levels: TargetLevel) -> IndicatorText:
    *stages, last = levels
    return IndicatorText(title="Andel", measured_in="%", target=last, stages=stages)


def written(**more: str) -> dict[str, str]:
    sent = {"title": "Andel", "kind": "number", "direction": "up", "measured_in": "%"}
    return {**sent, "value": "80", "due_raw": "ultimo 2028", **more}


@pytest.fixture
def followed(plan: Agreement, leader: User) -> GoalIndicator:
    levels = text(level(60, 2026), level(70, 2027), level(80, 2028))
    return goal_indicators.add_indicator(Goal.objects.get(), levels, acting_user=leader)


def test_several_targets_are_written_one_on_each_line() -> None:
    form = IndicatorForm(written(stages="70 %: ultimo 2027\n\n60: ultimo 2026"))

    assert form.is_valid(), form.errors
    stages = [(each.value, each.due_on) for each in form.text().stages]
    assert stages == [(60, date(2026, 12, 31)), (70, date(2027, 12, 31))]


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ("60 ultimo 2026", "Linjen “60 ultimo 2026” kan ikke læses"),
        ("60: engang", "Linjen “60: engang” kan ikke læses"),
        ("60: ultimo 2026\n65: ultimo 2026", "Behold det ene"),
        ("90: ultimo 2029", "før det sidste"),
        ("130: ultimo 2026", "mellem 0 og 100"),
    ],
)
def test_what_is_no_target_on_the_way_says_why(stages: str, said: str) -> None:
    form = IndicatorForm(written(stages=stages))

    assert said in str(form.errors["stages"])
    assert form["stages"].value() == stages


@pytest.mark.parametrize("value", ["130", "-1"])
def test_a_percentage_beyond_what_there_is_is_refused_with_a_way_out(value: str) -> None:
    refused = IndicatorForm(written(value=value))
    other = IndicatorForm(written(value=value, measured_in="procent af budgettet"))

    assert "mellem 0 og 100" in str(refused.errors["value"])
    assert "value" not in other.errors


def test_the_goal_is_judged_by_the_target_that_is_due_next(followed: GoalIndicator) -> None:
    found = [
        goal_statuses([followed.goal_id], on=on)[followed.goal_id].parts[0].indicator.target
        for on in (date(2026, 6, 1), date(2027, 6, 1), date(2030, 1, 1))
    ]

    assert found == [60, 70, 80]


def test_the_agreed_text_has_them_all_and_one_target_alone_reads_as_before(
    plan: Agreement, followed: GoalIndicator, leader: User
) -> None:
    goal_indicators.add_indicator(Goal.objects.get(), text(level(80, 2028)), acting_user=leader)

    several, one = agreement_content(plan)["goals"][0]["indicators"][-2:]

    assert [each["value"] for each in several["stages"]] == ["60", "70"]
    assert several["target"]["value"] == "80"
    assert "stages" not in one


def test_an_approved_target_on_the_way_is_revised_with_a_reason_and_stays(
    plan: Agreement, followed: GoalIndicator, leader: User, principal: User
) -> None:
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Ny aftale", acting_user=leader)
    followed.refresh_from_db()
    revised = text(level(50, 2026), level(70, 2027), level(80, 2028))

    with pytest.raises(ValidationError):
        goal_indicators.change_indicator(followed, revised, acting_user=leader)
    goal_indicators.change_indicator(followed, revised, reason="Sen start", acting_user=leader)

    old = Target.objects.get(use=followed.use, replaced_by__isnull=False)
    agreed = indicators_in_force([followed.goal_id])[followed.goal_id]
    row = next(each for each in agreed if each.link.pk == followed.pk)
    assert (old.value, old.replaced_by and old.replaced_by.reason) == (60, "Sen start")
    assert [each.value for each in row.targets] == [60, 70, 80]


def test_the_last_target_may_become_one_on_the_way(followed: GoalIndicator, leader: User) -> None:
    later = text(level(60, 2026), level(70, 2027), level(80, 2028), level(90, 2029))

    goal_indicators.change_indicator(followed, later, acting_user=leader)

    standing = Target.objects.in_force().filter(use=followed.use).order_by("due_on")
    assert [each.value for each in standing] == [60, 70, 80, 90]
