"""Words, numbers and signs of a text, with where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+|(?:[^\W\d_][\u0300-\u036f\u00ad]*)+|\n\s*\n|[^\w\s]|_")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
BARRIER = "\n"  # an empty line: nothing goes on across it
LONGEST_NUMBER = 4
FAR = 1_000_000
Phrases = dict[str, tuple[tuple[str, ...], ...]]  # by first word, the longest first


def by_first_word(phrases: Iterable[tuple[str, ...]]) -> Phrases:
    """Phrases so that those that begin with a word are found at once."""
    ordered = sorted(phrases, key=len, reverse=True)
    firsts = {phrase[0] for phrase in ordered}
    return {first: tuple(each for each in ordered if each[0] == first) for first in firsts}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign in lower case; `is_close` when no space stands before it."""

    text: str
    start: int
    end: int
    is_close: bool

    @property
    def number(self) -> int | None:
        """The number it is, if it is one that a date could hold."""
        if self.text.isdecimal() and len(self.text) <= LONGEST_NUMBER:
            return int(self.text)
        return None


END = Token("", 0, 0, is_close=False)


class Tokens:
    """The tokens of a text; beyond its end there are empty ones.

    `is_alone`: the text is held to be one period, so that "30.6.26" is a day and no section.
    """

    def __init__(self, text: str, *, is_alone: bool = False) -> None:
        self.is_alone = is_alone
        self._tokens = list(_tokens(text))
        self._next_digits = [0] * len(self._tokens)
        coming = len(self._tokens) + FAR
        for index in range(len(self._tokens) - 1, -1, -1):
            if self._tokens[index].text.isdecimal():
                coming = index
            self._next_digits[index] = coming

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> Token:
        return self._tokens[index] if 0 <= index < len(self._tokens) else END

    def has(self, index: int, words: tuple[str, ...]) -> bool:
        """Whether `words` stand from `index`."""
        return all(self[index + n].text == word for n, word in enumerate(words))

    def longest(self, index: int, phrases: Phrases) -> tuple[str, ...]:
        """The longest of `phrases` that stands at `index`; empty when none does."""
        for phrase in phrases.get(self[index].text, ()):
            if self.has(index, phrase):
                return phrase
        return ()

    def has_digits_within(self, index: int, count: int) -> bool:
        """Whether any of the `count` tokens from `index` is a number: without one is no period."""
        return self._next_digits[index] < index + count

    def is_last(self, index: int) -> bool:
        """Whether `index` is the last token of a text that is held to be one period."""
        return self.is_alone and index == len(self) - 1

    def closed(self, index: int, count: int) -> bool:
        """Whether `count` tokens after `index` follow it without a space."""
        return all(self[index + n].is_close for n in range(1, count + 1))

    def inside_a_number(self, index: int) -> bool:
        """Whether a number goes on at `index`: in 29.668.2020 no year begins."""
        sign, before = self[index - 1], self[index - 2]
        if not self[index].is_close:
            return False
        if sign.text[:1].isalnum():
            return True
        return sign.text in {".", ",", "/", "-"} and sign.is_close and before.text.isdecimal()


def _tokens(text: str) -> Iterable[Token]:
    last = -1
    for match in _TOKEN.finditer(text):
        yield Token(_plain(match.group()), match.start(), match.end(), match.start() == last)
        last = match.end()


def _plain(text: str) -> str:
    if text in _DASHES:
        return "-"
    if text.isspace():
        return BARRIER
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text.replace("\u00ad", "")).lower()
