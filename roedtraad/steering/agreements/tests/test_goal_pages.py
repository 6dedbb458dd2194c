from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Action, Agreement, Goal, Version
from roedtraad.steering.agreements.queries import remembered
from roedtraad.steering.agreements.services import amending, goal_indicators, life
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText
from roedtraad.steering.agreements.tests.conftest import for_both
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    GoalFactory,
    GoalIndicatorFactory,
)
from roedtraad.steering.indicators.models import IndicatorKind, Measurement
from roedtraad.steering.indicators.services import TargetLevel
from roedtraad.steering.indicators.tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(approved: Agreement) -> Goal:
    return Goal.objects.get()


def measured(goal: Goal, *values: int, title: str = "Andel med egne mål") -> Any:
    followed = GoalIndicatorFactory(goal=goal, use__indicator__title=title, use__baseline=40)
    TargetFactory(use=followed.use, value=Decimal(80))
    for month, value in enumerate(values, start=1):
        MeasurementFactory(use=followed.use, measured_on=date(2026, month, 1), value=value)
    return followed


def test_the_goal_says_how_it_stands_in_three_sentences(
    client: Client, goal: Goal, leader: User
) -> None:
    measured(goal, 44, 68)
    client.force_login(leader)

    text = client.get(reverse("agreements:goal_page", args=[goal.pk])).content.decode()

    assert "68 %" in text and "80 %" in text
    assert "For få til at sige: 2 målinger; der skal 10 til at skelne en ændring" in text
    assert "Ingen har sagt god for tallet endnu." in text
    assert 'type="application/json"' in text


def test_zero_is_measured_and_empty_is_not(client: Client, goal: Goal, leader: User) -> None:
    followed = measured(goal)
    client.force_login(leader)
    address = reverse("agreements:measurements", args=[goal.pk, followed.pk])

    empty = client.post(address, {"measured_on": "1. marts 2026", "value": ""})
    zero = client.post(address, {"measured_on": "1. marts 2026", "value": "0"})

    assert (empty.status_code, zero.status_code) == (422, 302)
    assert Measurement.objects.get().value == 0
    assert "0 %" in client.get(reverse("agreements:goal_page", args=[goal.pk])).content.decode()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("250", "Usædvanligt højt: 250 % er mere end det hele. Er det rigtigt?"),
        ("4", "Usædvanligt lavt: 4 % mod 52 % sidste gang. Er det rigtigt?"),
    ],
)
def test_an_unusual_value_is_asked_about_and_kept_when_confirmed(
    client: Client, goal: Goal, leader: User, value: str, words: str
) -> None:
    followed = measured(goal, 44, 48, 52)
    client.force_login(leader)
    address = reverse("agreements:measurements", args=[goal.pk, followed.pk])
    typed = {"measured_on": "1. april 2026", "value": value, "note": "Talt to gange"}

    asked = client.post(address, typed)
    other = client.post(address, typed | {"confirmed": "7"})
    kept = client.post(address, typed | {"confirmed": value})

    assert [each.status_code for each in (asked, other, kept)] == [422, 422, 302]
    assert words in asked.content.decode() and "Talt to gange" in asked.content.decode()
    newest = Measurement.objects.latest("measured_on")
    assert (newest.value, newest.is_confirmed) == (Decimal(value), True)


def test_a_share_below_0_is_refused_with_a_sentence(
    client: Client, goal: Goal, leader: User
) -> None:
    followed = measured(goal, 44)
    client.force_login(leader)
    address = reverse("agreements:measurements", args=[goal.pk, followed.pk])
    typed = {"measured_on": "1. april 2026", "value": "-5", "confirmed": "-5"}

    answer = client.post(address, typed)

    assert answer.status_code == 422
    assert "-5 % kan ikke passe: en andel er aldrig under 0 %." in answer.content.decode()
    assert Measurement.objects.count() == 1


def test_a_correction_says_why_and_the_old_value_stays(
    client: Client, goal: Goal, leader: User
) -> None:
    followed = measured(goal, 44)
    client.force_login(leader)
    address = reverse("agreements:measurements", args=[goal.pk, followed.pk])

    refused = client.post(address, {"measured_on": "1.1.2026", "value": "45"})
    done = client.post(address, {"measured_on": "1.1.2026", "value": "45", "reason": "Tastefejl"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert [int(each.value) for each in Measurement.objects.order_by("revision")] == [44, 45]


def test_a_milestone_is_done_or_not(client: Client, goal: Goal, leader: User) -> None:
    indicator = IndicatorFactory(kind=IndicatorKind.MILESTONE, title="Huset er åbnet")
    followed = GoalIndicatorFactory(goal=goal, use__indicator=indicator)
    client.force_login(leader)

    client.post(
        reverse("agreements:measurements", args=[goal.pk, followed.pk]),
        {"measured_on": "1.3.2026", "is_done": "ja"},
    )

    assert Measurement.objects.get().is_done is True


def test_an_action_is_postponed_with_its_old_date_kept(
    client: Client, goal: Goal, leader: User
) -> None:
    action = ActionFactory(goal=goal, due_raw="juni 2026", due_on=date(2026, 6, 30))
    client.force_login(leader)
    address = reverse("agreements:action_status", args=[goal.pk, action.pk])

    refused = client.post(address, {"status": "postponed", "postponed_to": "2027"})
    done = client.post(
        address,
        {"status": "postponed", "postponed_to": "ultimo 2026", "reason": "Lokaler mangler"},
    )

    assert (refused.status_code, done.status_code) == (422, 302)
    assert Action.objects.get().postponed_to_on == date(2026, 12, 31)
    text = client.get(reverse("agreements:goal_page", args=[goal.pk])).content.decode()
    assert "juni 2026" in text and "Lokaler mangler" in text


def test_an_action_is_not_postponed_to_a_day_that_does_not_exist(
    client: Client, goal: Goal, leader: User
) -> None:
    action = ActionFactory(goal=goal, due_raw="juni 2026", due_on=date(2026, 6, 30))
    client.force_login(leader)
    address = reverse("agreements:action_status", args=[goal.pk, action.pk])
    written = {"status": "postponed", "postponed_to": "31-02-2027", "reason": "Lokaler mangler"}

    refused = client.post(address, written)
    kept = client.post(address, {**written, "postponed_to": "når skolen er bygget"})

    assert refused.status_code == 422
    assert "Datoen findes ikke" in refused.content.decode()
    assert "31-02-2027" in refused.content.decode()
    assert kept.status_code == 302


def test_a_judgement_by_hand_shows_both(client: Client, goal: Goal, leader: User) -> None:
    measured(goal, 44, 41)
    client.force_login(leader)

    client.post(
        reverse("agreements:judge", args=[goal.pk]), {"level": "reached", "reason": "Set selv"}
    )

    text = client.get(reverse("agreements:goal_page", args=[goal.pk])).content.decode()
    assert "Set selv" in text
    assert "Beregnet" in text


def test_the_table_shows_target_against_actual(client: Client, goal: Goal, leader: User) -> None:
    measured(goal, 44, 0)
    client.force_login(leader)

    text = client.get(reverse("agreements:goal_table")).content.decode()

    assert "80 %" in text
    assert "0 %" in text


def test_the_table_is_filtered_and_exported_as_filtered(
    client: Client, goal: Goal, approved: Agreement, leader: User
) -> None:
    measured(goal, 44)
    GoalFactory(agreement=approved, title="Ærlig dialog")
    client.force_login(leader)

    file = client.get(reverse("agreements:goal_table"), {"q": "ÆRLIG", "eksport": "1"})

    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    titles = [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert titles == ["Ærlig dialog"]


def test_the_table_fragment_is_the_page_s_own_rows(
    client: Client, goal: Goal, leader: User
) -> None:
    client.force_login(leader)

    whole = client.get(reverse("agreements:goal_table"), {"q": "egne"}).content.decode()
    part = client.get(
        reverse("agreements:goal_table"), {"q": "egne"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert part.strip() in whole


def test_outsiders_see_no_goals(client: Client, goal: Goal, outsider: User) -> None:
    followed = measured(goal, 44)
    client.force_login(outsider)

    assert goal.title not in client.get(reverse("agreements:goal_table")).content.decode()
    for name, args in [
        ("goal_page", [goal.pk]),
        ("measurements", [goal.pk, followed.pk]),
        ("judge", [goal.pk]),
    ]:
        assert client.get(reverse(f"agreements:{name}", args=args)).status_code == 404


def test_an_employee_does_not_measure(client: Client, goal: Goal, employee: User) -> None:
    followed = measured(goal)
    client.force_login(employee)

    answer = client.post(
        reverse("agreements:measurements", args=[goal.pk, followed.pk]),
        {"measured_on": "1.1.2026", "value": "1"},
    )

    assert answer.status_code == 403
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("name", ["goal_table", "list", "missing"])
def test_the_queries_of_a_list_do_not_grow(
    client: Client, goal: Goal, leader: User, name: str
) -> None:
    measured(GoalFactory(agreement__unit=goal.agreement.unit), 44)
    measured(goal, 44)
    client.force_login(leader)
    client.get(reverse(f"agreements:{name}"))
    few = _queries(client, name)

    for number in range(10):
        more = GoalFactory(agreement__unit=goal.agreement.unit)
        measured(more, 40 + number, title=f"Tal {number}")

    assert _queries(client, name) == few


def _queries(client: Client, name: str) -> int:
    remembered.forget_all()
    with CaptureQueriesContext(connection) as found:
        client.get(reverse(f"agreements:{name}"))
    return len(found)


def test_the_list_shows_states_and_how_goals_stand(
    client: Client, approved: Agreement, leader: User
) -> None:
    client.force_login(leader)

    text = client.get(reverse("agreements:list"), {"state": "active"}).content.decode()

    assert approved.title in text
    assert "i kraft" in text
    gone = client.get(reverse("agreements:list"), {"state": "draft"}).content.decode()
    assert approved.title not in gone


def test_a_politician_lists_only_what_was_approved(
    client: Client, approved: Agreement, politician: User
) -> None:
    other = Agreement.objects.create(
        title="Hemmelig kladde",
        template_version=approved.template_version,
        unit=approved.unit,
        starts_on="2028-01-01",
        ends_on="2028-12-31",
        made_by=approved.made_by,
    )
    client.force_login(politician)

    text = client.get(reverse("agreements:list")).content.decode()

    assert approved.title in text
    assert other.title not in text


def test_a_revised_target_shows_both_and_why(
    client: Client, approved: Agreement, leader: User, principal: User
) -> None:
    goal = Goal.objects.get()
    followed = measured(goal, 44, 50)
    old = followed.use.targets.get()
    amending.open_amendment(approved, reason="Nyt", acting_user=leader)
    Version.objects.update(approved_at=timezone.now())
    text = IndicatorText(
        title="Andel med egne mål",
        measured_in="%",
        baseline=Decimal(40),
        target=TargetLevel(value=Decimal(60), due_on=old.due_on, due_raw=old.due_raw),
    )
    goal_indicators.change_indicator(followed, text, acting_user=leader, reason="Færre ansatte")
    life.submit(approved, acting_user=leader)
    for_both(approved, leader, principal)
    client.force_login(leader)

    shown = client.get(reverse("agreements:goal_page", args=[goal.pk])).content.decode()

    assert "Færre ansatte" in shown
    assert "Sådan blev måltallet ændret" in shown
