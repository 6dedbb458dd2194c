"""Danish order of words on every database: a, b … z, æ, ø, å, and aa as å."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans("æäøöå", "{{||}")  # what follows z
_NUMBER = re.compile(r"\d+")
_ACCENTED = re.compile("[^\x00-\x7fæøåäö]")


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
    return _ACCENTED.sub(_plain, unicodedata.normalize("NFC", text).casefold())


def _plain(letter: re.Match[str]) -> str:
    base = unicodedata.normalize("NFD", letter.group())[0]
    return "" if unicodedata.combining(base) else base
