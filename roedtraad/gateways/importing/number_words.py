"""Numbers that an indicator says in words, written in figures: `ni ud af ti`, `hver tredje`.

Only where the words count: after `mindst` and `højst`, in `… ud af …`, from one to another, and
shares that have a whole number of per cent. `En` is a number only in `en ud af`.
"""

import re

_COUNTS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10,
    "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16,
    "sytten": 17, "atten": 18, "nitten": 19, "tyve": 20, "tredive": 30, "fyrre": 40,
    "halvtreds": 50, "tres": 60, "halvfjerds": 70, "firs": 80, "halvfems": 90, "hundrede": 100,
}  # fmt: skip
_ONE = {"en": 1, "én": 1, "et": 1, "ét": 1}
_EACH = {
    "anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7,
    "ottende": 8, "niende": 9, "tiende": 10, "tyvende": 20,
}  # fmt: skip
_SHARES = {
    "halvdelen": 50, "en fjerdedel": 25, "tre fjerdedele": 75, "en femtedel": 20,
    "to femtedele": 40, "tre femtedele": 60, "fire femtedele": 80, "en tiendedel": 10,
}  # fmt: skip
_COUNT = "|".join(_COUNTS)
_OUT_OF = re.compile(
    rf"\b(?P<some>{_COUNT}|{'|'.join(_ONE)}|\d+) (?P<of>ud af) (?P<all>{_COUNT}|\d+)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\b(?P<sign>mindst|minimum|højst|højest|maks|maksimalt|max|under|over|mere end|mindre end|"
    rf"færre end|flere end) (?P<count>{_COUNT})\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(rf"\bfra (?P<one>{_COUNT}|\d+) til (?P<other>{_COUNT}|\d+)\b", re.IGNORECASE)
_EACH_ONE = re.compile(rf"^(?P<lead>at )?hver[t]? (?P<each>{'|'.join(_EACH)})\b", re.IGNORECASE)
_SHARE = re.compile(
    rf"(?P<lead>^(?:at )?|\b(?:mindst|højst|over|under|mere end|mindre end) )"
    rf"(?P<share>{'|'.join(_SHARES)}) af\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?P<way>halvere[st]|fordoble[st]) fra (?P<count>\d+)(?![\d.,])(?!.*\btil \d)", re.IGNORECASE
)


def in_figures(text: str) -> str:
    """The text with the numbers that count written in figures."""
    text = _OUT_OF.sub(lambda m: f"{_figure(m['some'])} ud af {_figure(m['all'])}", text)
    text = _EACH_ONE.sub(lambda m: f"1 ud af {_EACH[m['each'].lower()]}", text)
    text = _SHARE.sub(lambda m: f"{m['lead']}{_SHARES[m['share'].lower()]} % af", text)
    text = _BEHIND.sub(lambda m: f"{m['sign']} {_figure(m['count'])}", text)
    text = _FROM_TO.sub(lambda m: f"fra {_figure(m['one'])} til {_figure(m['other'])}", text)
    return _TIMES.sub(_times, text)


def _figure(word: str) -> int:
    return int(word) if word.isdigit() else {**_COUNTS, **_ONE}[word.lower()]


def _times(found: re.Match[str]) -> str:
    """Half of an odd count is no count: the words then stay."""
    count = int(found["count"])
    if found["way"].lower().startswith("fordoble"):
        return f"stiger fra {count} til {2 * count}"
    return found[0] if count % 2 else f"falder fra {count} til {count // 2}"
