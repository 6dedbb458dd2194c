"""What a report on an agreement is made of, found once: the composing reads no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from roedtraad.foundation.ui.charts import Chart
from roedtraad.steering.agreements.models import CalendarStep, Project
from roedtraad.steering.agreements.queries.rolled import Rolled
from roedtraad.steering.agreements.queries.strategy import StrategyPage
from roedtraad.steering.agreements.template_definition import Definition
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.models import Indicator
from roedtraad.steering.indicators.queries.units import UnitsPage
from roedtraad.steering.theory.queries.graph import TheoryGraph
from roedtraad.steering.theory.queries.reading import TheoryReading

from .document import Tone

Content = dict[str, Any]


class Edition(StrEnum):
    """Of when a report is: as the parties approved it, or with what has happened since."""

    APPROVED = "godkendt"
    TODAY = "i-dag"


@dataclass(frozen=True)
class Standing:
    """How a goal stands: the word, how it is coloured, why, and its place from best to worst."""

    word: str
    tone: Tone
    sentence: str = ""
    rank: int = 0
    level: Level = Level.NO_DATA


@dataclass(frozen=True)
class Signature:
    """Who approved for a party, and when."""

    party: str
    name: str
    on: date


@dataclass(frozen=True)
class AmendmentNote:
    number: int
    on: date
    reason: str


@dataclass(frozen=True)
class Staff:
    """The people of a unit in the newest year known."""

    unit: str
    year: int
    staff: Decimal | None
    full_time_equivalents: Decimal | None


@dataclass(frozen=True)
class Minutes:
    held_on: date
    attendees: str
    text: str


@dataclass(frozen=True)
class ActionNow:
    """How far an action is; `earlier_due` is what was put off."""

    word: str
    reason: str = ""
    due: str = ""
    earlier_due: Sequence[str] = ()


@dataclass(frozen=True)
class Live:
    """What has happened since the text was agreed, by the ids of the agreed parts."""

    levels: Mapping[int, Standing] = field(default_factory=dict)
    actions: Mapping[int, ActionNow] = field(default_factory=dict)
    latest: Mapping[int, str] = field(default_factory=dict)  # by use
    charts: Mapping[int, Chart] = field(default_factory=dict)  # by use
    status_texts: Mapping[int, str] = field(default_factory=dict)  # by goal
    sections: Mapping[str, str] = field(default_factory=dict)  # written at follow-up
    minutes: Sequence[Minutes] = ()


@dataclass(frozen=True)
class AgreementSource:
    """One agreement, as it was approved or as it is now."""

    content: Content
    definition: Definition
    edition: Edition
    as_of: str
    municipality: str
    language: str
    template: str = ""
    state: str = ""
    signatures: Sequence[Signature] = ()
    amendments: Sequence[AmendmentNote] = ()
    staff: Sequence[Staff] = ()
    live: Live | None = None
    built_on: str = ""


@dataclass(frozen=True)
class StrategySource:
    """One strategy with what serves it."""

    page: StrategyPage
    projects: Sequence[Project]
    calendar: Sequence[CalendarStep]
    as_of: str
    municipality: str
    language: str
    built_on: str = ""


@dataclass(frozen=True)
class UnitsSource:
    """One indicator over the units that use it."""

    indicator: Indicator
    page: UnitsPage
    as_of: str
    municipality: str
    language: str
    built_on: str


@dataclass(frozen=True)
class TheorySource:
    """One theory of change, with its picture as SVG."""

    graph: TheoryGraph
    reading: TheoryReading
    picture: str
    as_of: str
    municipality: str
    language: str


@dataclass(frozen=True)
class GoalLine:
    """One goal in an overview; `figures` are its newest numbers beside their targets."""

    unit: str
    agreement: str
    number: str
    title: str
    standing: Standing
    figures: Sequence[str] = ()


@dataclass(frozen=True)
class OverviewSource:
    """Goals in the order they are to be shown, and what they are the goals of."""

    goals: Sequence[GoalLine]
    about: str
    as_of: str
    municipality: str
    language: str
    together: Rolled | None = None
    built_on: str = ""
