"""Answers, questions, numbers and bands as they are written: a line each, English after a bar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from roedtraad.foundation.lib.numbers import parse_number

MOST_QUESTIONS, MOST_NUMBER = 200, 999
NO_TEXT = "–"
_ANSWER = re.compile(r"(-?\d{1,3})(?:\s*=\s*(-?\d{1,3}))?(?:[\s.:]+(.*))?")
_SPAN = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")
_BAND = re.compile(r"(-?[\d.,]+)\s+(\S.*)")


class NotUnderstood(ValueError):
    """A line that cannot be read; the text is the line."""


def answers_from(text: str) -> list[tuple[int, int, str, str]]:
    """ "2 Ofte | Often" as value, points, Danish, English; "2 = 1 Ofte" counts one point."""
    found = []
    for line in _lines(text):
        match = _ANSWER.fullmatch(line)
        if match is None:
            raise NotUnderstood(line)
        value = int(match[1])
        danish, english = _both(match[3] or "")
        found.append((value, int(match[2]) if match[2] else value, danish, english))
    return sorted(found)


def answers_to(options: Iterable[tuple[int, int, str, str]]) -> str:
    return "\n".join(
        f"{value}{'' if points == value else f' = {points}'} {_joined(danish, english)}".strip()
        for value, points, danish, english in options
    )


def questions_from(text: str) -> list[tuple[str, str]]:
    """A question on each line; a dash alone is one without a text."""
    return [("", "") if line in {"-", NO_TEXT} else _both(line) for line in _lines(text)]


def questions_to(questions: Iterable[tuple[str, str]]) -> str:
    return "\n".join(_joined(danish, english) or NO_TEXT for danish, english in questions)


def numbers_from(text: str) -> list[int]:
    """ "1-5, 7" as the numbers it names."""
    found: list[int] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;]", text))):
        match = _SPAN.fullmatch(part)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise NotUnderstood(part)
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    return sorted(set(found))


def numbers_to(numbers: Sequence[int]) -> str:
    """The numbers with runs of them as spans."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(
        f"{span[0]}-{span[-1]}" if len(span) > 2 else ", ".join(map(str, span)) for span in spans
    )


def bands_from(text: str) -> list[tuple[Decimal, str, str]]:
    """ "14 Høj | High" as where a band begins and what it is called."""
    found = []
    for line in _lines(text):
        match = _BAND.fullmatch(line)
        number = parse_number(match[1]) if match else None
        if match is None or number is None:
            raise NotUnderstood(line)
        found.append((number, *_both(match[2])))
    if len({at for at, _danish, _english in found}) != len(found):
        raise NotUnderstood(text.splitlines()[-1])
    return sorted(found)


def bands_to(bands: Iterable[tuple[Decimal, str, str]]) -> str:
    return "\n".join(
        f"{at.normalize():f}".replace(".", ",") + f" {_joined(danish, english)}"
        for at, danish, english in bands
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _both(text: str) -> tuple[str, str]:
    danish, _bar, english = text.partition("|")
    return danish.strip(), english.strip()


def _joined(danish: str, english: str) -> str:
    return f"{danish} | {english}" if english else danish
