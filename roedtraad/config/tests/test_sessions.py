import datetime

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from roedtraad.foundation.accounts.models import User

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 6, 1, 12, 0, tzinfo=datetime.UTC)


def ends_at(client: Client, minutes: float, **headers: str) -> datetime.datetime:
    """When the session ends after a page was asked for so many minutes past noon."""
    with time_machine.travel(NOON + datetime.timedelta(minutes=minutes), tick=False):
        client.get("/sundhed/", headers=headers)
    return Session.objects.get().expire_date


def test_a_session_lasts_from_its_latest_use(client: Client, leader: User) -> None:
    with time_machine.travel(NOON, tick=False):
        client.force_login(leader)
    age = datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)

    at_once, a_little_later, later = (ends_at(client, minutes) for minutes in (0, 0.5, 20))

    assert at_once == a_little_later == NOON + age
    assert later == NOON + datetime.timedelta(minutes=20) + age


def test_what_a_page_asks_by_itself_is_no_use(client: Client, leader: User) -> None:
    with time_machine.travel(NOON, tick=False):
        client.force_login(leader)
    before = ends_at(client, 0)

    assert ends_at(client, 20, **{"X-By-Itself": "1"}) == before


def test_health_needs_no_sign_in(client: Client) -> None:
    assert client.get("/sundhed/").content == b"ok"
