"""What a version of a template holds: sections, the fields of a goal, rules, words.

Stored as JSON in `TemplateVersion.definition`; `template_json.load` makes it typed and says all
that is wrong. Plain values: no database, no request.
`Rules` are also what a strategy demands of the agreements below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from django.utils.translation import get_language

EXTRA = "extra."  # the name of a field that only the template knows: "extra.risk"


@dataclass(frozen=True)
class Text:
    """Words in Danish and English; as a string, in the language of the reader."""

    da: str = ""
    en: str = ""

    def __str__(self) -> str:
        chosen = self.en if (get_language() or "da").startswith("en") else self.da
        return chosen or self.da or self.en

    def __bool__(self) -> bool:
        return bool(self.da or self.en)


class SectionKind(StrEnum):
    """What stands in a section."""

    TEXT = "text"  # one text, or one for each part
    FACTS = "facts"  # labels and values; the parts are the labels suggested
    UNITS = "units"  # the units covered, with staff and full-time equivalents
    BUDGET = "budget"  # lines by year; the parts are the lines suggested
    FOCUS_AREAS = "focus_areas"  # the agreement's own, and the strategy's that it serves
    GOALS = "goals"
    PROJECTS = "projects"
    CALENDAR = "calendar"  # all dues of the agreement in order of date
    MINUTES = "minutes"  # minutes of the dialogue meetings
    AGREED_POINTS = "agreed_points"  # one text for each part: a topic
    FOLLOW_UP = "follow_up"  # one text for each part
    ANNEXES = "annexes"


TEXT_KINDS = frozenset({SectionKind.TEXT, SectionKind.AGREED_POINTS, SectionKind.FOLLOW_UP})
PARTS_KINDS = TEXT_KINDS | {SectionKind.FACTS, SectionKind.BUDGET}

GOAL_FIELDS = (
    *("text", "why", "method", "success_criterion", "follow_up", "how_measured", "resources"),
    *("status_text", "owner", "actions", "indicators", "links"),
)
FOCUS_AREA_FIELDS = ("text", "how_measured", "resources", "status_text")
LINKS = ("focus_areas", "themes", "effect_goals", "target_groups", "un_goals")
WORDS = ("goal", "focus_area", "action", "indicator", "principal", "unit")


class StatusRule(StrEnum):
    """How the level of a goal follows from its parts."""

    WORST = "worst"
    WEIGHTED = "weighted"


@dataclass(frozen=True)
class Part:
    """One part of a section: a topic with a text, a fact, a budget line."""

    key: str
    label: Text
    help: Text = field(default_factory=Text)
    is_required: bool = False


@dataclass(frozen=True)
class SectionDefinition:
    """One section; sections stand in the order they are printed."""

    key: str
    kind: SectionKind
    label: Text
    help: Text = field(default_factory=Text)
    is_required: bool = False
    parts: tuple[Part, ...] = ()

    @property
    def texts(self) -> tuple[Part, ...]:
        """What is stored as texts of the agreement: one for each part, else the section's own."""
        if self.kind not in TEXT_KINDS:
            return ()
        if not self.parts:
            return (Part(self.key, self.label, self.help, self.is_required),)
        return tuple(
            Part(f"{self.key}.{part.key}", part.label, part.help, part.is_required)
            for part in self.parts
        )


@dataclass(frozen=True)
class FieldDefinition:
    """A field of a goal or a focus area in use, with the template's own words for it."""

    name: str
    label: Text
    help: Text = field(default_factory=Text)
    is_required: bool = False

    @property
    def is_extra(self) -> bool:
        """Whether its text is kept in `Goal.extra`, under `extra_key`."""
        return self.name.startswith(EXTRA)

    @property
    def extra_key(self) -> str:
        return self.name.removeprefix(EXTRA)


@dataclass(frozen=True)
class Word:
    """What the template calls a thing, in one and in many."""

    one: Text
    many: Text


@dataclass(frozen=True)
class Rules:
    """What is demanded of an agreement. 0 is no limit."""

    minimum_goals: int = 0
    maximum_goals: int = 0
    every_effect_goal_covered: bool = False
    every_target_group_covered: bool = False
    theme_required: bool = False
    indicator_required: bool = False
    link_required: bool = False
    citizen_directed: bool = False
    dates_inside_period: bool = False
    theory_required: bool = False
    own_effect_goal: bool = False

    def joined(self, other: Rules) -> Rules:
        """Both sets of demands at once: the stricter of each."""
        maxima = [each for each in (self.maximum_goals, other.maximum_goals) if each]
        return Rules(
            minimum_goals=max(self.minimum_goals, other.minimum_goals),
            maximum_goals=min(maxima, default=0),
            **{name: getattr(self, name) or getattr(other, name) for name in RULE_SWITCHES},
        )


RULE_NUMBERS = ("minimum_goals", "maximum_goals")
RULE_SWITCHES = tuple(each.name for each in fields(Rules) if each.name not in RULE_NUMBERS)


@dataclass(frozen=True)
class Definition:
    """All of one version of a template."""

    sections: tuple[SectionDefinition, ...]
    goal_fields: tuple[FieldDefinition, ...]
    focus_area_fields: tuple[FieldDefinition, ...] = ()
    links: tuple[str, ...] = LINKS
    rules: Rules = field(default_factory=Rules)
    status_rule: StatusRule = StatusRule.WORST
    words: Mapping[str, Word] = field(default_factory=dict)
    description: Text = field(default_factory=Text)

    def section(self, key: str) -> SectionDefinition | None:
        """The section with `key`, or the one that holds the text with `key` ("agreed.staff")."""
        wanted = key.split(".", 1)[0]
        return next((each for each in self.sections if each.key == wanted), None)

    def sections_of(self, kind: SectionKind) -> tuple[SectionDefinition, ...]:
        return tuple(each for each in self.sections if each.kind == kind)

    def goal_field(self, name: str) -> FieldDefinition | None:
        """How the template uses a field of a goal; None when it does not."""
        return next((each for each in self.goal_fields if each.name == name), None)

    def word(self, name: str) -> Word:
        return self.words.get(name) or DEFAULT_WORDS[name]


# where a template of one's own begins when it copies no other
BARE = Definition(
    sections=(
        SectionDefinition("goals", SectionKind.GOALS, Text("Mål", "Goals"), is_required=True),
    ),
    goal_fields=(FieldDefinition("text", Text("Målet", "The goal"), is_required=True),),
)
DEFAULT_WORDS = {
    "goal": Word(Text("Mål", "Goal"), Text("Mål", "Goals")),
    "focus_area": Word(Text("Fokusområde", "Focus area"), Text("Fokusområder", "Focus areas")),
    "action": Word(Text("Handling", "Action"), Text("Handlinger", "Actions")),
    "indicator": Word(Text("Indikator", "Indicator"), Text("Indikatorer", "Indicators")),
    "principal": Word(Text("Forvaltning", "Principal"), Text("Forvaltninger", "Principals")),
    "unit": Word(Text("Aftaleenhed", "Unit"), Text("Aftaleenheder", "Units")),
}
