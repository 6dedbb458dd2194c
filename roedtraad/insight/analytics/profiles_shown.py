"""What the page of a unit shows of its figures: sheets, sentences and the funnel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roedtraad.casework.profiles.counting_rules import quarter_of
from roedtraad.foundation.lib.periods.formatting import format_period
from roedtraad.foundation.lib.spreadsheets import CellValue
from roedtraad.foundation.ui.charts import Chart
from roedtraad.foundation.ui.funnels import Share, funnel_chart

from .numbers.sheet import Named, Sheet, cells, cells_header, sheet
from .numbers.words import sentences
from .queries.profiles import Line, ProfilePage


@dataclass(frozen=True)
class Shown:
    """`said`: what is known, and how well. `parts`: None where no division is chosen, or nothing of
    it may be told.
    """

    said: tuple[str, str]
    course: Sheet
    parts: Sheet | None
    below: Sheet | None
    funnel: Chart | None
    quarters: Sequence[tuple[date, str]]


def shown(page: ProfilePage) -> Shown:
    table = page.table
    division = page.divisions[page.division]
    parts = [(line.name, line.figures) for line in page.lines]
    below = [(line.name, line.figures) for line in page.below]
    return Shown(
        said=sentences(table, page.whole.figures),
        course=sheet(table, _("Quarter by quarter"), _("Quarter"), _by_quarter(page)),
        parts=sheet(table, division, division, parts) if parts else None,
        below=sheet(table, _("Units below, by name"), _("Unit"), below) if below else None,
        funnel=_funnel(page),
        quarters=[(each, quarter_name(each)) for each in page.quarters],
    )


def quarter_name(starts_on: date) -> str:
    quarter = quarter_of(starts_on)
    return format_period(quarter.starts_on, quarter.ends_on, get_language() or "da")


def _by_quarter(page: ProfilePage) -> Named:
    return [(quarter_name(line.quarter), line.figures) for line in page.course if line.quarter]


def _funnel(page: ProfilePage) -> Chart | None:
    """Units below by their size, in the order of their names; only those whose shares are told."""
    shares = [share for line in page.below if (share := _share(page, line))]
    return funnel_chart(str(page.table.outcomes[page.table.main]), shares)


def _share(page: ProfilePage, line: Line) -> Share | None:
    if line.figures is None or not line.is_told:
        return None
    return Share(line.name, line.figures.outcomes[page.table.main], line.figures.n)


def to_excel(
    page: ProfilePage,
) -> tuple[str, list[str | Promise], list[list[CellValue]]]:
    """The table that is shown as a file: its name, header and rows."""
    title = f"{page.table.title} – {page.unit.name}"
    if page.division:
        lines: Named = [(line.name, line.figures) for line in page.lines]
        first = page.divisions[page.division]
    else:
        lines, first = _by_quarter(page), _("Quarter")
    return title, cells_header(page.table, first), cells(page.table, lines)
