"""Where a title ends and a sentence begins, when no line break or full stop says it."""

import re

_VERBS = frozenset(
    [
        "er",
        "var",
        "har",
        "havde",
        "vil",
        "skal",
        "kan",
        "må",
        "bør",
        "bliver",
        "blev",
        "får",
        "fik",
        "giver",
        "gav",
        "går",
        "sker",
        "tager",
        "tog",
        "arbejder",
        "sætter",
        "ønsker",
        "sikrer",
        "sker",
        "indgås",
        "foretages",
        "udarbejdes",
        "beskrives",
        "beskriver",
        "oplever",
        "handler",
        "betyder",
        "samarbejder",
        "understøtter",
        "styrker",
        "udvikler",
        "findes",
        "tages",
        "gøres",
        "anvendes",
        "bruges",
        "måles",
        "opgøres",
        "følges",
        "følger",
        "gennemføres",
        "etableres",
        "oprettes",
        "bidrager",
        "deltager",
        "medvirker",
        "sidder",
        "står",
        "ligger",
        "kommer",
        "mangler",
        "peger",
        "viser",
        "falder",
        "stiger",
        "øges",
        "fortsætter",
        "afholdes",
        "afsluttes",
        "gennemgås",
        "kræver",
        "omfatter",
        "indeholder",
        "består",
        "markerer",
        "samler",
        "angiver",
        "har",
        "drives",
        "lever",
    ]
)
_OPENERS = frozenset(
    [
        "Der",
        "Det",
        "De",
        "Den",
        "Vi",
        "Målet",
        "Formålet",
        "I",
        "Med",
        "På",
        "Som",
        "For",
        "Ved",
        "Hver",
        "Alle",
        "Når",
        "Hvis",
        "Her",
        "Da",
        "Efter",
        "Inden",
        "Gennem",
        "Fra",
        "Hos",
        "Denne",
        "Dette",
        "Disse",
        "Enheden",
        "Nedenstående",
        "Herunder",
        "Man",
        "Børn",
        "Borgerne",
    ]
)
_CAPITAL = re.compile(r"(?<=\s)[A-ZÆØÅ][\wæøåÆØÅ/&-]*")
_SENTENCE_END = re.compile(r"[.?!:](?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:f\.?eks|bl\.?a|mv|m\.v|ca|nr|pct|evt|inkl|jf|mio|kl|pr|hhv|ift|ifm|m\.m|osv|dvs|st|afd|tlf|kr|stk|min|max|vedr|t)|\d)$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 200


def title_end(text: str, start: int) -> int:
    """Where the title that begins at `start` ends: at a full stop, or before a new clause."""
    window = text[start : start + _LONGEST_TITLE + 120]
    stop = _first_stop(window)
    first_word = window.split(" ", 1)[0].rstrip(",.:;")
    for found in _CAPITAL.finditer(window):
        if found.start() >= min(stop, _LONGEST_TITLE):
            break
        if found.start() > 2 and _begins_clause(window, found, first_word):
            return start + found.start() - 1
    return start + min(stop, len(window))


def _first_stop(window: str) -> int:
    for found in _SENTENCE_END.finditer(window):
        if found[0] != "." or not _ABBREVIATED.search(window[: found.start()]):
            return found.end()
    return len(window)


def _begins_clause(window: str, found: re.Match[str], first_word: str) -> bool:
    """A capital starts a clause when a verb follows soon, or the title's first word comes again."""
    following = [word.strip(",;()") for word in window[found.start() :].split(" ")[:5]]
    has_verb = any(word in _VERBS for word in following[1:4])
    if following[0] == first_word and len(first_word) > 3:
        return True
    if following[0] in _OPENERS:
        return has_verb or following[0] not in {"I", "Børn", "Med"}
    return has_verb and any(word in _VERBS for word in following[1:3])


_FIGURE_WORDS = frozenset(
    [
        "Andel",
        "Andelen",
        "Antal",
        "Antallet",
        "Mindst",
        "Højst",
        "Flere",
        "Færre",
        "Alle",
        "Gennemsnit",
    ]
)


def begins_value(text: str, position: int) -> bool:
    """Whether a label's value begins here: a clause, a bullet, a number, a word of counting."""
    following = text[position : position + 120].strip().split(" ")[:6]
    if not following or not following[0]:
        return False
    first = following[0].strip(",.;")
    if first[:1] in "-–•" or first[:1].isdigit() or first in _FIGURE_WORDS | _OPENERS:
        return True
    return any(word.strip(",.;") in _VERBS for word in following[1:5])


def says_something(text: str) -> bool:
    """Whether there is a verb or a figure in it, and not only names."""
    words = [word.strip(",.;:()") for word in text.split(" ")]
    return any(word in _VERBS or word[:1].isdigit() for word in words)


def sentences(text: str) -> list[tuple[int, int]]:
    """The stretches of the sentences of a text."""
    spans = []
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if found[0] == ":" or _ABBREVIATED.search(
            text[max(start, found.start() - 9) : found.start()]
        ):
            continue
        following = text[found.end() : found.end() + 2].strip()
        if following and not (following[0].isupper() or following[0] in "-–•("):
            continue
        spans.append((start, found.end()))
        start = found.end() + 1
    if text[start:].strip():
        spans.append((start, len(text)))
    return [(left, right) for left, right in spans if text[left:right].strip()]
