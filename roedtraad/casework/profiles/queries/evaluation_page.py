"""The page of an evaluation: while it is written from what is known now, later as approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.names import listed
from roedtraad.casework.profiles.access import Opened, may_approve, opened
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.counting_rules import (
    change_in_words,
    evaluation_in_words,
    quarter_of,
)
from roedtraad.casework.profiles.due import Stage
from roedtraad.casework.profiles.models import (
    Course,
    DevelopmentProfile,
    EvaluatedGoal,
    Evaluation,
    ProfileGoal,
)
from roedtraad.foundation.accounts.models import User

from .counting import rules_on
from .diary_notes import notes_on
from .due import names_of, stage_of
from .evaluation_figures import goal_figures
from .evaluation_lines import CourseLine, goal_lines
from .evaluation_measures import MeasureLine, measure_lines, measures_of
from .profiles import read

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Note:
    """A note of the diary that tells of a goal, with the way to it."""

    day: date
    text: str
    address: str


@dataclass(frozen=True)
class GoalPart:
    """One goal in an evaluation: what is known of it, and what is written."""

    goal: ProfileGoal
    row: EvaluatedGoal | None
    lines: list[CourseLine]
    before: EvaluatedGoal | None  # what was said of it the time before
    notes: list[Note]  # since the time before, the newest first

    @property
    def change_address(self) -> str:
        return address(self.goal.profile, "goal_change", goal=self.goal.pk)

    @property
    def whose(self) -> str:
        return listed(self.goal.citizen) if self.goal.citizen else ""

    @property
    def is_to_be_changed(self) -> bool:
        """Approved to be changed, and not changed yet."""
        return (
            self.row is not None
            and self.row.course == Course.CHANGES
            and self.goal.closed_on is None
        )


@dataclass(frozen=True)
class EvaluationPage:
    """An evaluation as its page shows it."""

    row: Evaluation
    opened: Opened
    about: str
    stage: Stage
    in_time_until: date
    since: date
    before: Evaluation | None
    parts: list[GoalPart]
    measures: list[MeasureLine]
    may_write: bool
    may_approve: bool
    rules: list[str]

    @property
    def profile(self) -> DevelopmentProfile:
        return self.opened.profile

    @property
    def has_parts(self) -> bool:
        """Whether some measures are parts of others."""
        return any(line.is_part for line in self.measures)

    @property
    def before_address(self) -> str:
        before = self.before
        return address(self.profile, "evaluation", evaluation=before.pk) if before else ""

    @property
    def case(self) -> Case | None:
        return self.opened.case

    @property
    def is_approved(self) -> bool:
        return self.stage is Stage.APPROVED

    @property
    def is_ready(self) -> bool:
        return self.stage is Stage.READY


def evaluation_page(
    user: User, profile: int, evaluation: int, *, case: int | None
) -> EvaluationPage:
    """The evaluation of a profile that is open to `user`; the read is logged."""
    found = opened(user, profile, case=case)
    rows = Evaluation.objects.select_related("started_by", "submitted_by", "approved_by")
    row = rows.select_related("saved_by").filter(profile=found.profile, pk=evaluation).first()
    if row is None:
        raise Http404
    row.profile = found.profile
    read(user, found)
    stage, quarter = stage_of(row), quarter_of(row.quarter_start)
    rules = rules_on(quarter.ends_on)
    before = _before(row)
    since = before.held_on + DAY if before else found.profile.opened_on
    return EvaluationPage(
        row=row,
        opened=found,
        about=found.steered.title if found.steered else names_of([found.profile])[profile],
        stage=stage,
        in_time_until=quarter.ends_on + timedelta(days=rules.grace_days),
        since=since,
        before=before,
        parts=_parts(row, before, since),
        measures=measure_lines(row.measures if row.approved_at else measures_of(row.profile)),
        may_write=found.may_write and stage is not Stage.APPROVED,
        may_approve=found.may_write and may_approve(user, found.profile),
        rules=[evaluation_in_words(rules), change_in_words(rules)],
    )


def _before(row: Evaluation) -> Evaluation | None:
    earlier = Evaluation.objects.filter(
        profile=row.profile, quarter_start__lt=row.quarter_start
    ).exclude(approved_at=None)
    return earlier.order_by("-quarter_start").first()


def _parts(row: Evaluation, before: Evaluation | None, since: date) -> list[GoalPart]:
    """The goals that were written of, and while it is a draft also those that are open."""
    written = {each.goal_id: each for each in row.goals.select_related("goal")}
    said = {each.goal_id: each for each in before.goals.all()} if before else {}
    goals = ProfileGoal.objects.filter(profile=row.profile)
    goals = goals.select_related("citizen", "profile")
    shown = [goal for goal in goals if _belongs(goal, row, written)]
    lines = goal_lines(shown, _figures(row, shown, written))
    notes = _notes(row, shown, since)
    return [
        GoalPart(goal, written.get(goal.pk), lines[goal.pk], said.get(goal.pk), notes[goal.pk])
        for goal in shown
    ]


def _notes(row: Evaluation, goals: Sequence[ProfileGoal], since: date) -> dict[int, list[Note]]:
    """While it is written, what the diary says of each goal since the time before."""
    case = row.profile.case_id
    if case is None or row.approved_at is not None:
        return {goal.pk: [] for goal in goals}
    return {
        goal: [
            Note(
                timezone.localdate(each.row.happened_at),
                each.text,
                reverse("profiles:note", args=[case, each.pk]),
            )
            for each in found
        ]
        for goal, found in notes_on(goals, since).items()
    }


def _belongs(goal: ProfileGoal, row: Evaluation, written: dict[int, EvaluatedGoal]) -> bool:
    if goal.pk in written:
        return (
            row.approved_at is not None or goal.closed_on is None or bool(written[goal.pk].course)
        )
    return row.approved_at is None and goal.closed_on is None


def _figures(
    row: Evaluation, goals: Sequence[ProfileGoal], written: dict[int, EvaluatedGoal]
) -> dict[int, list[dict[str, object]]]:
    """As they were when it was approved, else as they are."""
    if row.approved_at is None:
        return goal_figures(goals, timezone.localdate())
    return {goal.pk: written[goal.pk].figures for goal in goals}
