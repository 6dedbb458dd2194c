"""The chart of a series as a file: its table, or its picture as on the page."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.charts import Chart
from roedtraad.foundation.ui.downloads import download, file_name
from roedtraad.foundation.ui.pictures import as_svg, png_of
from roedtraad.steering.indicators.known import known_on
from roedtraad.steering.indicators.queries.judged import judged_uses
from roedtraad.steering.indicators.queries.passport import shown_use

TYPES = {"csv": "text/csv; charset=utf-8", "png": "image/png", "svg": "image/svg+xml"}


@require_GET
def use_file(request: UserRequest, pk: int, kind: str) -> HttpResponse:
    """What may be handed out of the series, as the chart shows it; about persons never whole."""
    use = shown_use(request.user, pk)
    _form, day = known_on(request.GET)
    chart = judged_uses([use], timezone.localdate(), known_on=day)[use.pk].chart(is_on_paper=True)
    if chart is None:
        raise Http404
    name = file_name(use.indicator.title[:80], str(use.unit), suffix=kind)
    return download(_content(chart, kind), name=name, content_type=TYPES[kind])


def _content(chart: Chart, kind: str) -> bytes:
    if kind == "csv":
        return table_of(chart)
    svg = as_svg(chart)
    return png_of(svg) if kind == "png" else svg.encode()


def table_of(chart: Chart) -> bytes:
    """The table behind a chart, as Danish spreadsheets read it: semicolons, and a mark of UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(chart.header)
    writer.writerows([_harmless(cell) for cell in row] for row in chart.rows)
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A spreadsheet takes what begins like this for a formula, unless it is a number."""
    is_number = cell[1:].replace(".", "").replace(",", "").isdigit()
    return f"'{cell}" if cell[:1] in {"=", "+", "@", "-"} and not is_number else cell
