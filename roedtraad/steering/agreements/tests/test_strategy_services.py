import pytest
from django.core.exceptions import PermissionDenied

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    EffectGoal,
    FocusArea,
    Strategy,
    StrategyState,
    Theme,
    Vision,
)
from roedtraad.steering.agreements.services import editing, strategy
from roedtraad.steering.agreements.template_definition import Rules
from roedtraad.steering.agreements.tests.factories import (
    EffectGoalFactory,
    FocusAreaFactory,
    GoalFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(administration: Unit) -> Strategy:
    return StrategyFactory(unit=administration)


def test_parts_are_added_last_and_moved_among_their_kind(plan: Strategy, principal: User) -> None:
    first, second, third = (
        strategy.add_part(Vision(strategy=plan, title=title), acting_user=principal)
        for title in ("En", "To", "Tre")
    )

    strategy.move_part(third, -1, acting_user=principal)
    strategy.move_part(first, -1, acting_user=principal)

    assert [vision.title for vision in plan.visions.all()] == ["En", "Tre", "To"]
    assert second.position == 1


def test_moving_heals_positions_that_are_the_same(plan: Strategy, principal: User) -> None:
    areas = [FocusAreaFactory(strategy=plan, title=title, position=0) for title in "ABC"]

    strategy.move_part(areas[0], 1, acting_user=principal)

    assert [area.title for area in plan.focus_areas.all()] == ["B", "A", "C"]


def test_what_goals_serve_is_not_removed(plan: Strategy, principal: User) -> None:
    area, effect = FocusAreaFactory(strategy=plan), EffectGoalFactory(strategy=plan)
    goal = GoalFactory()
    goal.focus_areas.add(area)
    goal.effect_goals.add(effect)

    for part in (area, effect):
        with pytest.raises(strategy.InUse, match="1 mål tjener det"):
            strategy.remove_part(part, acting_user=principal)

    assert FocusArea.objects.count() == EffectGoal.objects.count() == 1


def test_a_vision_with_focus_areas_is_not_removed(plan: Strategy, principal: User) -> None:
    vision = Vision.objects.create(strategy=plan, title="Vision")
    FocusAreaFactory(strategy=plan, vision=vision)

    with pytest.raises(strategy.InUse):
        strategy.remove_part(vision, acting_user=principal)


def test_a_removal_is_undone(plan: Strategy, principal: User) -> None:
    effect = EffectGoalFactory(strategy=plan, title="Skolegang")
    effect.indicators.create(text="Fravær")

    change = strategy.remove_part(effect, acting_user=principal)
    editing.undo(change, acting_user=principal)

    [restored] = plan.effect_goals.all()
    assert [each.text for each in restored.indicators.all()] == ["Fravær"]


def test_a_strategy_goes_from_draft_to_in_force_to_ended(plan: Strategy, principal: User) -> None:
    strategy.move_to(plan, StrategyState.IN_FORCE, acting_user=principal)
    strategy.move_to(plan, StrategyState.ENDED, acting_user=principal)

    with pytest.raises(strategy.NoSuchWay):
        strategy.move_to(plan, StrategyState.DRAFT, acting_user=principal)

    plan.refresh_from_db()
    assert plan.state == StrategyState.ENDED


def test_a_theme_is_shared_and_stays_when_dropped(plan: Strategy, principal: User) -> None:
    other = StrategyFactory(unit=plan.unit)

    theme = strategy.add_theme(plan, Theme(title="Tidlig hjælp"), acting_user=principal)
    strategy.add_theme(other, theme, acting_user=principal)
    strategy.change_theme(other, theme, {"text": "Før det bliver svært"}, acting_user=principal)
    change = strategy.drop_theme(plan, theme, acting_user=principal)

    assert list(plan.themes.all()) == []
    assert [each.text for each in other.themes.all()] == ["Før det bliver svært"]
    assert change is not None
    editing.undo(change, acting_user=principal)
    assert list(plan.themes.all()) == [theme]


def test_a_newer_text_is_not_overwritten(plan: Strategy, principal: User) -> None:
    strategy.demand(plan, Rules(minimum_goals=3), acting_user=principal, base_version=1)

    with pytest.raises(editing.EditConflict):
        strategy.demand(plan, Rules(minimum_goals=5), acting_user=principal, base_version=1)

    plan.refresh_from_db()
    assert plan.rules == {"minimum_goals": 3}


def test_the_outsider_changes_nothing(plan: Strategy, outsider: User) -> None:
    area = FocusAreaFactory(strategy=plan)

    with pytest.raises(PermissionDenied):
        strategy.add_part(Vision(strategy=plan, title="Min"), acting_user=outsider)
    with pytest.raises(PermissionDenied):
        strategy.remove_part(area, acting_user=outsider)
    with pytest.raises(PermissionDenied):
        strategy.move_to(plan, StrategyState.IN_FORCE, acting_user=outsider)
    with pytest.raises(PermissionDenied):
        strategy.add_theme(plan, Theme(title="Min"), acting_user=outsider)

    assert not Theme.objects.exists()
