from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import GRANTS, LABELS, Permission
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.accounts.rights_document import rights_document
from roedtraad.foundation.accounts.services.users import system_user
from roedtraad.foundation.accounts.tests.factories import MembershipFactory, UserFactory
from roedtraad.foundation.organisation.models import Unit


def test_every_role_is_in_the_table() -> None:
    assert set(GRANTS) == set(Role)


def test_every_permission_has_a_label_and_an_explanation_in_danish() -> None:
    assert set(LABELS) == set(Permission)
    for language in ("da", "en"):
        with translation.override(language):
            words = [(str(label), str(about)) for label, about in LABELS.values()]
            assert all(label and about for label, about in words)


def test_a_role_counts_below_its_unit_and_nowhere_else(
    principal: User, administration: Unit, north: Unit, council: Unit
) -> None:
    assert access.may(principal, Permission.AGREEMENT_VIEW, unit=north)
    assert not access.may(principal, Permission.AGREEMENT_VIEW, unit=council)


def test_another_unit_is_not_the_outsiders(outsider: User, north: Unit) -> None:
    assert not access.may(outsider, Permission.AGREEMENT_VIEW, unit=north)
    assert north not in access.units_for(outsider, Permission.AGREEMENT_VIEW)
    with pytest.raises(PermissionDenied):
        access.require(outsider, Permission.UNIT_EDIT, unit=north)


@pytest.mark.django_db
def test_nothing_is_granted_by_default() -> None:
    stranger = UserFactory()

    assert not any(access.may(stranger, permission) for permission in Permission)
    assert not access.units_for(stranger, *Permission).exists()


def test_a_role_counts_only_in_its_period(north: Unit) -> None:
    today = timezone.localdate()
    ended = MembershipFactory(unit=north, ends_on=today - timedelta(days=1)).user
    to_come = MembershipFactory(unit=north, starts_on=today + timedelta(days=1)).user
    last_day = MembershipFactory(unit=north, ends_on=today).user

    assert not access.may(ended, Permission.UNIT_VIEW)
    assert not access.may(to_come, Permission.UNIT_VIEW)
    assert access.may(last_day, Permission.UNIT_VIEW)


def test_who_is_deactivated_may_nothing(leader: User, north: Unit) -> None:
    leader.is_active = False

    assert not access.may(leader, Permission.UNIT_VIEW, unit=north)


def test_the_politician_reads_only_what_is_approved(politician: User) -> None:
    assert access.may(politician, Permission.AGREEMENT_VIEW_APPROVED)
    assert not access.may(politician, Permission.AGREEMENT_VIEW)


def test_jobs_act_as_one_nameless_user_who_cannot_sign_in(north: Unit) -> None:
    system = system_user()

    assert system_user() == system
    assert not system.is_active
    assert not system.has_usable_password()
    assert access.may(system, Permission.MEASUREMENT_RECORD, unit=north)
    assert access.units_for(system, Permission.UNIT_VIEW).filter(pk=north.pk).exists()


def test_who_manages_one_unit_cannot_manage_somebody_who_reaches_further(
    administrator: User, leader: User, north: Unit, outsider: User
) -> None:
    local = MembershipFactory(unit=north, role=Role.ADMINISTRATOR).user

    assert access.may_manage(local, leader)
    assert not access.may_manage(local, administrator)
    assert not access.may_manage(local, outsider)
    assert not access.may_manage(local, UserFactory())
    assert access.may_manage(administrator, UserFactory())
    assert Membership.objects.filter(user=local, starts_on=date(2020, 1, 1)).exists()


def test_the_document_of_rights_is_the_table(settings: object) -> None:
    """If not: `manage.py write_rights`."""
    written = (settings.BASE_DIR / "docs" / "rights.md").read_text("utf-8")

    assert written == rights_document()
