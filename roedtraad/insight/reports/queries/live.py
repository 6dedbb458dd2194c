"""What has happened to an agreement's goals since their text was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.lib.numbers import decimals_shown
from roedtraad.insight.reports.compose.words import day, figure, period
from roedtraad.insight.reports.sources import ActionNow, Content, Live, Minutes
from roedtraad.steering.agreements.models import Action, Agreement, GoalIndicator
from roedtraad.steering.agreements.queries.agreement_page import action_state
from roedtraad.steering.agreements.queries.content import follow_up_keys
from roedtraad.steering.agreements.queries.in_force import indicators_in_force
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse, Measurement
from roedtraad.steering.indicators.queries import (
    known_targets,
    measurements_by_use,
    targets_by_use,
)
from roedtraad.steering.indicators.queries.judged import judged_with
from roedtraad.steering.indicators.series import indicator_chart

from .levels import levels

FEWEST_FOR_A_CHART = 2


def live_of(agreement: Agreement, *, known_on: date | None = None) -> Live:
    """Everything that is followed; the number of queries does not grow with the goals.

    With `known_on` the figures are those known when that day ended; texts and actions are of now.
    """
    goals = dict(agreement.goals.values_list("pk", "status_text"))
    uses = uses_of(goals)
    targets = targets_by_use(uses)
    for followed in (row for rows in indicators_in_force(goals).values() for row in rows):
        uses[followed.link.use_id] = followed.link.use  # judged by what is approved, and drawn so
        targets[followed.link.use_id] = followed.targets
    if known_on is not None:
        targets = {use: known_targets(rows, known_on) for use, rows in targets.items()}
    measured = measurements_by_use(uses, known_on=known_on)
    today = timezone.localdate()
    judged = judged_with(list(uses.values()), measured, today, known_on=known_on)
    charts = {
        pk: indicator_chart(
            use, measured[pk], targets.get(pk, []), is_on_paper=True, drawn=judged[pk].drawn
        )
        for pk, use in uses.items()
        if len(measured.get(pk, [])) >= FEWEST_FOR_A_CHART
    }
    later = follow_up_keys(agreement)
    return Live(
        levels=levels(goals, known_on=known_on),
        actions=_actions(agreement),
        latest={pk: latest_shown(uses[pk], found) for pk, found in measured.items() if found},
        charts={pk: chart for pk, chart in charts.items() if chart is not None},
        status_texts=goals,
        sections={
            each.key: each.text
            for each in agreement.sections.all()
            if each.key.split(".", 1)[0] in later
        },
        minutes=[
            Minutes(each.held_on, each.attendees, each.text) for each in agreement.minutes.all()
        ],
    )


def uses_of(goals: Iterable[int]) -> dict[int, IndicatorUse]:
    """The indicators in use by `goals`."""
    found = GoalIndicator.objects.filter(goal__in=list(goals)).select_related("use__indicator")
    return {each.use_id: each.use for each in found}


def latest_shown(use: IndicatorUse, measurements: list[Measurement]) -> str:
    """The newest value as it is written: a number, or whether the milestone is reached."""
    newest = measurements[-1]
    if use.indicator.kind == IndicatorKind.MILESTONE:
        return _("done") if newest.is_done else _("not done")
    if newest.value is None:
        return figure(None)
    return figure(newest.value, decimals_shown(newest.value, use.indicator.decimals))


def _actions(agreement: Agreement) -> dict[int, ActionNow]:
    actions = Action.objects.filter(goal__agreement=agreement).prefetch_related("postponements")
    today = timezone.localdate()
    return {action.pk: _now(action, today) for action in actions}


def _now(action: Action, today: date) -> ActionNow:
    """The date it was put off to, where it was; the dates before stay to be seen."""
    put_off = _period(action.postponed_to_raw, action.postponed_to_from, action.postponed_to_on)
    earlier = [
        period(_period(each.old_due_raw, each.old_due_from, each.old_due_on))
        for each in action.postponements.all()
    ]
    return ActionNow(
        word=_in_words(action, today),
        reason=action.status_reason,
        due=period(put_off) if put_off["raw"] or put_off["to"] else "",
        earlier_due=earlier,
    )


def _in_words(action: Action, today: date) -> str:
    """As its page says: whether it is done, and when; else whether it is past its date."""
    state = action_state(action, today)
    if state.is_overdue:
        return f"{state.word}, {_('overdue')}"
    if state.done_on:
        return f"{state.word} {day(state.done_on)}"
    return state.word


def _period(raw: str, first: date | None, last: date | None) -> Content:
    return {
        "raw": raw,
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
    }
