import pytest

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import held_in, holds
from roedtraad.steering.agreements.models import Agreement

pytestmark = pytest.mark.django_db
WHO = (
    *("administrator", "consultant", "principal", "leader", "team_leader", "employee"),
    *("politician", "data_protection_officer", "outsider"),
)


@pytest.mark.parametrize("who", WHO)
def test_both_ways_of_asking_give_the_same_answer(
    plan: Agreement, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)

    held = held_in(plan, user)

    assert held == {each for each in Permission if holds(plan, each, user)}


def test_one_who_has_left_may_nothing(plan: Agreement, leader: User) -> None:
    leader.is_active = False
    leader.save()

    assert held_in(plan, leader) == frozenset()
