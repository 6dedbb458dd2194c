"""Where a table stands in a sheet, and what its columns seem to mean: by headings and content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from roedtraad.foundation.lib.numbers import parse_amount
from roedtraad.foundation.lib.sheets import Cell, Sheet

from .cells import number_in, span_in, span_within
from .done import done_in
from .joined import joined

LOOKED_AT = 200  # rows that tell what a column holds
MOST_TITLES = 25  # rows that may stand above the headings
MOST_HEADERS = 3
MOSTLY = 0.5
LONGEST_TOTAL = 20
TOTALS = frozenset({"i alt", "ialt", "total", "sum", "hovedtotal", "samlet", "tilsammen", "all"})
WHOLES = TOTALS | {"alle", "hele", "begge køn", "alle aldre", "uanset", "both", "both sexes"}
_DIGITS = re.compile(r"\d+")


class Role(StrEnum):
    """What a column holds."""

    INDICATOR = "indicator"
    UNIT = "unit"
    PERIOD = "period"
    VALUE = "value"
    GROUP = "group"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    NOTE = "note"
    IGNORED = "ignored"


class Across(StrEnum):
    """What the headings of several columns of values say."""

    NOTHING = ""
    PERIOD = "period"
    INDICATOR = "indicator"
    UNIT = "unit"
    GROUP = "group"


WORDS: Mapping[Role, frozenset[str]] = {
    Role.UNIT: frozenset({"enhed", "afdeling", "institution", "tilbud", "enhedsnavn", "unit"}),
    Role.PERIOD: frozenset(
        {
            *("periode", "år", "kvartal", "måned", "dato", "ultimo", "primo", "tidspunkt", "tid"),
            *("halvår", "måledato", "year", "period", "date", "month", "quarter", "regnskabsår"),
        }
    ),
    Role.GROUP: frozenset({"køn", "sex", "gender", "aldersgruppe", "alderstrin", "age group"}),
    Role.NUMERATOR: frozenset({"tæller", "numerator"}),
    Role.DENOMINATOR: frozenset({"nævner", "denominator", "ud af"}),
    Role.NOTE: frozenset({"note", "bemærkning", "bemærkninger", "kommentar", "kilde", "source"}),
    Role.VALUE: frozenset({"værdi", "antal", "resultat", "tal", "måling", "value", "number"})
    | {"nået", "opnået", "udført", "gennemført", "nået den", "opnået den", "udført den"}
    | {"niveau", "trin", "vurdering", "level"},
    Role.INDICATOR: frozenset({"indikator", "indicator", "mål", "nøgletal", "måltal", "milepæl"}),
}


@dataclass(frozen=True)
class Place:
    """Where the table stands: its headings, and the rows (from 0) that hold figures."""

    headings: list[str]
    rows: range


@dataclass(frozen=True)
class Meaning:
    """What everything in a table means; what the file does not say stands here itself."""

    sheet: str = ""
    roles: tuple[Role, ...] = ()
    across: Across = Across.NOTHING
    headings: tuple[str, ...] = ()  # of columns of values, as they are to be understood
    title: str = ""  # the indicator, or what its name begins with
    period: str = ""
    measured_in: str = ""
    unit: int | None = None
    label_periods: bool = False  # the period stands in the name of the row
    skip_totals: bool = True
    creates: bool = False
    divides: bool = False  # makes groups that are not there
    divided_by: str = ""  # what they divide, where no heading says

    def to_json(self) -> dict[str, Any]:
        return {**self.__dict__, "roles": list(self.roles), "headings": list(self.headings)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Meaning:
        plain = dict(data)
        plain["roles"] = tuple(Role(each) for each in plain.get("roles", ()))
        plain["headings"] = tuple(plain.get("headings", ()))
        plain["across"] = Across(plain.get("across", ""))
        return cls(**plain)


def table_in(sheet: Sheet) -> Place | None:
    """The first row that is as wide as the table and followed by figures; None where none is."""
    looked_at = sheet.rows[: MOST_TITLES + LOOKED_AT]
    filled = [sum(cell is not None for cell in row) for row in looked_at]
    widths = sorted(count for count in filled if count > 1)
    if not widths:
        return None
    usual = widths[len(widths) // 2]
    for at, count in enumerate(filled[:MOST_TITLES]):
        if count >= max(2, usual * 0.6):
            last = _last_header(sheet.rows, at)
            return Place(_headings(sheet.rows[at : last + 1]), range(last + 1, len(sheet.rows)))
    return None


def signature(headings: Sequence[str]) -> str:
    """What files of one layout have in common: the headings, whatever year or number is in them."""
    plain = [_DIGITS.sub("#", " ".join(each.casefold().split())) for each in headings]
    return hashlib.sha256("\x1f".join(plain).encode()).hexdigest()


def is_total(row: Sequence[Cell], is_last: bool) -> bool:
    """Whether a row sums up the others."""
    label = next((cell for cell in row if isinstance(cell, str)), "")
    if len(label) > LONGEST_TOTAL and not is_last:
        return False
    return is_total_word(label) or (is_last and label.strip(" :").casefold().endswith(" i alt"))


def is_total_word(cell: Cell) -> bool:
    """Whether a cell says that it stands beside a total."""
    return isinstance(cell, str) and cell.strip(" :").casefold() in TOTALS


@dataclass(frozen=True)
class Names:
    """What is known by name, in small letters; `groups` by the title of what they divide."""

    units: Collection[str] = ()
    groups: Mapping[str, Collection[str]] = field(default_factory=dict)
    levels: Collection[str] = ()


def suggested(sheet: Sheet, place: Place, names: Names) -> Meaning:
    """What the columns seem to mean, by their headings, their cells and the names in them."""
    columns = _Columns(sheet, place, names)
    roles = columns.roles()
    values = [at for at, role in enumerate(roles) if role == Role.VALUE]
    across = _across(roles, [place.headings[at] for at in values], names)
    headings = tuple(place.headings[at] if at in values else "" for at in range(len(roles)))
    has_period = (
        Role.PERIOD in roles
        or across == Across.PERIOD
        or all(span_within(headings[at]) for at in values)
    )
    return Meaning(
        sheet=sheet.name,
        roles=tuple(roles),
        across=across,
        headings=headings,
        title="",
        measured_in=_measured_in(place.headings, roles, across),
        label_periods=not has_period and columns.labels_say_when(roles),
    )


@dataclass
class _Columns:
    sheet: Sheet
    place: Place
    names: Names
    cells: list[list[Cell]] = field(default_factory=list)

    def __post_init__(self) -> None:
        looked_at = [self.sheet.rows[at] for at in self.place.rows[:LOOKED_AT]]
        self.cells = [
            [row[at] for row in looked_at if at < len(row) and row[at] is not None]
            for at in range(len(self.place.headings))
        ]

    def roles(self) -> list[Role]:
        found: list[Role] = []
        for at, heading in enumerate(self.place.headings):
            role = self._role(at, heading)
            is_second = role in found and role in (Role.PERIOD, Role.UNIT)
            found.append(Role.INDICATOR if is_second else role)
        names = [at for at, role in enumerate(found) if role == Role.INDICATOR]
        groups = [at for at in names if _word(self.place.headings[at]) in WORDS[Role.GROUP]]
        if len(groups) < len(names):  # something else names the indicator
            found = [Role.GROUP if at in groups else role for at, role in enumerate(found)]
        return found

    def _role(self, at: int, heading: str) -> Role:
        cells = self.cells[at]
        word = _word(heading)
        if not cells:
            return Role.IGNORED
        numbers = self._share(at, lambda cell: not number_in(cell).is_wrong)
        named = (Role.NUMERATOR, Role.DENOMINATOR, Role.NOTE, Role.UNIT)
        if role := next((each for each in named if word in WORDS[each]), None):
            return role
        if self._is_group(at, heading.casefold()):
            return Role.GROUP
        if self._is_period(at, word, numbers):
            return Role.PERIOD
        if self._share(at, lambda cell: str(cell).casefold() in self.names.units) > MOSTLY:
            return Role.UNIT
        if self._is_numbered(at):
            return Role.INDICATOR
        if word in WORDS[Role.VALUE] or max(numbers, self._said(at)) >= MOSTLY:
            return Role.VALUE
        return Role.INDICATOR

    def _is_group(self, at: int, heading: str) -> bool:
        """Whether it holds groups of a division that is called as the heading."""
        groups = self.names.groups.get(heading)
        if groups is None:
            return False
        known = lambda cell: str(cell).casefold() in groups or str(cell).casefold() in WHOLES  # noqa: E731
        return self._share(at, known) > MOSTLY

    def _said(self, at: int) -> float:
        """How many say that a milestone is reached or not, or name a level."""
        levels = self.names.levels
        milestones = self._share(at, lambda cell: done_in(cell, is_milestone=False) is not None)
        return max(milestones, self._share(at, lambda cell: str(cell).casefold() in levels))

    def _is_period(self, at: int, word: str, numbers: float) -> bool:
        if word in WORDS[Role.VALUE]:
            return False
        spans = self._share(at, lambda cell: span_in(cell) is not None)
        if word in WORDS[Role.PERIOD]:
            return spans > 0
        return spans > 0.8 and numbers < MOSTLY

    def _is_numbered(self, at: int) -> bool:
        """Whether it holds names that begin with a number: "1.1 Sekretariater"."""
        amounts = [parse_amount(cell) for cell in self.cells[at] if isinstance(cell, str)]
        words = {each.unit for each in amounts if each is not None and len(each.unit) > 1}
        return len(words) > 1 and len(words) > len(self.cells[at]) / 2

    def _share(self, at: int, holds: Any) -> float:
        cells = self.cells[at]
        return sum(bool(holds(cell)) for cell in cells) / len(cells) if cells else 0.0

    def labels_say_when(self, roles: Sequence[Role]) -> bool:
        """Whether most rows name a period in their own words."""
        labels = [at for at, role in enumerate(roles) if role == Role.INDICATOR]
        return any(
            self._share(at, lambda cell: span_within(str(cell)) is not None) >= 0.3 for at in labels
        )


def _word(heading: str) -> str:
    """A heading without what differs from year to year."""
    return _DIGITS.sub("", heading.casefold()).strip(" :.*")


def _across(roles: Sequence[Role], words: Sequence[str], names: Names) -> Across:
    if not words:
        return Across.NOTHING
    if len(words) > 1:
        plain = [each.casefold() for each in words]
        groups = [each for each in plain if each not in WHOLES]
        if all(span_in(each) for each in words):
            return Across.PERIOD
        if all(each in names.units for each in plain):
            return Across.UNIT
        is_one = any(set(groups) <= set(known) for known in names.groups.values())
        is_one = is_one or all(joined(each, names.groups) for each in groups)
        return Across.GROUP if len(groups) > 1 and is_one else Across.INDICATOR
    return Across.NOTHING if Role.INDICATOR in roles else Across.INDICATOR


def _measured_in(headings: Sequence[str], roles: Sequence[Role], across: Across) -> str:
    """What all figures are counted in, where one heading says so for the table."""
    if across == Across.INDICATOR and Role.INDICATOR not in roles:
        return ""
    for heading in headings:
        plain = heading.strip().casefold()
        if plain in {"mio. kr.", "mio kr", "mio. kr", "1.000 kr.", "t.kr.", "kr.", "pct.", "%"}:
            return "%" if plain == "pct." else heading.strip()
    return ""


def _last_header(rows: Sequence[Sequence[Cell]], first: int) -> int:
    """Headings go on below while a row holds only words and figures follow."""
    last = first
    while last - first + 1 < MOST_HEADERS and last + 2 < len(rows):
        below, after = rows[last + 1], rows[last + 2]
        filled = [cell for cell in below if cell is not None]
        is_words = len(filled) > 1 and not any(_is_figure(cell) for cell in filled)
        if not (is_words and _repeats(rows[last]) and any(_is_figure(cell) for cell in after)):
            break
        last += 1
    return last


def _repeats(row: Sequence[Cell]) -> bool:
    """Whether a heading stands over several columns: it was merged."""
    filled = [cell for cell in row if cell is not None]
    return len(set(filled)) < len(filled)


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, Decimal) or (
        isinstance(cell, str) and number_in(cell).value is not None
    )


def _headings(rows: Sequence[Sequence[Cell]]) -> list[str]:
    width = max(len(row) for row in rows)
    found = []
    for at in range(width):
        parts = [row[at] for row in rows if at < len(row) and row[at] is not None]
        words = [f"{part:f}" if isinstance(part, Decimal) else str(part) for part in parts]
        found.append(" ".join(dict.fromkeys(words)))
    while found and not found[-1]:
        found.pop()
    return found
