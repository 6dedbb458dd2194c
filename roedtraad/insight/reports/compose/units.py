"""An indicator over units: each one's series, the figure of the whole, and whether they differ."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.foundation.ui.charts import Chart
from roedtraad.foundation.ui.multiples import in_sheets
from roedtraad.insight.reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Paragraph,
    plain,
    table_of,
)
from roedtraad.insight.reports.sources import UnitsSource
from roedtraad.steering.indicators.queries.units import UnitRow
from roedtraad.steering.indicators.rollup import Child, Left, RollUp

from .words import MISSING, day, figure

REASONS = {
    Left.HIDDEN: gettext_lazy("not shown, so that no person can be found"),
    Left.NO_COUNTS: gettext_lazy("a percentage without its counts cannot be summed"),
    Left.NOT_MEASURED: gettext_lazy("not measured on that day"),
}


def units_document(source: UnitsSource) -> Document:
    """The same pictures and figures as the page of the units."""
    return Document(
        title=source.indicator.title,
        subtitle=_("Units beside each other"),
        municipality=source.municipality,
        as_of=source.as_of,
        language=source.language,
        kind=_("Indicator"),
        blocks=(*_head(source), *_each(source), *_together(source), *_funnel(source)),
    )


def _head(source: UnitsSource) -> Iterator[Block]:
    yield Paragraph(
        plain(
            _(
                "Units beside each other. They are not ranked:"
                " differences between small units are mostly chance."
            )
        ),
        "lead",
    )
    if source.indicator.is_about_persons:
        words = _(
            "The figures are about persons. What could reveal a person is not shown,"
            " nor what it could be computed from."
        )
        yield Paragraph(plain(words))
    if source.page.expected:
        yield Paragraph(plain(source.page.expected))
    pairs = (
        (_("Counting rule"), source.indicator.counting_rule),
        (_("Figures"), capfirst(source.built_on)),
    )
    yield Facts("", tuple((label, plain(text)) for label, text in pairs if text))


def _each(source: UnitsSource) -> Iterator[Block]:
    yield Heading(1, _("Each unit's own development"))
    if source.page.small is not None:
        for chart in in_sheets(source.page.small):
            yield Figure(chart, source.indicator.title)
    if not source.page.rows:
        yield Paragraph(plain(_("No unit that you may see uses it.")))
        return
    columns = (
        Column(_("Unit"), 5),
        Column(_("Latest"), 3, is_number=True),
        Column(_("Target"), 3, is_number=True),
        Column(_("Development"), 5),
        Column(_("Data"), 4),
    )
    rows = [_row(each, source) for each in source.page.rows]
    yield table_of(_("Each unit by itself"), columns, rows, has_row_headers=True)


def _row(each: UnitRow, source: UnitsSource) -> tuple[str, ...]:
    latest = each.newest.value if each.newest else None
    return (
        each.judged.use.unit.name,
        _shown(latest, source),
        _shown(each.target, source),
        each.word,
        each.data[1],
    )


def _shown(value: Decimal | None, source: UnitsSource) -> str:
    text = figure(value, source.indicator.decimals)
    return text if text == MISSING else measured(text, source.indicator.measured_in)


def _together(source: UnitsSource) -> Iterator[Block]:
    whole = source.page.whole
    yield Heading(1, _("The units together"))
    yield Paragraph(plain(_whole(whole, source)))
    if not whole.children:
        return
    columns = (Column(_("Unit"), 4), Column(_("Figure"), 4), Column(_("Weight"), 3, is_number=True))
    rows = [_child(each, source) for each in whole.children]
    yield table_of(_("What the whole is made of"), columns, rows, has_row_headers=True)


def _whole(whole: RollUp, source: UnitsSource) -> str:
    if whole.how == "none":
        return _(
            "The indicator is declared not to be summed over units,"
            " so there is no figure for the whole."
        )
    if whole.value is None:
        return _("There is no figure for the whole: a part of it is missing or may not be shown.")
    words = {"day": day(source.page.on), "how": whole.how.label}
    said = f"{_shown(whole.value, source)} " + _("on %(day)s: %(how)s.") % words
    if whole.denominator:
        parts = {"above": figure(whole.numerator), "below": figure(whole.denominator)}
        said += " " + _("%(above)s of %(below)s, summed before dividing.") % parts
    return said


def _child(each: Child, source: UnitsSource) -> tuple[str, str, str]:
    if each.left is not None:
        return each.name, str(REASONS[each.left]), MISSING
    shown = _shown(each.value, source)
    if each.denominator:
        parts = {"above": figure(each.numerator), "below": figure(each.denominator)}
        shown = _("%(above)s of %(below)s") % parts
    share = MISSING if each.share is None else measured(figure(each.share, 0), "%")
    return each.name, shown, share


def _funnel(source: UnitsSource) -> Iterator[Block]:
    chart: Chart | None = source.page.funnel
    if chart is None:
        return
    yield Heading(1, _("Do the units differ?"))
    yield Figure(chart, source.indicator.title)
    columns = [
        Column(head, 4 if place == 0 else 3, is_number=place in (1, 2))
        for place, head in enumerate(chart.header)
    ]
    yield table_of(_("Do the units differ?"), columns, chart.rows, has_row_headers=True)
