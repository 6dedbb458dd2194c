"""Search over everything. Every app scans its own, and only what the searcher may open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_fold

SHORTEST = 2
AROUND = 90
Words = tuple[str, ...]


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
    """The words to look for: æ, ø, å and capitals alike in every database."""
    return tuple(word for word in danish_fold(text).split() if len(word) >= SHORTEST)


def matches(words: Words, *texts: str) -> bool:
    """Whether every word stands somewhere in `texts`."""
    whole = danish_fold(" ".join(texts))
    return all(word in whole for word in words)


def hits(user: User, text: str) -> list[Group]:
    words = words_in(text)
    if not words:
        return []
    groups = [Group(str(heading), list(found(user, words))) for heading, found in _providers]
    return [group for group in groups if group.hits]


def marked(words: Words, text: str) -> SafeString:
    """The part of `text` where the first word stands, with every word marked."""
    text = re.sub(r"\s+", " ", text).strip()
    places = [place for word in words if (place := danish_fold(text).find(word)) >= 0]
    start = max(0, min(places, default=0) - AROUND)
    end = min(len(text), start + 3 * AROUND)
    part = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pieces = re.split(f"({pattern})", part, flags=re.IGNORECASE) if pattern else [part]
    return mark_safe(  # noqa: S308  every piece is escaped
        "".join(
            f"<mark>{escape(piece)}</mark>" if place % 2 else str(escape(piece))
            for place, piece in enumerate(pieces)
        )
    )
