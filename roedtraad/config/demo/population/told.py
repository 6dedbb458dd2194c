"""A population as the rows that the declared tables of profiles are counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from roedtraad.casework.profiles.queries.rows_of_quarter import NONE, Row, outcome_of_change

from .design import CITIZEN, PARENT, PRACTITIONER, Design
from .figures import first_and_last, reached
from .recording import GRACE
from .tables import BREAKDOWN, DECLINED, DEVELOP, NOT_HELPING, OWN, REACHED, Flags, Population

DROPPED_OUT = (DECLINED, NOT_HELPING, BREAKDOWN)
OF_A_DEPARTMENT = 3  # units
TOP = 1_000
UNTIL_CLOSED = 14  # days from the end of the intervention to that of the case
Days = tuple[int, int]  # the first and the last day of a quarter


def tree(design: Design) -> dict[int, int | None]:
    """Of each unit, by its number from 1 on, the department; of these the top."""
    parents: dict[int, int | None] = {TOP: None}
    for number in range(1, len(design.units) + 1):
        department = TOP + 1 + (number - 1) // OF_A_DEPARTMENT
        parents |= {number: department, department: TOP}
    return parents


class OfQuarter:
    """Everything that is counted of a population in a quarter."""

    def __init__(self, design: Design, population: Population, days: Days) -> None:
        self.design, self.population = design, population
        self.first, self.last = days
        scores = population.scores
        self.known = replace(population, scores=scores.only(scores.given_on <= self.last))

    def rows(self, table: str) -> list[Row]:
        """The rows of a declared table by its key."""
        return list(self.by_place(table).values())

    def by_place(self, table: str) -> dict[int, Row]:
        """The same by the place in the population of the family, goal or evaluation that it is."""
        counted: dict[str, Callable[[], Iterator[tuple[int, Row]]]] = {
            "families": self._families,
            "participation": self._participation,
            "ended_goals": self._ended_goals,
            "evaluations": self._evaluations,
            "ended_courses": self._ended_courses,
            "change_practitioner": lambda: self._changes(PRACTITIONER),
            "change_parent": lambda: self._changes(PARENT),
            "change_child": lambda: self._changes(CITIZEN),
        }
        return dict(counted[table]())

    def _families(self) -> Iterator[tuple[int, Row]]:
        families = self.population.families
        closed_on = np.where(families.ended_on > 0, families.ended_on + UNTIL_CLOSED, 0)
        is_open = (families.starts_on <= self.last) & self._runs(closed_on)
        active = set(self.population.goals.family[self._open_goals()].tolist())
        for family in np.flatnonzero(is_open):
            outcome = "with_profile" if family in active else "without"
            yield int(family), self.row(int(family), outcome)

    def _participation(self) -> Iterator[tuple[int, Row]]:
        goals = self.population.goals
        for goal in np.flatnonzero(self._within(goals.agreed_on)):
            theirs = "theirs" if goals.recognised[goal] else "not_said"
            told = ("made_with", theirs) if goals.made_with[goal] else ("made_without",) * 2
            yield int(goal), self.row(int(goals.family[goal]), *told)

    def _ended_goals(self) -> Iterator[tuple[int, Row]]:
        goals, is_reached = self.population.goals, reached(self.population).value
        for goal in np.flatnonzero(self._within(goals.closed_on)):
            result = "reached" if is_reached[goal] == 1 else "not_reached"
            aim = "develop" if goals.aim[goal] == DEVELOP else "keep"
            yield int(goal), self.row(int(goals.family[goal]), result, f"{result}_{aim}")

    def _evaluations(self) -> Iterator[tuple[int, Row]]:
        due = self.population.evaluations
        in_time = (due.approved_on > 0) & (due.approved_on <= due.due_on + GRACE)
        for each in np.flatnonzero(self._within(due.due_on)):
            yield int(each), self.row(int(due.family[each]), "in_time" if in_time[each] else "late")

    def _ended_courses(self) -> Iterator[tuple[int, Row]]:
        families = self.population.families
        for family in np.flatnonzero(self._within(families.ended_on)):
            reason = families.reason[family]
            rest = "reached" if reason == REACHED else "other"
            is_out = reason in DROPPED_OUT
            told = ("dropped_out",) * 2 if is_out else ("ended", rest)
            yield int(family), self.row(int(family), *told)

    def _changes(self, rater: int) -> Iterator[tuple[int, Row]]:
        goals = self.population.goals
        levels = first_and_last(self.known, rater)
        is_counted = (goals.aim == DEVELOP) & (goals.scale == OWN) & ~np.isnan(levels.first)
        is_counted &= (goals.agreed_on <= self.last) & (
            (goals.closed_on == 0) | (goals.closed_on >= self.first)
        )
        change = levels.change()
        for goal in np.flatnonzero(is_counted):
            value = None if np.isnan(change[goal]) else float(change[goal])
            told = outcome_of_change(value)
            yield int(goal), self.row(int(goals.family[goal]), *told, value=value)

    def _open_goals(self) -> Flags:
        goals = self.population.goals
        return np.asarray((goals.agreed_on <= self.last) & self._runs(goals.closed_on))

    def _runs(self, ended_on: np.ndarray) -> Flags:
        return np.asarray((ended_on == 0) | (ended_on > self.last))

    def _within(self, day: np.ndarray) -> Flags:
        return np.asarray((day >= self.first) & (day <= self.last))

    def row(self, family: int, *outcome: str, value: float | None = None) -> Row:
        families = self.population.families
        unit = self.design.units[families.unit[family]]
        kind = self.design.kinds[families.kind[family]]
        whole, detail = outcome if len(outcome) > 1 else outcome * 2
        return Row(
            unit=int(families.unit[family]) + 1,
            family=family + 1,
            type=kind.code,
            step=str(kind.step) if kind.step else NONE,
            group=unit.group,
            outcome=whole,
            detail=detail,
            value=value,
        )


def quarters(ends: Sequence[int]) -> list[Days]:
    """The first and last day of the quarters that end on those days."""
    found = []
    for end in ends:
        last = date.fromordinal(int(end))
        found.append((date(last.year, last.month - 2, 1).toordinal(), int(end)))
    return found
