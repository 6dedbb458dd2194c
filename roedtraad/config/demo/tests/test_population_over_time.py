"""All quarters of a table together, attacked by somebody who knows who was there in which."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from roedtraad.casework.profiles.queries.rows_of_quarter import Row
from roedtraad.config.demo.population.draw import draw
from roedtraad.config.demo.population.fjordby import fjordby
from roedtraad.config.demo.population.recording import quarter_ends
from roedtraad.config.demo.population.told import OfQuarter, quarters, tree
from roedtraad.config.demo.tests.quarters_attacker import OverTime
from roedtraad.config.demo.tests.table_attacker import CLOSE
from roedtraad.foundation.statistics.disclosure.groups import Told
from roedtraad.insight.analytics.numbers.figures import told_of
from roedtraad.insight.analytics.numbers.tables import TABLES, Table

WHOLE = fjordby(date(2026, 11, 27))
DESIGN = replace(WHOLE, starts_on=date(2025, 3, 20), units=WHOLE.units[:4]).with_families(40)
QUARTERS = quarters(quarter_ends(date(2025, 10, 1), DESIGN.ends_on).tolist())
OF_ONE_QUARTER = ("participation", "ended_goals", "evaluations", "ended_courses")
OF_SEVERAL = ("families", "change_practitioner", "change_parent")
BY_KEY = {table.key: table for table in TABLES}
POPULATIONS = 2


def learnt(
    table: Table,
    lives: list[dict[int, Row]],
    may_turn: Callable[[str, str], bool],
) -> tuple[list[tuple[float, float]], int]:
    """Of each small number how wide it is left and could be; how many groups are told whole."""
    told = [told_of(table, list(life.values()), tree(DESIGN)) for life in lives]
    whole = sum(group.told > Told.TOTAL for each in told for group, _figures in each)
    return OverTime(told, lives, tree(DESIGN), may_turn).learnt(), whole


def lived(seed: int) -> list[OfQuarter]:
    population = draw(DESIGN, seed)
    return [OfQuarter(DESIGN, population, days) for days in QUARTERS]


@pytest.mark.parametrize("key", OF_SEVERAL)
def test_quarters_together_tell_no_small_number(key: str) -> None:
    """Two populations a table, since an attack on four quarters costs as much as forty on one."""
    found: list[tuple[float, float]] = []
    whole = 0

    for seed in range(POPULATIONS):
        lives = [quarter.by_place(key) for quarter in lived(seed)]
        widths, told = learnt(BY_KEY[key], lives, not_missing_again)
        found, whole = found + widths, whole + told

    assert all(width >= most - CLOSE for width, most in found)
    assert len(found) > 100 and whole > 10  # neither all nor nothing is left out


def not_missing_again(before: str, after: str) -> bool:
    """Who has two scores far enough apart keeps them."""
    return after != "missing" or before == "missing"


@pytest.mark.parametrize("key", OF_ONE_QUARTER)
def test_what_does_not_change_with_time_is_told_in_one_quarter(key: str) -> None:
    for former, later in pairwise(quarter.by_place(key) for quarter in lived(1)):
        assert former and not former.keys() & later.keys()


def test_of_open_goals_it_would_be_known_how_those_who_left_made_them() -> None:
    """Why goals are told when they are agreed: the attack finds what it should."""
    lives = [dict(open_goals(quarter)) for quarter in lived(1)]

    found, _told = learnt(BY_KEY["participation"], lives, lambda before, after: before == after)

    assert any(width < most - 1 for width, most in found)


def open_goals(quarter: OfQuarter) -> Iterator[tuple[int, Row]]:
    goals = quarter.population.goals
    for goal in range(len(goals)):
        is_closed = 0 < goals.closed_on[goal] <= quarter.last
        if goals.agreed_on[goal] <= quarter.last and not is_closed:
            outcome = "made_with" if goals.made_with[goal] else "made_without"
            yield goal, quarter.row(int(goals.family[goal]), outcome)
