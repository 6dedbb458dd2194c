from datetime import date

import pytest
from django.test import Client

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices import calendar


@pytest.fixture(autouse=True)
def only_these_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "_providers", [])


def test_a_month_is_a_list_of_its_weeks(client: Client, leader: User) -> None:
    calendar.provide(
        lambda user, start, end: [
            calendar.Event(date(2026, 11, 24), "Dialogmøde", "/x/", "møde"),
            calendar.Event(date(2026, 11, 2), "Frist for målinger"),
        ]
    )
    client.force_login(leader)

    page = client.get("/kalender/?maaned=2026-11").content.decode()

    assert page.index("Frist for målinger") < page.index("Dialogmøde")
    assert "Uge 48" in page
    assert "November 2026" in page


def test_a_month_asks_for_its_own_days_only(leader: User) -> None:
    asked = []
    calendar.provide(lambda user, start, end: asked.append((start, end)) or [])

    calendar.weeks(leader, *calendar.month_around(date(2028, 2, 10)))

    assert asked == [(date(2028, 2, 1), date(2028, 2, 29))]


def test_a_month_that_is_none_is_not_found(client: Client, leader: User) -> None:
    client.force_login(leader)

    assert client.get("/kalender/?maaned=2026-13").status_code == 404


def test_an_empty_month_says_what_will_stand_there(client: Client, leader: User) -> None:
    client.force_login(leader)

    page = client.get("/kalender/?maaned=2026-11").content.decode()

    assert "Intet i denne måned" in page
