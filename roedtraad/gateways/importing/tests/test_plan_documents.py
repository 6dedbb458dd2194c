"""The five published documents give what they hold. They are read where they are shared, not kept."""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from roedtraad.gateways.importing.plans import Proposal, extract_text, read_text
from roedtraad.gateways.importing.plans.letters import folded

ROOT = Path(__file__).parents[4]
FOLDER = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared")) / "documents"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the shared documents are not here (ROEDTRAAD_SHARED)"
)


@cache
def plan(name: str) -> Proposal:
    path = FOLDER / f"{name}.txt"
    return read_text(extract_text(path.read_bytes(), path.name))


ALBERTSLUND = "albertslund-virksomhedsplan-2020-21"
CONTRACT = "randers-aftalemaal-2017"
DIALOGUE = "viborg-dialogbaseret-aftale-2014"
STRATEGY = "randers-udviklingsstrategi-2016-19"
FRAMEWORK = "randers-ramme-virksomhedsplaner-2015-16"


@pytest.mark.parametrize(
    ("name", "kind", "municipality", "starts", "ends"),
    [
        (ALBERTSLUND, "business_plan", "Albertslund Kommune", "2020-01-01", "2021-12-31"),
        (CONTRACT, "contract", "Randers Kommune", "2017-01-01", "2018-12-31"),
        (DIALOGUE, "dialogue", "Viborg Kommune", "2014-01-01", "2014-12-31"),
        (STRATEGY, "strategy", "Randers Kommune", "2016-01-01", "2019-12-31"),
        (FRAMEWORK, "framework", "Randers Kommune", "2015-01-01", "2016-12-31"),
    ],
)
def test_kind_municipality_and_period(
    name: str, kind: str, municipality: str, starts: str, ends: str
) -> None:
    found = plan(name)

    assert (found.kind, found.municipality) == (kind, municipality)
    assert found.period is not None
    assert (str(found.period.starts_on), str(found.period.ends_on)) == (starts, ends)


def test_the_business_plan_has_its_goals_below_its_focus_areas() -> None:
    found = plan(ALBERTSLUND)

    assert [area.number for area in found.focus_areas] == ["1", "2", "3", "4", "5", "6"]
    assert [area.cross_cutting for area in found.focus_areas] == [False] * 3 + [True] * 3
    numbers = [
        "1.1",
        "1.2",
        "1.3",
        "2.1",
        "2.2",
        "2.3",
        "3.1",
        "3.2",
        "3.3",
        "4.1",
        "5.1",
        "5.2",
        "6.1",
    ]
    assert [goal.number for goal in found.goals] == numbers
    titles = {area.number: area.title for area in found.focus_areas}
    assert [goal.focus_area for goal in found.goals] == [titles[each[0]] for each in numbers]
    assert all(goal.actions for goal in found.goals)


def test_the_business_plans_indicators_have_the_dues_they_say() -> None:
    found = plan(ALBERTSLUND)
    indicators = [each for goal in found.goals for each in goal.indicators]

    assert [len(goal.indicators) for goal in found.goals] == [1, 2, 1, 3, 2, 1, 2, 2, 1, 2, 3, 3, 3]
    assert [bool(each.due) for each in indicators].count(True) == 16
    ends = Counter(str(each.due.to) for each in indicators if each.due)
    assert ends["2020-12-31"] == 5
    assert ends["2020-06-30"] == 3
    assert ends["2021-06-30"] == ends["2021-12-31"] == ends["2020-03-25"] == 1


def test_the_business_plans_one_postponed_action_units_and_case_number() -> None:
    found = plan(ALBERTSLUND)

    postponed = [action for goal in found.goals for action in goal.actions if action.postponed]
    assert [str(action.due.to) for action in postponed if action.due] == ["2020-03-18"]
    figures = {(unit.staff, unit.full_time_equivalents) for unit in found.units}
    assert figures == {(4.5, 4.17), (36, 35.75), (3, 2), (13, 11.3), (19, 18.2), (18, 15.4)}
    assert found.case_number == "27.00.00-P35-15-19"


def test_the_contract_has_goals_budget_facts_and_profile() -> None:
    found = plan(CONTRACT)

    assert len(found.goals) == 2
    assert all(goal.method and goal.success_criterion and goal.follow_up for goal in found.goals)
    amounts = [(line.amount, line.total) for line in found.budget]
    assert amounts == [(29668100, False), (1669000, False), (31337100, True)]
    labels = [folded(fact.label) for fact in found.facts]
    assert labels[:6] == ["institution", "institutionstype", "adresse", "tlf", "e-mail", "leder"]
    assert len(labels) == 7
    assert len(found.profile_headings) == 5


def test_the_dialogue_agreement_keeps_the_principals_areas_from_the_units_goals() -> None:
    found = plan(DIALOGUE)

    assert len(found.parties) == 2
    assert len(found.focus_areas) == 2
    assert len(found.goals) == 2
    assert all(goal.text and goal.how_measured and goal.resources for goal in found.goals)
    assert {goal.focus_area for goal in found.goals} == {a.title for a in found.focus_areas}
    listed = {each.line for each in found.unplaced}
    assert set(range(3, 204, 2)) - listed - _blank_lines(DIALOGUE) == set()


def _blank_lines(name: str) -> set[int]:
    rows = (FOLDER / f"{name}.txt").read_text().split("\n")
    return {number for number, row in enumerate(rows, start=1) if not row.strip()}


def test_the_strategy_has_mission_visions_and_calendar_and_no_goals() -> None:
    found = plan(STRATEGY)

    assert found.mission
    assert [v.direction for v in found.visions] == ["citizen"] * 5 + ["organisation"] * 5
    ends = [str(step.due.to) for step in found.calendar if step.due]
    assert ends[:5] == ["2016-04-30", "2016-04-08", "2016-04-26", "2016-06-30", "2016-06-30"]
    assert len(ends) == 9
    assert found.goals == []


def test_the_framework_has_themes_and_effect_goals_and_no_goals() -> None:
    found = plan(FRAMEWORK)

    assert len(found.themes) == 7
    groups = Counter(goal.target_group for goal in found.effect_goals)
    assert list(groups.values()) == [3, 1, 4, 1]
    assert [len(goal.indicators) for goal in found.effect_goals] == [1, 1, 1, 1, 1, 0, 1, 1, 1]
    assert found.goals == []


def test_no_sentence_of_the_documents_stands_in_the_reader() -> None:
    """Eight words in a row are a sentence's, not a field's name."""
    reader = ROOT / "roedtraad" / "gateways" / "importing"
    ours = " ".join(folded(path.read_text()) for path in sorted(reader.rglob("*.py")))
    ours = " ".join(ours.split())
    for path in FOLDER.glob("*.txt"):
        words = folded(path.read_text()).split()
        for start in range(len(words) - 8):
            assert " ".join(words[start : start + 8]) not in ours, path.name
