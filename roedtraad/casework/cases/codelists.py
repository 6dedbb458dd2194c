"""Lists of codes that others have set: municipalities, KLE topics, target groups.

They are data: files in `codes`, or in the installation's own folder of that name. What was
registered before a list knew it stays as it was written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings

from roedtraad.foundation.lib.sorting import danish_fold, danish_key

SHIPPED = Path(__file__).parent / "codes"
DAYS = ("starts_on", "ends_on")


@dataclass(frozen=True)
class Code:
    """An entry: what is stored, what it is called, what it belongs under, and when it counts."""

    code: str
    name: str
    above: str
    starts_on: date | None
    ends_on: date | None

    def counts_on(self, on: date) -> bool:
        return (self.starts_on or on) <= on <= (self.ends_on or on)


@dataclass(frozen=True)
class CodeList:
    """A list. People see and write names; where `is_numbered`, the code stands before its name."""

    codes: tuple[Code, ...]
    is_numbered: bool = False

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {each.code: each for each in self.codes}

    @cached_property
    def _by_text(self) -> dict[str, str]:
        """The codes by everything that somebody may write of them; the newest name is right."""
        found: dict[str, str] = {}
        for each in self.codes:
            for text in (each.code, each.name, self._label(each)):
                found[danish_fold(text)] = each.code
        return found

    def offered(self, on: date) -> list[str]:
        """What can be chosen on a day, as it is shown."""
        labels = [self._label(each) for each in self.codes if each.counts_on(on)]
        return sorted(labels, key=danish_key)

    def code_of(self, text: str) -> str | None:
        """The code that `text` names, in either case and with aa or å; None where there is none."""
        return self._by_text.get(danish_fold(" ".join(text.split())))

    def shown(self, code: str) -> str:
        """The code as people read it; a text that is on no list is shown as it was written."""
        known = self._by_code.get(code)
        return self._label(known) if known else code

    def near(self, text: str) -> str:
        """What somebody may have meant, or nothing."""
        near = get_close_matches(danish_fold(text), self._by_text, n=1, cutoff=0.7)
        return self.shown(self._by_text[near[0]]) if near else ""

    def with_those_below(self, codes: Iterable[str]) -> set[str]:
        """The codes, and all that belong under one of them."""
        found = set(codes)
        while more := {each.code for each in self.codes if each.above in found} - found:
            found |= more
        return found

    def _label(self, each: Code) -> str:
        return f"{each.code} {each.name}" if self.is_numbered else each.name


def municipalities() -> CodeList:
    return _read("municipalities.csv")


def kle() -> CodeList:
    return _read("kle.csv", is_numbered=True)


def target_codes() -> CodeList:
    return _read("target_groups.csv")


def _read(name: str, *, is_numbered: bool = False) -> CodeList:
    own = Path(settings.VAR) / "codes" / name
    file = own if own.exists() else SHIPPED / name
    return _parsed(file, file.stat().st_mtime_ns, is_numbered)


@lru_cache(maxsize=8)
def _parsed(file: Path, changed: int, is_numbered: bool) -> CodeList:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    return CodeList(tuple(_code(row) for row in rows), is_numbered)


def _code(row: dict[str, str]) -> Code:
    first, last = (date.fromisoformat(row[day]) if row[day] else None for day in DAYS)
    return Code(row["code"].strip(), row["name"].strip(), row["above"].strip(), first, last)
