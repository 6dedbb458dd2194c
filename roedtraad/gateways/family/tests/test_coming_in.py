"""A code on paper, a device handed over, and visits that end by themselves."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from roedtraad.casework.cases.codes import ALPHABET, LENGTH, read, written
from roedtraad.casework.cases.models import Case, CasePerson, FamilyAccess, FamilyCode
from roedtraad.casework.cases.services import cases, family_access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.gateways.family import throttle
from roedtraad.gateways.family.tests.visiting import enter

pytestmark = pytest.mark.django_db
WRONG = "2345 6789 CDFH"


@pytest.fixture(autouse=True)
def _no_tries_before() -> None:
    cache.clear()


def _code(person: CasePerson, by: User) -> str:
    return family_access.make_code(person.case, person.pk, acting_user=by)[1]


def _try(client: Client, code: str) -> int:
    return client.post("/mit/kode/", {"code": code}).status_code


def test_a_code_lets_in_once(client: Client, child: CasePerson, team_leader: User) -> None:
    code = _code(child, team_leader)

    first, again = _try(client, code), _try(Client(), code)

    assert (first, again) == (302, 422)
    assert "Hej Alma" in client.get("/mit/").content.decode()


def test_a_code_is_long_and_of_letters_that_are_not_mistaken(
    child: CasePerson, team_leader: User
) -> None:
    code = _code(child, team_leader)

    assert len(code) == LENGTH >= 10
    assert not set("01OIlSZB5AEUY") - {"5"} & set(ALPHABET)


@pytest.mark.parametrize("typed", ["cdfh 2345 6789", "CDFH-2345-6789", " cdfh23456789 "])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read(typed) == "CDFH23456789"
    assert written(read(typed)) == "CDFH 2345 6789"


def test_a_code_stands_nowhere_in_clear(
    client: Client, child: CasePerson, team_leader: User
) -> None:
    client.force_login(team_leader)
    address = f"/sager/{child.case_id}/familiens-sider/{child.pk}/kode/"

    page = client.post(address).content.decode()

    shown = re.search(r"itself\" translate=\"no\">([^<]+)<", page)
    code = read(shown[1])
    assert code
    assert code not in client.get(address).content.decode().replace(" ", "")
    kept = [str(list(model._base_manager.values())) for model in apps.get_models()]
    assert not any(code in rows or code[4:] in rows for rows in kept)


def test_a_code_works_for_a_day(client: Client, child: CasePerson, team_leader: User) -> None:
    code = _code(child, team_leader)

    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        assert _try(client, code) == 422


def test_a_new_code_ends_the_one_before(
    client: Client, child: CasePerson, team_leader: User
) -> None:
    before, newest = _code(child, team_leader), _code(child, team_leader)

    assert (_try(client, before), _try(client, newest)) == (422, 302)


def test_a_code_that_is_taken_back_opens_nothing(
    client: Client, child: CasePerson, team_leader: User
) -> None:
    code = _code(child, team_leader)
    family_access.take_back_code(child.case, FamilyCode.objects.get().pk, acting_user=team_leader)

    assert _try(client, code) == 422


def test_after_five_wrong_tries_a_code_is_of_no_use(
    client: Client, child: CasePerson, team_leader: User
) -> None:
    code = _code(child, team_leader)
    last = ALPHABET[(ALPHABET.index(code[-1]) + 1) % len(ALPHABET)]

    tries = [_try(client, code[:-1] + last) for _ in range(5)]

    assert tries == [422] * 5
    assert _try(client, code) == 422
    refused = AuditEvent.objects.filter(action="familyaccess.code_refused")
    assert refused.count() == 6
    assert not any(code[4:] in str(event.detail) for event in refused)


def test_from_one_address_only_so_many_wrong_codes_are_tried(
    client: Client, child: CasePerson, team_leader: User
) -> None:
    for _ in range(throttle.MOST):
        _try(client, WRONG)

    answer = client.post("/mit/kode/", {"code": _code(child, team_leader)})

    assert answer.status_code == 429
    assert "Vent et kvarter" in answer.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert _try(elsewhere, _code(child, team_leader)) == 302


def test_no_code_is_asked_for_in_words_and_what_was_typed_stays(client: Client) -> None:
    empty, wrong = (client.post("/mit/kode/", {"code": code}) for code in ("", WRONG))

    assert "Skriv koden fra papiret." in empty.content.decode()
    assert "Koden passer ikke" in wrong.content.decode()
    assert WRONG in wrong.content.decode()


def test_the_session_is_a_new_one_and_no_page_is_kept(client: Client, childs: FamilyAccess) -> None:
    client.get("/mit/kode/")
    client.session["before"] = "sign-in"
    client.session.save()
    before = client.session.session_key

    enter(client, childs)

    answer = client.get("/mit/")
    assert client.session.session_key != before
    assert "before" not in client.session
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(("minutes", "is_in"), [([14, 28, 42], True), ([16], False)])
def test_unused_for_a_quarter_of_an_hour_a_visit_is_over(
    client: Client, childs: FamilyAccess, minutes: list[int], is_in: bool
) -> None:
    enter(client, childs)
    now = timezone.now()

    for minute in minutes:
        with time_machine.travel(now + timedelta(minutes=minute)):
            answer = client.get("/mit/")

    assert (answer.status_code == 200) is is_in


def test_after_an_hour_a_visit_is_over_however_it_is_used(
    client: Client, childs: FamilyAccess
) -> None:
    enter(client, childs)
    now = timezone.now()

    for minute in (10, 20, 30, 40, 50, 59, 61):
        with time_machine.travel(now + timedelta(minutes=minute)):
            answer = client.get("/mit/")

    assert answer.headers["Location"] == "/mit/slut/"
    assert not Session.objects.filter(session_key=client.session.session_key).exists()


def test_handing_over_ends_the_employees_session(
    client: Client, case: Case, child: CasePerson, team_leader: User
) -> None:
    client.force_login(team_leader)
    employees = client.session.session_key

    answer = client.post(f"/sager/{case.pk}/familiens-sider/{child.pk}/giv-skaermen/")

    assert answer.headers["Location"] == "/mit/"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.filter(session_key=employees).exists()
    assert client.session["_auth_user_id"] != str(team_leader.pk)
    assert client.get(f"/sager/{case.pk}/").status_code == 404


def test_the_screen_comes_back_by_the_employees_own_password(
    client: Client, case: Case, child: CasePerson, team_leader: User
) -> None:
    client.force_login(team_leader)
    client.post(f"/sager/{case.pk}/familiens-sider/{child.pk}/giv-skaermen/")

    client.post("/mit/luk/")

    page = client.get("/mit/slut/").content.decode()
    assert f"/konto/login/?next=/sager/{case.pk}/" in page
    assert "/konto/login/" in client.get(f"/sager/{case.pk}/").headers["Location"]


def test_who_leaves_the_case_or_whose_case_closes_is_let_in_no_more(
    client: Client, case: Case, mother: CasePerson, mothers: FamilyAccess, team_leader: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    enter(client, mothers)
    code = _code(mother, team_leader)
    cases.change_person(
        case, mother.pk, role="mother", note="", ends_on=yesterday, acting_user=team_leader
    )

    assert client.get("/mit/").headers["Location"] == "/mit/slut/"
    assert _try(Client(), code) == 422


def test_the_network_has_no_pages_of_its_own(case: Case, team_leader: User, client: Client) -> None:
    teacher = cases.add_person(
        case, {"first_name": "Eva"}, "", role="professional", acting_user=team_leader
    )
    client.force_login(team_leader)

    answer = client.post(f"/sager/{case.pk}/familiens-sider/{teacher.pk}/kode/")

    assert answer.status_code == 404
    assert not FamilyAccess.objects.exists()


def test_everything_about_coming_in_is_in_the_log(
    client: Client, child: CasePerson, team_leader: User
) -> None:
    access = family_access.lend_device(child.case, child.pk, acting_user=team_leader)
    enter(client, access)
    family_access.close_access(child.case, access.pk, acting_user=team_leader)

    rows = AuditEvent.objects.filter(subject_type="cases.familyaccess").order_by("pk")
    assert [(row.action.partition(".")[2], row.actor_id) for row in rows] == [
        ("opened", team_leader.pk),
        ("device_lent", team_leader.pk),
        ("code_made", team_leader.pk),
        ("entered", access.account_id),
        ("closed", team_leader.pk),
    ]
