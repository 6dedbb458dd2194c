"""The data file: UTF-8 with comma and a header line, every cell kept as the text it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .refusals import Refused
from .wording import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEMICOLONS = (
    "datafilen adskiller kolonnerne med semikolon. "
    "Gem den med komma som skilletegn og punktum som decimaltegn."
)
MISSING = frozenset({"", "NA"})
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
DANISH_NUMBER = re.compile(r"[+-]?\d+(\.\d{3})*,\d+", re.ASCII)


def as_number(cell: str) -> float | None:
    """The finite number that a text is, written with a decimal point; None when it is none."""
    if not NUMBER.fullmatch(cell):
        return None
    number = float(cell)
    return None if number in (float("inf"), float("-inf")) else number


def same_value(cell: str | None, wanted: object) -> bool:
    """Whether a cell is this value of the parameters: 1, 1.0 and "1" are the same."""
    if cell is None or wanted is None:
        return cell is wanted
    text = str(wanted)
    if cell == text:
        return True
    number = as_number(cell)
    return number is not None and number == as_number(text)


@dataclass(frozen=True)
class Table:
    """Rows of text; `lines` holds each row's line in the file, for messages to point at."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    lines: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def position(self, column: str) -> int:
        if column not in self.header:
            raise Refused(_no_such_column(column, self.header))
        return self.header.index(column)

    def cells(self, column: str) -> list[str | None]:
        """The column as texts; None where a value is missing."""
        position = self.position(column)
        return [row[position] for row in self.rows]

    def texts(self, column: str) -> list[str]:
        """The column as texts, where none may be missing."""
        cells = self.cells(column)
        for cell, line in zip(cells, self.lines, strict=True):
            if cell is None:
                raise Refused(f"Linje {line}: der står intet i kolonnen '{column}'.")
        return [cell or "" for cell in cells]

    def numbers(self, column: str) -> NDArray[np.float64]:
        """The column as numbers, NaN where a value is missing; a text is refused."""
        import numpy as np

        values = np.full(len(self.rows), np.nan)
        for index, cell in enumerate(self.cells(column)):
            if cell is None:
                continue
            number = as_number(cell)
            if number is None:
                raise Refused(_no_number(cell, column, self.lines[index]))
            values[index] = number
        return values

    def kept(self, chosen: Sequence[bool]) -> Table:
        """The same table with the chosen rows alone."""
        rows = tuple(row for row, is_kept in zip(self.rows, chosen, strict=True) if is_kept)
        lines = tuple(line for line, is_kept in zip(self.lines, chosen, strict=True) if is_kept)
        return Table(self.header, rows, lines)


def read_table(path: Path) -> Table:
    """Read the whole file, or refuse it with a sentence that says how to mend it."""
    try:
        content = path.read_bytes()
    except OSError:
        raise Refused(
            f"Datafilen '{path}' kan ikke læses: den findes ikke, eller du må ikke læse den."
        ) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("Datafilen er ikke i UTF-8. Gem den som CSV i UTF-8 og prøv igen.") from None
    return _parsed(text)


def _parsed(text: str) -> Table:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: tuple[str, ...] = ()
    rows: list[tuple[str | None, ...]] = []
    lines: list[int] = []
    try:
        for fields in reader:
            if not fields:
                continue
            if not header:
                header = _checked_header(fields)
                continue
            _require_as_many(fields, header, reader.line_num)
            rows.append(tuple(_cell(field) for field in fields))
            lines.append(reader.line_num)
    except csv.Error as error:
        raise Refused(
            f"Datafilen er ikke en gyldig CSV-fil: linje {reader.line_num} kan ikke læses "
            "(se efter et citationstegn, der ikke er lukket)."
        ) from error
    if not rows:
        raise Refused("Datafilen har ingen rækker under overskriften.")
    return Table(header, tuple(rows), tuple(lines))


def _cell(field: str) -> str | None:
    text = field.strip()
    return None if text in MISSING else text


def _checked_header(fields: Sequence[str]) -> tuple[str, ...]:
    header = tuple(field.strip() for field in fields)
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise Refused(f"Kolonnen '{twice[0]}' står mere end én gang i datafilens overskrift.")
    return header


def _require_as_many(fields: Sequence[str], header: Sequence[str], line: int) -> None:
    if len(fields) != len(header):
        if _has_semicolons(header):
            raise Refused(f"Linje {line} kan ikke læses: {SEMICOLONS}")
        raise Refused(
            f"Linje {line} i datafilen har {counted(len(fields), 'felt')}, men overskriften har "
            f"{counted(len(header), 'kolonne')}. Er der et komma for meget eller for lidt?"
        )


def _has_semicolons(header: Sequence[str]) -> bool:
    return len(header) == 1 and ";" in header[0]


def _no_such_column(column: str, header: Sequence[str]) -> str:
    if _has_semicolons(header):
        return f"Kolonnen '{column}' findes ikke: {SEMICOLONS}"
    return f"Kolonnen '{column}' findes ikke i datafilen. Den har: {', '.join(header)}."


def _no_number(cell: str, column: str, line: int) -> str:
    shown = cell if len(cell) <= 40 else f"{cell[:39]}…"
    hint = " Brug punktum som decimaltegn." if DANISH_NUMBER.fullmatch(cell) else ""
    return f"Linje {line}, kolonnen '{column}': '{shown}' er ikke et tal.{hint}"
