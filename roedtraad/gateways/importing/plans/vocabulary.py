"""The words Danish plans use for their parts, and the part each word means."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from .letters import spellings
from .phrases import PHRASES
from .questions import asked_role
from .roles import EVIDENCE, FIELDS, Role
from .stems import stem_role

__all__ = ["EVIDENCE", "FIELDS", "Match", "Role", "role_of"]


_EXACT = {phrase: role for role, text in PHRASES.items() for phrase in text.split("|")}
_FUZZY = [phrase for phrase in _EXACT if len(phrase) >= 6]
_BEFORE = frozenset(
    [
        "vores",
        "enhedens",
        "aftalens",
        "institutionens",
        "afdelingens",
        "centerets",
        "centrets",
        "skolens",
        "husets",
        "kommunens",
        "virksomhedens",
        "de",
        "den",
        "det",
        "egne",
        "eget",
        "fælles",
        "konkrete",
        "konkret",
        "særlige",
        "overordnede",
        "overordnet",
        "strategiske",
        "strategisk",
        "prioriterede",
        "forventede",
        "planlagte",
        "valgte",
        "årets",
        "lokale",
        "vigtigste",
        "centrale",
        "politiske",
        "tværgående",
        "udvalgte",
        "nye",
        "faglige",
        "kommende",
        "områdets",
        "egen",
        "et",
        "en",
        "aktuelle",
        "primære",
        "målets",
        "målbare",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "syv",
        "otte",
        "ni",
        "ti",
        "organisatoriske",
        "afsnit",
        "kapitel",
        "del",
        "øvrige",
        "langsigtede",
    ]
)
_AFTER = re.compile(
    r" (?:for|i|på|til|vedrørende|vedr|samt|ved|fra|frem|gældende|under|i perioden|inden for|"
    r"rettet|rettede|målrettet|mod|hos|"
    r"- |\d{4}).*$"
)
_ADJECTIVE = re.compile(
    r"\w{3,}(?:rettede|rettet|styrede|vendte|ovale|nale|tiske|gste|nskede|bare)|[\w/]{4,}s"
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-/]\s?(?:(?:19|20)?\d\d))?\b")
_NUMBERING = re.compile(
    r"^(?:[\divxIVX]{1,4}(?:\.\d{1,2}){0,3}|[a-zA-Z])[.)]\s+|^\d{1,2}(?:\.\d{1,2})*\.?\s+"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A role and how surely the words mean it.

    `is_whole`: no word was left out; `is_led`: only words before the naming word were.
    """

    role: Role
    score: float
    is_whole: bool = True
    is_led: bool = True


@lru_cache(maxsize=20_000)
def role_of(text: str) -> Match | None:
    """The role a short heading or label names; none for other text."""
    if len(text) > 90:
        return None
    found = [
        match
        for spelling in spellings(_NUMBERING.sub("", text.strip()))
        if (match := _role(spelling))
    ]
    return max(found, key=lambda match: match.score, default=None)


def _role(words: str) -> Match | None:
    if not words or words.count(" ") > 9:
        return None
    bare = re.sub(r"\s+", " ", _YEARS.sub(" ", words)).strip(" -&")
    bare = _OWN.sub("", bare) or bare
    asked = None if bare in _EXACT else asked_role(bare)
    if asked is not None:
        return Match(asked, 0.9)
    for position, candidate in enumerate(_candidates(bare)):
        is_led = bare.endswith(candidate)
        if candidate in _EXACT:
            return Match(_EXACT[candidate], 0.97 - 0.02 * position, position == 0, is_led)
        if (stem := stem_role(candidate)) is not None:
            return Match(stem, 0.95 - 0.02 * position, position == 0, is_led)
    return _paired(bare) or _fuzzy(bare)


_OWN = re.compile(
    r" (?:på tværs(?: af .*)?|(?:for|i) (?:den kommende )?(?:perioden|året|enheden|afdelingen|"
    r"centret|centeret|institutionen|skolen|aftaleperioden|planperioden|kontraktperioden|aftalen|"
    r"planen|kontrakten))$"
)
_AND = re.compile(r" ?/ ?| & | og (?=\w+$)| eller (?=\w+$)")


def _paired(words: str) -> Match | None:
    """`Handlinger og tiltag`, `Ansvar/deadline`: two fields of which the first is taken."""
    parts = _AND.split(words)
    if not 2 <= len(parts) <= 3:
        return None
    roles = [_EXACT.get(part) or stem_role(part) for part in parts]
    first = roles[0]
    if first is None or not set(roles) <= FIELDS | {Role.GOALS, Role.RESPONSIBLE}:
        return None
    return Match(first, 0.9)


def _candidates(words: str) -> list[str]:
    """The words, then without what may stand before and after the naming word."""
    found = [words]
    parts = words.split(" ")
    while len(parts) > 1 and (
        parts[0] in _BEFORE or parts[0].isdigit() or _ADJECTIVE.fullmatch(parts[0])
    ):
        parts = parts[1:]
        found.append(" ".join(parts))
    shorter = _AFTER.sub("", " " + found[-1]).strip()
    if shorter and shorter != found[-1] and found[-1].count(" ") <= 6:
        found.append(shorter)
    return found


def _fuzzy(words: str) -> Match | None:
    """Misspelt words: at least nine in ten letters right, and the same first or last letter."""
    if not 6 <= len(words) <= 45:
        return None
    best = process.extractOne(words, _FUZZY, scorer=fuzz.ratio, score_cutoff=84)
    if best is None:
        return None
    phrase, score, _ = best
    if len(phrase) < 8 and score < 88:
        return None
    if phrase[0] != words[0] and phrase[-1] != words[-1]:
        return None
    if _is_other_word(words, phrase):
        return None
    return Match(_EXACT[phrase], round(score / 100 * 0.92, 3))


_LOOKALIKES = frozenset(
    [
        "formål",
        "måling",
        "målinger",
        "handel",
        "samling",
        "leder",
        "ledere",
        "tilbage",
        "effektiv",
        "medarbejder",
        "medarbejderne",
        "vilkår",
        "status",
        "indsatsen",
        "indsatstrappen",
        "ansatte",
        "tegne",
        "inden",
        "lederen",
        "ledelse",
        "måltid",
        "måltider",
        "lederne",
        "personer",
        "personlig",
        "sagen",
        "reglement",
        "projektet",
        "emnet",
        "målgruppe",
    ]
)


def _is_other_word(words: str, phrase: str) -> bool:
    """A correct word that only looks like one of ours."""
    return words in _LOOKALIKES and words != phrase
