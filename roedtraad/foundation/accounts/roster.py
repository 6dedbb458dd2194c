"""Units and users in a spreadsheet: bytes in, lines and problems out. No database, no clock.

Headings, kinds and roles are understood in Danish and in English.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from roedtraad.foundation.organisation.models import UnitKind
from roedtraad.foundation.ui.handwriting import date_from

from . import roster_headings as headings
from .models import Role
from .roster_headings import HEADINGS, NEEDED, UNITS

MOST_ROWS, MOST_COLUMNS = 20_000, 200
HEADER_WITHIN = 20  # many lists begin with a title, a date and an empty row
LONGEST = {
    **{"name": 160, "unit_type": 120, "address": 200, "phone": 40, "leader_name": 120},
    **{"username": 150, "first_name": 150, "last_name": 150, "title": 120, "email": 254},
}


@dataclass(frozen=True)
class Line:
    """A row of the spreadsheet: where it stands, and its values by their field."""

    place: str
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.place if name == "place" else self.values.get(name, "")


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row, and what to do."""

    place: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """Rows of a file, to be given back."""

    title: str
    header: list[str]
    rows: list[list[str]]


@dataclass
class Roster:
    """What a spreadsheet says."""

    units: list[Line] = field(default_factory=list)
    users: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(content: bytes, name: str) -> Roster:
    """Read an .xlsx or .csv file. What cannot be understood becomes a problem, never a guess."""
    roster = Roster()
    try:
        sheets = _excel(content) if name.lower().endswith(".xlsx") else _csv(content)
        for title, rows in sheets:
            _sheet(roster, title, rows)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError, csv.Error):
        roster.problems.append(
            Problem(name, _("The file cannot be read. Save it anew as .xlsx or .csv."))
        )
    if not (roster.units or roster.users or roster.problems):
        roster.problems.append(
            Problem(name, _("No headings were recognised. Begin with the template's headings."))
        )
    return roster


def _excel(content: bytes) -> Iterator[tuple[str, Iterable[Sequence[Any]]]]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = islice(sheet.iter_rows(values_only=True), MOST_ROWS + 1)
            yield sheet.title, [row[:MOST_COLUMNS] for row in rows]
    finally:
        book.close()


def _csv(content: bytes) -> Iterator[tuple[str, Iterable[Sequence[Any]]]]:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    yield "", list(csv.reader(StringIO(text, newline=""), delimiter=separator))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _sheet(roster: Roster, title: str, rows: Iterable[Sequence[Any]]) -> None:
    lines = list(rows)
    at, kind, columns = _header(lines)
    if set(NEEDED[kind]) - set(columns):
        if set(columns) - {"email", "kind", "name", "full_name"}:
            _report_missing(roster, kind, title, columns)
        return
    for number, row in enumerate(lines[at + 1 :], start=at + 2):
        if number > MOST_ROWS:
            roster.problems.append(
                Problem(
                    _place(title, number),
                    _("There are more than %(most)s rows. Divide the file.") % {"most": MOST_ROWS},
                )
            )
            return
        values = {name: _text(row[at]) if at < len(row) else "" for name, at in columns.items()}
        if any(values.values()):
            _line(
                roster,
                kind,
                Line(_place(title, number), _checked(roster, title, number, _named(values))),
            )


def _header(lines: Sequence[Sequence[Any]]) -> tuple[int, str, dict[str, int]]:
    """The row that most looks like headings, what the list is of, and its columns."""
    best: tuple[int, str, dict[str, int]] = (0, UNITS, {})
    for at, row in enumerate(lines[:HEADER_WITHIN]):
        texts = [headings.key(cell) for cell in row]
        kind = headings.kind_of(texts)
        columns = headings.columns(kind, texts)
        if len(columns) > len(best[2]):
            best = (at, kind, columns)
    return best


def _named(values: dict[str, str]) -> dict[str, str]:
    """Where one column holds the whole name, its last word is the last name."""
    whole = values.pop("full_name", "")
    if whole and not (values.get("first_name") or values.get("last_name")):
        if "," in whole:
            last, _comma, first = whole.partition(",")
        else:
            first, _space, last = whole.rpartition(" ")
        values["first_name"], values["last_name"] = (first.strip() or last, last if first else "")
    return values


def wrong_rows(content: bytes, name: str, problems: Iterable[Problem]) -> list[Sheet]:
    """The rows that have a problem as they stand in the file, each with what is wrong with it."""
    wrong: dict[str, list[str]] = {}
    for problem in problems:
        wrong.setdefault(problem.place, []).append(problem.text)
    sheets = []
    for title, rows in _excel(content) if name.lower().endswith(".xlsx") else _csv(content):
        lines = list(rows)
        at, _kind, _columns = _header(lines)
        width = max((len(row) for row in lines), default=0)
        found = [
            [*_padded(row, width), " ".join(wrong[_place(title, number)])]
            for number, row in enumerate(lines, start=1)
            if _place(title, number) in wrong
        ]
        if found:
            header = [*_padded(lines[at], width), _("What is wrong")]
            sheets.append(Sheet(title or name, header, found))
    return sheets


def _padded(row: Sequence[Any], width: int) -> list[str]:
    return [_text(cell) for cell in row] + [""] * (width - len(row))


def _report_missing(roster: Roster, kind: str, title: str, columns: Mapping[str, int]) -> None:
    missing = [str(HEADINGS[kind][name]) for name in NEEDED[kind] if name not in columns]
    roster.problems.append(
        Problem(
            _place(title, 1),
            _("These headings are missing: %(names)s. Use the template's.")
            % {"names": ", ".join(missing)},
        )
    )


def _line(roster: Roster, kind: str, line: Line) -> None:
    missing = [name for name in NEEDED[kind] if not line[name]]
    for name in missing:
        roster.problems.append(
            Problem(line.place, _("%(name)s is missing.") % {"name": HEADINGS[kind][name]})
        )
    if missing:
        return
    (roster.units if kind == UNITS else roster.users).append(line)


def _place(title: str, number: int) -> str:
    row = _("row %(number)s") % {"number": number}
    return f"{title}, {row}" if title else row


def _checked(roster: Roster, title: str, number: int, values: dict[str, str]) -> dict[str, Any]:
    """Texts as what they mean; what does not fit is reported and left out."""
    meant: dict[str, Any] = dict(values)
    for name, text in values.items():
        try:
            meant[name] = _meaning(name, text)
        except ValidationError as fault:
            meant[name] = None if name == "starts_on" else text
            roster.problems.append(Problem(_place(title, number), fault.messages[0]))
    return meant


def _meaning(name: str, text: str) -> Any:
    if len(text) > LONGEST.get(name, 5000):
        raise ValidationError(
            _("“%(text)s …” is too long. Write at most %(most)s characters.")
            % {"text": text[:30], "most": LONGEST.get(name, 5000)}
        )
    if name == "starts_on":
        return _day(text)
    if not text:
        return ""
    if name == "kind":
        refusal = _("“%(text)s” is no kind of unit. Write one of: %(all)s.")
        return _choice(text, UnitKind, headings.OTHER_KINDS, refusal)
    if name == "role":
        refusal = _("“%(text)s” is no role. Write one of: %(all)s.")
        return _choice(text, Role, headings.OTHER_ROLES, refusal)
    if name == "email":
        return _address(text)
    return text


def _day(text: str) -> date | None:
    if not text:
        return None
    found = date_from(text)
    if found is None:
        raise ValidationError(
            _("“%(text)s” is no date. Write it like 01-01-2026.") % {"text": text}
        )
    return found


def _address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as fault:
        raise ValidationError(
            _("“%(text)s” is no e-mail address. Write it like navn@kommune.dk.") % {"text": text}
        ) from fault
    return text.lower()


def _choice(text: str, choices: Any, other: dict[Any, tuple[str, ...]], refusal: str) -> str:
    if value := headings.choice(text, choices, other):
        return value
    labels = ", ".join(str(label) for label in choices.labels)
    raise ValidationError(refusal % {"text": text, "all": labels})


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) if value is not None else ""
