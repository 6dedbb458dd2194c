from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.casework.interventions.tests.factories import InterventionTypeFactory
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementState, Goal
from roedtraad.steering.agreements.tests.factories import AgreementFactory, GoalFactory
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory
from roedtraad.steering.theory.models import Link, Node, TheoryOfChange

from .factories import NodeFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def at(name: str, theory: TheoryOfChange, *more: Any) -> str:
    return reverse(f"theory:{name}", args=[theory.pk, *more])


@pytest.fixture(autouse=True)
def _drawn(chain: dict[str, Node]) -> None:
    """Every theory here has a chain."""


@pytest.fixture
def goal(north: Unit) -> Goal:
    agreement = AgreementFactory(unit=north, state=AgreementState.ACTIVE)
    return GoalFactory(agreement=agreement, title="Hverdagen hænger sammen")


def test_a_box_is_added_by_typing_and_the_cursor_stays(
    client: Client, leader: User, theory: TheoryOfChange
) -> None:
    client.force_login(leader)

    answer = client.post(
        at("node_new", theory), {"kind": "output", "title": "  Egne   mål "}, headers=HTMX
    )

    assert theory.nodes.filter(kind="output", title="Egne mål").exists()
    assert 'data-focus="add-output"' in answer.content.decode()
    assert answer["HX-Retarget"] == "#workshop"


def test_who_types_the_name_of_a_goal_or_a_type_means_that_one(
    client: Client, leader: User, theory: TheoryOfChange, goal: Goal
) -> None:
    kind = InterventionTypeFactory(title="Familiebehandling")
    client.force_login(leader)

    client.post(at("node_new", theory), {"kind": "result_goal", "title": str(goal)})
    client.post(at("node_new", theory), {"kind": "intervention", "title": "familiebehandling"})

    assert theory.nodes.get(goal=goal).title == ""
    assert theory.nodes.filter(intervention_type=kind).exists()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"kind": "output", "title": " "}, "Skriv en titel"),
        ({"kind": "andet", "title": "X"}, "Vælg en kolonne"),
        ({"kind": "output", "title": "x" * 201}, "Titlen er for lang"),
    ],
)
def test_a_box_that_cannot_be_says_why(
    client: Client, leader: User, theory: TheoryOfChange, told: dict[str, str], expected: str
) -> None:
    client.force_login(leader)

    answer = client.post(at("node_new", theory), told, headers=HTMX)

    assert answer.status_code == 422
    assert expected in answer.content.decode()


def test_without_script_the_answer_is_the_board_at_the_box(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node]
) -> None:
    client.force_login(leader)
    output = chain["output"].pk

    answer = client.post(at("node_move", theory, output), {"retning": "hoejre"})

    assert answer["Location"] == f"{at('board', theory)}#box-{output}"
    assert theory.nodes.get(pk=output).kind == "result_goal"


def test_a_box_is_dragged_before_another(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node]
) -> None:
    moved = NodeFactory(theory=theory, kind="intervention", title="Ny")
    client.force_login(leader)

    client.post(
        at("node_move", theory, moved.pk), {"kind": "output", "foer": str(chain["output"].pk)}
    )

    titles = theory.nodes.filter(kind="output").values_list("title", flat=True)
    assert list(titles) == ["Ny", "Kasse output"]


def test_an_arrow_that_would_close_a_circle_is_refused_in_the_form_and_on_the_board(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node]
) -> None:
    client.force_login(leader)
    place = at("connect", theory, chain["result_goal"].pk)
    told = {"to_node": chain["output"].pk, "assumption": "Det husker jeg"}

    in_form = client.post(place, told, headers=HTMX)
    on_board = client.post(place, {**told, "direkte": "1"}, headers=HTMX)

    way = "“Kasse result_goal” → “Kasse output” → “Kasse result_goal”"
    assert in_form.status_code == on_board.status_code == 422
    assert way in in_form.content.decode() and "Det husker jeg" in in_form.content.decode()
    assert way in on_board.content.decode() and 'id="workshop"' in on_board.content.decode()
    assert theory.links.count() == 4


def test_a_box_is_edited_and_followed_by_indicators_of_the_unit(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node], south: Unit
) -> None:
    use, elsewhere = IndicatorUseFactory(unit=theory.unit), IndicatorUseFactory(unit=south)
    client.force_login(leader)
    place = at("node_edit", theory, chain["intervention"].pk)

    form = client.get(place, headers=HTMX).content.decode()
    client.post(
        place,
        {"title": "Behandling", "resources": "To", "uses": [use.pk], "base_version": 1},
    )

    node = theory.nodes.get(kind="intervention")
    assert str(use.indicator) in form and str(elsewhere.indicator) not in form
    assert (node.title, node.resources) == ("Behandling", "To")
    assert [row.use for row in node.node_indicators.all()] == [use]


def test_who_saves_second_is_asked_and_loses_nothing(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node]
) -> None:
    client.force_login(leader)
    place = at("node_edit", theory, chain["output"].pk)
    client.post(place, {"title": "Den første", "text": "Fra en kollega", "base_version": 1})
    mine = {"title": "Den anden", "text": "", "base_version": 1}

    asked = client.post(place, mine)
    page = asked.content.decode()
    owed = {**mine, "base_version": 2, "grundlag": 1, "vaelg": "title"}
    again = client.post(place, owed)
    client.post(place, {**owed, "behold_title": "min", "behold_text": "deres"})

    node = theory.nodes.get(kind="output")
    assert (asked.status_code, again.status_code) == (409, 409)
    assert "Den første" in page and 'value="Den anden"' in page
    assert 'name="behold_title"' in page and f"{leader} har gemt" in page
    assert (node.title, node.text) == ("Den anden", "Fra en kollega")


def test_a_field_that_only_the_other_changed_is_proposed_as_theirs(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node]
) -> None:
    client.force_login(leader)
    node = chain["output"]
    place = at("node_edit", theory, node.pk)
    client.post(place, {"title": node.title, "text": "Fra en kollega", "base_version": 1})

    asked = client.post(place, {"title": "Mit navn", "text": "", "base_version": 1})
    differences = {each.name: each.changed_by for each in asked.context["conflict"].differences}

    assert differences == {"title": "min", "text": "deres"}


def test_an_arrow_says_from_where_it_is_known(
    client: Client, leader: User, theory: TheoryOfChange
) -> None:
    link = Link.objects.all()[0]
    client.force_login(leader)
    place = at("link_edit", theory, link.pk)

    refused = client.post(place, {"evidence": "literature", "base_version": 1})
    told = {
        "evidence": "comparison",
        "evidence_source": "Rapport",
        "evidence_on": "1/2 2026",
        "effect_value": "-4,2",
        "effect_low": "-6,9",
        "effect_high": "-1,5",
        "effect_count": "41",
        "base_version": 1,
    }
    client.post(place, told)

    page = client.get(at("page", theory)).content.decode()
    assert refused.status_code == 422
    assert "Rapport, 1. februar 2026" in page
    assert "-4,2 (-6,9 til -1,5), n = 41" in page


def test_risks_are_written_changed_and_removed(
    client: Client, leader: User, theory: TheoryOfChange
) -> None:
    client.force_login(leader)

    client.post(at("risk_new", theory), {"text": "Fare", "likelihood": "high"})
    risk = theory.risks.get()
    told = {"text": "Fare 2", "likelihood": "low", "base_version": 1}
    client.post(at("risk_edit", theory, risk.pk), told)
    page = client.get(at("page", theory)).content.decode()
    client.post(at("risk_remove", theory, risk.pk))

    assert "Fare 2" in page and "lav" in page
    assert theory.risks.count() == 0


def test_the_last_act_is_undone_from_the_board(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node]
) -> None:
    client.force_login(leader)
    client.post(at("node_remove", theory, chain["output"].pk))

    client.post(at("undo_last", theory))
    refused = client.post(at("undo_last", theory), headers=HTMX)

    assert theory.links.count() == 4
    assert "intet af dit at fortryde" in refused.content.decode()


def test_the_board_takes_no_more_queries_for_more_boxes(
    client: Client, leader: User, theory: TheoryOfChange, django_assert_max_num_queries: Any
) -> None:
    client.force_login(leader)
    client.get(at("board", theory))
    counts = []
    for many in (1, 30):
        for each in NodeFactory.create_batch(many, theory=theory):
            Link.objects.create(
                theory=theory, from_node=each, to_node=theory.nodes.get(kind="result_goal")
            )
        with django_assert_max_num_queries(70) as asked:
            client.get(at("board", theory))
        counts.append(len(asked))

    assert counts[0] == counts[1]
