"""The figures as a table with its picture: the same on the page and in a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roedtraad.foundation.lib.spreadsheets import CellValue
from roedtraad.foundation.ui.chart_frame import Spec
from roedtraad.foundation.ui.charts import Chart
from roedtraad.insight.analytics.interval_chart import Bar, interval_spec

from .figures import Figures
from .tables import Table
from .words import percent, points

Text = str | Promise
Named = Sequence[tuple[str, Figures | None]]
MOST_NAMES = 3


@dataclass(frozen=True)
class Sheet:
    """A table of figures: `rows` are a name and its cells. `chart`: the same as a picture, None
    where nothing can be drawn. `hidden`: the names of those not told, in a row; `undivided`: of
    those of which only the number is.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: Chart | None
    hidden: str
    undivided: str


def sheet(table: Table, title: Text, first: Text, lines: Named) -> Sheet:
    """The lines in their order; `first`: what the first column is called."""
    columns = _columns(table, lines) if any(each and each.outcomes for _n, each in lines) else []
    header = (str(first), _("How many"), *(str(name) for name, _cell in columns))
    rows = tuple(
        (name, "–" if each is None else str(each.n), *_cells(each, columns)) for name, each in lines
    )
    bars = [bar for name, figures in lines if (bar := _bar(table, name, figures))]
    chart = None
    if bars:
        measure = _("Change in points") if table.has_points else str(table.outcomes[table.main])
        shows = _said(table, lines)
        spec = _spec(table, str(title), measure, bars)
        chart = Chart(spec, f"{title}. {shows}", header, rows, shows=shows)
    hidden = _in_a_row([name for name, each in lines if each is None], lines)
    undivided = _in_a_row([name for name, each in lines if each and not each.outcomes], lines)
    return Sheet(str(title), header, rows, chart, hidden, undivided)


def _in_a_row(names: list[str], lines: Named) -> str:
    """Many names that are all there are say less than that they are."""
    return _("all rows") if len(names) == len(lines) > MOST_NAMES else ", ".join(names)


def _said(table: Table, lines: Named) -> str:
    """What the picture shows, in words."""
    told = [(name, each) for name, each in lines if _bar(table, name, each) and each]
    if table.has_points:
        return "; ".join(f"{name}: {points(each.mean)}" for name, each in told if each.mean) + "."
    return "; ".join(f"{name}: {percent(each.share)}" for name, each in told if each.share) + "."


def cells(table: Table, lines: Named) -> list[list[CellValue]]:
    """The same with numbers as numbers, for a file."""
    found: list[list[CellValue]] = []
    for name, each in lines:
        outcomes = [each.outcomes.get(key) if each else None for key in table.outcomes]
        details = [each.details.get(key) if each else None for key in table.details or {}]
        share = list((each and each.share) or (None, None, None))
        mean = list((each and each.mean) or (None, None, None)) if table.has_points else []
        missing = [each.missing if each else None] if table.missing else []
        counted = [name, each.n if each else None, *outcomes, *details, *missing]
        found.append([*counted, *share, *mean])
    return found


def cells_header(table: Table, first: Text) -> list[Text]:
    share = _("Share: %(outcome)s") % {"outcome": table.outcomes[table.main]}
    limits = [_("from"), _("to")]
    header: list[Text] = [first, _("How many"), *table.outcomes.values()]
    header += [*(table.details or {}).values(), *([table.missing] if table.missing else [])]
    header += [share, *limits]
    return [*header, _("Mean change"), *limits] if table.has_points else header


def _columns(table: Table, lines: Named) -> list[tuple[Text, Callable[[Figures], str]]]:
    columns: list[tuple[Text, Callable[[Figures], str]]] = [
        (title, lambda each, key=key: str(each.outcomes[key]))  # type: ignore[misc]
        for key, title in table.outcomes.items()
    ]
    if any(each and each.details for _name, each in lines):
        columns += [
            (title, lambda each, key=key: str(each.details.get(key, "–")))  # type: ignore[misc]
            for key, title in (table.details or {}).items()
        ]
    if table.missing:
        columns.append((table.missing, lambda each: _or_dash(each.missing)))
    share = _("Share: %(outcome)s") % {"outcome": table.outcomes[table.main]}
    columns.append((share, lambda each: percent(each.share) if each.share else "–"))
    if table.has_points:
        columns.append((_("Mean change"), lambda each: points(each.mean) if each.mean else "–"))
    return columns


def _or_dash(number: int | None) -> str:
    return "–" if number is None else str(number)


def _cells(
    figures: Figures | None, columns: Sequence[tuple[Text, Callable[[Figures], str]]]
) -> list[str]:
    if figures is None or not figures.outcomes:
        return [_("not shown"), *[""] * (len(columns) - 1)] if columns else []
    return [cell(figures) for _title, cell in columns]


def _bar(table: Table, name: str, figures: Figures | None) -> Bar | None:
    found = None if figures is None else figures.mean if table.has_points else figures.share
    if not found or found[0] is None:
        return None
    factor = 1 if table.has_points else 100
    lower, upper = (None if each is None else factor * each for each in found[1:])
    return Bar(name, factor * found[0], lower, upper)


def _spec(table: Table, title: str, measure: str, bars: Sequence[Bar]) -> Spec:
    axis = _("points") if table.has_points else "%"
    return interval_spec(title, measure, bars, axis=axis, is_share=not table.has_points)
