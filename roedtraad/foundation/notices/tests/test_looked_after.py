from datetime import timedelta

from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.looked_after import locked_out

TODAY = timezone.localdate()


def test_who_is_locked_out_waits_for_the_administrator(
    administrator: User, leader: User, employee: User
) -> None:
    employee.locked_until = timezone.now() + timedelta(minutes=10)
    employee.save()

    [item] = locked_out(administrator, TODAY)

    assert str(employee) in item.label
    assert item.url == f"/brugere/{employee.pk}/"
    assert list(locked_out(leader, TODAY)) == []


def test_who_was_locked_out_once_waits_no_longer(administrator: User, employee: User) -> None:
    employee.locked_until = timezone.now() - timedelta(minutes=10)
    employee.save()

    assert list(locked_out(administrator, TODAY)) == []
