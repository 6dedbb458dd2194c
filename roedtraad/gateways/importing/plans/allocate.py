"""Deals out sentences, in their order, to labels in their order: for forms flattened to text."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from .vocabulary import Role

T = TypeVar("T")
B = TypeVar("B")

_SIGNS: dict[Role, re.Pattern[str]] = {
    Role.TEXT: re.compile(
        r"\bmål(?:et|ene|sætning\w*)?\b|\bformål\w*|\bønske\w*|\bsåledes at\b|\bskal\b", re.I
    ),
    Role.MEASURED: re.compile(
        r"\bmål(?:e|es|ing\w*|er)\b|\budtræk\w*|\bopgør\w*|\bantal\w*|\bandel\w*|\bspørgeskema\w*|"
        r"\bregistrer\w*|\bevaluer\w*|\bstatistik\w*|\bjournal\w*|\boprettet eller\b|\bundersøg\w*",
        re.I,
    ),
    Role.RESOURCES: re.compile(
        r"\bramme(?:n|r|rne)?\b|\bbudget\w*|\bkr\b|\bkroner\b|\btimer\b|\bressource\w*|\bindenfor\b|"
        r"\bfinansier\w*|\bøkonomi\w*|\bårsværk\b|\btemadage?\b|\bopkvalificer\w*|"
        r"^\W*(?:løbende at|afdække|bidrage|afsætte|frigøre|[a-zæøå]{4,}ere)\b",
        re.I,
    ),
    Role.STATUS: re.compile(
        r"\bstatus\b|\bopnået\b|\bgennemført\b|\bikke nået\b|\bafsluttet\b", re.I
    ),
    Role.FOLLOW_UP: re.compile(r"\bfølge\w* op\b|\bopfølg\w*|\bevaluer\w*|\bkvartal\w*", re.I),
    Role.METHOD: re.compile(r"\bmetode\w*|\bgennem\b|\bved at\b|\bværktøj\w*", re.I),
    Role.ACTIONS: re.compile(
        r"\boprett\w*|\betabler\w*|\bafhold\w*|\budarbejd\w*|\bimplementer\w*", re.I
    ),
    Role.INDICATORS: re.compile(r"\bandel\w*|\bantal\w*|\bmindst\b|\bpct\b|%", re.I),
    Role.SUCCESS: re.compile(r"\blykkedes\b|\bopnået\b|\bmindst\b|\bnår\b", re.I),
}  # fmt: skip

_SAYS_GOAL = re.compile(
    r"(?:Målet|Formålet|Hensigten|Det er (?:et|vores) mål|Det overordnede mål)\b"
)


def affinity(sentence: str, role: Role) -> float:
    """How much the words of a sentence belong under a label."""
    signs = _SIGNS.get(role)
    own = 1.5 if role is Role.TEXT and _SAYS_GOAL.match(sentence.strip()) else 0.0
    weight = 0.3 if role is Role.TEXT else 1.0
    return weight * min(2.0, float(len(signs.findall(sentence)))) + own if signs else own


def dealt(items: Sequence[T], bins: Sequence[B], score: Callable[[T, B], float]) -> list[int]:
    """For each item the position of its bin: never backwards, with the highest total score.

    Staying in a bin is worth a little, so an item without any sign follows the one before.
    """
    if not bins:
        return []
    best: list[list[float]] = []
    came_from: list[list[int]] = []
    for number, item in enumerate(items):
        row, origin = [], []
        for place, bin_ in enumerate(bins):
            before, source = _best_before(best[-1] if number else None, place)
            row.append(before + score(item, bin_))
            origin.append(source)
        best.append(row)
        came_from.append(origin)
    return _path(best, came_from)


def _best_before(row: list[float] | None, place: int) -> tuple[float, int]:
    if row is None:
        return -0.05 * place, 0
    options = [(row[other] + (0.3 if other == place else 0.0), other) for other in range(place + 1)]
    return max(options)


def _path(best: list[list[float]], came_from: list[list[int]]) -> list[int]:
    if not best:
        return []
    place = max(range(len(best[-1])), key=lambda position: best[-1][position])
    path = [place]
    for origin in reversed(came_from[1:]):
        place = origin[place]
        path.append(place)
    return path[::-1]
