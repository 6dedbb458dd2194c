"""How `bench engine` prints: what each contestant took, and each aim with whether it is met."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tools.engine_jobs import Timed

MOST_MEMORY = 8.0  # GB


@dataclass(frozen=True)
class Line:
    """What one contestant took for one job."""

    job: str
    who: str
    result: Timed


@dataclass(frozen=True)
class Aim:
    """A figure, its unit as it is printed, and what it must be at most, or at least."""

    name: str
    measured: float
    bound: float
    unit: str = "×"
    is_least: bool = False

    @property
    def is_met(self) -> bool:
        if self.is_least:
            return self.measured >= self.bound
        return self.measured <= self.bound

    def __str__(self) -> str:
        limit = f"aim at {'least' if self.is_least else 'most'} {self.bound:g} {self.unit}"
        verdict = "met" if self.is_met else "NOT MET"
        return f"{self.name:<58} {self.measured:8.2f} {self.unit:<10} {limit:<26} {verdict}"


def same(one: Sequence[float], other: Sequence[float]) -> bool:
    """Equal but for the last digits, which depend on the order of adding."""
    return len(one) == len(other) and all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) for a, b in zip(one, other, strict=True)
    )


def print_lines(lines: Sequence[Line]) -> Aim:
    """Print all of one size; answer that none may come to other results than the floor."""
    floors = {line.job: line.result for line in lines if line.who == "floor"}
    differing = 0
    for line in lines:
        floor = floors.get(line.job)
        ratio = f"{line.result.seconds / floor.seconds:8.2f} × floor" if floor else ""
        held = f"{line.result.memory:5.1f} GB" if line.result.memory else " " * 8
        print(f"{line.job:<15} {line.who:<18} {line.result.seconds:9.3f} s  {held} {ratio}")
        if floor and line.result.figures and not same(line.result.figures, floor.figures):
            print(f"  DIFFERENT RESULTS: {line.result.figures} and {floor.figures}")
            differing += 1
    return Aim("results that differ from the floor's", differing, 0, "")


def ratio(lines: Sequence[Line], job: str, who: str, against: str) -> float:
    """How many times as long `who` took for `job`."""
    found = {line.who: line.result.seconds for line in lines if line.job == job}
    return found[who] / found[against]


def memory(lines: Sequence[Line], job: str, who: str) -> float:
    return next(line.result.memory for line in lines if (line.job, line.who) == (job, who))
