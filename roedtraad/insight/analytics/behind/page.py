"""How a unit's register measure is counted, its last figures, and the cases behind one of them.

Figures come as they may be handed out. Cases come by need-to-know alone: those that are everyday
work to the reader, each logged as seen in a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import TextChoices
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases.basis import Basis, Counted, Listed, Thing
from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.lists import PER_PAGE, CaseRow, case_rows
from roedtraad.casework.interventions.queries.target_groups import criteria_in_words
from roedtraad.casework.profiles.queries.counting import NumberInForce, numbers_in_force
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.indicators import registers
from roedtraad.steering.indicators.frequency import (
    ONE_DAY,
    MeasuringPeriod,
    last_ended,
    period_with,
)
from roedtraad.steering.indicators.models import (
    Frequency,
    IndicatorKind,
    IndicatorUse,
    Measurement,
)
from roedtraad.steering.indicators.queries.passport import shown_use
from roedtraad.steering.indicators.queries.safe import whole_for
from roedtraad.steering.indicators.queries.series import measurements_by_use
from roedtraad.steering.indicators.registers import RegisterMeasure

from .bases import BASES, group_of

SHOWN = 8  # periods that are over
NUMBERS = {"evaluations_in_time": ("active_days", "grace_days")}  # of the municipality's own


class Shown(TextChoices):
    """Which of the cases behind a share."""

    MISSING = "mangler", _("Missing")
    PART = "taeller", pgettext_lazy("cases behind a figure", "Counted in")
    ALL = "alle", _("All")


@dataclass(frozen=True)
class MeasurePage:
    """A register measure as one unit uses it. `numbers` are the municipality's own.

    `figures` are of the periods that are over, the newest first, with what was stored of each.
    """

    use: IndicatorUse
    measure: RegisterMeasure
    choices: list[str]
    criteria: str
    numbers: list[NumberInForce]
    figures: list[tuple[MeasuringPeriod, Measurement | None]]
    has_cases: bool


@dataclass(frozen=True)
class CaseLine:
    """A case behind a figure: how many things of it are counted, and how many of them are part."""

    row: CaseRow
    counted: Counted


@dataclass(frozen=True)
class CasesPage:
    """The reader's cases behind a figure of a period, `counted` together.

    `all_counted` and `stored` are of the whole unit, for who may see its figures whole.
    """

    use: IndicatorUse
    measure: RegisterMeasure
    period: MeasuringPeriod
    periods: list[MeasuringPeriod]
    counted: Counted
    missing_in: int
    all_counted: Counted | None
    stored: Measurement | None
    page: Page[CaseLine]

    @property
    def missing(self) -> int:
        return self.counted.of - self.counted.part

    @property
    def elsewhere(self) -> int:
        """How many are in cases that are not the reader's to open."""
        return self.all_counted.of - self.counted.of if self.all_counted else 0

    @property
    def has_moved(self) -> bool:
        """Whether the registers say something else now than when the period's figure was stored."""
        if self.stored is None or self.all_counted is None:
            return False
        if not self.measure.denominator:
            return self.stored.value != self.all_counted.of
        part, of = self.all_counted
        return self.stored.numerator != part or self.stored.denominator != of


def register_links(user: User, pk: int) -> dict[str, Any]:
    """What leads on from the page of a use that is computed from registers."""
    use, measure = _measure_of(user, pk)
    return {"use": use, "has_cases": has_cases(user, use, measure)}


def measure_page(user: User, pk: int) -> MeasurePage:
    """The measure of a use that `user` may open; 404 where it is not computed from registers."""
    use, measure = _measure_of(user, pk)
    chosen = registers.chosen(measure, use.indicator.register_parameters)
    group = group_of(chosen) if "group" in chosen else None
    stored = {row.measured_on: row for row in measurements_by_use([use.pk]).get(use.pk, [])}
    today = timezone.localdate()
    return MeasurePage(
        *(use, measure, measure.choices_in_words(chosen)),
        criteria=criteria_in_words(group) if group else "",
        numbers=numbers_in_force(today, NUMBERS.get(measure.key, ())),
        figures=[(each, stored.get(each.ends_on)) for each in _periods(use, today)[1:]],
        has_cases=has_cases(user, use, measure),
    )


def has_cases(user: User, use: IndicatorUse, measure: RegisterMeasure) -> bool:
    """Whether there may be cases of `user` behind it: of who works with cases in the unit's line.

    Which they are is asked of each case.
    """
    paths, path = access.held_paths(user, Permission.CASE_WORK), use.unit.path
    in_line = any(path.startswith(each) or each.startswith(path) for each in paths)
    return in_line and measure.key in BASES


def cases_page(user: User, pk: int, *, on: date | None, shown: Shown, number: Any = 1) -> CasesPage:
    """A page of the cases behind the period with the day `on`, else the last that is over."""
    use, measure = _measure_of(user, pk)
    if not has_cases(user, use, measure):
        raise Http404
    today = timezone.localdate()
    periods = _periods(use, today)
    period = next((each for each in periods if on and each.starts_on <= on <= each.ends_on), None)
    period = period or periods[min(1, len(periods) - 1)]
    basis = _basis(use, measure, period, today)
    shown = shown if measure.denominator else Shown.ALL
    things = basis.things(Case.objects.filter(need_to_know.everyday(user))) if basis else []
    by_case = _by_case(things)
    sees_whole = basis is not None and bool(whole_for(user, [use]))
    if sees_whole:
        audit.record_read("figures.read_whole", use, acting_user=user)
    stored = measurements_by_use([use.pk], whole=[use.pk]).get(use.pk, []) if sees_whole else []
    return CasesPage(
        *(use, measure, period, periods, Listed(tuple(things)).counted()),
        missing_in=sum(each.part < each.of for each in by_case.values()),
        all_counted=basis.counted() if basis and sees_whole else None,
        stored=next((row for row in stored if row.measured_on == period.ends_on), None),
        page=_page(user, measure, _kept(by_case, shown), number),
    )


def _measure_of(user: User, pk: int) -> tuple[IndicatorUse, RegisterMeasure]:
    use = shown_use(user, pk)
    measure = registers.named(use.indicator.register_measure)
    is_computed = use.indicator.kind == IndicatorKind.REGISTER and use.indicator.frequency
    if measure is None or not is_computed:
        raise Http404
    return use, measure


def _periods(use: IndicatorUse, today: date) -> list[MeasuringPeriod]:
    """The running one and those before it in which there was such a unit, the newest first."""
    frequency = Frequency(use.indicator.frequency)
    found = [period_with(frequency, today)]
    period = last_ended(frequency, today)
    while len(found) <= SHOWN and period.starts_on >= use.unit.starts_on:
        found.append(period)
        period = period_with(frequency, period.starts_on - ONE_DAY)
    return found


def _basis(
    use: IndicatorUse, measure: RegisterMeasure, period: MeasuringPeriod, today: date
) -> Basis | None:
    chosen = registers.chosen(measure, use.indicator.register_parameters)
    last = min(period.ends_on, today)
    return BASES[measure.key](use.unit, period.starts_on, last, chosen)


def _by_case(things: Iterable[Thing]) -> dict[int, Counted]:
    """Of each case. A thing in two of them, such as a family, is part where it is so in one."""
    part = {each.key for each in things if each.is_part}
    keys: defaultdict[int, set[object]] = defaultdict(set)
    for each in things:
        keys[each.case].add(each.key)
    return {case: Counted(len(found & part), len(found)) for case, found in keys.items()}


def _kept(by_case: dict[int, Counted], shown: Shown) -> list[tuple[int, Counted]]:
    """The newest case first."""
    kept = {
        Shown.MISSING: [pk for pk, each in by_case.items() if each.part < each.of],
        Shown.PART: [pk for pk, each in by_case.items() if each.part],
        Shown.ALL: list(by_case),
    }[shown]
    return [(pk, by_case[pk]) for pk in sorted(kept, reverse=True)]


def _page(
    user: User, measure: RegisterMeasure, kept: list[tuple[int, Counted]], number: Any
) -> Page[CaseLine]:
    pages: Paginator[Any] = Paginator(kept, PER_PAGE)
    page = pages.get_page(number)
    counted: dict[int, Counted] = dict(page.object_list)
    cases = Case.objects.filter(pk__in=counted).select_related("unit", "target_group")
    found = list(cases.order_by("-pk"))
    audit.record_read("case.listed", found, acting_user=user, measure=measure.key)
    page.object_list = [CaseLine(row, counted[row.pk]) for row in case_rows(found)]
    return page
