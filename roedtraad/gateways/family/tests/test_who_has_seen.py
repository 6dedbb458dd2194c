"""What the family is told of who has looked: days and what for, and whose looks it is told."""

from typing import Any

import pytest
from django.test import Client

from roedtraad.casework.cases.models import Case, FamilyAccess
from roedtraad.casework.cases.queries.page import case_page
from roedtraad.casework.cases.queries.seen import looks
from roedtraad.casework.cases.queries.seen_by_family import Why, looks_at
from roedtraad.casework.cases.services import citizens, workers
from roedtraad.foundation.accounts.models import User
from roedtraad.gateways.family.tests.visiting import enter

pytestmark = pytest.mark.django_db


def _told(access: FamilyAccess) -> list[tuple[Why, str, int]]:
    days = looks_at(access.account).days
    return [(day.why, day.who, day.times) for day in days if day.why is not Why.OWN]


def test_a_child_is_told_what_for_and_how_often_without_names(
    client: Client, case: Case, childs: FamilyAccess, team_leader: User, leader: User
) -> None:
    for user in (team_leader, team_leader, leader):
        case_page(user, case.pk)
    enter(client, childs)

    page = client.get("/mit/set/").content.decode()

    assert "En, der hjælper dig og din familie (2 gange)" in page
    assert "Chefen for dem, der hjælper dig" in page
    assert str(leader) not in page


def test_names_are_told_where_the_municipality_has_decided_so(
    settings: Any, case: Case, childs: FamilyAccess, team_leader: User
) -> None:
    settings.FAMILY_SEES_NAMES = True
    case_page(team_leader, case.pk)

    assert _told(childs) == [(Why.WORK, str(team_leader), 1)]


def test_the_reason_of_an_emergency_is_not_told(
    client: Client, case: Case, childs: FamilyAccess, outsider: User
) -> None:
    workers.open_in_emergency(case.number, "Naboen ringede om faren.", acting_user=outsider)
    case_page(outsider, case.pk)
    enter(client, childs)

    page = client.get("/mit/set/").content.decode()

    assert "En, der skulle hjælpe med det samme" in page
    assert "Naboen" not in page


def test_of_the_case_only_who_has_parental_authority_today_is_told(
    case: Case, mothers: FamilyAccess, fathers: FamilyAccess, team_leader: User
) -> None:
    case_page(team_leader, case.pk)

    assert _told(mothers) == [(Why.WORK, "", 1)]
    assert _told(fathers) == []


def test_a_parent_whose_authority_has_ended_is_told_nothing_of_the_case(
    case: Case, mothers: FamilyAccess, team_leader: User
) -> None:
    row = mothers.citizen.authority_over.get()
    citizens.end_authority(case, row.pk, ends_on=row.starts_on, acting_user=team_leader)
    case_page(team_leader, case.pk)

    assert _told(mothers) == []


def test_that_others_of_the_family_have_looked_is_not_told(
    childs: FamilyAccess, mothers: FamilyAccess
) -> None:
    looks_at(mothers.account)

    [own] = looks_at(childs.account).days

    assert (own.why, own.times) == (Why.OWN, 1)


def test_the_data_protection_officer_sees_who_of_the_family_has_looked(
    childs: FamilyAccess, data_protection_officer: User
) -> None:
    looks_at(childs.account)

    rows = looks(data_protection_officer, childs.citizen_id).object_list

    [row] = [each for each in rows if each.why == "familiens egne sider"]
    assert (row.who, row.title, row.why) == (
        *("Alma Birkedal", "en fra familien"),
        "familiens egne sider",
    )
