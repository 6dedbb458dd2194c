from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    AgreementState,
    Approval,
    Change,
    Goal,
)
from roedtraad.steering.agreements.services import editing
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    AgreementFactory,
    FocusAreaFactory,
    GoalFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(north: Unit) -> Agreement:
    return AgreementFactory(unit=north)


@pytest.fixture
def goal(agreement: Agreement) -> Goal:
    return GoalFactory(agreement=agreement, title="Gamle ord")


def test_a_change_is_kept_with_author_and_logged(goal: Goal, leader: User) -> None:
    change = editing.update(goal, {"title": "Nye ord"}, acting_user=leader, base_version=1)

    assert change is not None
    assert (change.before["title"], change.after["title"]) == ("Gamle ord", "Nye ord")
    assert change.changed_by == leader
    assert (goal.title, goal.version) == ("Nye ord", 2)
    event = AuditEvent.objects.latest("pk")
    assert event.detail == {"before": {"title": "Gamle ord"}, "after": {"title": "Nye ord"}}


def test_saving_what_stands_there_already_is_no_change(goal: Goal, leader: User) -> None:
    assert editing.update(goal, {"title": "Gamle ord"}, acting_user=leader) is None

    assert not Change.objects.exists()
    assert goal.version == 1


def test_nobody_overwrites_what_another_saved_meanwhile(
    goal: Goal, leader: User, consultant: User
) -> None:
    editing.update(goal, {"title": "Konsulentens"}, acting_user=consultant, base_version=1)

    with pytest.raises(editing.EditConflict) as conflict:
        editing.update(goal, {"title": "Lederens"}, acting_user=leader, base_version=1)

    goal.refresh_from_db()
    assert goal.title == "Konsulentens"
    assert conflict.value.current.title == "Konsulentens"
    assert conflict.value.yours == {"title": "Lederens"}


def test_links_are_part_of_the_change(goal: Goal, leader: User) -> None:
    area = FocusAreaFactory()

    change = editing.update(goal, {}, acting_user=leader, links={"focus_areas": [area]})

    assert change is not None
    assert change.after["focus_areas"] == [area.pk]
    editing.undo(change, acting_user=leader)
    assert not goal.focus_areas.exists()


def test_a_removed_goal_comes_back_with_its_actions_and_links(goal: Goal, leader: User) -> None:
    area = FocusAreaFactory()
    goal.focus_areas.add(area)
    ActionFactory(goal=goal, text="Ring til alle", due_on=date(2026, 5, 1))
    pk = goal.pk

    change = editing.remove(goal, acting_user=leader)
    assert not Goal.objects.exists()
    editing.undo(change, acting_user=leader)

    restored = Goal.objects.get(pk=pk)
    assert list(restored.focus_areas.all()) == [area]
    assert Action.objects.get().due_on == date(2026, 5, 1)


def test_undoing_a_new_goal_removes_it(agreement: Agreement, leader: User) -> None:
    goal = editing.create(Goal(agreement=agreement, title="Nyt"), acting_user=leader)

    editing.undo(Change.objects.get(), acting_user=leader)

    assert not Goal.objects.filter(pk=goal.pk).exists()


def test_a_change_that_was_built_on_is_not_undone(goal: Goal, leader: User) -> None:
    first = editing.update(goal, {"title": "To"}, acting_user=leader)
    editing.update(goal, {"title": "Tre"}, acting_user=leader)

    with pytest.raises(editing.CannotUndo):
        editing.undo(first, acting_user=leader)

    goal.refresh_from_db()
    assert goal.title == "Tre"


def test_an_approved_text_is_not_changed_without_an_amendment(goal: Goal, leader: User) -> None:
    Agreement.objects.update(state=AgreementState.ACTIVE)

    with pytest.raises(editing.NotEditable):
        editing.update(goal, {"title": "Smuglet ind"}, acting_user=leader)


def test_a_change_after_the_first_approval_voids_it(goal: Goal, leader: User) -> None:
    party = PartyFactory(agreement=goal.agreement)
    approval = Approval.objects.create(
        party=party, approved_by=leader, approved_at=timezone.now(), content_hash="0" * 64
    )

    editing.update(goal, {"title": "Nye ord"}, acting_user=leader)

    approval.refresh_from_db()
    assert approval.voided_at is not None


def test_another_units_leader_changes_nothing(goal: Goal, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        editing.update(goal, {"title": "Fremmed"}, acting_user=outsider)

    assert not Change.objects.exists()
