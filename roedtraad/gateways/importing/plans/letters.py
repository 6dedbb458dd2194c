"""Letters made comparable: one form per letter, whatever alphabet or keyboard they came from."""

import re
import unicodedata
from functools import lru_cache

_BY_SOUND = str.maketrans(
    "абвгдезийклмнопрстуфхАБВГДЕЗИЙКЛМНОПРСТУФХіІјЈѕЅαβγδεικλμνοπρστυ",
    "abvgdezijklmnoprstufhABVGDEZIJKLMNOPRSTUFHiIjJsSabgdeiklmnoprstu",
)
_BY_LOOK = str.maketrans(
    "авекмнорстухіјѕАВЕКМНОРСТУХІЈЅЗοαΑΒΕΗΙΚΜΝΟΡΤΥΧиИ",
    "abekmhopctyxijsABEKMHOPCTYXIJS3oaABEHIKMNOPTYXuN",
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SOFT = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_NOT_WORD = re.compile(r"[^\w½¼¾%&/-]+")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case, one kind of dash and space, no punctuation: for comparing, never for showing."""
    plain = unicodedata.normalize("NFKC", text).translate(_SOFT).translate(_DASHES)
    return _NOT_WORD.sub(" ", plain.translate(_BY_SOUND).lower()).strip(" -/")


def spellings(text: str) -> tuple[str, ...]:
    """The folded text; twice where letters of another alphabet can be meant by sound or by look."""
    if not _FOREIGN.search(text):
        return (folded(text),)
    return folded(text), folded(text.translate(_BY_LOOK))


def tidy(text: str) -> str:
    """The text as one wants to read it: no soft hyphens, marks of emphasis or doubled spaces."""
    plain = unicodedata.normalize("NFC", text).translate(_SOFT).replace("\xa0", " ")
    plain = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", plain))
    return _LOOSE.sub("", re.sub(r"\s+", " ", plain).strip())


_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)(.{1,600}?)(?<=\S)\1(?![\w*_])")
_LOOSE = re.compile(r"^\*{1,3}(?=\w)|(?<=[\w.,:!?])\*{1,3}$")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\([^)\n]{0,400}\)")
