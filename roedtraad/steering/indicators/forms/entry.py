"""Many measurements typed in one table: each row is understood by itself, and keeps its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from roedtraad.foundation.ui.handwriting import number_from
from roedtraad.foundation.ui.widgets import danish_number
from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.queries.owed import OwedRow
from roedtraad.steering.indicators.services import Part, Reading

LONGEST_NOTE = 2000
NUMBERS = ("v", "n", "d")  # value, numerator, denominator
DONE = {"ja": True, "nej": False}


@dataclass
class TypedRow:
    """A row of the table with what stands in its fields, and what is wrong with that."""

    row: OwedRow
    typed: Mapping[str, str]  # field name without the row's key → as written
    error: str = ""
    is_asked: bool = False  # whether the value is right, though unusual
    is_saved: bool = False

    @property
    def is_touched(self) -> bool:
        """Whether it says something else than what is stored."""
        before, now = _stored(self.row), dict(self.typed)
        for name in ("ok", "r"):
            before.pop(name, None)
            now.pop(name, None)
        return {name: text for name, text in now.items() if text} != {
            name: text for name, text in before.items() if text
        }

    @property
    def figures(self) -> str:
        """What was typed of numbers, as the box names it that keeps an unusual value."""
        return "/".join(text for name in ("n", "d", "v") if (text := self.typed.get(name, "")))

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody says of these very figures that they are right, though unusual."""
        return self.typed.get("ok", "") == self.figures != ""

    @property
    def is_empty(self) -> bool:
        """Nothing in it but perhaps a note."""
        return not any(text for name, text in self.typed.items() if name not in {"t", "r", "ok"})

    @property
    def fields(self) -> list[TypedCell]:
        """The fields of the parts, with their words."""
        return [
            TypedCell(
                cell, words, {name: self.typed.get(f"p{name}-{cell}", "") for name in NUMBERS}
            )
            for cell, words in self.row.cells
        ]

    @property
    def reason(self) -> str:
        return self.typed.get("r", "").strip()

    def reading(self) -> tuple[Reading | None, str]:
        """What the fields say, or the sentence that tells what cannot be understood."""
        indicator = self.row.use.indicator
        numbers: dict[str, Decimal | None] = {}
        for name, text in self.typed.items():
            if name in NUMBERS or name.startswith(("pv-", "pn-", "pd-")):
                numbers[name] = number_from(text) if text else None
                if text and numbers[name] is None:
                    words = _("“%(text)s” is not a number. Write it like 1.234,5.")
                    return None, words % {"text": text[:40]}
        level = next(
            (each for each in self.row.levels if str(each.pk) == self.typed.get("l")), None
        )
        is_milestone = indicator.kind == IndicatorKind.MILESTONE
        return (
            Reading(
                value=numbers.get("v"),
                numerator=numbers.get("n"),
                denominator=numbers.get("d"),
                is_done=DONE.get(self.typed.get("m", "")) if is_milestone else None,
                level=level,
                note=self.typed.get("t", "").strip()[:LONGEST_NOTE],
                is_not_counted=bool(self.typed.get("x")),
                is_confirmed=self.is_confirmed,
                parts=self._parts(numbers),
            ),
            "",
        )

    def _parts(self, numbers: Mapping[str, Decimal | None]) -> dict[str, Part]:
        parts = {
            cell: Part(*(numbers.get(f"p{name}-{cell}") for name in NUMBERS))
            for cell, _words in self.row.cells
        }
        return {cell: part for cell, part in parts.items() if part != Part()}


@dataclass(frozen=True)
class TypedCell:
    """One part of a row."""

    cell: str
    words: str
    typed: Mapping[str, str] = field(default_factory=dict)


def stored_row(row: OwedRow) -> TypedRow:
    """A row as it is stored, or empty."""
    return TypedRow(row, _stored(row))


def typed_row(row: OwedRow, data: Mapping[str, str]) -> TypedRow:
    """A row as it was sent; a row that was not sent at all is as it is stored."""
    names = {*NUMBERS, "m", "l", "t", "x", "r", "ok"}
    names |= {f"p{name}-{cell}" for name in NUMBERS for cell, _words in row.cells}
    sent = {name: data[f"{name}-{row.key}"] for name in names if f"{name}-{row.key}" in data}
    if not sent:
        return stored_row(row)
    return TypedRow(row, {name: text.strip() for name, text in sent.items()})


def _stored(row: OwedRow) -> dict[str, str]:
    done = row.done
    if done is None:
        return {}
    found = {"t": done.note, "x": "1" if done.is_not_counted else ""}
    if done.is_done is not None:
        found["m"] = "ja" if done.is_done else "nej"
    elif done.level_id is not None:
        found["l"] = str(done.level_id)
    elif row.is_ratio and done.numerator is not None:
        found |= {"n": _text(done.numerator), "d": _text(done.denominator)}
    elif not row.lacks_numbers:
        found["v"] = _text(done.value)
    for cell, part in row.done_parts.items():
        if part.numerator is not None or part.denominator is not None:
            found |= {f"pn-{cell}": _text(part.numerator), f"pd-{cell}": _text(part.denominator)}
        else:
            found[f"pv-{cell}"] = _text(part.value)
    return found


def _text(value: Decimal | None) -> str:
    return "" if value is None else danish_number(value)
