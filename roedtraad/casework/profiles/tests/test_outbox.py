import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles import outbox
from roedtraad.casework.profiles.models import DiaryEntry, ProfileGoal, Score
from roedtraad.casework.profiles.services import goals
from roedtraad.casework.profiles.tests.factories import OPENED, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(north: Unit, team_leader: User, employee: User) -> Case:
    case = open_case(north, team_leader)
    workers.put_on_case(
        *(case, employee), role="practitioner", starts_on=OPENED, acting_user=team_leader
    )
    return case


@pytest.fixture
def goal(case: Case, team_leader: User) -> ProfileGoal:
    return agree_goal(open_profile(case, team_leader), team_leader)


@pytest.fixture
def phone(client: Client, employee: User) -> Client:
    client.force_login(employee)
    return client


def _entry(goal: ProfileGoal, value: str, at: datetime | None = None, **more: str) -> Any:
    fields = {"who": "practitioner", "value": value, "note": "", "given_on": "", **more}
    return {
        "id": str(uuid4()),
        "url": reverse("profiles:score_new", args=[goal.profile.case_id, goal.pk]),
        "fields": list(fields.items()),
        "device_at": (at or timezone.now()).isoformat(),
    }


def _undo(goal: ProfileGoal, entry: Any) -> Any:
    return {
        **_entry(goal, ""),
        "url": reverse("profiles:score_undo", args=[goal.profile.case_id]),
        "fields": [["score", entry["id"]]],
    }


def _send(client: Client, user: User, *entries: Any, sent_at: datetime | None = None) -> Any:
    sent = {"user": user.pk, "entries": entries}
    sent["sent_at"] = (sent_at or timezone.now()).isoformat()
    return client.post(
        reverse("profiles:outbox_deliver"), json.dumps(sent), content_type="application/json"
    )


def _states(answer: Any) -> list[str]:
    return [each["state"] for each in answer.json()["answers"]]


def test_what_is_delivered_twice_is_kept_once_in_its_order(
    phone: Client, employee: User, goal: ProfileGoal
) -> None:
    first, second = _entry(goal, "3"), _entry(goal, "7")

    answers = [_send(phone, employee, first, second) for _twice in range(2)]

    assert [_states(answer) for answer in answers] == [["kept", "kept"]] * 2
    assert [row.value for row in Score.objects.order_by("pk")] == [3, 7]
    assert [row.value for row in Score.objects.current()] == [7]


def test_a_score_is_of_the_day_it_was_given_by_our_clock_and_both_clocks_are_kept(
    phone: Client, employee: User, goal: ProfileGoal
) -> None:
    ahead = timedelta(days=3, hours=2)
    yesterday = timezone.now() - timedelta(days=1)

    _send(
        *(phone, employee, _entry(goal, "5", at=yesterday + ahead)), sent_at=timezone.now() + ahead
    )

    row = Score.objects.get()
    assert row.given_on == timezone.localdate(yesterday)
    assert abs(row.given_at - yesterday) < timedelta(minutes=1)
    assert row.device_at == yesterday + ahead


def test_one_that_is_refused_says_why_and_does_not_stop_the_others(
    phone: Client, employee: User, team_leader: User, goal: ProfileGoal
) -> None:
    closed = agree_goal(goal.profile, team_leader)
    goals.close_goal(closed, closed_on=OPENED, outcome="reached", acting_user=team_leader)

    answer = _send(phone, employee, _entry(closed, "4"), _entry(goal, "99"), _entry(goal, "6"))

    assert _states(answer) == ["refused", "refused", "kept"]
    assert [each["reasons"] for each in answer.json()["answers"]] == [
        ["Målet var lukket den dag."],
        ["score: Det tal er ikke på målets skala."],
        [],
    ]


def test_a_case_that_is_not_open_any_more_refuses_and_tells_nothing(
    client: Client, outsider: User, goal: ProfileGoal
) -> None:
    client.force_login(outsider)
    elsewhere = {**_entry(goal, "4"), "url": "/konto/logout/"}

    answer = _send(client, outsider, _entry(goal, "4"), elsewhere)

    assert _states(answer) == ["refused", "refused"]
    assert "ikke længere åben for dig" in answer.json()["answers"][0]["reasons"][0]
    assert not Score.objects.exists()


def test_nothing_is_kept_of_what_somebody_else_wrote(
    phone: Client, team_leader: User, goal: ProfileGoal
) -> None:
    answer = _send(phone, team_leader, _entry(goal, "4"))

    assert answer.status_code == 409
    assert not Score.objects.exists()


def test_a_fault_of_ours_leaves_the_entry_on_the_device_and_keeps_the_next(
    phone: Client, employee: User, goal: ProfileGoal, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = outbox._accepted["profiles:score_new"]

    def full(user: User, at: Any, entry: outbox.Entry) -> None:
        if entry.data["value"] == "4":
            raise DatabaseError("disk full")
        kept(user, at, entry)

    monkeypatch.setitem(outbox._accepted, "profiles:score_new", full)

    answer = _send(phone, employee, _entry(goal, "4"), _entry(goal, "6"))

    assert _states(answer) == ["again", "kept"]


def test_undoing_comes_after_what_it_undoes(
    phone: Client, employee: User, goal: ProfileGoal
) -> None:
    wrong = _entry(goal, "9")

    answer = _send(phone, employee, _entry(goal, "3"), wrong, _undo(goal, wrong))

    assert _states(answer) == ["kept"] * 3
    assert [row.value for row in Score.objects.current()] == [3]


@pytest.mark.parametrize(
    "sent",
    [
        "{",
        "[]",
        '{"user": 1}',
        '{"user": 1, "sent_at": "i går", "entries": []}',
        '{"user": 1, "sent_at": "2026-01-01T00:00:00", "entries": []}',
        '{"user": 1, "sent_at": "2026-01-01T00:00:00Z", "entries": [{"id": "x"}]}',
        '{"user": 1, "sent_at": "2026-01-01T00:00:00Z", "entries": 7}',
        json.dumps({"user": 1, "sent_at": "2026-01-01T00:00:00Z", "entries": [{}] * 51}),
    ],
)
def test_what_no_device_of_ours_sends_is_refused(phone: Client, sent: str) -> None:
    answer = phone.post(reverse("profiles:outbox_deliver"), sent, content_type="application/json")

    assert answer.status_code == 400


def test_the_key_of_a_device_is_the_persons_own_and_the_same_the_next_time(
    phone: Client, client: Client, employee: User, team_leader: User
) -> None:
    answers = [phone.get(reverse("profiles:outbox_key")) for _twice in range(2)]
    client.force_login(team_leader)
    other = client.get(reverse("profiles:outbox_key")).json()

    first, again = (answer.json() for answer in answers)
    assert first["keys"] == again["keys"]
    assert (first["user"], other["user"]) == (employee.pk, team_leader.pk)
    assert first["keys"]["1"] != other["keys"]["1"]
    assert "no-store" in answers[0].headers["Cache-Control"]


def test_whoever_is_not_signed_in_has_no_key_and_delivers_nothing(
    client: Client, employee: User, goal: ProfileGoal
) -> None:
    answers = [
        client.get(reverse("profiles:outbox_key")),
        _send(client, employee, _entry(goal, "4")),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert not Score.objects.exists()


def test_a_note_waits_and_is_delivered_like_a_score(
    phone: Client, employee: User, case: Case
) -> None:
    fields = {"text": "Far ringede.", "kind": "phone", "happened_on": "1. juni 2025"}
    note = {
        "id": str(uuid4()),
        "url": reverse("profiles:note_new", args=[case.pk]),
        "fields": list((fields | {"happened_time": "10:30"}).items()),
        "device_at": timezone.now().isoformat(),
    }

    answers = [_send(phone, employee, note) for _twice in range(2)]

    assert [answer.json()["answers"][0]["reasons"] for answer in answers] == [[], []]
    assert DiaryEntry.objects.get().text == "Far ringede."
