"""What units of the demonstration follow every month, outside any agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.periods import parse_period
from roedtraad.steering.indicators.frequency import last_ended, period_with
from roedtraad.steering.indicators.models import Frequency, Indicator, IndicatorKind, IndicatorUse
from roedtraad.steering.indicators.reading import Reading
from roedtraad.steering.indicators.services import (
    TargetLevel,
    UseText,
    define_indicator,
    record_measurement,
    revise_target,
    set_target,
    use_indicator,
)

from .counting import counted
from .diary import Diary
from .shelf import SHELF
from .writing import World

ONE_DAY = timedelta(days=1)
REPORTED_AFTER = timedelta(days=6)


@dataclass(frozen=True)
class Followed:
    """A use: from which level it varies by how much, and how much it shifts how long ago."""

    title: str
    unit: str
    level: float
    noise: float
    shift: float = 0
    months_ago: int = 0
    count: int = 28
    targets: tuple[tuple[float, str], ...] = ()  # of this year and the next: "ultimo {y}"
    limits: tuple[float, float] | None = None


STRAND, HOME, CARE = "Familiehuset Strandgården", "Støtte i Eget Hjem", "Familieplejen"
EVERYDAY = (
    Followed(
        "Underretninger vurderet inden for 24 timer",
        "Familie og Forebyggelse",
        84,
        2.2,
        shift=9,
        months_ago=10,
        targets=((95, "ultimo {y}"), (98, "ultimo {z}")),
    ),
    Followed("Underretninger", "Familie og Forebyggelse", 62, 7),
    Followed(
        "Ventende på bostøtte",
        HOME,
        14,
        2.1,
        shift=9,
        months_ago=9,
        targets=((10, "ultimo {y}"), (6, "ultimo {z}")),
    ),
    Followed("Sygefravær", STRAND, 5.1, 0.6, limits=(0, 6)),
    Followed("Sygefravær", HOME, 6.3, 0.7, limits=(0, 6)),
    Followed("Sygefravær", CARE, 4.2, 0.5, shift=-1.6, months_ago=8, limits=(0, 6)),
    Followed("Sygefravær", "Bostedet Havblik", 6.9, 0.8, limits=(0, 6.5)),
    Followed("Sygefravær", "Sundhedsplejen", 4.6, 0.6, limits=(0, 5.5)),
    Followed("Inddragelse er beskrevet", STRAND, 1.2, 0.4, shift=1, months_ago=12, count=5),
    Followed("Inddragelse er beskrevet", HOME, 1.4, 0.5, count=5),
    Followed("Fælles faglig ramme er taget i brug", STRAND, 0, 0, targets=((0, "juni {y}"),)),
    Followed("Fælles faglig ramme er taget i brug", CARE, 0, 0, targets=((0, "juni {z}"),)),
    Followed("Mål, der kan følges", "Børn, Familie og Social", 0, 0),
    Followed("Handlinger udført til tiden", "Børn, Familie og Social", 0, 0),
    Followed("Handlinger udført til tiden", STRAND, 0, 0),
    Followed("Evalueringer godkendt til tiden", "Børn, Familie og Social", 0, 0),
    Followed("Nye sager med respons på samtalerne", "Børn, Familie og Social", 0, 0),
    Followed("Nye sager med respons på samtalerne", STRAND, 0, 0),
)


def fill_shelf(steward: User, world: World) -> dict[str, Indicator]:
    """The library, defined by the consultant for all."""
    top = world.units["Fjordby Byråd"]
    return {
        title: define_indicator(
            entry.passport(steward), unit=top, acting_user=steward, is_shared=True
        )
        for title, entry in SHELF.items()
    }


def live(diary: Diary, world: World, shelf: dict[str, Indicator], author: User) -> None:
    """Put into the diary what units report beside their agreements."""
    for each in EVERYDAY:
        _follow(diary, world, shelf[each.title], each, author)


def _follow(diary: Diary, world: World, indicator: Indicator, each: Followed, author: User) -> None:
    unit = world.units[each.unit]
    by = world.leaders.get(each.unit) or world.principals.get(each.unit) or author
    text = UseText(steward=by)
    use = use_indicator(indicator, unit, text, acting_user=author)
    _targets(diary, use, each, author)
    if indicator.kind == IndicatorKind.MILESTONE:
        if each.unit == STRAND:
            done = date(diary.today.year, 5, 28)
            diary.on(done, lambda: _record(use, done, Reading(is_done=True), by))
        return
    if indicator.kind != IndicatorKind.REGISTER:
        for day, reading in _readings(indicator, each, diary.today):
            _later(diary, use, day, reading, by)


def _later(diary: Diary, use: IndicatorUse, day: date, reading: Reading, by: User) -> None:
    diary.on(day + REPORTED_AFTER, lambda: _record(use, day, reading, by))


def _record(use: IndicatorUse, day: date, reading: Reading, by: User) -> None:
    record_measurement(use, measured_on=day, reading=reading, acting_user=by)


def _readings(indicator: Indicator, each: Followed, today: date) -> Iterator[tuple[date, Reading]]:
    frequency = Frequency(indicator.frequency)
    period, ends = last_ended(frequency, today), []
    for _number in range(each.count):
        ends.append(period.ends_on)
        period = period_with(frequency, period.starts_on - ONE_DAY)
    chance = Random(f"{each.unit}:{each.title}")  # noqa: S311  the same figures every time
    shifts_on = today - timedelta(days=30.5 * each.months_ago)
    levels = {level.value: level for level in indicator.rubric.all()}
    for day in sorted(ends):
        level = each.level + (each.shift if day >= shifts_on else 0)
        value = max(0.0, chance.gauss(level, each.noise))
        if levels:
            yield day, Reading(level=levels[min(max(levels), round(value))])
        else:
            decimals = indicator.decimals
            number = Decimal(str(round(value, decimals)))
            yield day, counted(indicator, SHELF[each.title], number, day)


def _targets(diary: Diary, use: IndicatorUse, each: Followed, author: User) -> None:
    """Set a year ago; where there are two, the nearer one was revised in the spring."""
    year = diary.today.year
    set_on = date(year - 1, 12, 4)
    for value, raw in each.targets:
        level = _level(raw.format(y=year, z=year + 1), use, Decimal(str(value)))
        diary.on(set_on, lambda level=level: set_target(use, level, acting_user=author))  # type: ignore[misc]
    if each.limits:
        low, high = (Decimal(str(number)) for number in each.limits)
        level = TargetLevel(low=low, high=high)
        diary.on(set_on, lambda: set_target(use, level, acting_user=author))
    if len(each.targets) > 1:
        diary.on(date(year, 3, 12), lambda: _revise(use, each, year, author))


def _revise(use: IndicatorUse, each: Followed, year: int, author: User) -> None:
    target = use.targets.in_force().order_by("due_on")[0]
    value, raw = each.targets[0]
    eased = value - 3 if value > 50 else value + 2
    level = _level(raw.format(y=year, z=year + 1), use, Decimal(str(eased)))
    reason = "Der er ansat til opgaven senere end ventet; målet for næste år står fast."
    revise_target(target, level, reason=reason, acting_user=author)


def _level(raw: str, use: IndicatorUse, value: Decimal) -> TargetLevel:
    due = parse_period(raw)
    number = None if use.indicator.kind == IndicatorKind.MILESTONE else value
    return TargetLevel(
        value=number,
        due_raw=raw,
        due_from=due.starts_on if due else None,
        due_on=due.ends_on if due else None,
    )
