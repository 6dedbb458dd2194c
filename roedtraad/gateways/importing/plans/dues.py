"""When something is due: a period that its own words give, never a guess."""

import re

from roedtraad.foundation.lib.periods import FoundPeriod, Period, find_periods, parse_period

from .letters import tidy
from .proposal import Due

_BARE_YEARS = re.compile(
    r"(?:(?:i|for|fra|til|år|året)\s+)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?", re.IGNORECASE
)
_TIME_BEFORE = re.compile(
    r"(?:\b(?:i|inden|ved|senest|ultimo|medio|primo|til|frem til|udgangen af|løbet af|"
    r"slutningen af|starten af|begyndelsen af|hele|fra og med|til og med)\s*|^\W*)$",
    re.IGNORECASE,
)
_NOT_TIME = re.compile(
    r"\b(?:siden|vedtaget i|indgået i|lov(?:en)? (?:nr\.?\s?\d+ )?(?:af|fra)|niveauet i|baseline i|"
    r"udgangspunkt i|tal(?:lene)? (?:for|fra))\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?:budget(?:tet)?|regnskab(?:et)?)(?: for)?|strategi(?:en)?|plan(?:en)?|vision|"
    r"målt i)\s*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:regnskabsafslutning(?:en)?|årsafslutning(?:en)?|regnskabsaflæggelse(?:n)?|"
    r"årsregnskab(?:et)?)\s+(?:for\s+|i\s+)?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_COMPARED_WITH = re.compile(
    r"\b(?:sammenlignet med|sammenholdt med|i forhold til|end i|end)\s+(?:i\s+)?(?:året\s+)?$",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\b(?:sammenlignet|sammenholdt) med\b", re.IGNORECASE)
_NAME_AFTER = re.compile(r"\s?-\s?(?=[a-zæøå])")
_BEGINNING = re.compile(r"^(?:fra(?: og med)?|efter|pr\.?)\s+", re.IGNORECASE)


def due_in(text: str) -> Due | None:
    """The first period of a text that says when; none where no period says it."""
    event = _EVENT.search(text)
    found = next((each for each in find_periods(text) if _is_due(text, each)), None)
    if event is not None and (found is None or event.start() < found.start):
        year = parse_period(event["year"])
        return _due(year, event[0]) if year else None
    return _due(found.period, found.period.raw) if found else None


def due_of(text: str) -> Due | None:
    """The period that a date column or a date line says."""
    period = parse_period(tidy(text))
    if period is not None:
        return _due(period, period.raw)
    found = find_periods(text)
    return _due(found[0].period, found[0].period.raw) if len(found) == 1 else None


def _due(period: Period, raw: str) -> Due:
    """What only has a beginning is due in the period that it begins with."""
    if period.ends_on is not None:
        return Due(tidy(raw), period.starts_on, period.ends_on)
    start = parse_period(_BEGINNING.sub("", tidy(period.raw)))
    return Due(tidy(raw), period.starts_on, start.ends_on if start else period.starts_on)


def _is_due(text: str, found: FoundPeriod) -> bool:
    """Not a year that names a budget or a plan, nor one that others are compared with."""
    before, after = text[: found.start], text[found.end :]
    if _COMPARED_WITH.search(before[-40:]) or _NOT_TIME.search(before[-40:]):
        return False
    written = text[found.start : found.end].strip()
    if _BARE_YEARS.fullmatch(written) is None:
        return True
    if _NAMED.search(before[-40:]) or _NAME_AFTER.match(after) or _COMPARES.search(text):
        return False
    if written.lower().startswith("fra"):
        return not before.strip()
    return not written[0].isdigit() or _TIME_BEFORE.search(before[-30:]) is not None
