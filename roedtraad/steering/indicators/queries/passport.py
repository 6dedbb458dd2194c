"""What the page of an indicator shows: its passport, and who uses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.services import record_read
from roedtraad.foundation.lib.once import once
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.ui.chart_frame import measured, number
from roedtraad.steering.indicators import belonging, registers
from roedtraad.steering.indicators.access import (
    may_define,
    may_set_targets,
    readable_indicators,
    readable_uses,
    within,
)
from roedtraad.steering.indicators.belonging import Belonging
from roedtraad.steering.indicators.frequency import MeasuringPeriod, period_with
from roedtraad.steering.indicators.models import (
    Annotation,
    Frequency,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Target,
)
from roedtraad.steering.indicators.registers import Figure, RegisterMeasure

from .library import indicators_in_use
from .safe import whole_for
from .series import agreed_targets_by_use
from .versions import PassportLine, passport_lines


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
    lines: list[PassportLine]
    uses: list[UseRow]
    others: int
    notes: list[Annotation]
    may_edit: bool
    is_ended: bool


@dataclass(frozen=True)
class UsePage:
    """One unit's use of an indicator. `targets` are in force, by when they are due."""

    use: IndicatorUse
    targets: list[Target]
    replaced: list[Target]
    belongs_to: list[Belonging]
    is_owned: bool
    may_change: bool

    @property
    def may_set_targets(self) -> bool:
        return self.may_change and not self.is_owned


@dataclass(frozen=True)
class RegisterNow:
    """What the registers say at this moment of the period that is not over.

    `figure` is None where it is about persons and is not the reader's to see whole.
    """

    measure: RegisterMeasure
    period: MeasuringPeriod
    figure: Figure | None
    shown: str
    choices: list[str]


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


def shown_use(user: User, pk: int) -> IndicatorUse:
    """As `use_for`, in the words that are in force while an amendment writes others: to be read."""
    use = use_for(user, pk)
    belonging.as_agreed([use])
    return use


def shown_indicator(user: User, pk: int) -> Indicator:
    """As `indicator_for`, in the words that are in force: to be read, never saved."""
    indicator = indicator_for(user, pk)
    belonging.indicators_as_agreed([indicator])
    return indicator


def passport_page(user: User, indicator: Indicator) -> PassportPage:
    """`indicator` comes from `indicator_for`; the number of queries does not grow."""
    today = timezone.localdate()
    counted = Q(indicator=indicator) | Q(indicator__as_agreed_of=indicator)
    uses = list(readable_uses(user).filter(counted).select_related("unit", "indicator"))
    belonging.as_agreed(uses)
    keys = [use.pk for use in uses]
    targets, belongs = agreed_targets_by_use(keys), belonging.shown(user, keys)
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
        lines=passport_lines(indicator),
        uses=rows,
        others=len(others),
        notes=list(
            indicator.annotations.filter(ended_at__isnull=True).select_related("written_by")
        ),
        may_edit=indicator.as_agreed_of_id is None and may_define(user, indicator),
        is_ended=indicator.ended_on is not None and indicator.ended_on <= today,
    )


def use_page(user: User, use: IndicatorUse) -> UsePage:
    """`use` comes from `use_for`."""
    targets = agreed_targets_by_use([use.pk]).get(use.pk, [])
    prefetch_related_objects(targets, "set_by")
    return UsePage(
        use=use,
        targets=targets_in_force(targets),
        replaced=[each for each in targets if each.replaced_by_id is not None],
        belongs_to=belonging.shown(user, [use.pk]).get(use.pk, []),
        is_owned=use.pk in belonging.owned([use.pk]),
        may_change=may_set_targets(user, use),
    )


def register_now(user: User, use: IndicatorUse, today: date) -> RegisterNow | None:
    """Computed as it is asked for; None for what is not computed from registers.

    Disclosure control is of periods that are over: this one is whole, or not shown at all.
    """
    indicator = use.indicator
    measure = registers.named(indicator.register_measure)
    if indicator.kind != IndicatorKind.REGISTER or measure is None or not indicator.frequency:
        return None
    period = period_with(Frequency(indicator.frequency), today)
    parameters = registers.chosen(measure, indicator.register_parameters)
    words = measure.choices_in_words(parameters)
    if indicator.is_about_persons and not whole_for(user, [use]):
        return RegisterNow(measure, period, None, "", words)
    if indicator.is_about_persons:
        record_read("figures.read_whole", use, acting_user=user)
    figure = measure.compute(use.unit, period.starts_on, today, parameters)
    shown = measured(number(figure.value or 0, indicator.decimals), measure.measured_in)
    return RegisterNow(measure, period, figure, shown, words)


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
    rows = readable_indicators(user).select_related("steward", "defined_by", "as_agreed_of")
    return rows.filter(pk=pk).first()


def _use(user: User, pk: int) -> IndicatorUse | None:
    """Most are of a unit one reads in anyway: what they belong to is asked only for the others."""
    paths = tuple(access.held_paths(user, Permission.AGREEMENT_VIEW))
    found = _use_within(paths).first(pk=pk)
    return found or _whole(readable_uses(user)).filter(pk=pk).first()


@prepared
def _use_within(paths: tuple[str, ...]) -> QuerySet[IndicatorUse]:
    return _whole(IndicatorUse.objects.filter(within(paths), pk=Given("pk")))


def _whole(uses: QuerySet[IndicatorUse]) -> QuerySet[IndicatorUse]:
    return uses.select_related("indicator__steward", "indicator__as_agreed_of", "unit", "steward")
