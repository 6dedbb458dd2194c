"""Development profiles in numbers: what a unit's page tells, and to whom."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from roedtraad.casework.profiles.counting_rules import RuleBook, quarter_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.statistics.clustered import clustered_mean
from roedtraad.insight.analytics.mart import keeping as mart
from roedtraad.insight.analytics.models import ToldFigure, ToldQuarter
from roedtraad.insight.analytics.numbers import keeping
from roedtraad.insight.analytics.numbers.sheet import sheet
from roedtraad.insight.analytics.numbers.tables import TABLES
from roedtraad.insight.analytics.tests.lived import BEGUN, families

pytestmark = pytest.mark.django_db
QUARTER = quarter_of(date(2026, 3, 1))
NEARER, SAME = [5, 4, 6, 3, 5, 4], [0, 1, -1, 0, 2, 1]


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def counted(north: Unit, south: Unit, team_leader: User) -> None:
    """Both units have enough of everything but of what is missing."""
    families(north, team_leader, [*NEARER, *SAME], without_profile=6, made_with=6)
    families(south, team_leader, [*NEARER, *SAME, *SAME], without_profile=7, made_with=10)
    keeping.count_quarter(QUARTER, RuleBook())
    mart.refresh()


def page(client: Client, user: User, unit: Unit, **asked: str) -> str:
    client.force_login(user)
    asked = {"kvartal": "2026-01-01", **asked}
    return client.get(reverse("analytics:profiles_of", args=[unit.pk]), asked).content.decode()


def figures(table: str, unit: Unit) -> dict:
    found = ToldFigure.objects.filter(table=table, unit=unit, division="").first()
    return found.figures if found else {}


@pytest.mark.usefixtures("counted")
def test_a_unit_sees_its_families_with_an_active_profile(
    client: Client, leader: User, north: Unit
) -> None:
    shown = page(client, leader, north)

    assert "Med en aktiv profil: 12 af 18 familier, 66,7 %." in shown
    assert "Usikkerheden går fra" in shown
    assert "lægges aldrig sammen til en effekt" in shown
    assert "mindst ét åbent mål" in shown


@pytest.mark.usefixtures("counted")
def test_change_has_its_interval_by_family(client: Client, leader: User, north: Unit) -> None:
    expected = clustered_mean([*NEARER, *SAME], range(12))

    shown = page(client, leader, north, tal="change_practitioner")

    mean, low, high = (
        f"{each:.1f}".replace(".", ",")
        for each in (expected.mean, expected.interval.lower, expected.interval.upper)
    )
    assert f"Den gennemsnitlige ændring er {mean} point ({low} til {high})." in shown
    assert "effekt er" not in shown


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (0, "Hvor mange der mangler, vises ikke"),
        (4, "Hvor mange der mangler, vises ikke"),
        (5, "5 mere mangler."),
    ],
)
def test_few_who_are_missing_hide_nothing_but_themselves(
    client: Client, leader: User, north: Unit, team_leader: User, missing: int, said: str
) -> None:
    families(north, team_leader, [*NEARER, *SAME, *[None] * missing])

    keeping.count_quarter(QUARTER, RuleBook())
    mart.refresh()

    shown = page(client, leader, north, tal="change_practitioner")
    assert "Klart tættere på målet: 6 af 12 mål med to scorer, 50,0 %." in shown
    assert said in shown
    assert figures("change_practitioner", north)["missing"] == (5 if missing == 5 else None)


def test_a_goal_is_told_as_made_in_the_quarter_it_was_agreed_and_in_no_other(
    north: Unit, team_leader: User
) -> None:
    families(north, team_leader, [*NEARER, *SAME], made_with=6)

    for quarter in (quarter_of(BEGUN), QUARTER):
        keeping.count_quarter(quarter, RuleBook())

    told = ToldFigure.objects.get(table="participation", unit=north, division="")
    assert told.quarter.starts_on == quarter_of(BEGUN).starts_on
    assert told.figures["outcomes"] == {"made_with": 6, "made_without": 6}


def test_a_unit_of_few_is_told_with_its_neighbour_alone(
    client: Client,
    leader: User,
    principal: User,
    administration: Unit,
    north: Unit,
    south: Unit,
    team_leader: User,
) -> None:
    families(north, team_leader, SAME, without_profile=3)
    families(south, team_leader, SAME, without_profile=9)
    keeping.count_quarter(QUARTER, RuleBook())
    mart.refresh()

    assert "12 af 24 familier" in page(client, principal, administration)
    assert "Kun antallet vises: Familiehuset Nord, Familiehuset Syd." in page(
        client, principal, administration
    )
    assert "fordeler sig, vises ikke" in page(client, leader, north)
    assert not figures("families", north)["outcomes"] and not figures("families", south)["outcomes"]


@pytest.mark.parametrize(("rows", "said"), [(3, "1, 2, 3"), (4, "alle rækker")])
def test_where_nothing_is_told_it_is_said_of_all(rows: int, said: str) -> None:
    lines = [(str(number), None) for number in range(1, rows + 1)]

    assert sheet(TABLES[0], "Familier", "Kvartal", lines).hidden == said


@pytest.mark.usefixtures("counted")
def test_nothing_is_kept_of_what_is_not_told() -> None:
    for told in ToldFigure.objects.all():
        for number in (*told.figures["outcomes"].values(), *told.figures["details"].values()):
            assert number == 0 or number >= 5


@pytest.mark.usefixtures("counted")
def test_a_quarter_stands_though_more_is_entered_and_the_mart_is_lost(
    client: Client, leader: User, north: Unit, team_leader: User
) -> None:
    before = page(client, leader, north)
    families(north, team_leader, SAME)

    keeping.count_quarter(QUARTER, RuleBook())
    mart.rebuild()

    assert ToldQuarter.objects.count() == 1
    assert "12 af 18 familier" in before
    assert "12 af 18 familier" in page(client, leader, north)


def test_quarters_before_the_first_goal_was_written_are_not_counted(
    north: Unit, team_leader: User
) -> None:
    families(north, team_leader, SAME)

    found = keeping.quarters_to_count()

    assert found[0] == QUARTER  # the goal was written in December


def test_without_goals_no_quarter_is_counted() -> None:
    assert not keeping.count_next_quarter()


def test_before_anything_is_counted_the_page_says_when_it_will_be(
    client: Client, leader: User, north: Unit
) -> None:
    without_mart = page(client, leader, north)
    mart.refresh()

    assert "kan ikke vises" in without_mart
    assert "Intet kvartal er talt endnu" in page(client, leader, north)


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("who", ["outsider", "politician", "data_protection_officer"])
def test_others_do_not_find_it(
    client: Client, request: pytest.FixtureRequest, north: Unit, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))

    answer = client.get(reverse("analytics:profiles_of", args=[north.pk]))

    assert answer.status_code == 404


@pytest.mark.usefixtures("counted")
def test_what_is_asked_for_and_is_not_there_is_as_if_nothing_was_asked(
    client: Client, leader: User, north: Unit
) -> None:
    shown = page(client, leader, north, tal="alt", fordelt="navn", kvartal="i går")

    assert "Familier med en aktiv profil" in shown


@pytest.mark.usefixtures("counted")
def test_the_file_holds_what_the_page_does(client: Client, leader: User, north: Unit) -> None:
    client.force_login(leader)

    answer = client.get(reverse("analytics:profiles_of", args=[north.pk]), {"eksport": "1"})

    header, row = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert header[:4] == ("Kvartal", "Hvor mange", "Med en aktiv profil", "Uden en aktiv profil")
    assert row[:4] == ("1. kvartal 2026", 18, 12, 6)
