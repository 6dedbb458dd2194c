import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.queries.seen import events_about, looks
from roedtraad.casework.cases.services import cases, workers
from roedtraad.casework.cases.tests.factories import ALMA, open_case
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
SEARCH = reverse("cases:seen_search")


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


def _alma(case: Case) -> Citizen:
    return cases.subjects(case)[0]


def test_the_officer_sees_who_has_opened_it_when_and_why(
    client: Client, case: Case, leader: User, outsider: User, data_protection_officer: User
) -> None:
    client.force_login(leader)
    client.get(reverse("cases:case", args=[case.pk]))
    workers.open_in_emergency(
        case.number, "Politiet ringede, og ingen svarer.", acting_user=outsider
    )
    client.force_login(outsider)
    client.get(reverse("cases:case", args=[case.pk]))
    client.force_login(data_protection_officer)

    answer = client.post(SEARCH, {"words": "720415-4318"})
    page = client.get(answer.headers["Location"]).content.decode()

    assert str(leader) in page
    assert "leder enhedens sagsarbejde" in page
    assert str(outsider) in page
    assert "Nødadgang: Politiet ringede, og ingen svarer." in page.replace(
        "nødadgang:", "Nødadgang:"
    )
    assert "Birkedal" not in page


def test_that_the_officer_looks_is_logged(
    client: Client, case: Case, data_protection_officer: User
) -> None:
    client.force_login(data_protection_officer)

    client.post(SEARCH, {"words": ALMA})
    client.get(reverse("cases:seen", args=[_alma(case).pk]))

    acts = AuditEvent.objects.filter(actor=data_protection_officer, is_read=True).order_by("id")
    assert [event.action for event in acts] == ["citizen.log_searched", "citizen.log_read"]
    assert ALMA not in str([event.detail for event in acts])


def test_a_case_number_finds_it_too_and_an_unknown_one_is_told(
    client: Client, case: Case, data_protection_officer: User
) -> None:
    client.force_login(data_protection_officer)

    found = client.post(SEARCH, {"words": case.number})
    missed = client.post(SEARCH, {"words": "2020-00009"})

    assert found.headers["Location"] == reverse("cases:seen", args=[_alma(case).pk])
    assert "Ingen er registreret med dette nummer." in missed.content.decode()


@pytest.mark.parametrize("who", ["leader", "outsider", "administrator", "consultant"])
def test_others_are_not_told(
    client: Client, case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))

    pages = [client.get(SEARCH), client.get(reverse("cases:seen", args=[_alma(case).pk]))]

    assert [page.status_code for page in pages] == [404, 404]


def test_the_index_of_the_log_answers_it_in_order_on_both_databases(case: Case) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # it would rather read through a table of a few rows
            cursor.execute("SET LOCAL enable_seqscan = off")

    plans = [each.order_by("-pk")[:10].explain() for each in events_about(_alma(case))]

    assert len(plans) == 2  # the child, and the case
    assert all("audit_of_a_subject" in plan for plan in plans), plans
    assert not any(word in plan for plan in plans for word in ("TEMP B-TREE", "Sort")), plans


def test_events_of_person_and_cases_are_one_list_the_newest_first(
    client: Client, case: Case, team_leader: User, data_protection_officer: User
) -> None:
    person = case.people.get()
    client.force_login(team_leader)
    for _each in range(2):
        client.get(reverse("cases:person", args=[case.pk, person.pk]))

    page = looks(data_protection_officer, person.citizen_id)

    times = [each.at for each in page.object_list]
    assert {each.case for each in page.object_list} == {"", case.number}
    assert times == sorted(times, reverse=True)
    assert page.paginator.count == len(times)


@pytest.mark.parametrize("asked", [{}, {"q": "Birkedal"}])
def test_the_log_of_everything_names_no_citizen(
    client: Client, case: Case, data_protection_officer: User, asked: dict[str, str]
) -> None:
    client.force_login(data_protection_officer)

    page = client.get(reverse("accounts:log"), asked).content.decode()

    assert "Alma" not in page


WORDS, WHY = "Alma Birkedal", "Klage fra moren over opslag i efteråret."


@pytest.fixture
def search(client: Client, case: Case, team_leader: User) -> AuditEvent:
    client.force_login(team_leader)
    client.get(reverse("cases:list"), {"q": WORDS})
    return AuditEvent.objects.get(action="case.searched")


def test_the_officer_opens_the_words_of_a_search_with_a_reason_that_is_logged(
    client: Client, search: AuditEvent, team_leader: User, data_protection_officer: User
) -> None:
    client.force_login(data_protection_officer)

    listed = client.get(reverse("cases:searches"), {"q": team_leader.username}).content.decode()
    opened = client.post(reverse("cases:search_words", args=[search.pk]), {"reason": WHY})
    later = client.get(reverse("cases:search_words", args=[search.pk])).content.decode()

    assert str(team_leader) in listed
    assert WORDS not in listed
    assert WORDS in opened.content.decode()
    assert WORDS not in later
    assert WHY in later
    event = AuditEvent.objects.get(action="search.words_opened")
    assert (event.actor, event.subject_id, event.reason) == (
        data_protection_officer,
        str(search.pk),
        WHY,
    )


def test_without_a_reason_the_words_stay_sealed(
    client: Client, search: AuditEvent, data_protection_officer: User
) -> None:
    client.force_login(data_protection_officer)

    answer = client.post(reverse("cases:search_words", args=[search.pk]), {"reason": "tjek"})

    assert answer.status_code == 422
    assert "Skriv hvorfor" in answer.content.decode()
    assert WORDS not in answer.content.decode()
    assert not AuditEvent.objects.filter(action="search.words_opened").exists()


@pytest.mark.parametrize("who", ["leader", "outsider", "administrator", "consultant"])
def test_nobody_else_opens_them_or_sees_who_searched(
    client: Client, search: AuditEvent, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    one = reverse("cases:search_words", args=[search.pk])

    answers = [client.get(reverse("cases:searches")), client.get(one)]
    answers.append(client.post(one, {"reason": WHY}))

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_what_is_no_search_has_no_words_to_open(
    client: Client, case: Case, data_protection_officer: User
) -> None:
    client.force_login(data_protection_officer)
    opened = AuditEvent.objects.get(action="case.opened")

    answer = client.post(reverse("cases:search_words", args=[opened.pk]), {"reason": WHY})

    assert answer.status_code == 404
