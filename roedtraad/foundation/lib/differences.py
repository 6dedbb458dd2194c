"""What was changed between two texts, word by word, and between two snapshots, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?\n]+\s*|$)")
_WORD = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")
MOST_PAIRS = 4_000_000  # words before times words after; beyond it sentences are shown whole


class Kind(StrEnum):
    """Whether a piece of text stands in both, only in the new or only in the old."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Segment:
    """A piece of text. SAME and REMOVED make the old text, SAME and ADDED the new one."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class FieldChange:
    """One value that differs; `path` leads to it ("goals", 2, "title"); None where it is not."""

    path: tuple[str | int, ...]
    before: Any
    after: Any
    segments: tuple[Segment, ...] = ()  # where both are texts


def text_segments(before: str, after: str) -> list[Segment]:
    """Both texts in pieces, for one text with marks; what was taken out comes first.

    Sentences are matched before words, so that a changed sentence does not take words from the
    next; a lone space or comma between two changes belongs to them.
    """
    pieces: list[Segment] = []
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    for is_same, left, right in _blocks(old, new):
        if is_same:
            pieces.append(Segment(Kind.SAME, left))
        else:
            pieces += _words(left, right)
    return _joined([piece for piece in pieces if piece.text])


def snapshot_changes(before: Any, after: Any) -> list[FieldChange]:
    """Every value that differs between two nested mappings and lists, in their order."""
    return list(_changes((), before, after))


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Runs that are the same or not, as the old and the new text of each."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind == "equal", "".join(old[a:b]), "".join(new[c:d])


def _words(before: str, after: str) -> Iterator[Segment]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > MOST_PAIRS:
        yield from _pair(before, after)
        return
    for is_same, left, right in _blocks(old, new):
        if is_same:
            yield Segment(Kind.SAME, left)
        else:
            yield from _pair(left, right)


def _pair(before: str, after: str) -> list[Segment]:
    both = (Segment(Kind.REMOVED, before), Segment(Kind.ADDED, after))
    return [segment for segment in both if segment.text]


def _joined(pieces: Sequence[Segment]) -> list[Segment]:
    """Neighbours of a kind as one, and what only parts two changes taken into them."""
    found: list[Segment] = []
    removed = added = ""
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].kind if place + 1 < len(pieces) else Kind.SAME
        is_between = bool(removed and added) and following != Kind.SAME
        if piece.kind == Kind.SAME and not (is_between and not re.search(r"\w", piece.text)):
            _append(found, removed, added, piece.text)
            removed = added = ""
        else:
            removed += piece.text if piece.kind != Kind.ADDED else ""
            added += piece.text if piece.kind != Kind.REMOVED else ""
    return found + _pair(removed, added)


def _append(found: list[Segment], removed: str, added: str, same: str) -> None:
    """A change and what follows it; the space of a word that came or went stands after it."""
    change = removed or added
    follows_same = bool(found) and found[-1].kind == Kind.SAME
    if not change:
        same = found.pop().text + same if follows_same else same
    elif not (removed and added) and follows_same and change[0] == same[0] == " ":
        found[-1] = Segment(Kind.SAME, found[-1].text + " ")
        moved, same = change[1:] + " ", same[1:]
        found += _pair(moved if removed else "", moved if added else "")
    else:
        found += _pair(removed, added)
    if same:
        found.append(Segment(Kind.SAME, same))


def _changes(path: tuple[str | int, ...], before: Any, after: Any) -> Iterator[FieldChange]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _changes((*path, key), before.get(key), after.get(key))
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple):
        for place in range(max(len(before), len(after))):
            old = before[place] if place < len(before) else None
            new = after[place] if place < len(after) else None
            yield from _changes((*path, place), old, new)
    elif before != after or isinstance(before, bool) is not isinstance(after, bool):
        are_texts = isinstance(before, str) and isinstance(after, str)
        segments = tuple(text_segments(before, after)) if are_texts else ()
        yield FieldChange(path, before, after, segments)
