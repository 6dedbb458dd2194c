from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import GRANTS, LABELS, Permission
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.accounts.rights_document import rights_document
from roedtraad.foundation.accounts.services.reorganising import reorganise
from roedtraad.foundation.accounts.services.users import system_user
from roedtraad.foundation.accounts.tests.factories import MembershipFactory, UserFactory
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.reorganisation import Act


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


MAY_AND_MAY_NOT = {
    Role.ADMINISTRATOR: (Permission.USER_MANAGE, Permission.AGREEMENT_VIEW),
    Role.CONSULTANT: (Permission.TEMPLATE_EDIT, Permission.AGREEMENT_APPROVE_AS_UNIT),
    Role.PRINCIPAL: (
        Permission.AGREEMENT_APPROVE_AS_PRINCIPAL,
        Permission.AGREEMENT_APPROVE_AS_UNIT,
    ),
    Role.UNIT_LEADER: (
        Permission.AGREEMENT_APPROVE_AS_UNIT,
        Permission.AGREEMENT_APPROVE_AS_PRINCIPAL,
    ),
    Role.TEAM_LEADER: (Permission.AGREEMENT_EDIT, Permission.AGREEMENT_SUBMIT),
    Role.EMPLOYEE: (Permission.AGREEMENT_COMMENT, Permission.AGREEMENT_EDIT),
    Role.POLITICIAN: (Permission.AGREEMENT_VIEW_APPROVED, Permission.AGREEMENT_VIEW),
    Role.DATA_PROTECTION_OFFICER: (Permission.AUDIT_VIEW, Permission.AGREEMENT_VIEW_APPROVED),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_its_own_and_not_its_neighbours(role: Role, north: Unit) -> None:
    user = MembershipFactory(unit=north, role=role).user
    may, may_not = MAY_AND_MAY_NOT[role]

    assert access.may(user, may, unit=north)
    assert not access.may(user, may_not, unit=north)


PAGES = {  # what the role opens, and what it does not
    Role.ADMINISTRATOR: ("accounts:user_list", "accounts:log"),
    Role.CONSULTANT: ("accounts:reorganisations", "accounts:user_list"),
    Role.PRINCIPAL: ("accounts:unit_list", "accounts:user_new"),
    Role.UNIT_LEADER: ("accounts:unit_list", "accounts:user_list"),
    Role.TEAM_LEADER: ("accounts:unit_list", "accounts:user_list"),
    Role.EMPLOYEE: ("accounts:unit_list", "accounts:user_list"),
    Role.POLITICIAN: ("accounts:unit_list", "accounts:log"),
    Role.DATA_PROTECTION_OFFICER: ("accounts:log", "accounts:user_list"),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_its_own_pages_and_finds_no_others(
    client: Client, role: Role, council: Unit
) -> None:
    client.force_login(MembershipFactory(unit=council, role=role).user)
    opens, finds_not = PAGES[role]

    assert client.get(reverse(opens)).status_code == 200
    assert client.get(reverse(finds_not)).status_code in (403, 404)


def test_rights_follow_the_tree_of_today(
    administrator: User, principal: User, council: Unit, north: Unit
) -> None:
    today = timezone.localdate()
    made = Act(
        kind="create", on=today, names=("Kultur",), unit_kind="administration", parent=council.pk
    )
    reorganise(made, acting_user=administrator)
    culture = Unit.objects.get(name="Kultur")
    head = MembershipFactory(unit=culture, role=Role.PRINCIPAL).user

    move = Act(kind="move", on=today, units=(north.pk,), parent=culture.pk)
    reorganise(move, acting_user=administrator)

    north.refresh_from_db()
    assert access.may(head, Permission.AGREEMENT_VIEW, unit=north)
    assert not access.may(principal, Permission.AGREEMENT_VIEW, unit=north)


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
