from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices import calendar, feeds, services
from roedtraad.foundation.notices.models import CalendarFeed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 25, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))  # the clock changes


@pytest.fixture(autouse=True)
def two_providers(monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose events may leave the system, and one whose may not."""
    monkeypatch.setattr(calendar, "_providers", [])
    monkeypatch.setattr(calendar, "_in_feeds", [])
    calendar.provide(
        lambda user, _start, _end: [
            calendar.Event(date(2026, 12, 8), "Udvalget; møde", "/x/", "", user.username),
            calendar.Event(date(2026, 8, 26), "Seminar", ends_on=date(2026, 8, 27)),
        ],
        in_feeds=True,
    )
    calendar.provide(lambda _user, _start, _end: [calendar.Event(date(2026, 12, 1), "Noras dag")])


def events(content: bytes) -> list[tuple[str, date, date]]:
    found = Calendar.from_ical(content).walk("VEVENT")
    return [(str(e["summary"]), e["dtstart"].dt, e["dtend"].dt) for e in found]


def test_a_calendar_reads_whole_days_and_nothing_that_must_stay(leader: User) -> None:
    content = feeds.as_icalendar(leader, NOON, name="Rød Tråd")

    assert events(content) == [
        ("Seminar", date(2026, 8, 26), date(2026, 8, 28)),
        ("Udvalget; møde", date(2026, 12, 8), date(2026, 12, 9)),
    ]
    assert b"Nora" not in content
    uids = [e["uid"] for e in Calendar.from_ical(content).walk("VEVENT")]
    again = Calendar.from_ical(feeds.as_icalendar(leader, NOON, name="")).walk("VEVENT")
    assert uids == [e["uid"] for e in again] and len(set(uids)) == 2


def test_the_address_is_shown_once_and_read_without_signing_in(
    client: Client, leader: User
) -> None:
    client.force_login(leader)
    page = client.post("/kalender/abonnement/").content.decode()
    address = page.split('value="http', 1)[1].split('"', 1)[0]
    path = "/kalender/" + address.rsplit("/", 1)[1]
    assert path not in client.get("/kalender/abonnement/").content.decode()
    client.logout()

    answer = client.get(path)

    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    assert len(events(answer.content)) == 2
    assert CalendarFeed.objects.get().read_at is not None


def test_a_changed_or_stopped_address_opens_nothing(client: Client, leader: User) -> None:
    old = services.make_feed_address(acting_user=leader)
    new = services.make_feed_address(acting_user=leader)

    assert client.get(f"/kalender/{old}.ics").status_code == 404
    assert client.get(f"/kalender/{new}.ics").status_code == 200
    services.stop_feed(acting_user=leader)
    assert client.get(f"/kalender/{new}.ics").status_code == 404


def test_who_is_no_longer_active_has_no_feed(client: Client, leader: User) -> None:
    token = services.make_feed_address(acting_user=leader)
    leader.is_active = False
    leader.save()

    assert client.get(f"/kalender/{token}.ics").status_code == 404


def test_the_secret_itself_is_not_kept(leader: User) -> None:
    token = services.make_feed_address(acting_user=leader)

    assert token not in CalendarFeed.objects.get().token_hash
