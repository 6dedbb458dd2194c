from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.ages import birthday_of, due
from roedtraad.casework.cases.models import AgeEvent, Case, Transition
from roedtraad.casework.cases.queries.growing import complaints_in, items, with_transition
from roedtraad.casework.cases.services import cases, growing
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
BORN = date(2010, 6, 10)
NOVA = "7006104316"  # born on 10 June 2010
SIXTEEN = date(2026, 6, 10)
NOON_OF_IT = "2026-06-10 12:00:00+00:00"


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader, digits=NOVA, name="Nova")


@pytest.fixture
def transition(case: Case, team_leader: User) -> Transition:
    return growing.begin_transition(
        case, cases.subjects(case)[0], started_on=SIXTEEN, acting_user=team_leader
    )


@pytest.mark.parametrize(
    ("on", "ages"),
    [
        (date(2020, 4, 10), []),
        (date(2020, 4, 11), [10]),
        (date(2021, 6, 9), [10]),
        (date(2021, 6, 10), []),
        (date(2026, 3, 12), [15, 16]),
        (date(2028, 6, 10), [18]),
        (date(2033, 6, 10), [23]),
    ],
)
def test_a_birthday_opens_its_task_some_days_before_and_for_a_year(
    on: date, ages: list[int]
) -> None:
    assert [birthday.age for birthday, _day in due(BORN, on)] == ages


def test_who_is_born_on_a_leap_day_has_a_birthday_every_year() -> None:
    assert [birthday_of(date(2008, 2, 29), age) for age in (10, 16)] == [
        date(2018, 3, 1),
        date(2024, 2, 29),
    ]


def test_the_task_is_opened_once_and_only_in_open_cases(case: Case, team_leader: User) -> None:
    first = growing.open_due_tasks(SIXTEEN)
    again = growing.open_due_tasks(SIXTEEN)
    cases.close_case(case, closed_on=date(2027, 1, 1), note="Flyttet", acting_user=team_leader)

    later = growing.open_due_tasks(date(2028, 6, 1))

    assert (first, again, later) == (1, 0, 0)
    assert AgeEvent.objects.get().falls_on == SIXTEEN


def test_it_stands_on_today_of_who_works_on_the_case_until_it_is_settled(
    client: Client, case: Case, team_leader: User, outsider: User
) -> None:
    growing.open_due_tasks(SIXTEEN)
    event = AgeEvent.objects.get()

    [item] = items(team_leader, SIXTEEN)
    with time_machine.travel(NOON_OF_IT):
        client.force_login(team_leader)
        client.post(item.url, {"note": "Nova har fået det forklaret og begynder i august."})
        page = client.get(reverse("cases:case", args=[case.pk])).content.decode()

    assert item.label.startswith("Nova Birkedal fylder 16")
    assert "§ 108" in item.context
    assert list(items(outsider, SIXTEEN)) == []
    assert list(items(team_leader, SIXTEEN)) == []
    event.refresh_from_db()
    assert (event.settled_by, event.settled_on) == (team_leader, SIXTEEN)
    assert "begynder i august" in page


def test_a_transition_begins_with_the_usual_steps_each_with_a_day(transition: Transition) -> None:
    steps = list(transition.steps.all())

    assert len(steps) == 7
    assert {step.due_on for step in steps} == {date(2027, 6, 10), date(2028, 6, 10)}


@pytest.mark.parametrize("on", [date(2026, 6, 9), date(2033, 6, 10)])
def test_it_is_begun_between_16_and_23(case: Case, team_leader: User, on: date) -> None:
    child = cases.subjects(case)[0]

    with pytest.raises(ValidationError, match="16 og 23"):
        growing.begin_transition(case, child, started_on=on, acting_user=team_leader)


def test_it_is_not_begun_twice(transition: Transition, team_leader: User) -> None:
    with pytest.raises(ValidationError, match="allerede begyndt"):
        growing.begin_transition(
            *(transition.case, transition.citizen),
            started_on=SIXTEEN,
            acting_user=team_leader,
        )


def test_steps_are_written_done_and_asked_for_on_today(
    client: Client, transition: Transition, team_leader: User
) -> None:
    case, step = transition.case, transition.steps.all()[0]
    client.force_login(team_leader)
    address = reverse("cases:step", args=[case.pk, transition.pk, step.pk])
    values = {"title": "Samtale om bolig", "responsible": team_leader.pk}

    client.post(address, {**values, "due_on": "1. juli 2026"})
    asked = list(items(team_leader, SIXTEEN))
    client.post(address, {**values, "done_on": "20. juni 2026"})

    step.refresh_from_db()
    assert [item.label for item in asked] == ["Nova Birkedal: Samtale om bolig"]
    assert step.done_on == date(2026, 6, 20)
    assert list(items(team_leader, SIXTEEN)) == []


def test_complaints_are_counted_and_the_outcome_is_kept(
    client: Client, transition: Transition, team_leader: User, north: Unit, south: Unit
) -> None:
    client.force_login(team_leader)
    place = [transition.case_id, transition.pk]

    client.post(
        reverse("cases:complaint_new", args=place),
        {"received_on": "1. september 2026", "subject_matter": "Ingen har ringet"},
    )
    client.post(
        reverse("cases:transition_end", args=place),
        {"ended_on": "1. august 2028", "outcome": "Støtte i eget hjem"},
    )

    year = (date(2026, 1, 1), date(2026, 12, 31))
    page = client.get(reverse("cases:transition", args=place)).content.decode()
    assert (complaints_in(north, *year).counted().of, complaints_in(south, *year).counted().of) == (
        1,
        0,
    )
    assert all(text in page for text in ("Ingen har ringet", "Støtte i eget hjem"))
    assert client.get(reverse("cases:step_new", args=place)).status_code == 404


def test_the_share_counts_those_of_16_and_17_in_open_cases(
    case: Case, north: Unit, team_leader: User
) -> None:
    before = with_transition(north, date(2026, 4, 1), date(2026, 6, 9)).counted()
    on_the_day = with_transition(north, date(2026, 4, 1), SIXTEEN).counted()
    growing.begin_transition(
        case, cases.subjects(case)[0], started_on=SIXTEEN, acting_user=team_leader
    )

    begun = with_transition(north, date(2026, 4, 1), date(2026, 6, 30)).counted()
    at_18 = with_transition(north, date(2028, 4, 1), date(2028, 6, 10)).counted()

    assert (before, on_the_day, begun, at_18) == ((0, 0), (0, 1), (1, 1), (0, 0))


def test_looking_at_a_transition_is_logged(
    client: Client, transition: Transition, team_leader: User
) -> None:
    client.force_login(team_leader)

    client.get(reverse("cases:transition", args=[transition.case_id, transition.pk]))

    assert AuditEvent.objects.filter(actor=team_leader, action="case.read").count() == 1
