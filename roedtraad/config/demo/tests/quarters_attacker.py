"""Somebody who has kept every quarter of a table, and knows who was there in which of them."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from roedtraad.casework.profiles.queries.rows_of_quarter import Row
from roedtraad.config.demo.tests.table_attacker import CLOSE, WIDE, Key, numbers_of, smallest
from roedtraad.foundation.statistics.disclosure.groups import Group
from roedtraad.insight.analytics.numbers.figures import Figures

Told = Sequence[tuple[Group, Figures]]
Turns = Callable[[str, str], bool]
GONE = ("", "")  # neither outcome nor detail: not there in that quarter
MOST = 500
DIRECTIONS = 12


class OverTime:
    """The unknowns: in each smallest group how many turned from what into what, from one quarter to
    the next; `told` and `lives` (by place: the row) are those of the quarters, in order.

    `may_turn`: which details somebody who stays can turn from and into, as everybody knows.
    """

    def __init__(
        self,
        told: Sequence[Told],
        lives: Sequence[Mapping[int, Row]],
        parents: Mapping[int, int | None],
        may_turn: Turns,
    ) -> None:
        self.told, self.lives, self.parents, self.may_turn = told, lives, parents, may_turn
        rows = [row for life in lives for row in life.values()]
        self.groups = sorted({smallest(row) for row in rows})
        self.details = sorted({(row.outcome, row.detail) for row in rows})
        self.unknown: dict[tuple, int] = {}
        self.equations: list[dict[int, float]] = []
        self.known: list[float] = []
        for step, group in itertools.product(range(len(lives) - 1), self.groups):
            for turn in self._turns():
                self.unknown[step, group, *turn] = len(self.unknown)
        self.truth = np.zeros(len(self.unknown))
        for step, (former, later) in enumerate(itertools.pairwise(lives)):
            for place in former.keys() | later.keys():
                rows_of = former.get(place), later.get(place)
                group = smallest(next(row for row in rows_of if row))
                turn = [(row.outcome, row.detail) if row else GONE for row in rows_of]
                self.truth[self.unknown[step, group, *turn]] += 1

    def _turns(self) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
        for before, after in itertools.product([GONE, *self.details], repeat=2):
            is_move = GONE in (before, after) and before != after
            if is_move or (before != GONE and self.may_turn(before[1], after[1])):
                yield before, after

    def there(self, quarter: int, group: Key, pair: tuple[str, str]) -> list[int]:
        """The unknowns that add up to who was so in a quarter."""
        step, side = (quarter, 0) if quarter < len(self.lives) - 1 else (quarter - 1, 1)
        return [self.unknown[step, group, *turn] for turn in self._turns() if turn[side] == pair]

    def _equals(self, members: Sequence[int], number: float, less: Sequence[int] = ()) -> None:
        self.equations.append({**dict.fromkeys(members, 1.0), **dict.fromkeys(less, -1.0)})
        self.known.append(number)

    def learnt(self) -> list[tuple[float, float]]:
        """Of every small number of an outcome how wide it is left, and how wide it could be: no
        wider than for somebody who was told how many there are, and of no outcome.
        """
        self._who_was_there()
        self._what_is_told(how_many=True)
        without_outcomes = len(self.known)
        self._what_is_told(how_many=False)
        found = {
            members: most
            for members, most in (*self._cells(), *self._movers())
            if 0 < self.truth[list(members)].sum() < WIDE + 1
        }
        cells, could_be = list(found), np.array(list(found.values()), dtype=float)
        widths = np.array(self._widths(cells, len(self.known)))
        for at in np.flatnonzero(widths < could_be - CLOSE):
            (alone,) = self._widths([cells[at]], without_outcomes)
            could_be[at] = min(could_be[at], alone)
        return list(zip(widths.tolist(), could_be.tolist(), strict=True))

    def _what_is_told(self, *, how_many: bool) -> None:
        for quarter, told in enumerate(self.told):
            rows = list(self.lives[quarter].values())
            for group, figures in told:
                numbers = list(numbers_of(group, figures, rows, self.parents))
                for inside, names, number in numbers[:1] if how_many else numbers[1:]:
                    pairs = [each for each in self.details if names(*each)]
                    members = [
                        place
                        for small, pair in itertools.product(inside, pairs)
                        for place in self.there(quarter, small, pair)
                    ]
                    self._equals(members, number)

    def _who_was_there(self) -> None:
        """Who is there after a step is there before the next; how many of each unit stayed, left
        and came is known.
        """
        for step, group, pair in itertools.product(
            range(len(self.lives) - 2), self.groups, self.details
        ):
            after = [self.unknown[step, group, *turn] for turn in self._turns() if turn[1] == pair]
            self._equals(after, 0, less=self.there(step + 1, group, pair))
        for members in self._moved().values():
            self._equals(sorted(members), self.truth[sorted(members)].sum())

    def _moved(self) -> dict[tuple, set[int]]:
        """Of each unit told of in two quarters in a row: who stayed, left and came; who is missing
        is not there.
        """
        of_units = [
            {group.unit for group, _figures in each if not group.division} for each in self.told
        ]
        found: defaultdict[tuple, set[int]] = defaultdict(set)
        for (step, group, before, after), place in self.unknown.items():
            was, is_there = (each[0] not in ("", "missing") for each in (before, after))
            if was or is_there:
                for unit in self._line(group[0]):
                    if int(unit) in of_units[step] & of_units[step + 1]:
                        found[step, unit, was, is_there].add(place)
        return found

    def _line(self, unit: str) -> Iterator[str]:
        here: int | None = int(unit)
        while here is not None:
            yield str(here)
            here = self.parents[here]

    def _cells(self) -> Iterator[tuple[frozenset[int], float]]:
        found: defaultdict[tuple, set[int]] = defaultdict(set)
        for quarter, group, pair in itertools.product(
            range(len(self.lives)), self.groups, self.details
        ):
            parts = [("", ""), *zip(("step", "type", "group"), group[1:], strict=True)]
            for unit, part in itertools.product(self._line(group[0]), parts):
                found[quarter, unit, part, pair[0]] |= set(self.there(quarter, group, pair))
        for members in found.values():
            yield frozenset(members), WIDE

    def _movers(self) -> Iterator[tuple[frozenset[int], float]]:
        """Those who came or left, by outcome: of how few they are, more cannot be unknown."""
        turns = {place: key[2:] for key, place in self.unknown.items()}
        for (_step, _unit, was, is_there), members in self._moved().items():
            if was and is_there:
                continue
            size = self.truth[sorted(members)].sum()
            of_outcome: defaultdict[str, set[int]] = defaultdict(set)
            for place in members:
                of_outcome[turns[place][int(is_there)][0]].add(place)
            for own in of_outcome.values():
                yield frozenset(own), min(WIDE, size)

    def _widths(self, targets: Sequence[frozenset[int]], until: int) -> list[float]:
        """By the first of the equations."""
        if not targets:
            return []
        equations, known = _matrix(self.equations[:until], len(self.unknown)), self.known[:until]
        wanted = _matrix([dict.fromkeys(each, 1.0) for each in targets], len(self.unknown))
        lowest = highest = wanted @ self.truth
        chance = np.random.default_rng(1).normal(size=(DIRECTIONS, len(targets)))
        for at in range(DIRECTIONS + len(targets)):
            own = at - DIRECTIONS
            is_open = highest - lowest < WIDE - CLOSE
            if not (is_open.any() if own < 0 else is_open[own]):
                continue
            goal = (chance[at] * is_open) @ wanted if own < 0 else wanted[[own]].toarray().ravel()
            for sign in (1, -1):
                answer = linprog(
                    sign * goal, A_eq=equations, b_eq=known, bounds=(0, MOST), method="highs"
                )
                assert answer.status == 0
                lowest = np.minimum(lowest, wanted @ answer.x)
                highest = np.maximum(highest, wanted @ answer.x)
        return (highest - lowest).tolist()


def _matrix(lines: Sequence[Mapping[int, float]], width: int) -> csr_array:
    rows = [row for row, line in enumerate(lines) for _place in line]
    places = [place for line in lines for place in line]
    values = [value for line in lines for value in line.values()]
    return csr_array((values, (rows, places)), (len(lines), width))
