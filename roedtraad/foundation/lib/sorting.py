"""Danish order of words on every database: a, b … z, æ, ø, å, and aa as å."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans("æäøöå", "{{||}")  # what follows z
_NUMBER = re.compile(r"\d+")
_ACCENTED = re.compile("[^\x00-\x7fæøåäö]")
_LETTER = re.compile("(?s).[\u0300-\u036f]*")  # with the accents that follow it
_HYPHENS = str.maketrans("", "", "-\u00ad\u2010\u2011")


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
    """Search in this: ÆRLIG finds ærlig, Café cafe, Aabenraa Åbenrå, and e-mail email.

    å, ä and ö stay letters of their own. Hyphens are left out: people write them as they like.
    """
    letters = unicodedata.normalize("NFC", text).casefold().translate(_HYPHENS)
    return _ACCENTED.sub(_plain, letters).replace("aa", "å")


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """`text` as `danish_fold` gives it, and where in `text` each of its letters stands."""
    folded: list[str] = []
    places: list[int] = []
    for found in _LETTER.finditer(text):
        for letter in danish_fold(found.group()):
            if letter == "a" and folded[-1:] == ["a"]:
                folded[-1] = "å"
            else:
                folded.append(letter)
                places.append(found.start())
    return "".join(folded), places


def _plain(letter: re.Match[str]) -> str:
    base = unicodedata.normalize("NFD", letter.group())[0]
    return "" if unicodedata.combining(base) else base
