import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Action, Agreement, AgreementState, Goal
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import amending, approval, editing, life
from roedtraad.steering.agreements.tests.conftest import for_both
from roedtraad.steering.agreements.tests.factories import ActionFactory

pytestmark = pytest.mark.django_db


def test_an_amendment_is_approved_by_both_and_gives_a_new_version(
    approved: Agreement, leader: User, principal: User
) -> None:
    amendment = amending.open_amendment(approved, reason="Nyt budget", acting_user=leader)
    editing.update(Goal.objects.get(), {"text": "Ændret"}, acting_user=leader)
    life.submit(approved, acting_user=leader)

    for_both(approved, leader, principal)

    approved.refresh_from_db()
    amendment.refresh_from_db()
    assert approved.state == AgreementState.ACTIVE
    assert [version.number for version in approved.versions.all()] == [1, 2]
    assert (amendment.before.number, amendment.after.number) == (1, 2)
    assert amendment.before.content["goals"][0]["text"] == ""
    assert amendment.after.content["goals"][0]["text"] == "Ændret"


def test_an_old_approval_never_counts_for_the_amended_text(
    approved: Agreement, leader: User
) -> None:
    amending.open_amendment(approved, reason="Nyt", acting_user=leader)

    assert approval.approvals_in_force(approved) == []
    assert approved.versions.get().approvals.count() == 2


def test_an_amendment_says_why(approved: Agreement, leader: User) -> None:
    with pytest.raises(ValidationError):
        amending.open_amendment(approved, reason="", acting_user=leader)


def test_an_abandoned_amendment_leaves_the_approved_text(approved: Agreement, leader: User) -> None:
    goal = Goal.objects.get()
    amendment = amending.open_amendment(approved, reason="Nyt", acting_user=leader)
    editing.update(goal, {"title": "Første"}, acting_user=leader)
    editing.update(goal, {"title": "Anden", "text": "Mere"}, acting_user=leader)
    new = editing.create(Goal(agreement=approved, title="Ekstra"), acting_user=leader)
    editing.create(Action(goal=new, text="Gør noget"), acting_user=leader)
    editing.remove(goal, acting_user=leader)

    amending.abandon_amendment(amendment, reason="Fortrudt", acting_user=leader)

    approved.refresh_from_db()
    assert approved.state == AgreementState.ACTIVE
    assert text_hash(approved) == approved.versions.get().content_hash
    assert [each.title for each in Goal.objects.all()] == ["Flere familier med egne mål"]


def test_follow_up_written_meanwhile_outlives_an_abandoned_amendment(
    approved: Agreement, leader: User
) -> None:
    goal = Goal.objects.get()
    amendment = amending.open_amendment(approved, reason="Nyt", acting_user=leader)
    editing.update(goal, {"text": "Ændret"}, acting_user=leader)
    editing.update(goal, {"status_text": "Det går"}, acting_user=leader, is_text=False)

    amending.abandon_amendment(amendment, reason="Fortrudt", acting_user=leader)

    goal.refresh_from_db()
    assert (goal.text, goal.status_text) == ("", "Det går")


def test_the_status_of_an_action_is_no_amendment(approved: Agreement, leader: User) -> None:
    action = ActionFactory(goal=Goal.objects.get())
    before = text_hash(approved)

    editing.update(action, {"status": "done"}, acting_user=leader, is_text=False)

    assert text_hash(approved) == before


def test_outsiders_amend_nothing(approved: Agreement, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        amending.open_amendment(approved, reason="Fremmed", acting_user=outsider)
