"""What every element of every sample plan has: its keys, and a source that is no larger than it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from roedtraad.gateways.importing.plans import ExtractedText, extract_text, read_text
from roedtraad.gateways.importing.plans.letters import folded
from roedtraad.gateways.importing.plans.parties import is_side
from roedtraad.gateways.importing.plans.vocabulary import role_of

from .plans.registry import EVERY
from .plans.truth import Plan

KEYS = {
    "units": "name staff full_time_equivalents",
    "parties": "name",
    "facts": "label value",
    "budget": "label amount total",
    "visions": "title text direction",
    "focus_areas": "number title text cross_cutting how_measured resources status",
    "themes": "title",
    "rules": "text",
    "projects": "title text",
    "profile_headings": "title text",
    "effect_goals": "title target_group origin indicators",
    "goals": "number title text focus_area method success_criterion follow_up resources "
    "how_measured actions indicators",
    "actions": "text due responsible postponed",
    "indicators": "text due",
    "calendar": "due text",
    "unplaced": "text line",
}
# A goal's source is one stretch: in a table of goals side by side it runs over its neighbours.
# An effect goal also holds what it makes no text of: its origin, and an indicator still awaited.
WIDE = {"goals", "effect_goals"}


def elements(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each element of the JSON with the name of its list, also those inside goals."""
    for name, value in data.items():
        if name in KEYS:
            for element in value:
                yield name, element
                yield from elements(element)


def read(plan: Plan) -> tuple[ExtractedText, dict[str, Any]]:
    text = extract_text(plan.build(), plan.filename)
    return text, read_text(text).to_json()


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", folded(text)))


def said(value: Any) -> str:
    """All that an element says, but not how it was read."""
    if isinstance(value, dict):
        return " ".join(said(v) for k, v in value.items() if k not in {"source", "confidence"})
    if isinstance(value, list):
        return " ".join(map(said, value))
    return "" if value is None or isinstance(value, bool) else str(value)


def is_own(line: str, element: dict[str, Any]) -> bool:
    """The line gives the element some word, its label, its amount, or the end of a cut word."""
    own = said(element)
    letters, figures = re.sub(r"\W", "", folded(own)), re.sub(r"\D", "", own)
    if words(line) & words(own) or role_of(line.strip(" :*")) or is_side(line):
        return True
    parts = [re.sub(r"\W", "", folded(part)) for part in line.split()]
    digits = re.sub(r"\D", "", line).rstrip("0")
    is_figure = "amount" in element or "staff" in element
    is_cut = any(len(part) > 2 and part in letters for part in (parts[0], parts[-1]))
    return is_cut or (is_figure and (not digits or digits in figures or "årsværk" in line))


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.name)
def test_every_element_has_the_keys_of_the_contract_and_no_other(plan: Plan) -> None:
    _, data = read(plan)

    for name, element in elements(data):
        keys = set(element) - ({"levels"} if element.get("levels") else set())
        assert keys == {*KEYS[name].split(), "confidence", "source"}, name
        assert set(element["source"]) == {"page", "line_from", "line_to"}
        due = element.get("due")
        assert due is None or set(due) == {"raw", "from", "to"}


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.name)
def test_a_source_spans_only_the_lines_that_its_element_comes_from(plan: Plan) -> None:
    text, data = read(plan)

    strange = [
        (name, line.text)
        for name, element in elements(data)
        if name not in WIDE
        for line in text.lines[element["source"]["line_from"] - 1 : element["source"]["line_to"]]
        if words(line.text) and not is_own(line.text, element)
    ]
    assert strange == []


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.name)
def test_a_file_read_twice_gives_the_same(plan: Plan) -> None:
    first, second = read(plan), read(plan)

    assert first[1] == second[1]
    assert first[0].as_text() == second[0].as_text()


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.name)
def test_actions_and_indicators_stand_within_the_lines_of_their_goal(plan: Plan) -> None:
    _, data = read(plan)

    for goal in data["goals"]:
        whole = goal["source"]
        for part in [*goal["actions"], *goal["indicators"]]:
            assert whole["line_from"] <= part["source"]["line_from"]
            assert part["source"]["line_to"] <= whole["line_to"]
