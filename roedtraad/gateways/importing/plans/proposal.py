"""What was read from a plan: plain values with a JSON form that the command and the pages share."""

from __future__ import annotations

import types
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Union, get_args, get_origin, get_type_hints

Number = Union[int, float]  # noqa: UP007 - read at run time by from_json


def plain(value: Decimal) -> Number:
    """A whole number where it is one: JSON knows no decimals."""
    return int(value) if value == value.to_integral_value() else float(value)


_KEYS = {"from_": "from"}
_WHERE_FILLED = frozenset({"levels"})  # keys that are there only where there is something in them


@dataclass(frozen=True, slots=True)
class Source:
    """Where in the extracted text something stands.

    `spans` are the stretches it took (line, from, to) while reading; they are not kept.
    """

    page: int | None
    line_from: int
    line_to: int
    spans: tuple[tuple[int, int, int], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Due:
    """A period as written, and as dates; `from_` is empty where only the end is said."""

    raw: str
    from_: date | None
    to: date | None


@dataclass(frozen=True, slots=True)
class Period:
    raw: str
    starts_on: date | None
    ends_on: date | None


@dataclass(slots=True, kw_only=True)
class Element:
    """Whatever is listed: how sure the reader is, and where it was read."""

    confidence: float
    source: Source


@dataclass(slots=True, kw_only=True)
class UnitFigures(Element):
    name: str
    staff: Number | None = None
    full_time_equivalents: Number | None = None


@dataclass(slots=True, kw_only=True)
class Party(Element):
    name: str


@dataclass(slots=True, kw_only=True)
class Fact(Element):
    label: str
    value: str


@dataclass(slots=True, kw_only=True)
class BudgetLine(Element):
    label: str
    amount: Number
    total: bool = False


@dataclass(slots=True, kw_only=True)
class Vision(Element):
    title: str
    text: str
    direction: str | None = None


@dataclass(slots=True, kw_only=True)
class FocusArea(Element):
    number: str | None
    title: str
    text: str
    cross_cutting: bool
    how_measured: str
    resources: str
    status: str


@dataclass(slots=True, kw_only=True)
class Theme(Element):
    title: str


@dataclass(slots=True, kw_only=True)
class Rule(Element):
    text: str


@dataclass(slots=True, kw_only=True)
class Project(Element):
    title: str
    text: str


@dataclass(slots=True, kw_only=True)
class ProfileHeading(Element):
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Level:
    """A figure beside an indicator, with the head of its column: `Mål 2026`, `15 %`."""

    label: str
    value: str


@dataclass(slots=True, kw_only=True)
class Indicator(Element):
    text: str
    due: Due | None = None
    levels: list[Level] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Action(Element):
    text: str
    due: Due | None = None
    responsible: str | None = None
    postponed: bool = False


@dataclass(slots=True, kw_only=True)
class EffectGoal(Element):
    title: str
    target_group: str | None
    origin: str | None
    indicators: list[Indicator] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Goal(Element):
    number: str | None
    title: str
    text: str
    focus_area: str | None
    method: str
    success_criterion: str
    follow_up: str
    resources: str
    how_measured: str
    actions: list[Action] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class CalendarStep(Element):
    due: Due | None
    text: str


@dataclass(slots=True, kw_only=True)
class Unplaced(Element):
    text: str
    line: int


@dataclass(slots=True, kw_only=True)
class Proposal:
    """Everything read from one file. Nothing is sure until a person has looked at it."""

    title: str = ""
    kind: str = "unknown"
    municipality: str | None = None
    unit: str | None = None
    units: list[UnitFigures] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    period: Period | None = None
    case_number: str | None = None
    facts: list[Fact] = field(default_factory=list)
    budget: list[BudgetLine] = field(default_factory=list)
    mission: str | None = None
    visions: list[Vision] = field(default_factory=list)
    focus_areas: list[FocusArea] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    profile_headings: list[ProfileHeading] = field(default_factory=list)
    effect_goals: list[EffectGoal] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    calendar: list[CalendarStep] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The contract's object: plain values, dates as ISO text, the contract's keys."""
        found: dict[str, Any] = _plain(self)
        return found

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Proposal:
        """The inverse of `to_json`; unknown keys are left out."""
        built: Proposal = _built(cls, data)
        return built


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value)]
        own = [name for name in names if name not in {"confidence", "source", "spans"}]
        own = [name for name in own if name not in _WHERE_FILLED or getattr(value, name)]
        ordered = own + [name for name in ("confidence", "source") if name in names]
        return {_KEYS.get(name, name): _plain(getattr(value, name)) for name in ordered}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _built(type_: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(type_) in {Union, types.UnionType}:
        options = [option for option in get_args(type_) if option is not type(None)]
        return _built(options[0], value) if len(options) == 1 else value
    if get_origin(type_) is list:
        return [_built(get_args(type_)[0], each) for each in value]
    if type_ is date:
        return date.fromisoformat(value)
    if isinstance(type_, type) and is_dataclass(type_):
        hints = get_type_hints(type_)
        names = [each.name for each in fields(type_)]
        known = {name: _KEYS.get(name, name) for name in names}
        return type_(**{n: _built(hints[n], value[k]) for n, k in known.items() if k in value})
    return value
