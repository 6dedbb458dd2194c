"""What the page of an indicator shows: its passport, and who uses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.once import once
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.steering.indicators import belonging
from roedtraad.steering.indicators.access import may_define, readable_indicators, readable_uses
from roedtraad.steering.indicators.belonging import Belonging
from roedtraad.steering.indicators.models import (
    Breakdown,
    Indicator,
    IndicatorUse,
    RubricLevel,
    Target,
)

from .library import indicators_in_use
from .series import targets_by_use


@dataclass(frozen=True)
class UseRow:
    """One unit that follows the indicator, with the target to reach next."""

    use: IndicatorUse
    target: Target | None
    belongs_to: list[Belonging]
    is_over: bool


@dataclass(frozen=True)
class PassportPage:
    """An indicator with all that is agreed about how it is counted.

    `others` is how many units use it whose use the reader may not open.
    """

    indicator: Indicator
    rubric: list[RubricLevel]
    breakdowns: list[Breakdown]
    uses: list[UseRow]
    others: int
    versions: int
    may_edit: bool
    is_ended: bool


@dataclass(frozen=True)
class UsePage:
    """One unit's use of an indicator. `targets` are in force, by when they are due."""

    use: IndicatorUse
    targets: list[Target]
    all_targets: list[Target]
    belongs_to: list[Belonging]
    is_owned: bool


def indicator_for(user: User, pk: int) -> Indicator:
    """The indicator when `user` may read it; 404 for all others."""
    found = once(("indicator", user.pk, pk), lambda: _indicator(user, pk))
    if found is None:
        raise Http404
    return found


def use_for(user: User, pk: int) -> IndicatorUse:
    """One unit's use of an indicator when `user` may open it; 404 for all others."""
    found = once(("use", user.pk, pk), lambda: _use(user, pk))
    if found is None:
        raise Http404
    return found


def passport_page(user: User, indicator: Indicator) -> PassportPage:
    """`indicator` comes from `indicator_for`; the number of queries does not grow."""
    today = timezone.localdate()
    uses = list(readable_uses(user).filter(indicator=indicator).select_related("unit"))
    keys = [use.pk for use in uses]
    targets, belongs = targets_by_use(keys), belonging.shown(user, keys)
    units = {use.unit_id for use in uses}
    others = {unit for _indicator, unit in indicators_in_use([indicator.pk])} - units
    rows = [
        UseRow(
            use,
            next_target(targets.get(use.pk, []), today),
            belongs.get(use.pk, []),
            use.ends_on is not None and use.ends_on < today,
        )
        for use in uses
    ]
    rows.sort(key=lambda row: (row.is_over, danish_key(row.use.unit.name), row.use.pk))
    return PassportPage(
        indicator=indicator,
        rubric=list(indicator.counted_as.rubric.all()),
        breakdowns=list(indicator.counted_as.breakdowns.prefetch_related("groups")),
        uses=rows,
        others=len(others),
        versions=indicator.versions.count() + 1,
        may_edit=may_define(user, indicator),
        is_ended=indicator.ended_on is not None and indicator.ended_on <= today,
    )


def use_page(user: User, use: IndicatorUse) -> UsePage:
    """`use` comes from `use_for`."""
    targets = targets_by_use([use.pk]).get(use.pk, [])
    return UsePage(
        use=use,
        targets=targets_in_force(targets),
        all_targets=targets,
        belongs_to=belonging.shown(user, [use.pk]).get(use.pk, []),
        is_owned=use.pk in belonging.owned([use.pk]),
    )


def targets_in_force(targets: list[Target]) -> list[Target]:
    """Those that no revision has replaced, by when they are due; without a date last."""
    standing = [each for each in targets if each.replaced_by_id is None]
    return sorted(standing, key=lambda each: (each.due_on or date.max, each.pk))


def next_target(targets: list[Target], today: date) -> Target | None:
    """The first that is due today or later, else the last that was due."""
    standing = targets_in_force(targets)
    ahead = [each for each in standing if each.due_on is None or each.due_on >= today]
    return ahead[0] if ahead else standing[-1] if standing else None


def _indicator(user: User, pk: int) -> Indicator | None:
    rows = readable_indicators(user).select_related("steward", "defined_by")
    return rows.filter(pk=pk).first()


def _use(user: User, pk: int) -> IndicatorUse | None:
    rows = readable_uses(user).select_related("indicator__steward", "unit", "steward")
    return rows.filter(pk=pk).first()
