"""What an agreement of the demonstration holds. `{p}` and `{n}` are its first and last year."""

from __future__ import annotations

from dataclasses import dataclass, field

from roedtraad.steering.agreements.models import PlanForm


@dataclass(frozen=True)
class Task:
    """An action; `fate` says what becomes of it, `later` and `reason` why it was postponed."""

    text: str
    who: str
    due: str
    fate: str = "planned"  # planned, running, done, postponed, dropped
    reason: str = ""
    later: str = ""


@dataclass(frozen=True)
class Count:
    """A number followed over time; `shape` is how it went."""

    title: str
    measured_in: str
    start: float
    target: float
    shape: str = "towards"  # towards, reached, behind, wrong, flat, gaps, zero, within
    decimals: int = 0
    due: str = "ultimo {n}"
    down: bool = False
    limits: tuple[float, float] | None = None


@dataclass(frozen=True)
class Stone:
    """A milestone: when it was reached, as a number of months into the period; None: not yet."""

    title: str
    due: str
    done_after: int | None = None


@dataclass(frozen=True)
class GoalPlan:
    """A goal with what it serves and what it rests on."""

    title: str
    text: str
    areas: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    theme: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    counts: tuple[Count, ...] = ()
    stones: tuple[Stone, ...] = ()
    own_area: int | None = None
    un_goals: tuple[int, ...] = ()


@dataclass(frozen=True)
class OwnArea:
    """A focus area of the agreement's own; `serves` is one of the strategy's."""

    title: str
    text: str
    serves: str
    cross_cutting: bool = False
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """One agreement; `period`: previous, current (two years), year (this), next, last_year."""

    unit: str
    form: PlanForm
    period: str
    outcome: str  # closed, followed_up, active, amended, amending, submitted, dialogue, draft
    goals: tuple[GoalPlan, ...]
    groups: tuple[str, ...] = ()
    sections: dict[str, str] = field(default_factory=dict)
    areas: tuple[OwnArea, ...] = ()
    budget: tuple[tuple[str, int], ...] = ()
    projects: tuple[tuple[str, str, bool], ...] = ()
    minutes: str = ""
