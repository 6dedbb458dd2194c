"""Scores that come in a spreadsheet: what can be stored is, and of the rest is said what is wrong.

A row is one score of one scale. Rows of the same case, person, form, informant and day are one
answered questionnaire. A file that is read in twice is stored once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_OID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.casework.cases import cpr, identity
from roedtraad.casework.cases.access import everyday
from roedtraad.casework.cases.models import Case, Citizen, FamilyRole
from roedtraad.casework.profiles.models import (
    Informant,
    InstrumentVersion,
    Response,
    ResponseWay,
)
from roedtraad.casework.profiles.queries.instruments_catalogue import versions_in_use
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.numbers import parse_number
from roedtraad.foundation.lib.sheets import Cell, Unreadable, sheets_of
from roedtraad.foundation.ui.handwriting import date_from

from .instruments_responses import Told, record_response

MOST_ROWS = 20_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "on": ("dato", "besvaret", "date", "answered"),
    "who": ("cpr eller sag", "cpr", "cpr-nummer", "sag", "sagsnummer", "case", "case number"),
    "instrument": ("måleredskab", "skema", "instrument"),
    "version": ("udgave", "version"),
    "scale": ("skala", "scale"),
    "informant": ("besvaret af", "informant", "answered by"),
    "score": ("score", "point", "points"),
}
OPTIONAL = {"version"}
INFORMANTS: Mapping[str, Informant] = {
    **{each.value: each for each in Informant},
    **{"barn": Informant.CHILD, "ung": Informant.CHILD, "selv": Informant.CHILD},
    **{"forælder": Informant.PARENT, "mor": Informant.PARENT, "far": Informant.PARENT},
    **{"behandler": Informant.PRACTITIONER, "pædagog": Informant.PRACTITIONER},
    **{"lærer": Informant.TEACHER, "dagtilbud": Informant.TEACHER, "netværk": Informant.NETWORK},
}


class RowFault(ValueError):
    """What is wrong with a row, to be told to whoever sent it."""


@dataclass
class ReadIn:
    """What came of a file: questionnaires stored, rows in them, and (row, what is wrong)."""

    stored: int = 0
    known: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One score, as it could be placed."""

    number: int
    case: Case
    citizen: Citizen
    version: InstrumentVersion
    informant: Informant
    on: date
    scale: str
    score: Decimal

    @property
    def entry(self) -> tuple[object, ...]:
        return (self.case.pk, self.citizen.pk, self.version.pk, self.informant.value, self.on)


def read_in(content: bytes, name: str, *, acting_user: User) -> ReadIn:
    """Store the scores of a file in the cases that are `acting_user`'s to write in.

    `ValidationError`: the file cannot be read, or lacks a column.
    """
    access.require(acting_user, Permission.CASE_WORK)
    header, rows = _list_of(content, name)
    found, placed = ReadIn(), defaultdict[tuple[object, ...], list[Row]](list)
    reader = _Reader(acting_user)
    for number, cells in rows:
        try:
            row = reader.row(number, {key: cells[place] for key, place in header.items()})
        except RowFault as fault:
            found.faults.append((number, str(fault)))
        else:
            placed[row.entry].append(row)
    import_id = audit.record_import(
        "response.imported", Response, content, acting_user=acting_user, rows=len(rows)
    )
    for group in placed.values():
        _store(group, found, import_id, acting_user)
    found.faults.sort()
    return found


def _list_of(content: bytes, name: str) -> tuple[dict[str, int], list[tuple[int, list[Cell]]]]:
    """Where each column stands, and the rows below the header with their numbers."""
    try:
        sheets = sheets_of(content, name, most=MOST_ROWS)
    except Unreadable:
        raise ValidationError(
            {"file": _("The file cannot be read. Save it as .xlsx or CSV.")}
        ) from None
    for sheet in sheets:
        for place, cells in enumerate(sheet.rows):
            header = _header(cells)
            if set(COLUMNS) - OPTIONAL <= set(header):
                width = max(header.values()) + 1
                below = enumerate(sheet.rows[place + 1 :], place + 2)
                return header, [
                    (number, [*row, *[None] * (width - len(row))])
                    for number, row in below
                    if any(row)
                ]
    needed = ", ".join(names[0] for key, names in COLUMNS.items() if key not in OPTIONAL)
    raise ValidationError(
        {"file": _("No row has the headings that are needed: %(names)s.") % {"names": needed}}
    )


def _header(cells: Sequence[Cell]) -> dict[str, int]:
    texts = [str(cell or "").strip().lower() for cell in cells]
    return {
        key: texts.index(name)
        for key, names in COLUMNS.items()
        for name in names[::-1]
        if name in texts
    }


class _Reader:
    """Reads rows; what is looked up once for a file is kept."""

    def __init__(self, user: User) -> None:
        self.cases = Case.objects.filter(everyday(user))
        self.known: dict[str, tuple[Case, Citizen]] = {}
        self.versions = list(versions_in_use(date.min).prefetch_related("scales"))

    def row(self, number: int, cells: Mapping[str, Cell]) -> Row:
        on = _date(cells["on"])
        case, citizen = self._person(str(cells["who"] or "").strip())
        version = self._version(cells, on)
        informant = INFORMANTS.get(str(cells["informant"] or "").strip().lower())
        if informant is None:
            names = ", ".join(("barn", "forælder", "netværk", "behandler", "lærer"))
            raise RowFault(_("Who answered is one of: %(names)s.") % {"names": names})
        scale = _scale(version, str(cells["scale"] or ""))
        return Row(number, case, citizen, version, informant, on, scale, _score(cells["score"]))

    def _person(self, words: str) -> tuple[Case, Citizen]:
        if words not in self.known:
            self.known[words] = self._sought(words)
        return self.known[words]

    def _sought(self, words: str) -> tuple[Case, Citizen]:
        try:
            digits = cpr.digits_of(words)
        except cpr.NotACprNumber:
            return self._of_number(words)
        citizen = identity.with_number(digits)
        mine = self.cases.filter(people__citizen=citizen, people__ends_on=None, closed_on=None)
        found = list(mine.distinct()[:2]) if citizen else []
        if not found or citizen is None:
            raise RowFault(_("You have no open case with a person of this CPR number."))
        if len(found) > 1:
            raise RowFault(_("The person is in several of your cases. Write the case number."))
        return found[0], citizen

    def _of_number(self, words: str) -> tuple[Case, Citizen]:
        case = self.cases.filter(number=words).first()
        if case is None:
            raise RowFault(_("You have no case of this number."))
        rows = case.people.filter(role=FamilyRole.SUBJECT, ends_on=None).select_related("citizen")
        subjects = [row.citizen for row in rows]
        if len(subjects) != 1:
            raise RowFault(_("The case is about several. Write the CPR number."))
        return case, subjects[0]

    def _version(self, cells: Mapping[str, Cell], on: date) -> InstrumentVersion:
        wanted, label = (
            str(cells.get(key) or "").strip().lower() for key in ("instrument", "version")
        )
        used = [each for each in self.versions if not each.retired_on or on <= each.retired_on]
        rows = [each for each in used if wanted in _names(each)]
        if not rows:
            raise RowFault(_("No instrument of this name is in use on the day."))
        fitting = [each for each in rows if label in {each.label.lower(), each.label_en.lower()}]
        if len(rows) > 1 and len(fitting) != 1:
            labels = ", ".join(each.label for each in rows)
            raise RowFault(_("Write the version: %(labels)s.") % {"labels": labels})
        return fitting[0] if len(rows) > 1 else rows[0]


def _date(cell: Cell) -> date:
    on = cell if isinstance(cell, date) else date_from(str(cell or ""))
    if on is None:
        raise RowFault(_("The date cannot be read. Write it like 30-06-2026."))
    return on


def _score(cell: Cell) -> Decimal:
    score = cell if isinstance(cell, Decimal) else parse_number(str(cell or ""))
    if score is None:
        raise RowFault(_("The score is no number."))
    return score


def _names(version: InstrumentVersion) -> Iterator[str]:
    row = version.instrument
    yield from (row.code.lower(), row.title.lower(), row.title_en.lower())


def _scale(version: InstrumentVersion, text: str) -> str:
    wanted = text.strip().lower()
    for scale in version.scales.all():
        if wanted in {scale.key.lower(), scale.title.lower(), scale.title_en.lower()}:
            return scale.key
    names = ", ".join(scale.title for scale in version.scales.all())
    raise RowFault(_("The instrument has no such scale. It has: %(names)s.") % {"names": names})


def _store(rows: list[Row], found: ReadIn, import_id: str, user: User) -> None:
    """One questionnaire of a file; when it cannot be stored, each of its rows says why."""
    first, scores = rows[0], {row.scale: row.score for row in rows}
    entry_id = uuid5(NAMESPACE_OID, "/".join(str(part) for part in first.entry))
    told = Told(
        *(first.version, first.citizen, first.informant, first.on),
        scores=scores,
        entry_id=entry_id,
        way=ResponseWay.IMPORTED,
        import_id=import_id,
    )
    try:
        if len(scores) < len(rows):
            raise ValidationError(_("The same scale stands twice for this day."))
        before = Response.objects.filter(entry_id=entry_id).first()
        if before is not None:
            _require_same(before, scores)
            found.known += 1
            return
        with transaction.atomic():
            record_response(first.case, told, acting_user=user)
        found.stored += 1
    except ValidationError as refused:
        found.faults += [(row.number, " ".join(refused.messages)) for row in rows]


def _require_same(before: Response, scores: Mapping[str, Decimal]) -> None:
    """What was read in before and is told otherwise now is corrected where it stands."""
    kept = {each.scale.key: each.score for each in before.scores.select_related("scale")}
    if any(kept.get(key) != score for key, score in scores.items()):
        raise ValidationError(
            _("This was read in before with other scores. Correct it on the page of the case.")
        )
