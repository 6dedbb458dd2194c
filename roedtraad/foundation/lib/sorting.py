"""Danish order of words on every database: a, b … z, æ, ø, å, and aa as å."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans("æäøöå", "{{||}")  # what follows z
_NUMBER = re.compile(r"\d+")


def danish_key(text: str) -> tuple[str, str]:
    """Sort by this: capitals and accents count last, and "Team 2" comes before "Team 10"."""
    letters = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_LETTERS)
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", letters)
        if not unicodedata.combining(letter)
    )
    return _NUMBER.sub(lambda number: number.group().zfill(12), plain), text
