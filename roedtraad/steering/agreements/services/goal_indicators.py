"""The indicators of a goal: what is counted, from where, to where, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.models import Agreement, Change, Goal, GoalIndicator
from roedtraad.steering.agreements.queries.content import standing_targets
from roedtraad.steering.indicators.models import (
    Direction,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Target,
)
from roedtraad.steering.indicators.queries.versions import definition_of
from roedtraad.steering.indicators.services import TargetLevel
from roedtraad.steering.indicators.services.definitions import keep_version

from . import editing
from .acts import one_act
from .life import require_reason


@dataclass(frozen=True)
class IndicatorText:
    """Everything that is agreed about one indicator of a goal.

    What the library says of its indicators is not the goal's to change; `takes_newest` takes the
    library's definition in where the agreement was made by an earlier one.
    """

    title: str
    kind: IndicatorKind = IndicatorKind.NUMBER
    definition: str = ""
    measured_in: str = ""
    direction: Direction = Direction.UP
    decimals: int = 0
    is_cumulative: bool = False
    baseline: Decimal | None = None
    baseline_on: date | None = None
    weight: Decimal = Decimal(1)
    target: TargetLevel | None = None
    stages: Sequence[TargetLevel] = ()  # targets on the way, each with a date of its own
    takes_newest: bool = False


@transaction.atomic
@one_act()
def add_indicator(goal: Goal, text: IndicatorText, *, acting_user: User) -> GoalIndicator:
    """Follow `goal` by a new indicator, used by the agreement's unit."""
    plan = goal.agreement
    indicator = editing.create(Indicator(**_definition(text)), owner=plan, acting_user=acting_user)
    return use_indicator(goal, indicator, text, acting_user=acting_user)


@transaction.atomic
@one_act()
def use_indicator(
    goal: Goal, indicator: Indicator, text: IndicatorText, *, acting_user: User
) -> GoalIndicator:
    """Follow `goal` by an indicator of the catalogue, with a baseline and a target of its own."""
    plan = goal.agreement
    use = IndicatorUse(
        indicator=indicator,
        unit=plan.unit,
        baseline=text.baseline,
        baseline_on=text.baseline_on,
    )
    editing.create(use, owner=plan, acting_user=acting_user)
    for level in (*text.stages, *([text.target] if text.target else [])):
        _set(use, plan, level, acting_user)
    followed = GoalIndicator(
        goal=goal, use=use, weight=text.weight, position=goal.goal_indicators.count()
    )
    return editing.create(followed, acting_user=acting_user)


@transaction.atomic
@one_act()
def change_indicator(
    followed: GoalIndicator,
    text: IndicatorText,
    *,
    acting_user: User,
    base_version: int | None = None,
    reason: str = "",
) -> list[Change]:
    """Set what is agreed about an indicator.

    When the target was approved before, the old one stays and `reason` says why it is revised.
    An indicator that others use too is not changed for them: this one gets its own.
    """
    plan = followed.goal.agreement
    use = followed.use
    indicator = use.indicator
    done = [
        editing.update(
            use,
            {"baseline": text.baseline, "baseline_on": text.baseline_on},
            owner=plan,
            acting_user=acting_user,
            base_version=base_version,
        )
    ]
    if is_of_library(indicator):
        newest = indicator.as_agreed_of if text.takes_newest else None
        values = {"indicator": newest or indicator}
        done.append(editing.update(use, values, owner=plan, acting_user=acting_user))
    elif _differs(indicator, text):
        done.append(_redefine(use, plan, text, reason=reason, acting_user=acting_user))
    done.append(editing.update(followed, {"weight": text.weight}, acting_user=acting_user))
    standing = standing_targets(use.targets.order_by("set_at", "pk"))
    last = standing.pop() if standing else None
    done += _revise_stages(plan, (use, standing), text.stages, reason, acting_user)
    done.append(_revise(plan, (use, last), text.target, reason, acting_user))
    changes = [change for change in done if change is not None]
    if changes and done[0] is None:  # so that a form read before sees that something changed
        IndicatorUse.objects.filter(pk=use.pk).update(version=use.version + 1)
    return changes


def is_of_library(indicator: Indicator) -> bool:
    """Whether its definition is the library's: as it is now, or as it was approved."""
    return indicator.is_shared or indicator.as_agreed_of_id is not None


def _redefine(
    use: IndicatorUse, plan: Agreement, text: IndicatorText, *, reason: str, acting_user: User
) -> Change | None:
    """Change what is counted: for this use alone, when others use the same."""
    indicator = use.indicator
    if indicator.uses.exclude(pk=use.pk).exists():
        own = editing.create(Indicator(**_definition(text)), owner=plan, acting_user=acting_user)
        return editing.update(use, {"indicator": own}, owner=plan, acting_user=acting_user)
    if use.measurements.exists():
        before = definition_of(indicator)
        keep_version(indicator, before, reason=reason, acting_user=acting_user)
    return editing.update(indicator, _definition(text), owner=plan, acting_user=acting_user)


def _definition(text: IndicatorText) -> dict[str, object]:
    return {
        "title": text.title,
        "kind": text.kind,
        "definition": text.definition,
        "measured_in": text.measured_in,
        "direction": text.direction,
        "decimals": text.decimals,
        "is_cumulative": text.is_cumulative,
    }


def _differs(indicator: Indicator, text: IndicatorText) -> bool:
    return any(getattr(indicator, name) != value for name, value in _definition(text).items())


def _level(level: TargetLevel) -> dict[str, object]:
    return {
        "value": level.value,
        "low": level.low,
        "high": level.high,
        "due_raw": level.due_raw,
        "due_from": level.due_from,
        "due_on": level.due_on,
    }


def _set(
    use: IndicatorUse, plan: Agreement, level: TargetLevel, acting_user: User, reason: str = ""
) -> Target:
    target = Target(use=use, set_by=acting_user, reason=reason, **_level(level))
    return editing.create(target, owner=plan, acting_user=acting_user)


def _revise(
    plan: Agreement,
    known: tuple[IndicatorUse, Target | None],
    level: TargetLevel | None,
    reason: str,
    acting_user: User,
) -> Change | None:
    """The target as `level` says: corrected in place until it was approved, then replaced."""
    use, current = known
    if level is None:
        return (
            None
            if current is None
            else editing.remove(current, owner=plan, acting_user=acting_user)
        )
    if current is None:
        _set(use, plan, level, acting_user)
        return plan.changes.first()
    return _replace(current, plan, level, reason, acting_user)


def _revise_stages(
    plan: Agreement,
    known: tuple[IndicatorUse, Sequence[Target]],
    levels: Sequence[TargetLevel],
    reason: str,
    acting_user: User,
) -> list[Change | None]:
    """The targets on the way as `levels` say: each is known by the day it is due."""
    use, stages = known
    current = {each.due_on: each for each in stages}
    done = [
        _revise(plan, (use, current.pop(level.due_on, None)), level, reason, acting_user)
        for level in levels
    ]
    return done + [
        _revise(plan, (use, each), None, reason, acting_user) for each in current.values()
    ]


def _replace(
    current: Target, plan: Agreement, level: TargetLevel, reason: str, acting_user: User
) -> Change | None:
    use = current.use
    if all(getattr(current, name) == value for name, value in _level(level).items()):
        return None
    if not _was_approved(current, plan):
        return editing.update(current, _level(level), owner=plan, acting_user=acting_user)
    require_reason(reason)
    target = _set(use, plan, level, acting_user, reason)
    audit.record(
        "target.revised",
        target,
        acting_user=acting_user,
        unit=use.unit,
        reason=reason,
        before=str(current),
        after=str(target),
    )
    return editing.update(current, {"replaced_by": target}, owner=plan, acting_user=acting_user)


def _was_approved(target: Target, plan: Agreement) -> bool:
    """Whether a frozen version was made after `target` was set."""
    return plan.versions.filter(approved_at__gte=target.set_at).exists()
