import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roedtraad.foundation.accounts.models import Membership, User

pytestmark = pytest.mark.django_db


def test_a_page_looks_up_its_readers_roles_once(client: Client, consultant: User) -> None:
    client.force_login(consultant)
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    asked = [each for each in queries if 'FROM "accounts_membership"' in each["sql"]]
    assert len(asked) == 1


def test_a_role_that_is_taken_away_is_gone_on_the_next_page(
    client: Client, consultant: User
) -> None:
    client.force_login(consultant)
    assert "Aftaler" in client.get("/").content.decode()

    Membership.objects.filter(user=consultant).delete()

    assert "Aftaler" not in client.get("/").content.decode()
