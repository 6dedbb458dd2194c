"""Indicators whose names are like one that is about to be defined."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_fold
from roedtraad.steering.indicators.access import readable_indicators
from roedtraad.steering.indicators.models import Indicator

LIKE = 0.82  # of two names letter by letter
MOST = 5
SHORT = 3  # words of so few letters say nothing
_WORD = re.compile(r"\w+")


def similar_indicators(user: User, title: str, *, but: int | None = None) -> list[Indicator]:
    """What the user may read and could use instead: nearly the same letters, or the same words."""
    rows = readable_indicators(user).filter(as_agreed_of=None).exclude(pk=but or 0)
    near = [(_likeness(title, row.title), row.pk, row) for row in rows]
    found = sorted((each for each in near if each[0] >= LIKE), reverse=True)
    return [row for _like, _pk, row in found[:MOST]]


def _likeness(one: str, other: str) -> float:
    left, right = danish_fold(one), danish_fold(other)
    letters = SequenceMatcher(None, left, right).ratio()
    words, others = _telling(left), _telling(right)
    if len(words) < 2 or len(others) < 2:
        return letters
    shared = len(words & others) / min(len(words), len(others))
    return max(letters, shared if shared == 1 else 0.0)


def _telling(text: str) -> set[str]:
    return {word for word in _WORD.findall(text) if len(word) > SHORT}
