from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.codelists import target_codes
from roedtraad.casework.cases.models import Case, Family, TargetGroup
from roedtraad.casework.cases.services import cases
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.interventions.queries.target_groups import (
    criteria_in_words,
    families_in,
    families_of,
)
from roedtraad.casework.interventions.services import granted
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

from .factories import InterventionTypeFactory

pytestmark = pytest.mark.django_db
BEFORE, OPENED = date(2025, 2, 28), date(2025, 3, 1)
TENTH, DAY_BEFORE_TENTH = date(2025, 4, 12), date(2025, 4, 11)  # Alma was born on 12 April 2015


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader, target_code="BU-3")


def _group(**criteria: object) -> TargetGroup:
    return TargetGroup.objects.create(title="Børn i udsatte familier", **criteria)


@pytest.mark.parametrize(
    ("criteria", "on", "count"),
    [
        ({"age_from": 10}, DAY_BEFORE_TENTH, 0),
        ({"age_from": 10}, TENTH, 1),
        ({"age_to": 9}, DAY_BEFORE_TENTH, 1),
        ({"age_to": 9}, TENTH, 0),
        ({"age_from": 6, "age_to": 14}, BEFORE, 0),
        ({"codes": "BU-1, BU-3"}, TENTH, 1),
        ({"codes": "BU-1; BU-2"}, TENTH, 0),
        ({"age_from": 10, "codes": "BU-1"}, TENTH, 0),
    ],
)
def test_a_case_belongs_by_what_was_registered_on_the_day(
    case: Case, north: Unit, criteria: dict[str, object], on: date, count: int
) -> None:
    assert families_in(_group(**criteria), north, on).counted().of == count


def test_an_intervention_counts_while_it_runs(case: Case, north: Unit, team_leader: User) -> None:
    group = _group(needs_intervention=True)
    row = granted.begin_intervention(
        case,
        {"type": InterventionTypeFactory(), "unit": north, "purpose": "Ro", "starts_on": TENTH},
        acting_user=team_leader,
    )
    granted.end_intervention(
        *(row,),
        ended_on=date(2025, 6, 1),
        end_reason="reached",
        end_note="",
        acting_user=team_leader,
    )

    days = (DAY_BEFORE_TENTH, TENTH, date(2025, 6, 1), date(2025, 6, 2))
    assert [families_in(group, north, on).counted().of for on in days] == [0, 1, 1, 0]


def test_without_criteria_those_count_who_were_put_in_the_group(
    case: Case, north: Unit, team_leader: User
) -> None:
    group = _group()
    before = families_in(group, north, TENTH).counted().of

    cases.change_case(case, {"target_group": group}, acting_user=team_leader)

    assert (before, families_in(group, north, TENTH).counted().of) == (0, 1)


def test_the_page_shows_only_ones_own_families_and_how_they_are_counted(
    client: Client, case: Case, team_leader: User, outsider: User
) -> None:
    address = reverse("interventions:families", args=[_group(age_from=6, age_to=14).pk])
    texts = []
    for user in (team_leader, outsider):
        client.force_login(user)
        texts.append(client.get(address, {"on": "12. april 2025"}).content.decode())

    assert "Birkedal" in texts[0]
    assert "Åbne sager om en på 6 til 14 år." in texts[0]
    assert "Birkedal" not in texts[1]


def test_a_day_to_come_is_told(client: Client, team_leader: User) -> None:
    client.force_login(team_leader)

    page = client.get(
        reverse("interventions:families", args=[_group().pk]), {"on": "1. januar 2090"}
    )

    assert "Dagen er ikke kommet endnu." in page.content.decode()


def test_ages_that_do_not_fit_are_told(client: Client, consultant: User) -> None:
    client.force_login(consultant)

    answer = client.post(
        reverse("cases:target_group_new"), {"title": "Unge", "age_from": "18", "age_to": "15"}
    )

    assert answer.status_code == 422
    assert "lavere end den første" in answer.content.decode()


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ({}, "Sager, som nogen har sat i gruppen."),
        ({"age_from": 18}, "Åbne sager om en, der er mindst 18 år."),
        (
            {"age_to": 5, "needs_intervention": True},
            "Åbne sager om en, der er højst 5 år, med en indsats, der løber.",
        ),
        ({"codes": "BU-1 BU-3"}, "Åbne sager med en af koderne BU-1, BU-3."),
    ],
)
def test_the_rule_is_told_in_a_sentence(criteria: dict[str, object], words: str) -> None:
    assert criteria_in_words(_group(**criteria)) == words


def test_a_group_counts_what_belongs_under_its_code_and_says_it_by_name(
    north: Unit, team_leader: User
) -> None:
    codes = target_codes()
    open_case(north, team_leader, target_code=codes.code_of("Autismespektrum"))
    group = _group(codes=codes.code_of("Funktionsnedsættelse"))

    assert families_in(group, north, TENTH).counted().of == 1
    assert criteria_in_words(group) == "Åbne sager med en af koderne Funktionsnedsættelse."


def test_sisters_and_brothers_of_one_family_count_once(
    case: Case, north: Unit, team_leader: User
) -> None:
    open_case(north, team_leader, digits="", name="Bo")
    Case.objects.update(family=Family.objects.create(name="Birkedal"))
    open_case(north, team_leader, digits="", name="Storm")

    assert families_in(_group(age_from=0, codes=""), north, TENTH).counted().of == 1
    assert families_of(Case.objects.all()).counted().of == 2
