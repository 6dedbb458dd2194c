"""What no element took: texts under their headings, frames, and the rest."""

from roedtraad.gateways.importing.plans.extract import extract
from roedtraad.gateways.importing.plans.loose import Loose
from roedtraad.gateways.importing.plans.reader import read_all
from roedtraad.gateways.importing.tests.plans.registry import EVERY

PLAN = """<h1>Virksomhedsplan 2026-2027</h1><p>Familiehuset Nord, Fjordby Kommune</p>
<h2>Om os</h2><p>Vi bor i den gamle skole.</p><ul><li>To teams</li><li>Ét hus</li></ul>
<table><tr><td>Team</td><td>Ugedag</td><td>Sted</td></tr>
<tr><td>Åben</td><td>Tirsdag</td><td>Torvet</td></tr></table>
<h2>Vores mission</h2><p>Børn og forældre klarer hverdagen.</p>
<h2>Mål</h2><h3>Mål 1: Flere børn i skole</h3>
<table><tr><th>Handling</th><th>Frist</th></tr><tr><td>Vi ringer</td><td>1. maj 2026</td></tr></table>
<h2>Opfølgning</h2><p>Vi mødes to gange om året.</p>"""


def loose_of_plan(markup: str) -> Loose:
    return read_all(extract(markup.encode(), "plan.html"))[1]


def test_text_stands_under_its_heading_with_its_lists_and_tables() -> None:
    about, follow_up = loose_of_plan(PLAN).texts

    assert (about.title, follow_up.title) == ("Om os", "Opfølgning")
    assert about.text == (
        "Vi bor i den gamle skole.\n\n- To teams\n- Ét hus\n\n"
        "| Team | Ugedag | Sted |\n| --- | --- | --- |\n| Åben | Tirsdag | Torvet |"
    )
    assert follow_up.text == "Vi mødes to gange om året."


def test_a_sentence_that_tells_of_the_staff_is_still_told() -> None:
    markup = "<p>Vi bor i den gamle skole.</p>"
    told = "<p>Vi bor i den gamle skole og er glade for det. Vi er 78 medarbejdere.</p>"

    proposal, loose = read_all(extract(PLAN.replace(markup, told).encode(), "plan.html"))

    assert [unit.staff for unit in proposal.units] == [78]
    assert loose.texts[0].text.startswith("Vi bor i den gamle skole og er glade for det. Vi er 78")


def test_what_the_plan_itself_used_is_a_frame() -> None:
    loose = loose_of_plan(PLAN)

    frames = {frame.text for frame in loose.frames}
    assert {"Virksomhedsplan 2026-2027", "Handling", "Frist", "Vores mission"} <= frames
    assert "Børn og forældre klarer hverdagen." in frames
    assert loose.rest == []


def test_every_line_that_is_not_placed_is_in_one_of_the_three() -> None:
    for plan in EVERY:
        proposal, loose = read_all(extract(plan.build(), plan.filename))

        sorted_ = {frame.line for frame in loose.frames} | {each.line for each in loose.rest}
        for text in loose.texts:
            sorted_ |= set(range(text.line_from, text.line_to + 1))
        assert {each.line for each in proposal.unplaced} <= sorted_, plan.name


def test_a_table_that_says_no_field_of_a_goal_stays_a_table_in_its_text() -> None:
    markup = (
        "<h1>Virksomhedsplan 2026</h1><h2>Mål 1: Flere børn i skole</h2>"
        "<p><b>Baggrund:</b> Fraværet er steget.</p><table><tr><td>Trin</td><td>Dreng</td>"
        "<td>Pige</td></tr><tr><td>Indskoling</td><td>4</td><td>5</td></tr></table>"
        "<p><b>Handlinger:</b></p><ul><li>Vi ringer til hjemmet</li></ul>"
    )

    proposal, _ = read_all(extract(markup.encode(), "plan.html"))

    assert proposal.goals[0].text == (
        "Fraværet er steget.\n\n| Trin | Dreng | Pige |\n| --- | --- | --- |\n| Indskoling | 4 | 5 |"
    )


def test_bold_lines_without_styles_stand_beside_each_other() -> None:
    markup = "<p><b>Virksomhedsplan 2027</b></p><p>Fjordby Kommune</p>" + "".join(
        f"<p><b>{heading}</b></p><p>{words}</p>"
        for heading, words in (
            ("Vores kerneopgave", "Vi støtter borgere i egen bolig."),
            ("Om denne plan", "Planen er godkendt af udvalget."),
            ("Aftaler om personale", "Lederen er på kursus."),
            ("Opfølgning", "Vi mødes i juni."),
        )
    )
    markup += "<h2>Mål 1: Flere i job</h2><p>Handlinger:</p><ul><li>Vi ringer</li></ul>"

    proposal, loose = read_all(extract(markup.encode(), "plan.html"))

    assert proposal.mission == "Vi støtter borgere i egen bolig."
    titles = [text.title for text in loose.texts]
    assert titles == ["Om denne plan", "Aftaler om personale", "Opfølgning"]
