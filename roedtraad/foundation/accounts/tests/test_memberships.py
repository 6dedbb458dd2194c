import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.accounts.services.memberships import (
    LastAdministrator,
    end_role,
    give_role,
)
from roedtraad.foundation.accounts.services.reorganising import preview, reorganise, undo_latest
from roedtraad.foundation.accounts.services.users import deactivate_user
from roedtraad.foundation.accounts.tests.factories import MembershipFactory, UserFactory
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Reorganisation, Unit
from roedtraad.foundation.organisation.reorganisation import Act
from roedtraad.foundation.organisation.tests.factories import UnitFactory

VIEW = access.Permission.AGREEMENT_VIEW


def role_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def test_a_role_is_given_and_ended_and_its_history_stays(administrator: User, north: Unit) -> None:
    user = UserFactory()

    given = give_role(user, Role.EMPLOYEE, north, acting_user=administrator)
    Membership.objects.filter(pk=given.pk).update(
        starts_on=timezone.localdate() - timedelta(days=9)
    )
    given.refresh_from_db()
    assert access.may(user, VIEW, unit=north)
    end_role(given, acting_user=administrator)

    assert not access.may(user, VIEW, unit=north)
    assert Membership.objects.get(pk=given.pk).ends_on == timezone.localdate() - timedelta(days=1)
    assert (
        AuditEvent.objects.filter(action__startswith="membership.", unit_id=north.pk).count() == 2
    )


def test_the_same_role_is_not_given_twice(administrator: User, north: Unit, leader: User) -> None:
    again = give_role(leader, Role.UNIT_LEADER, north, acting_user=administrator)

    assert again == role_of(leader)
    with pytest.raises(ValidationError, match="allerede"):
        give_role(
            leader, Role.UNIT_LEADER, north, ends_on=timezone.localdate(),
            acting_user=administrator,
        )  # fmt: skip


def test_the_outsider_gives_and_ends_no_roles(outsider: User, leader: User, north: Unit) -> None:
    with pytest.raises(PermissionDenied):
        give_role(outsider, Role.PRINCIPAL, north, acting_user=outsider)
    with pytest.raises(PermissionDenied):
        end_role(role_of(leader), acting_user=outsider)


def test_an_administrator_of_one_unit_gives_no_role_above_it(north: Unit, council: Unit) -> None:
    local = MembershipFactory(unit=north, role=Role.ADMINISTRATOR).user

    with pytest.raises(PermissionDenied):
        give_role(local, Role.ADMINISTRATOR, council, acting_user=local)


def test_the_last_administrator_cannot_shut_himself_out(administrator: User, north: Unit) -> None:
    MembershipFactory(unit=north, role=Role.ADMINISTRATOR)

    with pytest.raises(LastAdministrator, match="sidste administrator"):
        end_role(role_of(administrator), acting_user=administrator)
    with pytest.raises(LastAdministrator):
        deactivate_user(administrator, reason="", acting_user=administrator)

    administrator.refresh_from_db()
    assert administrator.is_active
    assert role_of(administrator).ends_on is None


def test_one_of_two_administrators_may_go(administrator: User, council: Unit) -> None:
    MembershipFactory(unit=council, role=Role.ADMINISTRATOR)

    end_role(role_of(administrator), acting_user=administrator)

    assert role_of(administrator).ends_on is not None


def test_deactivation_ends_the_roles_and_keeps_what_was(administrator: User, leader: User) -> None:
    deactivate_user(leader, reason="Stoppet", acting_user=administrator)

    assert role_of(leader).ends_on == timezone.localdate() - timedelta(days=1)
    event = AuditEvent.objects.get(action="user.deactivated")
    assert (event.reason, event.subject_id) == ("Stoppet", str(leader.pk))


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_end_one_another_at_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time; the database in memory has no second")
    council = UnitFactory(name="Byrådet")
    first, second = (
        MembershipFactory(unit=council, role=Role.ADMINISTRATOR) for _number in range(2)
    )
    start, refused = threading.Barrier(2), []

    def end(mine: Membership, other: Membership) -> None:
        start.wait()
        try:
            end_role(other, acting_user=mine.user)
        except (LastAdministrator, PermissionDenied) as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    both = [threading.Thread(target=end, args=pair) for pair in [(first, second), (second, first)]]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    assert len(refused) == 1
    assert Membership.objects.filter(ends_on__isnull=True).count() == 1


def test_roles_go_on_in_the_unit_that_takes_over_and_come_back_when_undone(
    administrator: User, leader: User, outsider: User, north: Unit, south: Unit
) -> None:
    today = timezone.localdate()
    act = Act(kind="merge", on=today, units=(north.pk, south.pk), names=("Familiehuset",))

    foreseen = preview(act, acting_user=administrator)
    assert [(row.membership.user, row.continues_in) for row in foreseen.roles] == [
        (leader, ("Familiehuset",)),
        (outsider, ("Familiehuset",)),
    ]
    assert not Reorganisation.objects.exists()

    done = reorganise(act, acting_user=administrator)
    new = Unit.objects.get(name="Familiehuset")
    assert access.may(leader, VIEW, unit=new)
    north.refresh_from_db()
    assert access.may(leader, VIEW, unit=north)

    undo_latest(done, acting_user=administrator)
    north.refresh_from_db()
    assert role_of(leader).unit == north
    assert not access.may(outsider, VIEW, unit=north)


def test_a_role_given_since_is_passed_on_when_a_unit_closes_with_effect_from_a_day_gone_by(
    administrator: User, leader: User, north: Unit, south: Unit
) -> None:
    long_ago = timezone.localdate() - timedelta(days=400)
    given = MembershipFactory(unit=north, role=Role.EMPLOYEE, starts_on=timezone.localdate())
    act = Act(kind="merge", on=long_ago, units=(south.pk, north.pk), continues=True)

    done = reorganise(act, acting_user=administrator)

    north.refresh_from_db()
    south.refresh_from_db()
    assert north.ends_on == long_ago - timedelta(days=1)
    assert access.may(given.user, VIEW, unit=south)
    assert access.may(leader, VIEW, unit=south)

    undo_latest(done, acting_user=administrator)
    assert not access.may(given.user, VIEW, unit=south)
    assert access.may(given.user, VIEW, unit=Unit.objects.get(pk=north.pk))


def test_roles_end_with_a_unit_that_is_closed_from_a_day_gone_by_and_come_back_when_undone(
    administrator: User, leader: User, north: Unit
) -> None:
    today = timezone.localdate()
    days = (today - timedelta(days=9), today, today + timedelta(days=9))
    since = [MembershipFactory(unit=north, role=Role.EMPLOYEE, starts_on=day) for day in days]
    held = set(Membership.objects.values_list("pk", "user", "role", "starts_on", "ends_on"))
    act = Act(kind="close", on=today - timedelta(days=30), units=(north.pk,))

    assert {row.membership.user for row in preview(act, acting_user=administrator).roles} == {
        *(leader, *(membership.user for membership in since)),
    }
    done = reorganise(act, acting_user=administrator)

    for user in (leader, *(membership.user for membership in since)):
        assert not access.may(user, VIEW)
    assert not Membership.objects.filter(unit=north).exclude(ends_on__lt=today).exists()

    undo_latest(done, acting_user=administrator)

    assert held == set(Membership.objects.values_list("pk", "user", "role", "starts_on", "ends_on"))
    assert access.may(leader, VIEW, unit=Unit.objects.get(pk=north.pk))


def test_every_role_that_follows_a_unit_is_in_the_log(
    administrator: User, leader: User, north: Unit, south: Unit
) -> None:
    act = Act(kind="merge", on=timezone.localdate(), units=(south.pk, north.pk), continues=True)

    done = reorganise(act, acting_user=administrator)
    undo_latest(done, acting_user=administrator)

    told = AuditEvent.objects.filter(subject_type="accounts.membership").order_by("pk")
    assert [(event.action, event.detail["user"]) for event in told] == [
        ("membership.passed_on", leader.pk),
        ("membership.ended", leader.pk),
        ("membership.withdrawn", leader.pk),
        ("membership.given_back", leader.pk),
    ]


def test_the_outsider_reorganises_nothing(
    outsider: User, leader: User, north: Unit, south: Unit
) -> None:
    for user in (outsider, leader):
        with pytest.raises(PermissionDenied):
            preview(
                Act(kind="rename", on=timezone.localdate(), units=(north.pk,), names=("A",)),
                acting_user=user,
            )


def test_whoever_changes_the_tree_needs_the_right_at_both_ends(north: Unit, south: Unit) -> None:
    local = MembershipFactory(unit=north, role=Role.ADMINISTRATOR).user
    team = UnitFactory(name="Team", parent=north)

    with pytest.raises(PermissionDenied):
        preview(
            Act(kind="move", on=timezone.localdate(), units=(team.pk,), parent=south.pk),
            acting_user=local,
        )
