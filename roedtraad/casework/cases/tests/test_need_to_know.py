import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case, CaseWorker, OwnRelation
from roedtraad.casework.cases.queries.lists import CaseFilter, case_page_of_list
from roedtraad.casework.cases.services import cases, workers
from roedtraad.casework.cases.tests.factories import ALMA, OPENED, open_case
from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.notices.models import Notice
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db


def _routes(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry)
        elif "sager/<int:pk>/" in str(entry.pattern):
            yield entry


ROUTES = list(_routes(get_resolver()))  # of every app, also those to come


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def colleague(north: Unit) -> User:
    """Works in the same unit, and not on the case."""
    return MembershipFactory(user__username="colleague", role=Role.EMPLOYEE, unit=north).user


def _page(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])


def test_whoever_works_on_a_case_opens_it(client: Client, case: Case, employee: User) -> None:
    workers.put_on_case(
        *(case, employee),
        role="practitioner",
        starts_on=OPENED,
        acting_user=case.workers.get().user,
    )
    client.force_login(employee)

    page = client.get(_page(case))

    assert "Alma Birkedal" in page.content.decode()


def test_the_leader_of_the_unit_opens_it(client: Client, case: Case, leader: User) -> None:
    client.force_login(leader)

    assert client.get(_page(case)).status_code == 200


@pytest.mark.parametrize(
    "who",
    [
        *("outsider", "colleague", "consultant", "administrator", "principal", "politician"),
        "data_protection_officer",
    ],
)
def test_every_address_of_a_case_is_404_to_everybody_else(
    client: Client, case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    client.force_login(user)

    answers = {
        (route.name, answer.status_code)
        for route in ROUTES
        for answer in (client.get(_example(route, case)), client.post(_example(route, case)))
    }

    assert len(ROUTES) > 40
    assert {(name, status) for name, status in answers if status not in (404, 405)} == set()
    assert not AuditEvent.objects.filter(actor=user, is_read=True, subject_type="cases.case")


def _example(route: URLPattern, case: Case) -> str:
    """An address of the route: of the case, and of whatever else is named, the first there is."""
    named = dict.fromkeys(route.pattern.regex.groupindex, 1) | {"pk": case.pk}
    return re.sub(r"<\w+:(\w+)>", lambda part: str(named[part[1]]), f"/{route.pattern}")


def test_others_do_not_find_it_in_a_list_or_by_search(
    client: Client, case: Case, outsider: User
) -> None:
    client.force_login(outsider)

    texts = [
        client.get(reverse("cases:list"), {"q": words}).content.decode()
        for words in ("Alma", ALMA, case.number)
    ]
    texts.append(client.get(reverse("notices:search"), {"q": "Alma"}).content.decode())

    assert not any("Birkedal" in text for text in texts)


def test_after_the_last_day_the_case_is_closed_to_an_employee(
    client: Client, case: Case, employee: User, team_leader: User
) -> None:
    row = workers.put_on_case(
        case, employee, role="substitute", starts_on=OPENED, acting_user=team_leader
    )
    today = timezone.localdate()
    workers.take_off_case(case, row.pk, ends_on=today - timedelta(days=1), acting_user=team_leader)
    client.force_login(employee)

    assert client.get(_page(case)).status_code == 404


def test_opening_listing_searching_and_taking_out_are_logged(
    client: Client, case: Case, team_leader: User
) -> None:
    client.force_login(team_leader)
    before = AuditEvent.objects.latest("id").pk

    client.get(_page(case))
    client.get(reverse("cases:list"), {"q": "Birkedal"})
    client.get(reverse("cases:list"), {"eksport": "1"})

    rows = AuditEvent.objects.filter(id__gt=before, is_read=True).order_by("id")
    assert [(row.action, row.subject_id) for row in rows] == [
        ("case.read", str(case.pk)),
        ("case.searched", ""),
        ("case.listed", str(case.pk)),
        ("case.exported", str(case.pk)),
    ]
    assert "Birkedal" not in str(rows[1].detail)


def test_in_an_emergency_a_case_is_opened_with_a_reason_and_the_leader_is_told(
    client: Client, case: Case, outsider: User, leader: User
) -> None:
    client.force_login(outsider)

    answer = client.post(
        reverse("cases:emergency"),
        {"words": ALMA, "reason": "Politiet ringede, og ingen fra huset svarer."},
    )

    assert answer.headers["Location"] == _page(case)
    page = client.get(_page(case)).content.decode()
    assert "nødadgang" in page
    assert reverse("cases:edit", args=[case.pk]) not in page
    assert client.get(reverse("cases:edit", args=[case.pk])).status_code == 404
    assert Notice.objects.filter(recipient=leader, kind="case.emergency").count() == 1


def test_an_emergency_ends_by_itself(client: Client, case: Case, outsider: User) -> None:
    workers.open_in_emergency(
        case.number, "Politiet ringede, og ingen svarer.", acting_user=outsider
    )

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        client.force_login(outsider)
        answer = client.get(_page(case))

    assert answer.status_code == 404


def test_without_a_reason_no_emergency_opens_anything(
    client: Client, case: Case, outsider: User
) -> None:
    client.force_login(outsider)

    answer = client.post(reverse("cases:emergency"), {"words": ALMA, "reason": "haster"})

    assert answer.status_code == 422
    assert "Skriv hvorfor" in answer.content.decode()
    assert client.get(_page(case)).status_code == 404


def test_a_number_nobody_has_is_told_and_the_attempt_is_logged(
    client: Client, case: Case, outsider: User
) -> None:
    client.force_login(outsider)

    answer = client.post(
        reverse("cases:emergency"), {"words": "6101014321", "reason": "Politiet ringede til os."}
    )

    assert "ingen åben sag" in answer.content.decode()
    assert AuditEvent.objects.filter(actor=outsider, action="case.emergency_sought").count() == 1


def test_the_leader_looks_into_an_emergency(
    client: Client, case: Case, outsider: User, leader: User
) -> None:
    workers.open_in_emergency(
        case.number, "Politiet ringede, og ingen svarer.", acting_user=outsider
    )
    access = case.emergencies.get()
    client.force_login(leader)

    client.post(
        reverse("cases:emergency_check", args=[case.pk, access.pk]), {"note": "Det var rigtigt."}
    )

    access.refresh_from_db()
    assert (access.checked_by, access.check_note) == (leader, "Det var rigtigt.")


def test_opening_the_case_of_a_relative_tells_the_leader_and_is_said_on_the_page(
    client: Client,
    case: Case,
    team_leader: User,
    leader: User,
    data_protection_officer: User,
) -> None:
    workers.note_own_number(ALMA, is_self=False, acting_user=team_leader)
    client.force_login(team_leader)

    page = client.get(_page(case)).content.decode()
    client.get(_page(case))

    assert "handler om dig eller en pårørende" in page
    told = Notice.objects.filter(kind="case.relative_opened").values_list("recipient", flat=True)
    assert set(told) == {leader.pk, data_protection_officer.pk}
    assert AuditEvent.objects.filter(action="case.relative_opened").count() == 2
    assert OwnRelation.objects.get().user == team_leader


def test_the_adviser_before_ends_when_a_new_one_takes_over(
    case: Case, leader: User, team_leader: User
) -> None:
    today = timezone.localdate()

    workers.put_on_case(case, leader, role="adviser", starts_on=today, acting_user=team_leader)

    rows = CaseWorker.objects.filter(case=case, role="adviser").order_by("pk")
    assert [(row.user, row.ends_on) for row in rows] == [
        (team_leader, today - timedelta(days=1)),
        (leader, None),
    ]


def test_a_list_takes_as_many_queries_for_ten_cases_as_for_one(
    north: Unit, team_leader: User, case: Case
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as one:
        case_page_of_list(team_leader, CaseFilter())
    for number in range(10):
        cases.open_case(
            north,
            {"opened_on": OPENED},
            child={"first_name": f"Barn {number}"},
            acting_user=team_leader,
        )

    with CaptureQueriesContext(connection) as ten:
        page = case_page_of_list(team_leader, CaseFilter())

    assert page.paginator.count == 11
    assert len(ten) == len(one)
