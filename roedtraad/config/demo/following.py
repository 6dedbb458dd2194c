"""Following up in the demonstration: actions done or late, figures every quarter, milestones."""

from __future__ import annotations

from datetime import date, timedelta

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.periods import parse_period
from roedtraad.steering.agreements.models import Action, ActionStatus, Agreement, GoalIndicator
from roedtraad.steering.agreements.services import actions
from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.services import Reading, record_measurement

from .counting import counted
from .diary import Diary
from .plans import GoalPlan, Plan, Task
from .series import values
from .shelf import SHELF
from .writing import Years

REPORTED_AFTER = timedelta(days=9)


def follow(
    diary: Diary,
    plan: Plan,
    agreement: Agreement,
    years: Years,
    *,
    by: User,
    quarters: list[date],
    made_on: date,
) -> None:
    """Put into the diary what will happen to the goals of an agreement."""
    goals = list(agreement.goals.order_by("position").prefetch_related("actions"))
    for goal, goal_plan in zip(goals, plan.goals, strict=False):
        for task in goal_plan.tasks:
            found = next((each for each in goal.actions.all() if each.text == task.text), None)
            if found is not None:
                _task(diary, task, found, years, by)
        followed = list(goal.goal_indicators.select_related("use__indicator"))
        by_title = {each.use.indicator.title: each for each in followed}
        _counts(diary, goal_plan, by_title, agreement, by=by, quarters=quarters, made_on=made_on)
        for stone in goal_plan.stones:
            if stone.done_after is not None:
                reached = date(years.first, 1, 20) + timedelta(days=30 * stone.done_after)
                _measured(diary, by_title[stone.title], reached, Reading(is_done=True), by)


def _task(diary: Diary, task: Task, action: Action, years: Years, by: User) -> None:
    due = action.due_on or date(years.last, 12, 31)
    if task.fate in ("running", "done"):
        diary.on(
            max(date(years.first, 2, 1), due - timedelta(days=60)),
            lambda: actions.report_action(action, ActionStatus.RUNNING, acting_user=by),
        )
    if task.fate == "done":
        done_on = due - timedelta(days=5)
        diary.on(
            done_on,
            lambda: actions.report_action(
                action, ActionStatus.DONE, done_on=done_on, acting_user=by
            ),
        )
    if task.fate == "postponed":
        diary.on(due - timedelta(days=3), lambda: _postpone(action, task, years, by))
    if task.fate == "dropped":
        diary.on(due, lambda: actions.drop_action(action, reason=task.reason, acting_user=by))


def _postpone(action: Action, task: Task, years: Years, by: User) -> None:
    later = parse_period(years.words(task.later))
    due = actions.Due(
        years.words(task.later),
        later.starts_on if later else None,
        later.ends_on if later else None,
    )
    actions.postpone_action(action, due, reason=task.reason, acting_user=by)


def _counts(
    diary: Diary,
    plan: GoalPlan,
    followed: dict[str, GoalIndicator],
    agreement: Agreement,
    *,
    by: User,
    quarters: list[date],
    made_on: date,
) -> None:
    for count in plan.counts:
        if count.title not in followed or _is_computed(followed[count.title]):
            continue
        measured = values(
            count,
            quarters,
            since=agreement.starts_on - timedelta(days=92),
            due=agreement.ends_on,
            seed=f"{agreement.unit.name}:{count.title}",
        )
        for day, value in measured:
            note = "Optalt i forbindelse med aftalen." if day < made_on else ""
            indicator = followed[count.title].use.indicator
            reading = counted(indicator, SHELF.get(count.title), value, day, note=note)
            _measured(diary, followed[count.title], day, reading, by, earliest=made_on)


def _is_computed(followed: GoalIndicator) -> bool:
    return followed.use.indicator.kind == IndicatorKind.REGISTER


def _measured(
    diary: Diary,
    followed: GoalIndicator,
    day: date,
    reading: Reading,
    by: User,
    *,
    earliest: date = date.min,
) -> None:
    diary.on(
        max(day + REPORTED_AFTER, earliest),
        lambda: record_measurement(followed.use, measured_on=day, reading=reading, acting_user=by),
    )
