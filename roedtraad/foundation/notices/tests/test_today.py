from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices import today

TODAY = date(2026, 11, 24)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "door"),
    [("administrator", "accounts:user_list"), ("data_protection_officer", "accounts:log")],
)
def test_who_follows_no_goals_is_shown_what_there_is_to_do(
    client: Client, request: pytest.FixtureRequest, who: str, door: str
) -> None:
    client.force_login(request.getfixturevalue(who))

    today = client.get(reverse("notices:today")).content.decode()
    agreements = client.get(reverse("agreements:list")).content.decode()

    assert "Det kan du her" in today and f'href="{reverse(door)}"' in today
    assert "Din rolle læser ikke aftaler" in agreements
    assert ("Giv nogen sådan en rolle" in agreements) == (who == "administrator")


@pytest.fixture(autouse=True)
def nobody_else_provides(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(today, "_items", [])
    monkeypatch.setattr(today, "_standings", [])
    with time_machine.travel("2026-11-24 08:00 +01:00", tick=False):
        yield


def test_what_is_due_is_listed_latest_first(client: Client, leader: User) -> None:
    def due(user: User, on: date) -> list[today.Item]:
        late = today.Item("Evaluér målet", "/a/", "Åbn", on - timedelta(days=3))
        soon = today.Item("Indberet målinger", "/b/", "Udfyld", on + timedelta(days=2))
        return [soon, late]

    today.provide(due)
    client.force_login(leader)

    page = client.get("/").content.decode()

    assert page.index("Evaluér målet") < page.index("Indberet målinger")
    assert "2\xa0ting venter på dig" in page


def test_nothing_due_is_a_good_page_too(client: Client, leader: User) -> None:
    today.provide(lambda user, on: [today.Item("Godkend", "/c/", "Læs", date(2027, 2, 1))])
    client.force_login(leader)

    page = client.get("/").content.decode()

    assert "Intet venter." in page
    assert "1. februar 2027" in page


def test_how_goals_stand_is_said_in_a_word(client: Client, leader: User) -> None:
    standing = today.Standing("Medbestemmelse", "/m/", "good", "på vej", "68 %", (44, None, 68), 80)
    today.provide_standing(lambda user, on: [standing], url_name="notices:today")
    client.force_login(leader)

    page = client.get("/").content.decode()

    assert "på vej" in page
    assert "sparkline-target" in page
    assert "som de er kendt i dag" in page


def test_the_greeting_follows_the_clock(client: Client, leader: User) -> None:
    client.force_login(leader)

    page = client.get("/").content.decode()

    assert "Godmorgen" in page
