import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Agreement, AgreementState, Goal
from roedtraad.steering.agreements.queries.content import content_hash, text_hash
from roedtraad.steering.agreements.services import approval, editing, life
from roedtraad.steering.agreements.tests.conftest import for_both, party

pytestmark = pytest.mark.django_db


def test_the_last_partys_approval_freezes_the_text(
    submitted: Agreement, leader: User, principal: User
) -> None:
    for_both(submitted, leader, principal)

    version = submitted.versions.get()
    submitted.refresh_from_db()
    assert submitted.state == AgreementState.ACTIVE
    assert version.content_hash == content_hash(version.content) == text_hash(submitted)
    assert {each.approved_by for each in version.approvals.all()} == {leader, principal}


def test_one_approval_is_not_enough(submitted: Agreement, leader: User) -> None:
    text = text_hash(submitted)

    approval.approve(party(submitted, "unit"), seen_hash=text, acting_user=leader)

    submitted.refresh_from_db()
    assert submitted.state == AgreementState.SUBMITTED
    assert not submitted.versions.exists()


def test_an_agreement_for_later_waits_for_its_period(
    plan: Agreement, leader: User, principal: User
) -> None:
    Agreement.objects.update(starts_on="2099-01-01", ends_on="2099-12-31")
    plan.refresh_from_db()
    life.submit(plan, acting_user=leader)

    for_both(plan, leader, principal)

    plan.refresh_from_db()
    assert plan.state == AgreementState.APPROVED
    assert life.activate_due(on=plan.starts_on) == 1
    plan.refresh_from_db()
    assert plan.state == AgreementState.ACTIVE


def test_one_person_never_approves_for_both(
    submitted: Agreement, leader: User, administration: Unit
) -> None:
    MembershipFactory(user=leader, unit=administration, role=Role.PRINCIPAL)
    text = text_hash(submitted)
    approval.approve(party(submitted, "unit"), seen_hash=text, acting_user=leader)

    with pytest.raises(approval.ApprovesForBoth):
        approval.approve(party(submitted, "principal"), seen_hash=text, acting_user=leader)


def test_a_party_approves_once(submitted: Agreement, leader: User) -> None:
    text = text_hash(submitted)
    approval.approve(party(submitted, "unit"), seen_hash=text, acting_user=leader)

    with pytest.raises(approval.AlreadyApproved):
        approval.approve(party(submitted, "unit"), seen_hash=text, acting_user=leader)


def test_a_change_after_the_first_approval_voids_it(
    submitted: Agreement, leader: User, principal: User
) -> None:
    text = text_hash(submitted)
    approval.approve(party(submitted, "unit"), seen_hash=text, acting_user=leader)

    editing.update(Goal.objects.get(), {"text": "Nyt"}, acting_user=principal)

    assert approval.approvals_in_force(submitted) == []
    with pytest.raises(approval.TextChanged):
        approval.approve(party(submitted, "principal"), seen_hash=text, acting_user=principal)


def test_what_somebody_approves_is_what_somebody_read(submitted: Agreement, leader: User) -> None:
    read = text_hash(submitted)
    Goal.objects.update(text="Skrevet i mellemtiden")

    with pytest.raises(approval.TextChanged):
        approval.approve(party(submitted, "unit"), seen_hash=read, acting_user=leader)


def test_a_draft_is_not_approved(plan: Agreement, leader: User) -> None:
    with pytest.raises(life.NotNow):
        approval.approve(party(plan, "unit"), seen_hash=text_hash(plan), acting_user=leader)


def test_only_the_parties_approve(
    submitted: Agreement, outsider: User, consultant: User, employee: User
) -> None:
    text = text_hash(submitted)

    for user in (outsider, consultant, employee):
        for role in ("unit", "principal"):
            with pytest.raises(PermissionDenied):
                approval.approve(party(submitted, role), seen_hash=text, acting_user=user)


def test_the_principal_does_not_approve_for_the_unit(submitted: Agreement, principal: User) -> None:
    with pytest.raises(PermissionDenied):
        approval.approve(
            party(submitted, "unit"), seen_hash=text_hash(submitted), acting_user=principal
        )


def test_units_side_by_side_approve_each_for_itself(
    plan: Agreement, leader: User, outsider: User, south: Unit
) -> None:
    party(plan, "principal").delete()
    plan.parties.create(unit=south, role="unit")
    life.submit(plan, acting_user=leader)
    text = text_hash(plan)
    [ours, theirs] = plan.parties.order_by("unit__name")

    with pytest.raises(PermissionDenied):
        approval.approve(theirs, seen_hash=text, acting_user=leader)
    approval.approve(ours, seen_hash=text, acting_user=leader)
    approval.approve(theirs, seen_hash=text, acting_user=outsider)

    assert plan.versions.count() == 1


def test_an_approval_is_taken_back_while_the_other_is_awaited(
    submitted: Agreement, leader: User, principal: User
) -> None:
    text = text_hash(submitted)
    given = approval.approve(party(submitted, "unit"), seen_hash=text, acting_user=leader)

    with pytest.raises(PermissionDenied):
        approval.take_back(given, acting_user=principal)
    approval.take_back(given, acting_user=leader)

    assert approval.approvals_in_force(submitted) == []


def test_sending_back_says_why_and_voids_what_was_given(
    submitted: Agreement, leader: User, principal: User
) -> None:
    approval.approve(party(submitted, "unit"), seen_hash=text_hash(submitted), acting_user=leader)

    with pytest.raises(ValidationError):
        life.send_back(submitted, reason=" ", acting_user=principal)
    life.send_back(submitted, reason="Mål 2 mangler", acting_user=principal)

    submitted.refresh_from_db()
    assert submitted.state == AgreementState.DIALOGUE
    assert submitted.steps.last().reason == "Mål 2 mangler"
    assert approval.approvals_in_force(submitted) == []


def test_the_principal_withdraws_with_a_reason(
    approved: Agreement, leader: User, principal: User
) -> None:
    with pytest.raises(PermissionDenied):
        life.withdraw(approved, reason="Vil ikke", acting_user=leader)

    life.withdraw(approved, reason="Ny lov", acting_user=principal)

    approved.refresh_from_db()
    assert approved.state == AgreementState.WITHDRAWN


def test_an_agreement_is_followed_up_and_then_closed(approved: Agreement, leader: User) -> None:
    with pytest.raises(life.NotNow):
        life.close(approved, acting_user=leader)

    life.mark_followed_up(approved, acting_user=leader)
    life.close(approved, acting_user=leader)

    approved.refresh_from_db()
    assert approved.state == AgreementState.CLOSED
    with pytest.raises(editing.NotEditable):
        editing.update(Goal.objects.get(), {"status_text": "x"}, acting_user=leader, is_text=False)
