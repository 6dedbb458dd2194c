import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.elements import elements_of
from roedtraad.gateways.importing.models import Decision, PlanReading, ReadElement, ReadingState
from roedtraad.gateways.importing.queries import possible_parents
from roedtraad.gateways.importing.services import review
from roedtraad.gateways.importing.services.steps import ChangedMeanwhile, undo_last_step
from roedtraad.gateways.importing.tests.factories import PlanReadingFactory, ReadElementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(north: Unit) -> PlanReading:
    return PlanReadingFactory(unit=north)


@pytest.fixture
def goal(reading: PlanReading) -> ReadElement:
    return ReadElementFactory(reading=reading)


def test_goals_lie_below_the_focus_area_they_name() -> None:
    proposal = {
        "title": "Plan",
        "focus_areas": [{"title": "Overgange", "confidence": 0.9}],
        "goals": [
            {"title": "Tidlig plan", "focus_area": "Overgange", "actions": [{"text": "Mødes"}]},
            {"title": "Løst mål", "focus_area": None},
        ],
    }

    plan, area, loose = elements_of(proposal)

    assert plan.fields["title"] == "Plan"
    assert [goal.fields["title"] for goal in area.children] == ["Tidlig plan"]
    assert [action.kind for action in area.children[0].children] == ["action"]
    assert loose.fields["title"] == "Løst mål"


def test_what_was_read_can_be_accepted(goal: ReadElement, leader: User) -> None:
    review.accept(goal, acting_user=leader)

    goal.refresh_from_db()
    assert goal.decision == Decision.ACCEPTED


def test_a_correction_keeps_what_was_read_beside_it(goal: ReadElement, leader: User) -> None:
    ReadElement.objects.update(as_read={"title": "Færre skift"})

    review.correct(goal, {"title": "Færre skift i anbringelser"}, acting_user=leader)

    goal.refresh_from_db()
    assert goal.fields["title"] == "Færre skift i anbringelser"
    assert goal.as_read["title"] == "Færre skift"
    assert goal.decision == Decision.CORRECTED


def test_an_element_is_split_where_the_cursor_stands(goal: ReadElement, leader: User) -> None:
    review.correct(goal, {"text": "Første del. Anden del."}, acting_user=leader)

    review.split(goal, field="text", at=11, acting_user=leader)

    first, second = ReadElement.objects.order_by("position")
    assert (first.fields["text"], second.fields["title"]) == ("Første del.", "Anden del.")


@pytest.mark.parametrize(("at", "words"), [(3, "in a word"), (11, "between words")])
def test_what_was_split_is_joined_as_it_was(
    at: int, words: str, goal: ReadElement, leader: User
) -> None:
    text = "Første del. Anden del."
    ReadElement.objects.update(fields={"title": "Målet", "text": text}, as_read={"text": text})
    goal.refresh_from_db()
    review.split(goal, field="text", at=at, acting_user=leader)
    second = ReadElement.objects.order_by("position").last()
    assert second is not None

    review.merge(second, acting_user=leader)

    goal.refresh_from_db()
    assert goal.fields["text"] == text, words


def test_where_an_element_can_be_moved_is_told_in_the_order_of_the_plan(
    reading: PlanReading,
) -> None:
    areas = [
        ReadElementFactory(reading=reading, kind="focus_area", position=place, fields={})
        for place in (1, 0)
    ]
    goals = [
        ReadElementFactory(reading=reading, parent=area, position=place, fields={"title": "M"})
        for area, place in ((areas[0], 0), (areas[1], 1), (areas[1], 0))
    ]
    action = ReadElementFactory(reading=reading, kind="action", parent=goals[0], fields={})

    found = [row for row in possible_parents(action) if row.kind == "goal"]

    assert found == [goals[2], goals[1], goals[0]]


def test_an_element_is_joined_with_the_one_before(reading: PlanReading, leader: User) -> None:
    first = ReadElementFactory(reading=reading, fields={"title": "Færre", "text": "Et."})
    second = ReadElementFactory(reading=reading, fields={"title": "Skift", "text": "To."})
    action = ReadElementFactory(reading=reading, kind="action", parent=second, fields={"text": "A"})

    review.merge(second, acting_user=leader)

    first.refresh_from_db()
    action.refresh_from_db()
    assert first.fields["title"] == "Færre"
    assert first.fields["text"] == "Et.\nSkift\nTo."
    assert action.parent == first


def test_an_action_moves_to_another_goal(reading: PlanReading, leader: User) -> None:
    here, there = ReadElementFactory(reading=reading), ReadElementFactory(reading=reading)
    action = ReadElementFactory(reading=reading, kind="action", parent=here, fields={"text": "A"})

    review.move(action, parent=there, acting_user=leader)

    action.refresh_from_db()
    assert action.parent == there


def test_a_party_does_not_lie_below_a_goal(reading: PlanReading, leader: User) -> None:
    goal = ReadElementFactory(reading=reading)
    party = ReadElementFactory(reading=reading, kind="party", fields={"name": "Byrådet"})

    with pytest.raises(ValidationError):
        review.move(party, parent=goal, acting_user=leader)


def test_dropping_a_goal_drops_what_lies_below_it(reading: PlanReading, leader: User) -> None:
    goal = ReadElementFactory(reading=reading)
    action = ReadElementFactory(reading=reading, kind="action", parent=goal, fields={"text": "A"})

    review.drop(goal, acting_user=leader)

    action.refresh_from_db()
    assert action.decision == Decision.DROPPED


def test_every_step_can_be_taken_back(reading: PlanReading, leader: User) -> None:
    first = ReadElementFactory(reading=reading, fields={"title": "Et", "text": "Her. Der."})
    review.split(first, field="text", at=4, acting_user=leader)
    review.drop(first, acting_user=leader)

    undo_last_step(reading, acting_user=leader)
    undo_last_step(reading, acting_user=leader)

    [restored] = ReadElement.objects.all()
    assert (restored.fields["text"], restored.decision) == ("Her. Der.", Decision.OPEN)
    assert undo_last_step(reading, acting_user=leader) is None


def test_another_units_leader_decides_nothing(goal: ReadElement, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        review.accept(goal, acting_user=outsider)


def test_a_plan_that_is_made_is_no_longer_looked_through(goal: ReadElement, leader: User) -> None:
    PlanReading.objects.update(state=ReadingState.CREATED)

    with pytest.raises(PermissionDenied):
        review.drop(goal, acting_user=leader)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    goal: ReadElement, leader: User, consultant: User
) -> None:
    seen_before = ReadElement.objects.get(pk=goal.pk)
    review.correct(goal, {"title": "Lederens ord"}, acting_user=leader)

    with pytest.raises(ChangedMeanwhile):
        review.correct(seen_before, {"title": "Konsulentens ord"}, acting_user=consultant)

    goal.refresh_from_db()
    assert goal.fields["title"] == "Lederens ord"


def test_what_was_left_out_is_taken_in_again_with_all_around_it(
    reading: PlanReading, leader: User
) -> None:
    goal = ReadElementFactory(reading=reading)
    action = ReadElementFactory(reading=reading, kind="action", parent=goal, fields={"text": "A"})
    review.drop(goal, acting_user=leader)

    review.restore(ReadElement.objects.get(pk=action.pk), acting_user=leader)

    assert set(ReadElement.objects.values_list("decision", flat=True)) == {Decision.OPEN}


def test_correcting_a_part_of_what_was_left_out_takes_the_whole_in_again(
    reading: PlanReading, leader: User
) -> None:
    goal = ReadElementFactory(reading=reading)
    action = ReadElementFactory(reading=reading, kind="action", parent=goal, fields={"text": "A"})
    review.drop(goal, acting_user=leader)

    review.correct(ReadElement.objects.get(pk=action.pk), {"text": "Vi mødes"}, acting_user=leader)

    goal.refresh_from_db()
    assert goal.decision == Decision.OPEN


def test_a_goal_with_actions_does_not_become_a_fact(reading: PlanReading, leader: User) -> None:
    goal = ReadElementFactory(reading=reading)
    ReadElementFactory(reading=reading, kind="action", parent=goal, fields={"text": "A"})

    with pytest.raises(ValidationError):
        review.correct(goal, {"label": "Mål"}, kind="fact", acting_user=leader)


def test_joined_elements_keep_the_order_of_what_lies_below(
    reading: PlanReading, leader: User
) -> None:
    first, second = ReadElementFactory(reading=reading), ReadElementFactory(reading=reading)
    for place, parent in ((7, first), (0, second), (1, second)):
        ReadElementFactory(
            reading=reading, kind="action", parent=parent, position=place, fields={"text": place}
        )

    review.merge(second, acting_user=leader)

    assert [row.fields["text"] for row in first.children.all()] == [7, 0, 1]
