"""Search over everything. Every app scans its own, and only what the searcher may open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_fold, fold_with_places

SHORTEST = 2
LONG_ENOUGH_TO_MISSPELL = 5
AROUND = 90
AROUND_WORDS = ".,;:!?()[]/“”«»'\"–"
Words = tuple[str, ...]
_WORD = re.compile(r'["“”«»]([^"“”«»]+)["“”«»]|(\S+)')


class NearWords(tuple[str, ...]):
    """Words that may be misspelt by one letter."""

    __slots__ = ()


@dataclass(frozen=True)
class Hit:
    """Something found. `text` is where the words stand, if not in the title."""

    title: str
    url: str
    context: str = ""
    text: str = ""


@dataclass(frozen=True)
class Group:
    """All hits of one kind."""

    heading: str
    hits: list[Hit]


Provider = Callable[[User, Words], Iterable[Hit]]
_providers: list[tuple[str | Promise, Provider]] = []


def provide(heading: str | Promise, function: Provider) -> None:
    """Let `function` search one kind of thing; `heading` is its plural, translated lazily."""
    _providers.append((heading, function))


def words_in(text: str) -> Words:
    """The words to look for, and what stands in quotes as a whole; capitals make no difference."""
    found = (_fold(quoted or word.strip(AROUND_WORDS)) for quoted, word in _WORD.findall(text))
    return tuple(word for word in found if len(word) >= SHORTEST)


def matches(words: Words, *texts: str) -> bool:
    """Whether every word stands somewhere in `texts`, or, of `NearWords`, nearly does."""
    whole = _fold(" ".join(texts))
    if isinstance(words, NearWords):
        return all(_nearly(word).search(whole) for word in words)
    return all(word in whole for word in words)


def hits(user: User, text: str) -> list[Group]:
    return _groups(user, words_in(text))


def near_hits(user: User, text: str) -> tuple[list[Group], Words]:
    """What is found when each long word may have one letter wrong, and the words as such."""
    words = NearWords(words_in(text))
    return _groups(user, words), words


def _groups(user: User, words: Words) -> list[Group]:
    if not words:
        return []
    groups = [Group(str(heading), list(found(user, words))) for heading, found in _providers]
    return [group for group in groups if group.hits]


def marked(words: Words, text: str) -> SafeString:
    """The part of `text` where the first word stands, with every word marked."""
    text = re.sub(r"\s+", " ", text).strip()
    folded, places = fold_with_places(text)
    places.append(len(text))
    found = [
        (places[each.start()], places[each.end()])
        for each in _any_of(words).finditer(folded)
        if each.end() > each.start()
    ]
    start = max(0, found[0][0] - AROUND) if found else 0
    end = min(len(text), start + 3 * AROUND)
    pieces, at = ["… " if start else ""], start
    for first, last in found:
        if at <= first and last <= end:
            pieces += [escape(text[at:first]), f"<mark>{escape(text[first:last])}</mark>"]
            at = last
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # noqa: S308  every piece is escaped


def _fold(text: str) -> str:
    return danish_fold(" ".join(text.split()))


def _any_of(words: Words) -> re.Pattern[str]:
    """What marks the words; the longest first, so that it wins."""
    longest = sorted(words, key=len, reverse=True)
    if isinstance(words, NearWords):
        return re.compile("|".join(_nearly(word).pattern for word in longest))
    return re.compile("|".join(re.escape(word) for word in longest) or "$^")


@lru_cache(maxsize=200)
def _nearly(word: str) -> re.Pattern[str]:
    """The word, or it with one letter changed, added, left out, or two of them exchanged.

    The first letter is always right: people seldom miss it, and it keeps the search quick.
    """
    forms = [word]
    if len(word) >= LONG_ENOUGH_TO_MISSPELL:
        for place in range(1, len(word)):
            before, letter, after = word[:place], word[place], word[place + 1 :]
            forms += [f"{before}\n{after}", f"{before}\n{letter}{after}", before + after]
            forms.append(before + after[:1] + letter + after[1:])
    unique = dict.fromkeys(forms)
    return re.compile("|".join(re.escape(form).replace("\\\n", r"\w") for form in unique))
