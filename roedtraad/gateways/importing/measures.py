"""The numbers an indicator's own words state: from where, to where, in what, which way.

Only what is written: where the words can mean several things there is no measure, and the
indicator stays a milestone or a text until a person says more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from roedtraad.foundation.lib.numbers import parse_number
from roedtraad.foundation.lib.periods import find_periods
from roedtraad.steering.indicators.models import Direction

from .number_words import in_figures

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?½?"
_UNIT = (
    r"(?:\s?(?:%|pct\.?|procent\b|promille\b)|\s(?:mio\.?|mia\.?)\s?kr\.?|"
    r"\spr\.?\s(?:[\d.]+\s)?[a-zæøå]+|\s[a-zæøå]+\.?)?"
)
_FROM_TO = re.compile(
    rf"\bfra\s+(?P<baseline>{_NUMBER})(?P<unit>{_UNIT})(?:\s+\w+){{0,3}}?\s+til\s+"
    rf"(?:(?:mindst|højst|maks(?:imalt)?|max|under|over)\s+)?"
    rf"(?P<target>{_NUMBER})(?P<after>{_UNIT})",
    re.IGNORECASE,
)
_AT_LEAST = r"(?:mindst|minimum|min\.|som minimum|ikke under|over|mere end|flere end)"
_AT_MOST = (
    r"(?:højst|højest|maks(?:imalt)?\.?|max\.?|ikke over|ikke mere end|under|mindre end|færre end|"
    r"ikke overstiger)"
)
_LEAST = re.compile(rf"\b{_AT_LEAST}\s+(?P<target>{_NUMBER})(?P<after>{_UNIT})", re.IGNORECASE)
_MOST = re.compile(rf"\b{_AT_MOST}\s+(?P<target>{_NUMBER})(?P<after>{_UNIT})", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\b(?:mellem|inden for)\s+(?P<low>{_NUMBER})(?P<unit>{_UNIT})\s+og\s+"
    rf"(?P<high>{_NUMBER})(?P<after>{_UNIT})",
    re.IGNORECASE,
)
_RISES = (
    r"stig(?:er|e|et)|øge[sr]?|øget|vokse[r]?|hæve[sr]?|løfte[sr]?|forbedre[sr]?|højne[sr]?|"
    r"udvide[sr]?|forøge[sr]?|opnår?"
)
_FALLS = (
    r"fald(?:er|e|et)?|nedbringe[sr]?|nedbragt|reducere[sr]?|reduceret|sænke[sr]?|mindske[sr]?|"
    r"nedsætte[sr]?|begrænse[sr]?|forkorte[sr]?"
)
_CHANGES = re.compile(rf"\b(?:{_RISES}|{_FALLS}|ændre[sr]?|går|bringe[sr]?|flytte[sr]?)\b", re.I)
_RISES_TO = re.compile(
    rf"\b(?:{_RISES})\b[^.;]{{0,40}}?\btil\s+(?P<target>{_NUMBER})(?P<after>{_UNIT})", re.I
)
_FALLS_TO = re.compile(
    rf"\b(?:{_FALLS})\b[^.;]{{0,40}}?\btil\s+(?P<target>{_NUMBER})(?P<after>{_UNIT})", re.I
)
_HELD = re.compile(
    rf"\b(?:fasthold(?:e|es|er|t)|hold(?:e|es|er|t)|bevare[sr]?|forbliver?)\b[^.;]{{0,30}}?\bpå\s+"
    rf"(?P<target>{_NUMBER})(?P<after>{_UNIT})",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?P<target>\d{1,3})\s+(?:ud )?af\s+(?P<after>\d{1,3})(?=\s+[a-zæøå])", re.IGNORECASE
)
_SHARE_FIRST = re.compile(
    rf"^(?:at\s+)?(?P<target>{_NUMBER})(?P<after>\s?(?:%|pct\.?|procent\b))\s+[a-zæøå]+",
    re.IGNORECASE,
)
_COUNT_FIRST = re.compile(
    rf"^(?P<target>{_NUMBER})(?P<after>\s[a-zæøå]+)\s+[a-zæøå]", re.IGNORECASE
)
_LESS_IS_BETTER = re.compile(
    r"fravær|ventetid|sagsbehandlingstid|genindlæg|indlæggelse|magtanvend|klage|fejl|omsætning|"
    r"opsigelse|tilbagefald|anbring|nødkald|vold|ulykke|skade|ledig|frafald|afbrud|utilsigtet|"
    r"udgift|overskrid|\bfald\b|uden (?:en )?(?:relation|uddannelse|job)|ensom|mistriv|stress",
    re.IGNORECASE,
)
_MORE_IS_BETTER = re.compile(
    r"tilfreds|trivsel|deltag|gennemfør|overhold|beståe|fremmøde|dækning|svarprocent|medvirk|"
    r"i (?:job|beskæftigelse|uddannelse)|selvforsørg|har (?:en|et|fået)|oplever|kender|bruger",
    re.IGNORECASE,
)
_TIMES = frozenset(
    [
        *("dag", "dage", "uge", "uger", "time", "timer", "måned", "måneder", "år", "minutter"),
        *("gang", "gange", "døgn", "og", "til", "eller", "nye", "års"),
    ]
)
_NO_UNIT = re.compile(
    r"^(?:i|på|inden|ved|af|om|for|og|eller|til|ud|fra|med|ultimo|medio|primo|senest|efter|hos|"
    r"har|er|bliver|som|der|som|frem|blandt|over|under|i\b.*)$"
)
_AGES = re.compile(r"\b(?:børn|unge|elever|alderen|årige)\b[^.;]{0,20}$", re.IGNORECASE)
_ASIDE = re.compile(r"\((?:skala|på en skala)[^()]*\)|\bpå en skala fra \d+ til \d+", re.IGNORECASE)


@dataclass(frozen=True)
class Measure:
    """What the words state; `low` and `high` only where it is to be kept within limits."""

    direction: Direction
    measured_in: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def measure_of(text: str) -> Measure | None:
    """The measure that `text` states; None where it states none, or could state several."""
    words = in_figures(_without_dates(_ASIDE.sub(" ", text)))
    if _FROM_TO.search(words) is not None:
        return _changed(words)
    return _limited(words)


def measure_of_levels(text: str, levels: Sequence[tuple[str, str]]) -> Measure | None:
    """The measure that columns of a table state: the level now, and the one to reach."""
    aims = [value for head, value in levels if _AIMED.search(head)]
    known = [value for head, value in levels if not _AIMED.search(head)]
    if len(aims) != 1 or len(known) > 1:
        return None
    (target, unit), (baseline, other) = _level(aims[0]), _level(known[0] if known else "")
    if target is None:
        return None
    way = _better(text) if baseline in (None, target) else _way(baseline, target)
    return None if way is None else Measure(way, unit or other, baseline, target)


_AIMED = re.compile(r"\b\w*mål(?:tal|et|sætning)?\b|target|ambition|ønsk|skal nå", re.IGNORECASE)


def _level(words: str) -> tuple[Decimal | None, str]:
    found = re.match(rf"[<>≤≥~ca. ]*(?P<value>{_NUMBER})(?P<after>{_UNIT})", words.strip())
    return (parse_number(found["value"]), _unit(found["after"])) if found else (None, "")


def _way(baseline: Decimal | None, target: Decimal) -> Direction:
    return Direction.UP if baseline is not None and target > baseline else Direction.DOWN


def _without_dates(text: str) -> str:
    for found in reversed(find_periods(text)):
        text = f"{text[: found.start]} ; {text[found.end :]}"
    return " ".join(text.split())


def _changed(text: str) -> Measure | None:
    """From one level to another."""
    found = list(_FROM_TO.finditer(text))
    if len(found) != 1 or _AGES.search(text[: found[0].start()]):
        return None
    is_said = _CHANGES.search(text) is not None or "%" in found[0][0] or found[0].start() == 0
    return _from_to(found[0], text) if is_said else None


def _from_to(found: re.Match[str], text: str) -> Measure | None:
    baseline, target = parse_number(found["baseline"]), parse_number(found["target"])
    if baseline is None or target is None or baseline == target:
        return None
    way = _way(baseline, target)
    head = text[: found.start()]
    said = re.search(rf"\b(?:(?P<up>{_RISES})|(?P<down>{_FALLS}))\b", head, re.IGNORECASE)
    if said is not None and (said["up"] is not None) != (way is Direction.UP):
        is_neutral = re.match(r"forbedre|opnår", said[0], re.IGNORECASE) is not None
        if not is_neutral:
            return None
    return Measure(way, _unit(found["after"]) or _unit(found["unit"]), baseline, target)


def _limited(text: str) -> Measure | None:
    """One level to reach, to stay below, or to stay between."""
    between = _BETWEEN.search(text)
    if between is not None:
        low, high = parse_number(between["low"]), parse_number(between["high"])
        unit = _unit(between["after"]) or _unit(between["unit"])
        return Measure(Direction.WITHIN, unit, low=low, high=high)
    found = [*_LEAST.finditer(text), *_MOST.finditer(text)]
    if len(found) > 1:
        return None
    if found:
        is_least = _LEAST.match(text, found[0].start()) is not None
        return _one(found[0], Direction.UP if is_least else Direction.DOWN, text)
    for pattern, way in ((_RISES_TO, Direction.UP), (_FALLS_TO, Direction.DOWN)):
        if (reached := pattern.search(text)) is not None:
            return _one(reached, way, text)
    return _held(text) or _first(text)


def _held(text: str) -> Measure | None:
    """`Fastholdes på 90 %`: at least, at most or just that, by what is counted."""
    found = _HELD.search(text)
    if found is None:
        return None
    way = _better(text)
    if way is not None:
        held = _one(found, way, text)
        return None if held is None else Measure(way, held.measured_in, held.target, held.target)
    level = parse_number(found["target"])
    return Measure(Direction.WITHIN, _unit(found["after"]), level, low=level, high=level)


def _better(text: str) -> Direction | None:
    less, more = _LESS_IS_BETTER.search(text), _MORE_IS_BETTER.search(text)
    if (less is None) == (more is None):
        return None
    return Direction.DOWN if less else Direction.UP


def _first(text: str) -> Measure | None:
    """`80 % af familierne oplever …`, `30 pårørende deltager`: what the text begins with."""
    if _LESS_IS_BETTER.search(text):
        return None
    found = _SHARE_FIRST.match(text) or _OUT_OF.match(text)
    if found is not None:
        return _one(found, Direction.UP, text)
    counted = _COUNT_FIRST.match(text)
    if counted is None or counted["after"].strip().lower() in _TIMES:
        return None
    return _one(counted, Direction.UP, text)


def _one(found: re.Match[str], way: Direction, text: str) -> Measure | None:
    target = parse_number(found["target"])
    out_of = _OUT_OF.match(text, found.start("target"))
    unit = f"ud af {out_of['after']}" if out_of else _unit(found["after"])
    rest = text[: found.start()] + text[(out_of or found).end() :]
    # a second number that is no part of a rate could be the one that counts
    if re.search(rf"(?<!pr\. )\b(?:{_NUMBER})\b(?!\.?\s?(?:klasse|kl\b))", rest):
        return None
    return None if target is None else Measure(way, unit, target=target)


def _unit(words: str) -> str:
    unit = words.strip().rstrip(".").lower()
    if unit in {"pct", "procent", "%"}:
        return "%"
    if unit.endswith("kr"):
        return f"{unit}."
    return "" if not unit or _NO_UNIT.match(unit) else unit
