"""The figures of profiles as pages print them, held against what the population says it did."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from django.test import Client
from django.urls import reverse

from roedtraad.casework.profiles.queries.rows_of_quarter import Row
from roedtraad.foundation.organisation.models import Unit
from roedtraad.insight.analytics.numbers.tables import Table

FEWEST = 5
ROUNDED = 0.0551  # to four decimals of the share, and then to one of the per cent
TABLE = re.compile(r"<table.*?<caption[^>]*>(.*?)</caption>(.*?)</table>", re.DOTALL)
LINE = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
LIMITS = re.compile(r"^(-?[\d.,]+)(?: %)?(?: \((-?[\d.,]+)–(-?[\d.,]+)\))?$")
MOST_OTHERS = 25  # rows of the demonstration's own families in one table
ELSEWHERE = 10**6  # taken from the keys of families, so that none is the population's
MEAN = "Ændring i gennemsnit"
NOT_TOLD = ("", "–", "vises ikke")
Cells = Mapping[str, str]


@dataclass
class Compared:
    """How many cells were read and found right, and of each interval of a mean, which may be
    printed on two pages, whether it held.
    """

    cells: int = 0
    held: dict[tuple, bool] = field(default_factory=dict)


def printed(client: Client, unit: Unit, **asked: str) -> dict[str, Cells]:
    """Of the unit in its only quarter, and of each unit below it: the cells by their heading."""
    page = client.get(reverse("analytics:profiles_of", args=[unit.pk]), asked).content.decode()
    found: dict[str, Cells] = {}
    for caption, body in TABLE.findall(page):
        lines = [[unescape(each) for each in CELL.findall(line)] for line in LINE.findall(body)]
        header = lines.pop(0)
        assert len({*header}) == len(header), "two headings alike"
        for name, *cells in lines:
            is_whole = unescape(caption) == "Kvartal for kvartal"
            told = cells + [""] * (len(header) - 1 - len(cells))
            found[unit.name if is_whole else name] = dict(zip(header[1:], told, strict=True))
    return found


def with_others(
    happened: Sequence[Row], written: Iterable[Row], numbers: Mapping[int, int]
) -> list[Row]:
    """The rows of the population, all of which must be written, and those of the few others who
    live in its units. `numbers`: of the units' keys.
    """
    left, others = Counter(map(_fact, happened)), []
    for row in written:
        own = replace(row, unit=numbers[row.unit], family=row.family - ELSEWHERE)
        if left[_fact(own)]:
            left[_fact(own)] -= 1
        else:
            others.append(own)
    assert not left.total()
    assert len(others) <= MOST_OTHERS, len(others)
    return [*happened, *others]


def _fact(row: Row) -> tuple[int, str, str, float | None]:
    return row.unit, row.outcome, row.detail, row.value


def compare(
    table: Table, cells: Cells, rows: Sequence[Row], true: Sequence[float], found: Compared
) -> None:
    """Every cell that tells something tells what the rows are, and of enough families.

    `true`: the changes of so many families that their mean is what a change is expected to be.
    """
    told = {heading: cell for heading, cell in cells.items() if cell not in NOT_TOLD}
    for heading, numbers in _true(table, rows):
        if heading not in told:
            continue
        limits = _numbers(told.pop(heading))
        if isinstance(numbers, float):
            assert abs(limits[0] - numbers) <= ROUNDED, (table.key, heading)
            if heading == MEAN and len(limits) > 1:
                mean = sum(true) / len(true)
                is_held = limits[1] - ROUNDED <= mean <= limits[2] + ROUNDED
                found.held[table.key, *limits] = is_held
        else:
            assert limits == [len(numbers)], (table.key, heading)
            families = {row.family for row in numbers}
            assert not families or len(families) >= FEWEST, (table.key, heading)
        found.cells += 1
    assert not told, "a figure that nobody knows the truth of"


def _true(table: Table, rows: Sequence[Row]) -> Iterator[tuple[str, list[Row] | float]]:
    known = [row for row in rows if row.outcome != "missing"]
    yield "Hvor mange", known
    for key, title in table.outcomes.items():
        yield str(title), [row for row in known if row.outcome == key]
    for key, title in (table.details or {}).items():
        yield str(title), [row for row in known if row.detail == key]
    yield str(table.missing), [row for row in rows if row.outcome == "missing"]
    if known:
        count = Counter(row.outcome for row in known)[table.main]
        yield f"Andel: {table.outcomes[table.main]}", 100 * count / len(known)
        if table.has_points:
            yield MEAN, sum(row.value for row in known) / len(known)


def _numbers(cell: str) -> list[float]:
    found = LIMITS.match(cell)
    assert found, cell
    return [float(each.replace(".", "").replace(",", ".")) for each in found.groups() if each]
