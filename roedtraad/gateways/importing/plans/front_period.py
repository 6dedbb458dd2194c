"""The period of a plan: the years of its title, or the sentence that says more than they do."""

import re

from roedtraad.foundation.lib.periods import find_periods, parse_period

from .blocks import Block, Kind
from .letters import tidy
from .proposal import Period
from .vocabulary import Role

_VALID = re.compile(
    r"\b(?:gælder|løber|gældende|indgås|indgået|dækker|gyldig|aftaleperiode\w*|planperiode\w*|"
    r"i perioden|periode\w*|løbetid|kalenderåret|strategiperiode\w*)\b",
    re.IGNORECASE,
)
YEARS = re.compile(r"\b20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\b")


def period_of(titles: list[str], head: list[Block], blocks: list[Block]) -> Period | None:
    """The years of the title, or the sentence that says more than them."""
    said = _said_period(blocks)
    titled = _titled_period([*titles, *(block.text for block in head if len(block.text) < 120)])
    if said is None or titled is None:
        return said or titled
    is_exact = YEARS.fullmatch(said.raw) is None
    is_fuller = _length(said) > _length(titled) or (is_exact and _length(said) == _length(titled))
    return said if is_fuller and _overlap(said, titled) else titled


def _titled_period(lines: list[str]) -> Period | None:
    for line in lines:
        for each in find_periods(line):
            starts_on, ends_on = each.period.starts_on, each.period.ends_on
            is_long = starts_on and ends_on and (ends_on - starts_on).days > 300
            if is_long and not YEARS.fullmatch(each.period.raw):
                return Period(tidy(each.period.raw), starts_on, ends_on)
        years = list(YEARS.finditer(line))
        periods = [period for each in years if (period := parse_period(each[0]))]
        starts = [period.starts_on for period in periods if period.starts_on]
        ends = [period.ends_on for period in periods if period.ends_on]
        if starts and ends:
            raw = line[years[0].start() : years[-1].end()]
            return Period(raw, min(starts), max(ends))
    return None


def _length(period: Period) -> int:
    if period.starts_on is None or period.ends_on is None:
        return 0
    return (period.ends_on - period.starts_on).days


def _overlap(one: Period, other: Period) -> bool:
    if None in (one.starts_on, one.ends_on, other.starts_on, other.ends_on):
        return False
    return bool(one.starts_on <= other.ends_on and other.starts_on <= one.ends_on)  # type: ignore[operator]


def _said_period(blocks: list[Block]) -> Period | None:
    for block, following in zip(blocks[:120], [*blocks[1:120], None], strict=False):
        if following is not None and block.role is Role.PERIOD and block.kind is Kind.LABEL:
            period = parse_period(tidy(following.text))
            if period is not None:
                return Period(following.text, period.starts_on, period.ends_on)
        for found in _VALID.finditer(block.text[:3000]):
            near = block.text[found.start() : found.end() + 140]
            for each in find_periods(near):
                starts, ends = each.period.starts_on, each.period.ends_on
                if starts and ends and (ends - starts).days > 300:
                    return Period(tidy(each.period.raw), starts, ends)
    return None
