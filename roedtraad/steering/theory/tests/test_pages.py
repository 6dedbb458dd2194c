from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementState, Goal
from roedtraad.steering.agreements.tests.factories import AgreementFactory, GoalFactory
from roedtraad.steering.theory.models import Link, Node, TheoryOfChange, TheoryState

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


def test_the_page_shows_picture_text_diagnosis_and_lacks(
    client: Client, leader: User, theory: TheoryOfChange
) -> None:
    client.force_login(leader)

    page = client.get(at("page", theory)).content.decode()

    assert 'role="img"' in page and "Kasse output → Kasse result_goal" in page
    assert "Hvor knækker kæden?" in page and "Ingen data" in page
    assert "“Kasse output” har ingen indikator" in page
    assert 'id="disposition"' in page


def test_an_empty_theory_says_where_to_begin(client: Client, leader: User, north: Unit) -> None:
    client.force_login(leader)
    empty = TheoryOfChange.objects.create(title="Tom", unit=north, made_by=leader)

    page = client.get(at("page", empty)).content.decode()

    assert "Intet er tegnet endnu" in page


@pytest.mark.parametrize(
    "name", ["page", "board", "history", "edit", "copy", "drawing", "node_new", "undo_last", "tidy"]
)
def test_the_outsider_finds_nothing(
    client: Client, outsider: User, theory: TheoryOfChange, name: str
) -> None:
    client.force_login(outsider)
    ask = client.post if name in ("node_new", "undo_last", "tidy") else client.get

    assert ask(at(name, theory)).status_code == 404


def test_the_outsider_finds_no_parts(
    client: Client, outsider: User, chain: dict[str, Node], theory: TheoryOfChange
) -> None:
    client.force_login(outsider)
    output, link = chain["output"].pk, Link.objects.all()[0].pk

    assert client.get(at("node_edit", theory, output)).status_code == 404
    assert client.post(at("node_move", theory, output)).status_code == 404
    assert client.post(at("node_remove", theory, output)).status_code == 404
    assert client.get(at("link_edit", theory, link)).status_code == 404
    assert client.get(at("print", theory, "a3")).status_code == 404


def test_a_politician_reads_what_is_in_use_without_drafts_and_lacks(
    client: Client, politician: User, theory: TheoryOfChange
) -> None:
    client.force_login(politician)
    assert client.get(at("page", theory)).status_code == 404
    TheoryOfChange.objects.update(state=TheoryState.IN_USE)

    page = client.get(at("page", theory)).content.decode()

    assert "Hvor knækker kæden?" in page
    assert "Det mangler" not in page and "Ret i en ny udgave" not in page
    assert client.get(at("history", theory)).status_code == 404


def test_the_principal_sees_and_does_not_draw(
    client: Client, principal: User, theory: TheoryOfChange
) -> None:
    client.force_login(principal)

    assert client.get(at("page", theory)).status_code == 200
    assert client.get(at("board", theory)).status_code == 403
    assert client.post(at("node_new", theory), {"kind": "output", "title": "X"}).status_code == 403


def test_the_history_tells_and_undoes(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node]
) -> None:
    client.force_login(leader)
    client.post(at("node_edit", theory, chain["output"].pk), {"title": "Nyt", "base_version": 1})
    change = theory.changes.get()

    page = client.get(at("history", theory)).content.decode()
    client.post(at("undo", theory, change.pk))

    assert "Kasse ændret" in page and "Kasse output" in page
    assert theory.nodes.get(kind="output").title == "Kasse output"


def test_a_theory_is_begun_for_a_goal(client: Client, leader: User, goal: Goal) -> None:
    client.force_login(leader)
    place = f"{reverse('theory:new')}?maal={goal.pk}"

    form = client.get(place).content.decode()
    told = {"title": goal.title, "unit": goal.agreement.unit_id, "template": "family_treatment"}
    answer = client.post(place, told)

    theory = TheoryOfChange.objects.get(title=goal.title)
    assert goal.title in form
    assert answer["Location"] == at("board", theory)
    assert theory.nodes.filter(goal=goal, kind="result_goal").exists()


def test_a_theory_is_not_begun_for_a_goal_one_may_not_see(
    client: Client, outsider: User, goal: Goal
) -> None:
    client.force_login(outsider)

    assert client.get(reverse("theory:new"), {"maal": goal.pk}).status_code == 404
    assert client.get(reverse("theory:goal_panel", args=[goal.pk])).status_code == 404


def test_the_goal_page_shows_its_theory_and_the_diagnosis(
    client: Client, leader: User, theory: TheoryOfChange, chain: dict[str, Node], goal: Goal
) -> None:
    Node.objects.filter(pk=chain["result_goal"].pk).update(goal=goal)
    client.force_login(leader)

    page = client.get(reverse("agreements:goal_page", args=[goal.pk])).content.decode()
    agreement = client.get(reverse("agreements:page", args=[goal.agreement_id])).content.decode()

    assert theory.title in page and "Blev det udført?" in page
    assert at("page", theory) in agreement


def test_a_goal_without_theory_offers_to_draw_one_to_who_may(
    client: Client, leader: User, principal: User, goal: Goal
) -> None:
    panel = reverse("theory:goal_panel", args=[goal.pk])
    client.force_login(leader)
    offered = client.get(panel).content.decode()
    client.force_login(principal)
    silent = client.get(panel).content.decode()

    assert f"?maal={goal.pk}" in offered
    assert "?maal=" not in silent


def test_the_picture_is_a_file_without_inline_style(
    client: Client, leader: User, theory: TheoryOfChange
) -> None:
    Node.objects.filter(kind="output").update(title='<script>alert("x")</script> & mere')
    client.force_login(leader)

    answer = client.get(at("drawing", theory))
    text = answer.content.decode()

    assert answer["Content-Type"] == "image/svg+xml"
    assert text.startswith("<svg") and "style=" not in text and "<script" not in text
    assert ".svg" in answer["Content-Disposition"]


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_picture_is_printed_on_one_sheet(
    client: Client, leader: User, theory: TheoryOfChange, paper: str
) -> None:
    client.force_login(leader)

    assert f"theory/{paper}" in client.get(at("print", theory, paper)).content.decode()
    assert client.get(at("print", theory, "a5")).status_code == 404


def test_a_theory_lives(client: Client, leader: User, theory: TheoryOfChange) -> None:
    client.force_login(leader)

    client.post(at("state", theory), {"state": "in_use"})
    refused = client.get(at("board", theory))
    draft_at = client.post(at("revise", theory))["Location"]
    draft = TheoryOfChange.objects.get(revises=theory)
    client.post(at("state", draft), {"state": "in_use"})

    theory.refresh_from_db()
    assert refused["Location"] == at("page", theory)
    assert draft_at == at("board", draft)
    assert theory.state == TheoryState.ENDED


def test_a_theory_is_copied_and_a_draft_thrown_away(
    client: Client, leader: User, theory: TheoryOfChange
) -> None:
    client.force_login(leader)

    client.post(at("copy", theory), {"title": "Kopi", "unit": theory.unit_id})
    copied = TheoryOfChange.objects.get(title="Kopi")
    client.post(at("discard", copied))

    assert list(TheoryOfChange.objects.all()) == [theory]


def test_what_a_theory_is_about_is_changed(
    client: Client, leader: User, theory: TheoryOfChange, goal: Goal
) -> None:
    client.force_login(leader)
    told = {"title": "Ny titel", "agreement": goal.agreement_id, "base_version": 1}

    client.post(at("edit", theory), told)

    theory.refresh_from_db()
    assert (theory.title, theory.agreement) == ("Ny titel", goal.agreement)


def test_the_list_is_given_as_a_spreadsheet(
    client: Client, leader: User, theory: TheoryOfChange
) -> None:
    client.force_login(leader)

    answer = client.get(reverse("theory:list"), {"eksport": ""})

    assert "Forandringsteorier" in answer["Content-Disposition"]


def test_a_draft_of_a_form_is_kept_for_who_may_write_only(
    client: Client, leader: User, outsider: User, theory: TheoryOfChange
) -> None:
    place = f"{reverse('theory:draft')}?key=teori:{theory.pk}:ret"
    kept = {"data": {"title": ["Kladde"]}}
    client.force_login(leader)
    mine = client.post(place, kept, content_type="application/json")
    client.force_login(outsider)

    assert mine.status_code == 200
    assert client.post(place, kept, content_type="application/json").status_code == 404
