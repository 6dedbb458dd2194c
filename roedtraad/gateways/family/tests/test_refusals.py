"""The family's account reaches nothing but its own pages, and nobody else reaches those."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from roedtraad.casework.cases.models import Case, FamilyAccess
from roedtraad.casework.cases.services import family_access
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.accounts.services.attempts import user_of
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.family.middleware import BESIDE, WITHOUT_SIGNING_IN
from roedtraad.gateways.family.tests.visiting import enter

pytestmark = pytest.mark.django_db


SAMPLES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}
BY_PATTERN = {  # addresses that a pattern decides
    "account_reset_password_from_key": "/konto/adgangskode/ny/x-y/",
    "importing:decide": "/laes-plan-ind/1/1/accept/",
    "indicators:use_file": "/indikatorer/i-brug/1/serie.csv",
}


def _routes(resolver: URLResolver, names: str = "", before: str = "/") -> Iterator[tuple[str, str]]:
    """Every route by its name, and an address of it."""
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from _routes(entry, inner, here)
        else:
            name = f"{names}{entry.name}"
            yield name, BY_PATTERN.get(name) or re.sub(r"<([^>]+)>", _sample, here)


def _sample(part: re.Match[str]) -> str:
    return SAMPLES.get(part[1].partition(":")[0], "x")


ROUTES = list(_routes(get_resolver()))
OTHERS = [
    (name, address)
    for name, address in ROUTES
    if not name.startswith("family:") and name not in BESIDE and address != "/"
]
OWN = [
    each for each in ROUTES if each[0].startswith("family:") and each[0] not in WITHOUT_SIGNING_IN
]


@pytest.mark.parametrize(("name", "address"), OTHERS, ids=[name for name, _ in OTHERS])
def test_the_familys_account_reaches_nothing_else(
    client: Client, childs: FamilyAccess, case: Case, name: str, address: str
) -> None:
    enter(client, childs)
    assert resolve(address).view_name == name
    address = address.replace("/sager/1/", f"/sager/{case.pk}/")

    answers = [client.get(address), client.post(address)]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(("name", "address"), OWN, ids=[name for name, _ in OWN])
def test_an_employee_reaches_none_of_the_familys_pages(
    client: Client, childs: FamilyAccess, team_leader: User, name: str, address: str
) -> None:
    client.force_login(team_leader)

    answers = [client.get(address), client.post(address)]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(("name", "address"), OWN, ids=[name for name, _ in OWN])
def test_without_a_visit_every_page_of_the_familys_asks_for_the_code(
    client: Client, name: str, address: str
) -> None:
    answers = [client.get(address), client.post(address)]

    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, "/mit/kode/")
    }


def test_the_front_door_leads_to_ones_own_pages(client: Client, childs: FamilyAccess) -> None:
    enter(client, childs)

    assert client.get("/").headers["Location"] == "/mit/"
    assert client.post("/").status_code == 404


def test_an_address_that_does_not_exist_says_so_in_the_familys_words(
    client: Client, childs: FamilyAccess
) -> None:
    enter(client, childs)

    answer = client.get("/findes-ikke/")

    assert answer.status_code == 404
    assert "Her er ikke noget" in answer.content.decode()


def test_the_account_holds_no_permission_even_with_a_role(
    childs: FamilyAccess, north: Unit
) -> None:
    Membership.objects.create(
        user=childs.account, unit=north, role=Role.UNIT_LEADER, starts_on="2020-01-01"
    )

    assert not any(access.may(childs.account, each) for each in Permission)
    assert not any(access.may(childs.account, each, unit=north) for each in Permission)


def test_the_account_has_no_name_no_password_and_is_in_no_list_of_users(
    client: Client, childs: FamilyAccess, administrator: User
) -> None:
    client.force_login(administrator)

    page = client.get("/brugere/").content.decode()

    account = childs.account
    assert account.username not in page
    assert (account.first_name, account.email, account.has_usable_password()) == ("", None, False)
    assert user_of(account.username) is None


def test_whose_access_is_closed_is_out_with_the_next_page(
    client: Client, childs: FamilyAccess, case: Case, team_leader: User
) -> None:
    enter(client, childs)
    family_access.close_access(case, childs.pk, acting_user=team_leader)

    answer = client.get("/mit/")

    assert answer.headers["Location"] == "/mit/kode/"
