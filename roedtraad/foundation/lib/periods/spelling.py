"""Words of periods that were mistyped: "decmber", "ulitmo". One slip in a word, and one word only.

What is put right is never silent: the corrected text is kept beside the one that was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz.distance import OSA

from . import words

SHORTEST = 5  # letters: in shorter words one slip makes too many others
_WORD = re.compile(r"[^\W\d_]{5,}")
_NAMED: tuple[Mapping[str, object], ...] = (
    words.COUNTED,
    words.SEASONS,
    words.HOLIDAYS,
    words.ORDINALS,
    words.EDGES,
)
KNOWN: dict[str, object] = {
    **words.MONTHS,
    **{word: (place, meant) for place, each in enumerate(_NAMED) for word, meant in each.items()},
    **dict.fromkeys(words.SCHOOL_YEAR, "school_year"),
    **dict.fromkeys(words.TURN_OF_YEAR, "turn"),
    **{word: word for word in ("senest", "inden", "efter", "løbet", "perioden", "årene")},
}

_TARGETS = [word for word in KNOWN if len(word) >= SHORTEST or word in {"juni", "juli", "marts"}]


def put_right(text: str) -> str:
    """`text` with each mistyped word as it is spelt; unchanged where a word could be several."""
    return _WORD.sub(lambda match: _spelt(match[0]), text)


def _spelt(written: str) -> str:
    word = written.lower()
    if word in KNOWN:
        return written
    near = [each for each in _TARGETS if OSA.distance(word, each) == 1]
    meanings = {str(KNOWN[each]) for each in near}
    return near[0] if len(meanings) == 1 else written
