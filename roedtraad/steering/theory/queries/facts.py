"""What is known of boxes: how their indicators and goals stand, as facts for the diagnosis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.models import Action, ActionStatus, Goal, GoalIndicator
from roedtraad.steering.agreements.queries.in_force import (
    Followed,
    actions_in_force,
    approved_goals,
    indicators_in_force,
)
from roedtraad.steering.agreements.queries.levels import ShownLevel, shown_level
from roedtraad.steering.agreements.queries.statuses import indicator_state, statuses_of_read
from roedtraad.steering.agreements.status import GoalStatus
from roedtraad.steering.agreements.status_words import goal_sentence
from roedtraad.steering.indicators.level import PartStatus, indicator_status
from roedtraad.steering.indicators.level_words import part_sentence, shown_value
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.queries import PlainReading, readings_by_use, targets_by_use
from roedtraad.steering.theory.diagnosis import Answer, Fact, carried_out, moved

from .graph import ShownNode


@dataclass(frozen=True)
class Known:
    """How everything behind the boxes stands today; None for a use the reader may not see."""

    parts: Mapping[int, PartStatus | None]  # by use
    goals: Mapping[int, GoalStatus]
    uses_of_goal: Mapping[int, frozenset[int]]
    actions: Mapping[int, Sequence[Action]]
    today: date
    enough: float
    _told: dict[int, tuple[Answer, str]] = field(default_factory=dict, compare=False)

    def told(self, use: int) -> tuple[Answer, str]:
        """What its indicator says of a box; put in words once, for it is told of many chains."""
        if use not in self._told:
            self._told[use] = _of_part(self.parts.get(use))
        return self._told[use]

    def level(self, node: ShownNode) -> ShownLevel | None:
        """How a box stands: its goal, else the worst of its indicators; None when unfollowed."""
        status = self.goals.get(node.node.goal_id or 0)
        if status is not None:
            return shown_level(status.level)
        parts = [self.parts.get(row.use_id) for row in node.indicators]
        levels = [part.level for part in parts if part is not None]
        order = list(type(levels[0])) if levels else []
        return shown_level(max(levels, key=order.index)) if levels else None


def what_is_known(nodes: Sequence[ShownNode], goals: Mapping[int, Goal], user: User) -> Known:
    """Of all boxes at once; the number of queries does not grow."""
    uses = {row.use_id: row.use for node in nodes for row in node.indicators}
    seen = _seen(uses, user)
    uses_of_goal = _uses_by_goal(goals)
    concerned = {*goals, *_goals_following(seen)}
    frozen = approved_goals(concerned) if concerned else {}
    followed = indicators_in_force(concerned, frozen) if concerned else {}
    actions = actions_in_force(goals, frozen) if goals else {}
    readings = readings_by_use(seen.union(*uses_of_goal.values())) if uses or goals else {}
    return Known(
        parts=dict.fromkeys(uses) | _parts([uses[pk] for pk in seen], followed, readings),
        goals=statuses_of_read(goals, followed, actions, readings),
        uses_of_goal=uses_of_goal,
        actions=actions,
        today=timezone.localdate(),
        enough=settings.ON_THE_WAY_PERCENT / 100,
    )


def _parts(
    uses: Collection[IndicatorUse],
    followed: Mapping[int, Sequence[Followed]],
    readings: Mapping[int, list[PlainReading]],
) -> dict[int, PartStatus]:
    """By the targets in force: those of an amendment count when it is approved."""
    today, enough = timezone.localdate(), Decimal(str(settings.ON_THE_WAY_PERCENT / 100))
    rows = {row.link.use_id: row for found in followed.values() for row in found}
    own = [use for use in uses if use.pk not in rows]
    targets = targets_by_use([use.pk for use in own]) if own else {}
    rows |= {use.pk: Followed(GoalIndicator(use=use), targets.get(use.pk, []), None) for use in own}
    found = {}
    for use in uses:
        state = indicator_state(rows[use.pk], readings.get(use.pk, []), today)
        found[use.pk] = indicator_status(state, today=today, enough=enough)
    return found


def _seen(uses: Collection[int], user: User) -> set[int]:
    """Those whose figures `user` may read."""
    paths = access.held_paths(user, Permission.AGREEMENT_VIEW_APPROVED)
    return set(_seen_within(tuple(paths)).rows(uses=uses)) if uses else set()


def _goals_following(uses: Collection[int]) -> list[int]:
    return _goals_of_uses().rows(uses=uses) if uses else []


def _uses_by_goal(goals: Collection[int]) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for goal, use in _uses_of_goals().rows(goals=goals) if goals else ():
        found[goal].add(use)
    return {goal: frozenset(uses) for goal, uses in found.items()}


@prepared
def _seen_within(paths: tuple[str, ...]) -> QuerySet[IndicatorUse, int]:
    inside = access.inside(paths, lookup="unit__path")
    return IndicatorUse.objects.filter(inside, pk__in=GivenKeys("uses")).values_list(
        "pk", flat=True
    )


@prepared
def _goals_of_uses() -> QuerySet[GoalIndicator, int]:
    return GoalIndicator.every.filter(use__in=GivenKeys("uses")).values_list("goal_id", flat=True)


@prepared
def _uses_of_goals() -> QuerySet[GoalIndicator, tuple[int, int]]:
    links = GoalIndicator.every.filter(goal__in=GivenKeys("goals"))
    return links.values_list("goal_id", "use_id")


def facts_of_indicators(node: ShownNode, known: Known, *, but: Iterable[int] = ()) -> list[Fact]:
    """One fact for each indicator of a box; `but` those uses that are told elsewhere."""
    told = set(but)
    return [
        Fact(str(row), *known.told(row.use_id)) for row in node.indicators if row.use_id not in told
    ]


def _of_part(part: PartStatus | None) -> tuple[Answer, str]:
    if part is None:
        return Answer.UNKNOWN, _("You may not see these figures.")
    return moved(part.level), part_sentence(part)


def facts_of_actions(goals: Iterable[Goal], known: Known) -> list[Fact]:
    """Whether what was agreed for the goals was carried out."""
    return [_of_actions(goal, known) for goal in goals]


def _of_actions(goal: Goal, known: Known) -> Fact:
    rows = list(known.actions.get(goal.pk, ()))
    about = _("Actions of “%s”") % goal
    if not rows:
        return Fact(about, Answer.UNKNOWN, _("The goal has no actions."))
    done = [row for row in rows if row.status == ActionStatus.DONE]
    due = [
        row
        for row in rows
        if row.status == ActionStatus.DROPPED or _is_due(row.postponed_to_on or row.due_on, known)
    ]
    numbers = {"done": sum(1 for row in due if row in done), "due": len(due)}
    answer = carried_out(
        due=len(due), done_of_due=numbers["done"], all_done=len(done), enough=known.enough
    )
    if not due:
        early = {"done": len(done), "all": len(rows)}
        return Fact(about, answer, _("None is due yet; %(done)d of %(all)d are done.") % early)
    sentence = ngettext(
        "%(done)d of %(due)d action that should be done by now is done.",
        "%(done)d of %(due)d actions that should be done by now are done.",
        len(due),
    )
    return Fact(about, answer, sentence % numbers)


def _is_due(on: date | None, known: Known) -> bool:
    return on is not None and on <= known.today


def fact_of_goal(goal: Goal, known: Known) -> Fact:
    """How the goal itself stands, as on its own page."""
    status = known.goals[goal.pk]
    return Fact(str(goal), moved(status.level), goal_sentence(status))


def changes_since_start(known: Known) -> dict[int, str]:
    """By use: from where its values began to where they are now, of those that tell both."""
    found = {}
    for use, part in known.parts.items():
        if part is None or part.latest is None or part.latest.value is None:
            continue
        if part.baseline is not None:
            found[use] = _("from %(before)s to %(now)s") % {
                "before": shown_value(part.indicator, part.baseline),
                "now": shown_value(part.indicator, part.latest.value),
            }
    return found
