"""From an indicator's page to the rule, and to the cases that are the reader's to open."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import Case, Family
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import OPENED, open_case
from roedtraad.casework.interventions.queries.target_groups import families_of
from roedtraad.casework.profiles.counting_rules import CountingRules
from roedtraad.casework.profiles.queries.counting import numbers_in_force
from roedtraad.casework.profiles.services.counting import decide_rules
from roedtraad.casework.profiles.tests.factories import agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.services.users import system_user
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.insight.analytics.behind.bases import BASES
from roedtraad.insight.analytics.case_measures import MEASURES
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse
from roedtraad.steering.indicators.services.registers import store_register_measures
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory

pytestmark = pytest.mark.django_db
BRUNO = "7303164329"
AUTUMN = date(2025, 10, 20)


@pytest.fixture(autouse=True)
def _in_autumn() -> object:
    """The second and third quarter are over, with their days of grace."""
    with time_machine.travel(AUTUMN, tick=False):
        yield


def using(measure: str, unit: Unit) -> IndicatorUse:
    return IndicatorUseFactory(
        unit=unit,
        indicator__title="Det, vi følger",
        indicator__kind=IndicatorKind.REGISTER,
        indicator__register_measure=measure,
        indicator__frequency="quarter",
        indicator__is_about_persons=True,
    )


@pytest.fixture
def in_time(north: Unit) -> IndicatorUse:
    return using("evaluations_in_time", north)


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    """Its evaluations of two quarters were never written."""
    made = open_case(north, team_leader)
    agree_goal(open_profile(made, team_leader), team_leader)
    return made


def address(use: IndicatorUse, name: str = "cases") -> str:
    return reverse(f"analytics:{name}", args=[use.pk])


def test_the_indicators_page_leads_to_the_measure_the_rule_and_the_cases(
    client: Client, leader: User, in_time: IndicatorUse
) -> None:
    client.force_login(leader)

    start = client.get(reverse("indicators:use", args=[in_time.pk])).content.decode()
    measure = client.get(address(in_time, "measure")).content.decode()

    assert address(in_time, "measure") in start and address(in_time) in start
    assert reverse("profiles:counting") in measure and address(in_time) in measure
    assert "mindst 30 aktive dage" in measure
    assert "Evalueringer godkendt rettidigt" in measure


def test_the_page_tells_since_when_a_number_has_been_so(
    client: Client, leader: User, consultant: User, in_time: IndicatorUse
) -> None:
    for rules, day in ((CountingRules(45), OPENED), (CountingRules(45, 7), date(2025, 9, 1))):
        decide_rules(rules, starts_on=day, reason="Aftalt", acting_user=consultant)

    found = numbers_in_force(AUTUMN, ("active_days", "grace_days", "change_days"))

    told = [(each.value, each.since) for each in found]
    assert told == [(45, OPENED), (7, date(2025, 9, 1)), (28, None)]
    client.force_login(leader)
    assert "siden 1. september 2025" in client.get(address(in_time, "measure")).content.decode()


def test_a_leader_sees_what_is_missing_and_each_case_is_logged(
    client: Client, leader: User, case: Case, in_time: IndicatorUse
) -> None:
    client.force_login(leader)

    page = client.get(address(in_time), {"periode": "2025-09-30"}).content.decode()

    assert "Alma Birkedal" in page and "0 af 1." in page
    assert "Mangler: 1, i 1 sag." in page
    assert re.search(r'vis=mangler" class="tab-button" aria-current="page"', page)
    [event] = AuditEvent.objects.filter(action="case.listed", actor=leader)
    assert (event.subject_id, event.detail) == (str(case.pk), {"measure": "evaluations_in_time"})


def test_an_employee_sees_own_cases_alone_and_no_number_of_the_others(
    client: Client, north: Unit, employee: User, team_leader: User, case: Case
) -> None:
    other = open_case(north, team_leader, digits=BRUNO, name="Bruno")
    workers.put_on_case(
        *(case, employee), role="practitioner", starts_on=OPENED, acting_user=team_leader
    )
    client.force_login(employee)

    page = client.get(address(using("open_cases", north))).content.decode()

    assert "Alma Birkedal" in page and "Bruno" not in page
    assert "1 er talt med." in page and "ikke er dine" not in page
    assert not AuditEvent.objects.filter(actor=employee, subject_id=other.pk).exists()


@pytest.mark.parametrize("who", ["consultant", "principal", "politician", "outsider"])
def test_whoever_has_no_business_in_the_units_cases_gets_neither_way_nor_page(
    client: Client,
    in_time: IndicatorUse,
    case: Case,
    who: str,
    request: pytest.FixtureRequest,
) -> None:
    client.force_login(request.getfixturevalue(who))

    answers = [client.get(address(in_time, name)) for name in ("measure", "register_links")]

    assert client.get(address(in_time)).status_code == 404
    assert not any(address(in_time) in answer.content.decode() for answer in answers)


def test_a_figure_of_the_running_period_about_persons_is_seen_by_whoever_records_alone(
    client: Client, leader: User, employee: User, case: Case, north: Unit
) -> None:
    use = using("open_cases", north)
    pages = []

    for user in (leader, employee):
        client.force_login(user)
        pages.append(client.get(reverse("indicators:use", args=[use.pk])).content.decode())

    assert ["der ikke er slut: 1 sager" in page for page in pages] == [True, False]
    assert "er om personer" in pages[1]
    assert AuditEvent.objects.filter(action="figures.read_whole", actor=leader).exists()


def test_what_was_registered_since_the_figure_was_stored_is_told(
    client: Client, leader: User, north: Unit, team_leader: User, case: Case
) -> None:
    use = using("open_cases", north)
    store_register_measures(acting_user=system_user(), today=AUTUMN)
    open_case(north, team_leader, digits=BRUNO, name="Bruno")
    client.force_login(leader)

    page = client.get(address(use), {"periode": "2025-09-30"}).content.decode()

    assert "20. oktober 2025" in page and "2 er talt med." in page


def test_a_day_that_is_none_shows_the_last_period_that_is_over(
    client: Client, leader: User, in_time: IndicatorUse, case: Case
) -> None:
    client.force_login(leader)

    pages = [
        client.get(address(in_time), {"periode": day, "vis": "noget"}).content.decode()
        for day in ("2025-02-31", "1999-01-01", "x")
    ]

    assert all('value="2025-09-30" selected' in page for page in pages)


def test_what_is_typed_has_no_measure(client: Client, leader: User, north: Unit) -> None:
    client.force_login(leader)

    use = IndicatorUseFactory(unit=north)

    assert client.get(address(use, "measure")).status_code == 404
    assert client.get(address(use)).status_code == 404


@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: each.key)
def test_every_measure_of_casework_leads_to_its_cases(measure: object, north: Unit) -> None:
    key = measure.key  # type: ignore[attr-defined]

    basis = BASES[key](north, OPENED, AUTUMN, {"group": ""})

    counted = basis.counted() if basis else (0, 0)
    assert counted == (0, 0)
    assert basis is None or basis.things(Case.objects.all()) == []


def test_a_family_counts_once_also_in_its_cases(north: Unit, team_leader: User, case: Case) -> None:
    other = open_case(north, team_leader, digits=BRUNO, name="Bruno")
    family = Family.objects.create(name="Birkedal")
    Case.objects.update(family=family)

    basis = families_of(Case.objects.all())

    assert basis.counted() == (1, 1)
    assert {each.case for each in basis.things(Case.objects.filter(pk=other.pk))} == {other.pk}
