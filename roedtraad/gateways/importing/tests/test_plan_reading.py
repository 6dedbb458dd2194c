"""The invented plans are read as they are meant; texts that are no plans are told apart."""

import io

import pytest
from docx import Document

from roedtraad.gateways.importing.plans import read_plan

from .plans.registry import EVERY
from .plans.truth import Plan, scored

NOT_PLANS = {
    "recipe": "Boller i karry\nIngredienser\n500 g kød\nFremgangsmåde\n1. Rør farsen\n2. Kog dem\n"
    "Mål: Fire portioner\nTid: 45 minutter\n",
    "minutes": "Referat af møde i Skoleudvalget\nByrådet, Fjordby Kommune, 3. maj 2023\n\n"
    "1. Dagsorden\nGodkendt.\n2. Virksomhedsplaner\nUdvalget drøftede mål og indsatser.\n"
    "Handlinger:\n- Forvaltningen sender referat\nMål:\n- Kortere møder\n",
    "letter": "Kære Anne\n\nTak for mailen om vejen ved kommunens skole. Vores mål er at blive "
    "færdige før jul.\n\nVenlig hilsen\nBo\n",
    "novel": "Det var en mørk aften. Han gik langs havnen og tænkte på målet.\n" * 40,
    "figures": "\n".join(f"{n}\t{n * 3}\t{n * 7}" for n in range(60)),
}


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.name)
def test_everything_in_an_invented_plan_is_found_and_nothing_else(plan: Plan) -> None:
    scores = scored(read_plan(plan.build(), plan.filename), plan.truth)

    wrong = {
        kind: (score.expected, score.found, score.right)
        for kind, score in scores.items()
        if not score.expected == score.found == score.right
    }
    assert wrong == {}


@pytest.mark.parametrize("text", NOT_PLANS.values(), ids=NOT_PLANS.keys())
def test_a_text_that_is_no_plan_gives_no_goals(text: str) -> None:
    proposal = read_plan(text.encode(), "tekst.txt")

    assert proposal.kind == "unknown"
    assert proposal.goals == []
    assert proposal.focus_areas == []


def test_goals_side_by_side_in_a_table_keep_their_own_fields() -> None:
    document = Document()
    document.add_heading("Virksomhedsaftale 2024 for Rusmiddelcenter Midt, Fjordby Kommune", 0)
    table = document.add_table(rows=0, cols=3)
    for record in (
        ("", "Mål 1", "Mål 2"),
        ("Titel", "Flere i behandling", "Kortere ventetid"),
        ("Handlinger", "Gadeplan", "Ny booking"),
        ("Indikatorer", "100 unge i 2024", "14 dage ultimo 2024"),
    ):
        for cell, text in zip(table.add_row().cells, record, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)

    goals = read_plan(stream.getvalue(), "aftale.docx").goals

    assert [(goal.number, goal.title) for goal in goals] == [
        ("1", "Flere i behandling"),
        ("2", "Kortere ventetid"),
    ]
    assert [goal.actions[0].text for goal in goals] == ["Gadeplan", "Ny booking"]


def test_titles_that_a_list_announces_are_headings_when_they_come_again() -> None:
    lines = ["Årsplan 2024 for Tandplejen i Fjordby Kommune", "", "Indsatsområder", ""]
    lines += ["1. Flere uden huller", "2. Bedre arbejdsmiljø", "", "Flere uden huller", ""]
    lines += ["Mål: 80 % har ingen huller.", "Handlinger: Kampagne i foråret 2024.", ""]
    lines += ["Bedre arbejdsmiljø", "", "Mål: Fraværet er højst 4 %.", "Handlinger: Ny vagtplan."]

    proposal = read_plan("\n".join(lines).encode(), "plan.txt")

    assert [area.title for area in proposal.focus_areas] == [
        "Flere uden huller",
        "Bedre arbejdsmiljø",
    ]
    assert [goal.focus_area for goal in proposal.goals] == [
        "Flere uden huller",
        "Bedre arbejdsmiljø",
    ]


def test_letters_of_another_alphabet_in_a_heading_are_read_by_sound_and_by_look() -> None:
    lines = ["Virksomhedsplan 2024 for Fjordby Kommune", "", "1.1 Mål – Flere læser", ""]
    lines += ["Hаndlinger", "", "- Læsebånd", "", "Måлиндикator", "", "- 80 % læser i maj 2025"]

    proposal = read_plan("\n".join(lines).encode(), "plan.txt")

    assert [action.text for action in proposal.goals[0].actions] == ["Læsebånd"]
    assert [each.text for each in proposal.goals[0].indicators] == ["80 % læser i maj 2025"]


def test_a_postponed_action_keeps_its_date() -> None:
    lines = ["Virksomhedsplan 2024", "Fjordby Kommune", "", "Mål 1: Bedre møder", "", "Handlinger"]
    lines += ["- Temadag den 3. april 2024 - UDSAT", "- Ny dagsorden"]

    action, other = read_plan("\n".join(lines).encode(), "plan.txt").goals[0].actions

    assert (action.postponed, other.postponed) == (True, False)
    assert action.due is not None
    assert str(action.due.to) == "2024-04-03"
    assert "UDSAT" not in action.text


def test_the_sides_of_an_agreement_are_read_after_their_labels_in_lines() -> None:
    lines = ["Aftale 2028 for Børnehuset Solen", "Fjordby Kommune", ""]
    lines += ["Aftalegiver: Dagtilbudschefen", "Aftaleholder: Børnehuset Solen", ""]
    lines += ["Mål 1: Mere udeliv", "", "Handlinger", "- Skovtur hver uge"]

    parties = read_plan("\n".join(lines).encode(), "aftale.txt").parties

    assert [party.name for party in parties] == ["Dagtilbudschefen", "Børnehuset Solen"]
    assert [party.source.line_from for party in parties] == [4, 5]


def test_a_heading_over_headings_of_effect_goals_is_their_target_group() -> None:
    page = "<h1>Ramme for virksomhedsplaner 2027</h1><p>Fjordby Kommune, alle borgere</p>"
    for group, goal, measure in (
        ("Børn med handicap", "Flere går i lokal skole", "Andel i distriktsskole"),
        ("Voksne med hjerneskade", "Flere klarer sig selv", "Andel uden støtte"),
    ):
        page += f"<h2>{group}</h2><h4>Effektmål</h4><p>{goal}</p><h4>Indikator</h4><p>{measure}</p>"

    plan = read_plan(f"<html><body>{page}</body></html>".encode(), "ramme.html")

    assert [(each.target_group, each.title) for each in plan.effect_goals] == [
        ("Børn med handicap", "Flere går i lokal skole"),
        ("Voksne med hjerneskade", "Flere klarer sig selv"),
    ]
    assert [each.indicators[0].text for each in plan.effect_goals] == [
        "Andel i distriktsskole", "Andel uden støtte",
    ]  # fmt: skip
    assert plan.kind == "framework"


def test_the_head_and_the_signs_of_an_answered_mail_are_no_part_of_the_plan() -> None:
    lines = ["Fra: Leder", "Til: Chef", "Emne: SV: Årsplan 2027 for Havhuset", ""]
    lines += ["Årsplan 2027 for Havhuset, Fjordby Kommune", "", "Mål 1: Mere udeliv", ""]
    lines += ["Handlinger:", "- Skovtur hver uge", "", "Med venlig hilsen", "Leder"]

    proposal = read_plan("\n".join(f"> {line}" for line in lines).encode(), "mail.txt")

    assert proposal.title == "Årsplan 2027 for Havhuset, Fjordby Kommune"
    assert [action.text for action in proposal.goals[0].actions] == ["Skovtur hver uge"]
    assert {1, 2, 3, 12, 13} <= {each.line for each in proposal.unplaced}


def test_a_deed_below_a_goal_with_fields_begins_no_goal_of_its_own() -> None:
    page = "<h1>Handleplan 2027</h1><p>Fjordby Kommune</p><h2>Mål 1: Flere i job</h2>"
    page += "<h3>Indsats 1: Mentorer</h3><h4>Aktiviteter</h4><ul><li>Kursus i maj 2027</li></ul>"

    proposal = read_plan(f"<html><body>{page}</body></html>".encode(), "plan.html")

    assert [goal.title for goal in proposal.goals] == ["Flere i job"]
    assert [action.text for action in proposal.goals[0].actions] == ["Kursus i maj 2027"]


def test_goals_of_the_year_before_are_told_apart_from_those_to_come() -> None:
    lines = ["Aftale 2027 for Havhuset, Fjordby Kommune", "", "# Opfølgning på mål fra 2026", ""]
    lines += ["Mål 1: Mindre fravær", "Handlinger: Ny vagtplan", "", "# Mål for 2027", ""]
    lines += ["Mål 1: Mere udeliv", "Handlinger: Skovtur hver uge"]

    proposal = read_plan("\n".join(lines).encode(), "aftale.txt")

    assert [goal.title for goal in proposal.goals] == ["Mere udeliv"]
