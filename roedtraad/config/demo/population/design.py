"""What a population is drawn from: units, what they offer, what it truly does, how it is measured.

Points are those of a scale from 0 to 10 where higher is better; days are `date.toordinal()`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

CITIZEN, PARENT, PRACTITIONER, TEACHER = range(4)  # who scores; never averaged


@dataclass(frozen=True)
class Kind:
    """A kind of intervention: the catalogue's code, its step of the ladder (0: none), its planned
    length in days, and how many points it truly moves a goal in the long run.
    """

    code: str
    step: int
    days: int
    effect: float

    @property
    def is_placement(self) -> bool:
        return self.step >= 4


@dataclass(frozen=True)
class UnitDesign:
    """A unit: its target group, the kinds it provides, whom it meets and how it works.

    `extra` is what the unit adds to the effect of each kind. `made_with` and `in_time`: how likely
    a goal is made with the family, and an evaluation is approved in time, in a usual family.
    """

    name: str
    group: str
    kinds: tuple[int, ...]
    ages: tuple[int, int]
    extra: float
    made_with: float
    in_time: float
    families: int = 15

    @property
    def is_for_adults(self) -> bool:
        return self.ages[0] >= 18


@dataclass(frozen=True)
class Rater:
    """How somebody scores: how far families' raters lie apart, the noise of a single score, how
    much milder they grow in a year (points), and at every how many visits they are asked.
    """

    apart: float
    noise: float
    milder: float
    every: int


@dataclass(frozen=True)
class Nature:
    """How families differ and live; SDs and dips in points.

    `settling`: in how many days two thirds of an effect have come. `swing`, `lasting`: SD of ups
    and downs, and in how many days they fade. Leaving, at each visit: `at_random`, and the log-odds
    `worse` of who has not moved, less `relief` for each point for the better.
    """

    start: float = 3.8
    start_sd: float = 1.3
    family_sd: float = 1.1
    goal_sd: float = 0.8
    settling: float = 110.0
    swing: float = 0.8
    lasting: float = 60.0
    summer: float = 0.7
    september: float = 0.4
    at_random: float = 0.005
    worse: float = -3.0
    relief: float = 0.6
    missing: float = 0.08
    missing_in_summer: float = 0.4
    late: float = 0.2
    lateness: float = 12.0
    habit_sd: float = 0.9  # log-odds by which families' workers keep to what is agreed

    def calm(self) -> Nature:
        """Where nothing stands between a score and the effect: to hold the truth against."""
        return replace(
            self,
            **dict.fromkeys(("swing", "summer", "september", "missing", "missing_in_summer"), 0.0),
            settling=1.0,
        ).staying()

    def staying(self) -> Nature:
        """The same where nobody leaves before it is planned."""
        return replace(self, at_random=0.0, worse=-1000.0)


@dataclass(frozen=True)
class Design:
    """Everything a population is drawn from."""

    starts_on: date
    ends_on: date
    units: tuple[UnitDesign, ...]
    kinds: tuple[Kind, ...]
    nature: Nature = field(default_factory=Nature)
    raters: tuple[Rater, ...] = (
        Rater(apart=1.0, noise=1.0, milder=0.0, every=1),
        Rater(apart=0.9, noise=0.9, milder=0.1, every=1),
        Rater(apart=0.5, noise=0.6, milder=0.5, every=1),
        Rater(apart=0.8, noise=0.9, milder=0.0, every=2),
    )

    def with_families(self, count: int) -> Design:
        return replace(self, units=tuple(replace(unit, families=count) for unit in self.units))
