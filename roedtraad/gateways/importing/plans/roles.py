"""What a heading or label of a plan can announce."""

from enum import Enum


class Role(Enum):
    """What a heading or label announces."""

    # Parts of a plan.
    MISSION = "mission"
    VISION = "vision"
    FOCUS = "focus"
    GOALS = "goals"
    EFFECT = "effect"
    THEME = "theme"
    RULES = "rules"
    PROJECT = "project"
    CALENDAR = "calendar"
    BUDGET = "budget"
    FACTS = "facts"
    PARTIES = "parties"
    PERIOD = "period"
    CASE = "case"
    CONTENTS = "contents"
    RELATED = "related"
    ASIDE = "aside"
    OTHER = "other"
    # Fields of a goal or a focus area.
    TITLE = "title"
    TEXT = "text"
    METHOD = "method"
    SUCCESS = "success_criterion"
    FOLLOW_UP = "follow_up"
    RESOURCES = "resources"
    MEASURED = "how_measured"
    STATUS = "status"
    ACTIONS = "actions"
    INDICATORS = "indicators"
    RESPONSIBLE = "responsible"
    DUE = "due"
    NUMBER = "number"
    TARGET_GROUP = "target_group"
    ORIGIN = "origin"
    BASELINE = "baseline"
    WEIGHT = "weight"
    HOW = "how"


FIELDS = frozenset(
    {
        Role.TITLE, Role.TEXT, Role.METHOD, Role.SUCCESS, Role.FOLLOW_UP, Role.RESOURCES,
        Role.MEASURED, Role.STATUS, Role.ACTIONS, Role.INDICATORS, Role.RESPONSIBLE, Role.DUE,
        Role.NUMBER, Role.BASELINE, Role.WEIGHT, Role.HOW,
    }
)  # fmt: skip
EVIDENCE = frozenset(
    {Role.ACTIONS, Role.INDICATORS, Role.SUCCESS, Role.METHOD, Role.MEASURED, Role.HOW}
)
