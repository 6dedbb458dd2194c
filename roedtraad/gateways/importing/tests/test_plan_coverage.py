"""No text is lost: every line is in an element or among what was not placed."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roedtraad.gateways.importing.plans import (
    ExtractedText,
    Proposal,
    extract_text,
    read_plan,
    read_text,
)
from roedtraad.gateways.importing.plans.coverage import elements_of

from .plans.registry import EVERY
from .plans.truth import Plan

WORDS = st.sampled_from(
    [
        "Mål", "1.", "1.1 Mål – Flere i job", "Handlinger", "Indikatorer", "- et punkt", "Metode:",
        "Vi ringer hjem inden 1. maj 2024.", "Virksomhedsplan 2024", "Fjordby Kommune", "", "Vision",
        "Indsatsområde 2: Trivsel", "Økonomi\t1.000", "| a | b |", "Mål\tHandling\tFrist", "a\tb\tc",
        "Succeskriterium: 80 %", "Mission", "I alt\t2.000", "Indholdsfortegnelse", "Mål ..... 3",
        "Titel for mål", "Hvordan måler vi?", "<p>Metode</p> <p>Vi gør</p>", "Målgruppe: Unge", "Tema",
        "Sagsnummer: 27.00-P3", "Bilag", "• punkt", "Projekt: Ny bus", "2. Opfølgning", "Effektmål",
    ]
)  # fmt: skip


def uncovered(text: ExtractedText, proposal: Proposal) -> list[int]:
    covered: set[int] = set()
    for element in elements_of(proposal):
        covered.update(range(element.source.line_from, element.source.line_to + 1))
    return [line.number for line in text.lines if line.text.strip() and line.number not in covered]


def check(text: ExtractedText, proposal: Proposal) -> None:
    assert uncovered(text, proposal) == []
    assert Proposal.from_json(json.loads(json.dumps(proposal.to_json()))) == proposal
    for element in elements_of(proposal):
        assert 0 < element.confidence <= 1
        assert 1 <= element.source.line_from <= element.source.line_to <= len(text.lines)


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.name)
def test_every_line_of_a_plan_is_placed_or_listed(plan: Plan) -> None:
    text = extract_text(plan.build(), plan.filename)

    check(text, read_text(text))


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.name)
def test_lines_of_the_text_are_numbered_as_they_are_printed(plan: Plan) -> None:
    text = extract_text(plan.build(), plan.filename)

    printed = text.as_text().splitlines()
    assert [line.text for line in text.lines] == printed
    assert [line.number for line in text.lines] == list(range(1, len(printed) + 1))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_no_line_is_lost_in_any_order_of_a_plans_parts(rows: list[str]) -> None:
    text = extract_text(("Aftale 2024 for Børn\n" + "\n".join(rows)).encode(), "plan.txt")

    check(text, read_text(text))


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\f"), max_size=400
    )
)
def test_no_text_makes_the_reader_stumble(words: str) -> None:
    text = extract_text(f"Plan\n{words}".encode(), "plan.txt")

    check(text, read_text(text))


def test_the_rest_of_a_long_line_is_listed_with_its_number() -> None:
    data = (
        "Virksomhedsplan 2024\nFjordby Kommune\n\nHvem er vi?\n\nHavnehuset har 12 medarbejdere "
        "(svarende til 10,5 årsværk), som arbejder med unge i hele kommunen og på skolerne.\n\n"
        "Mål 1: Flere unge i job\n\nHandlinger\n\n- Vi holder jobmesse\n"
    ).encode()

    proposal = read_plan(data, "plan.txt")

    assert [(unit.name, unit.staff) for unit in proposal.units] == [("Havnehuset", 12)]
    rest = next(each for each in proposal.unplaced if each.line == 6)
    assert re.search(r"som arbejder med unge", rest.text)
    assert "12 medarbejdere" not in rest.text
