"""What the page of a goal shows: its status in three sentences, its indicators, its actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from roedtraad.steering.agreements.status import GoalStatus
from roedtraad.steering.agreements.status_words import goal_sentence
from roedtraad.steering.indicators.level import PartStatus
from roedtraad.steering.indicators.level_words import part_sentence, shown_value
from roedtraad.steering.indicators.models import Direction, Measurement, Target
from roedtraad.steering.indicators.queries import measurements_by_use
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
from .statuses import goal_statuses, override_of, statuses_of_loaded
from .work import attach_postponements, attach_work

STALE = timedelta(days=190)


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
    indicators: list[FollowedIndicator]
    actions: list[DatedAction]
    override: StatusOverride | None
    amended: Version | None
    is_new: bool


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


def goal_page(goal: Goal) -> GoalPage:
    """`goal` comes from `goal_for`; the number of queries does not grow."""
    today = timezone.localdate()
    amended = amended_version(goal)
    frozen = approved_goals([goal.pk]) if amended else {}
    followed, agreed = _agreed(goal, frozen) if amended else _as_written(goal)
    measured = measurements_by_use([each.link.use_id for each in followed])
    status = goal_statuses([goal.pk])[goal.pk] if amended else _status(goal, measured)
    parts = {part.indicator.pk: part for part in status.parts}
    rows = [
        _followed(
            each,
            parts.get(each.link.pk),
            measured.get(each.link.use_id, []),
            goal.agreement.ends_on,
        )
        for each in followed
    ]
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
        sentence=goal_sentence(status),
        development=_development(rows),
        quality=_quality(rows, today),
        indicators=rows,
        actions=actions,
        override=override_of(goal),
        amended=amended,
        is_new=amended is not None and goal.pk not in frozen,
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


def _status(goal: Goal, measured: Mapping[int, Sequence[Measurement]]) -> GoalStatus:
    readings = {
        use: [(row.measured_on, row.value, row.is_done) for row in rows]
        for use, rows in measured.items()
    }
    return statuses_of_loaded([goal], goal.agreement, readings=readings)[goal.pk]


def _followed(
    each: Followed,
    part: PartStatus | None,
    measurements: Sequence[Measurement],
    ends_on: date,
) -> FollowedIndicator:
    link, targets = each.link, each.targets
    return FollowedIndicator(
        followed=link,
        part=part,
        level=shown_level(part.level) if part else None,
        sentence=part_sentence(part) if part else "",
        chart=_chart(link, part, measurements, targets, ends_on),
        measurements=list(reversed(measurements)),
        targets=targets,
        target=target_in_force(targets),
    )


def _chart(
    link: GoalIndicator,
    part: PartStatus | None,
    measurements: Sequence[Measurement],
    targets: Sequence[Target],
    ends_on: date,
) -> Chart | None:
    """The series with its target as it was revised; a milestone has none."""
    if part is None:
        return None
    words = part_sentence(part)
    return indicator_chart(link.use, measurements, targets, finding=words, ends_on=ends_on)


def _development(rows: Sequence[FollowedIndicator]) -> str:
    """The change against the goal's own history, without a verdict on what is only variation."""
    sentences = []
    for row in rows:
        values = [each for each in row.measurements if each.value is not None]
        if row.part is None or len(values) < 2:
            continue
        last, before = values[0], values[1]
        numbers = {
            "last": shown_value(row.part.indicator, last.value),
            "before": shown_value(row.part.indicator, before.value),
            "day": formats.date_format(before.measured_on, "DATE_FORMAT"),
            "word": capfirst(_change_word(row)),
        }
        sentence = _("%(word)s: %(last)s against %(before)s on %(day)s.") % numbers
        sentences.append(f"“{row.part.indicator.title}”: {sentence}" if len(rows) > 1 else sentence)
    return " ".join(sentences) or _("Too few measurements to say anything of the development.")


def _change_word(row: FollowedIndicator) -> str:
    values = [each.value for each in row.measurements if each.value is not None]
    rises = values[0] - values[1]
    direction = row.followed.use.indicator.direction
    if rises == 0:
        return _("unchanged since the last measurement")
    if direction in (Direction.UP, Direction.DOWN):
        is_better = (rises > 0) == (direction == Direction.UP)
        return _("better than the last measurement") if is_better else _("worse than the last one")
    return _("higher than the last one") if rises > 0 else _("lower than the last one")


def _quality(rows: Sequence[FollowedIndicator], today: date) -> str:
    """How much the figures can carry: how many there are, how old, what is missing."""
    if not rows:
        return _("No indicator, so no figures.")
    without = sum(1 for row in rows if not row.measurements)
    count = sum(len(row.measurements) for row in rows)
    newest = max(
        (row.measurements[0].measured_on for row in rows if row.measurements), default=None
    )
    if newest is None:
        return _("Nothing has been measured yet.")
    sentence = ngettext(
        "%(count)d measurement, the newest of %(day)s.",
        "%(count)d measurements, the newest of %(day)s.",
        count,
    ) % {"count": count, "day": formats.date_format(newest, "DATE_FORMAT")}
    if without:
        sentence += " " + ngettext(
            "%(count)d indicator has no measurement.",
            "%(count)d indicators have no measurements.",
            without,
        ) % {"count": without}
    if newest < today - STALE:
        sentence += " " + _("That is more than half a year ago.")
    return sentence
