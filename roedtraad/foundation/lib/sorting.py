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


def danish_fold(text: str) -> str:
    """Search in this: ÆRLIG finds ærlig, Café finds cafe; å, ä and ö stay letters of their own."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return folded if folded.isascii() else "".join(map(_without_accent, folded))


def _without_accent(letter: str) -> str:
    if letter in "æøåäö":
        return letter
    return "" if unicodedata.combining(letter) else unicodedata.normalize("NFD", letter)[0]
