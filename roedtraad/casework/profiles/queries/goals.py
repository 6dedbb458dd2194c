"""Goals as their cards tell them: words, scale, whose, what was before, and who took part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch

from roedtraad.casework.cases.names import called
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import (
    Condition,
    DevelopmentProfile,
    EvaluatedGoal,
    GoalScale,
    IcsDimension,
    Participation,
    ProfileGoal,
    Recognition,
)
from roedtraad.casework.profiles.participation_words import told

from .decided import decided_of
from .diary_notes import GoalNote, last_notes_on
from .scores import GoalCourse, course_of

FEW = 3  # open goals of one child; more are rarely worked on


@dataclass(frozen=True)
class Step:
    """A number of a goal's scale, with what it looks like."""

    value: int
    words: str
    is_aim: bool


@dataclass(frozen=True)
class TookPart:
    """How the family took part once, in a sentence and in their own words."""

    sentence: str
    wanted_changed: str
    why_not: str


@dataclass(frozen=True)
class GoalCard:
    """A goal as its card tells it. `whose` is empty where it belongs to them all."""

    goal: ProfileGoal
    whose: str
    tags: list[str]
    steps: list[Step]
    before: ProfileGoal | None
    after: ProfileGoal | None
    took_part: list[TookPart]
    is_vague: bool
    is_doubted: bool
    course: GoalCourse
    last_note: GoalNote | None = None
    decided: EvaluatedGoal | None = None

    @property
    def lowest(self) -> int:
        return SCALES[self.goal.scale].lowest

    @property
    def highest(self) -> int:
        return SCALES[self.goal.scale].highest


def cards_of(profile: DevelopmentProfile) -> list[GoalCard]:
    """Every goal of a profile that the caller has opened, oldest first, with its scores."""
    took_part = Participation.objects.prefetch_related("people").order_by("held_on", "pk")
    rows = profile.goals.select_related("citizen").prefetch_related(
        "levels", Prefetch("participations", took_part)
    )
    goals = list(rows)
    by_pk = {goal.pk: goal for goal in goals}
    after = {goal.predecessor_id: goal for goal in goals if goal.predecessor_id}
    courses = course_of(goals)
    notes, asked = last_notes_on(goals) if profile.case_id else {}, decided_of(goals)
    return [
        replace(
            _card(goal, by_pk.get(goal.predecessor_id or 0), after.get(goal.pk), courses[goal.pk]),
            last_note=notes.get(goal.pk),
            decided=asked.get(goal.pk),
        )
        for goal in goals
    ]


def is_vague(goal: ProfileGoal, levels: Sequence[object]) -> bool:
    """Nobody can tell from it what is to be seen when it is reached."""
    if goal.scale == GoalScale.NUMBER:
        return not (goal.low_anchor and goal.high_anchor)
    if goal.scale == GoalScale.ATTAINMENT:
        return len(levels) < len(SCALES[goal.scale].values)
    return goal.aim is None


def tags_of(goal: ProfileGoal) -> list[str]:
    ics, conditions = dict(IcsDimension.choices), dict(Condition.choices)
    named = [str(ics[key]) for key in goal.ics if key in ics]
    return named + [str(conditions[key]) for key in goal.conditions if key in conditions]


def too_many(cards: Iterable[GoalCard]) -> list[tuple[str, int]]:
    """Whose open goals are more than few, and how many they are."""
    count: dict[str, int] = {}
    for card in cards:
        if card.goal.closed_on is None:
            count[card.whose] = count.get(card.whose, 0) + 1
    return [(whose, number) for whose, number in count.items() if number > FEW]


def _card(
    goal: ProfileGoal, before: ProfileGoal | None, after: ProfileGoal | None, course: GoalCourse
) -> GoalCard:
    participations = list(goal.participations.all())
    asked = [row for row in participations if row.recognition != Recognition.NOT_ASKED]
    return GoalCard(
        goal=goal,
        whose=called(goal.citizen) if goal.citizen else "",
        tags=tags_of(goal),
        steps=_steps(goal),
        before=before,
        after=after,
        took_part=[_took_part(row) for row in reversed(participations)],
        is_vague=is_vague(goal, list(goal.levels.all())),
        is_doubted=bool(asked) and asked[-1].recognition != Recognition.YES,
        course=course,
    )


def _took_part(row: Participation) -> TookPart:
    names = [called(citizen) for citizen in row.people.all()]
    return TookPart(told(row, names), row.wanted_changed, row.why_not)


def _steps(goal: ProfileGoal) -> list[Step]:
    """What the numbers look like; those of 0–10 that nobody described are left out."""
    scale = SCALES[goal.scale]
    words = {level.value: level.description for level in goal.levels.all()}
    if goal.scale == GoalScale.NUMBER:
        ends = {scale.lowest: goal.low_anchor, scale.highest: goal.high_anchor}
        words = {value: text for value, text in {**ends, **words}.items() if text}
        return [Step(value, words[value], value == goal.aim) for value in sorted(words)]
    return [
        Step(value, words.get(value) or str(scale.words[value]), value == goal.aim)
        for value in scale.values
    ]
