"""What the page of a goal shows: its status in three sentences, its indicators, its actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.once import once
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.foundation.ui.charts import Chart
from roedtraad.steering.agreements.access import WRITTEN, is_kept_for, written_by
from roedtraad.steering.agreements.models import (
    Action,
    Goal,
    GoalIndicator,
    StatusOverride,
    Version,
)
from roedtraad.steering.agreements.rolled import Child, Whole, rolled_up
from roedtraad.steering.agreements.rolled_words import (
    Kind,
    answers_sentence,
    change_sentence,
    data_sentence,
)
from roedtraad.steering.agreements.status import GoalStatus
from roedtraad.steering.agreements.status_words import goal_sentence
from roedtraad.steering.indicators.level import Level, PartStatus
from roedtraad.steering.indicators.level_words import part_sentence
from roedtraad.steering.indicators.models import Indicator, Measurement, Target
from roedtraad.steering.indicators.queries import measurements_by_use
from roedtraad.steering.indicators.queries.judged import Judged, judged_with, readings_of
from roedtraad.steering.indicators.series import indicator_chart

from .agreement_page import ActionState, action_state
from .approved import version_with_goal
from .content import target_in_force
from .in_force import (
    Followed,
    Frozen,
    actions_in_force,
    amended_version,
    approved_goals,
    indicators_in_force,
)
from .levels import ShownLevel, shown_level
from .rolled import Marks, Rolled, marks, rolled
from .statuses import goal_statuses, override_of, status_as_known, statuses_of_loaded
from .work import attach_postponements, attach_work

INDICATORS = Kind.INDICATORS


@dataclass(frozen=True)
class FollowedIndicator:
    """One indicator of the goal: its sentence, its chart, its measurements, its targets."""

    followed: GoalIndicator
    part: PartStatus | None
    level: ShownLevel | None
    sentence: str
    chart: Chart | None
    measurements: Sequence[Measurement]
    targets: Sequence[Target]
    target: Target | None
    judged: Judged

    @property
    def marks(self) -> Marks:
        return marks(self.judged.sign)

    @property
    def indicator(self) -> Indicator:
        return self.followed.use.indicator


@dataclass(frozen=True)
class DatedAction:
    """One action on the time line."""

    action: Action
    due_on: date | None
    state: ActionState


@dataclass(frozen=True)
class GoalPage:
    """The goal with everything it rests on, as it is in force.

    `amended` is the approved version while another text is written; `is_new`: it is not in that.
    """

    goal: Goal
    status: GoalStatus
    level: ShownLevel
    sentence: str
    development: str
    quality: str
    rolled: Rolled | None
    indicators: list[FollowedIndicator]
    actions: list[DatedAction]
    override: StatusOverride | None
    amended: Version | None
    is_new: bool
    known_on: date | None = None


def goal_for(user: User, pk: int) -> Goal:
    """The goal as its row is, for those who may see that; 404 for all others."""
    found = _found(user, pk)
    if found is None:
        raise Http404
    return found


def approved_instead(user: User, pk: int) -> Version | None:
    """The approved text to read instead of a goal in writing, for who reads only that."""
    return None if _found(user, pk) else version_with_goal(user, pk)


def _found(user: User, pk: int) -> Goal | None:
    """The goal, found once for a page."""
    goal = once(("goal", user.pk, pk), lambda: _written().first(pk=pk, **written_by(user)))
    return goal if goal is not None and is_kept_for(user, goal) else None


@prepared
def _written() -> QuerySet[Goal]:
    return Goal.every.filter(WRITTEN, pk=Given("pk")).select_related(
        "agreement__unit",
        "agreement__template_version",
        "focus_area",
        "carried_from__agreement",
    )


def goal_page(goal: Goal, *, known_on: date | None = None) -> GoalPage:
    """`goal` comes from `goal_for`; the number of queries does not grow.

    With `known_on` its indicators are judged as they were known when that day ended; the goal's
    own text, its actions and what it is followed by are those of now.
    """
    today = timezone.localdate()
    amended = amended_version(goal)
    frozen = approved_goals([goal.pk]) if amended else {}
    followed, agreed = _agreed(goal, frozen) if amended else _as_written(goal)
    if known_on is not None:
        followed = [each.known_on(known_on) for each in followed]
    measured = measurements_by_use([each.link.use_id for each in followed], known_on=known_on)
    if known_on is not None:
        status = status_as_known(goal, followed, readings_of(measured), known_on)
    elif amended:
        status = goal_statuses([goal.pk])[goal.pk]
    else:
        status = statuses_of_loaded([goal], goal.agreement, readings=readings_of(measured))[goal.pk]
    rows = _rows(goal, followed, status, measured, known_on)
    whole = _whole(rows)
    actions = [
        DatedAction(
            each,
            each.postponed_to_on or each.due_on,
            action_state(each, today),
        )
        for each in agreed
    ]
    actions.sort(key=lambda each: (each.due_on is None, each.due_on or today))
    return GoalPage(
        goal=goal,
        status=status,
        level=shown_level(status.level),
        sentence=" ".join(
            each for each in (goal_sentence(status), answers_sentence(whole, INDICATORS)) if each
        ),
        development=_development(rows, whole),
        quality=_quality(rows, whole),
        rolled=rolled(whole, INDICATORS, [_said(row) for row in rows]) if len(rows) > 1 else None,
        indicators=rows,
        actions=actions,
        override=override_of(goal),
        amended=amended,
        is_new=amended is not None and goal.pk not in frozen,
        known_on=known_on,
    )


def _agreed(goal: Goal, frozen: Frozen) -> tuple[list[Followed], list[Action]]:
    """What is in force while another text is written."""
    return (
        indicators_in_force([goal.pk], frozen).get(goal.pk, []),
        actions_in_force([goal.pk], frozen).get(goal.pk, []),
    )


def _as_written(goal: Goal) -> tuple[list[Followed], list[Action]]:
    """What is in force where the rows are: they come with the goal, in as few queries."""
    attach_work([goal])
    attach_postponements(list(goal.actions.all()))
    begins_on = goal.agreement.starts_on
    return (
        [
            Followed(link, list(link.use.targets.all()), begins_on)
            for link in goal.goal_indicators.all()
        ],
        list(goal.actions.all()),
    )


def _rows(
    goal: Goal,
    followed: Sequence[Followed],
    status: GoalStatus,
    measured: Mapping[int, Sequence[Measurement]],
    known_on: date | None,
) -> list[FollowedIndicator]:
    """Every indicator with its status in three parts."""
    uses = [each.link.use for each in followed]
    parts = {part.indicator.pk: part for part in status.parts}
    judged = judged_with(uses, measured, timezone.localdate(), known_on=known_on)
    return [
        _followed(each, parts.get(each.link.pk), judged[each.link.use_id], goal.agreement.ends_on)
        for each in followed
    ]


def _followed(
    each: Followed, part: PartStatus | None, judged: Judged, ends_on: date
) -> FollowedIndicator:
    link, targets = each.link, each.targets
    sentence = part_sentence(part) if part else ""
    chart = indicator_chart(
        link.use,
        judged.measurements,
        targets,
        finding=sentence,
        ends_on=ends_on,
        drawn=judged.drawn,
    )
    return FollowedIndicator(
        followed=link,
        part=part,
        level=shown_level(part.level) if part else None,
        sentence=sentence,
        chart=chart if part else None,
        measurements=list(reversed(judged.measurements)),
        targets=targets,
        target=target_in_force(targets),
        judged=judged,
    )


def _whole(rows: Sequence[FollowedIndicator]) -> Whole:
    """The indicators as one, each by its weight."""
    return rolled_up(
        Child(
            row.indicator.title,
            row.part.level if row.part else Level.NO_DATA,
            row.judged.sign,
            row.followed.weight,
            f"#indikator-{row.followed.pk}",
        )
        for row in rows
    )


def _said(row: FollowedIndicator) -> tuple[str, str]:
    """What is said of one indicator's change and of its data."""
    return row.judged.development_sentence, row.judged.quality.sentence


def _development(rows: Sequence[FollowedIndicator], whole: Whole) -> str:
    """Against their own history: what is a change, and what only chance."""
    if len(rows) > 1:
        return change_sentence(whole, INDICATORS)
    words = [row.judged.development_sentence for row in rows]
    return " ".join(words) or _("There is no number whose development could be followed.")


def _quality(rows: Sequence[FollowedIndicator], whole: Whole) -> str:
    """How much the figures can carry: in time, valid, believed, missing."""
    if not rows:
        return _("No indicator, so no figures.")
    if len(rows) > 1:
        return data_sentence(whole, INDICATORS)
    return rows[0].judged.quality.sentence
