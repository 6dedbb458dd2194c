from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.forms.indicator import IndicatorForm
from roedtraad.steering.agreements.models import Agreement, Goal
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import amending, editing, goal_indicators, life
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText
from roedtraad.steering.agreements.tests.conftest import for_both
from roedtraad.steering.agreements.tests.factories import GoalIndicatorFactory
from roedtraad.steering.indicators.models import Indicator, Target
from roedtraad.steering.indicators.services import TargetLevel
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory

pytestmark = pytest.mark.django_db


def text(target: int | None = 80, **more: object) -> IndicatorText:
    level = None if target is None else TargetLevel(value=Decimal(target), due_on=date(2027, 1, 1))
    return IndicatorText(title="Andel med egne mål", measured_in="%", target=level, **more)


def test_an_indicator_has_baseline_and_target(plan: Agreement, leader: User) -> None:
    followed = goal_indicators.add_indicator(
        Goal.objects.get(), text(baseline=Decimal(0)), acting_user=leader
    )

    assert followed.use.baseline == 0
    assert followed.use.targets.get().value == 80
    assert followed.use.unit == plan.unit


@pytest.mark.parametrize(("written", "weight"), [("0", 0), ("0,5", Decimal("0.5")), ("", 1)])
def test_a_weight_of_zero_is_a_value_and_an_empty_one_counts_as_one(
    written: str, weight: Decimal
) -> None:
    form = IndicatorForm(
        {"title": "Fravær", "kind": "number", "direction": "up", "weight": written}
    )

    assert form.is_valid()
    assert form.text().weight == weight


@pytest.mark.parametrize(("field", "written"), [("weight", "-1"), ("due_raw", "31-02-2026")])
def test_what_no_indicator_can_have_is_refused_at_its_field(field: str, written: str) -> None:
    words = {"title": "Fravær", "kind": "number", "direction": "up", field: written}

    assert list(IndicatorForm(words).errors) == [field]


def test_before_approval_a_target_is_corrected_where_it_stands(
    plan: Agreement, leader: User
) -> None:
    followed = goal_indicators.add_indicator(Goal.objects.get(), text(), acting_user=leader)

    goal_indicators.change_indicator(followed, text(90), acting_user=leader)

    assert followed.use.targets.get().value == 90


def test_an_approved_target_is_revised_with_a_reason_and_stays(
    plan: Agreement, leader: User, principal: User
) -> None:
    followed = goal_indicators.add_indicator(Goal.objects.get(), text(), acting_user=leader)
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Nyt budget", acting_user=leader)

    with pytest.raises(ValidationError):
        goal_indicators.change_indicator(followed, text(60), acting_user=leader)
    goal_indicators.change_indicator(followed, text(60), acting_user=leader, reason="Færre ansatte")

    old, new = Target.objects.order_by("pk")
    assert (old.value, old.replaced_by) == (80, new)
    assert (new.value, new.reason, new.set_by) == (60, "Færre ansatte", leader)


def test_a_change_of_an_indicator_is_a_change_of_the_text(plan: Agreement, leader: User) -> None:
    followed = goal_indicators.add_indicator(Goal.objects.get(), text(), acting_user=leader)
    before = text_hash(plan)

    goal_indicators.change_indicator(
        followed, text(baseline=Decimal(10)), acting_user=leader, base_version=1
    )

    assert text_hash(plan) != before


def test_another_agreements_indicator_keeps_its_words(plan: Agreement, leader: User) -> None:
    followed = GoalIndicatorFactory(goal=Goal.objects.get())
    other = IndicatorUseFactory(indicator=followed.use.indicator)

    goal_indicators.change_indicator(followed, text(), acting_user=leader)

    other.refresh_from_db()
    followed.use.refresh_from_db()
    assert other.indicator.title != "Andel med egne mål"
    assert followed.use.indicator.title == "Andel med egne mål"


def test_two_do_not_overwrite_each_others_indicator(
    plan: Agreement, leader: User, principal: User
) -> None:
    followed = goal_indicators.add_indicator(Goal.objects.get(), text(), acting_user=leader)
    goal_indicators.change_indicator(followed, text(70), acting_user=principal, base_version=1)
    followed = type(followed).objects.get()

    with pytest.raises(editing.EditConflict):
        goal_indicators.change_indicator(
            followed, text(baseline=Decimal(5)), acting_user=leader, base_version=1
        )


def test_an_added_indicator_is_undone(plan: Agreement, leader: User) -> None:
    before = text_hash(plan)
    goal_indicators.add_indicator(Goal.objects.get(), text(), acting_user=leader)

    editing.undo(plan.changes.all()[0], acting_user=leader)

    assert text_hash(plan) == before
    assert not Indicator.objects.exists()


def test_a_revised_target_is_undone_at_once(plan: Agreement, leader: User, principal: User) -> None:
    followed = goal_indicators.add_indicator(Goal.objects.get(), text(), acting_user=leader)
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Nyt budget", acting_user=leader)
    before = text_hash(plan)
    goal_indicators.change_indicator(followed, text(60), acting_user=leader, reason="Færre ansatte")

    editing.undo(plan.changes.all()[0], acting_user=leader)

    assert text_hash(plan) == before
    assert Target.objects.get().value == 80


def test_outsiders_add_no_indicator(plan: Agreement, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        goal_indicators.add_indicator(Goal.objects.get(), text(), acting_user=outsider)
