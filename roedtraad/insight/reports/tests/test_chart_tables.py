import pytest

from roedtraad.foundation.ui.charts import Chart
from roedtraad.insight.reports.compose.goals import chart_blocks
from roedtraad.insight.reports.document import Figure, Table

HEADS = {
    "a plain series": ("Dato", "%", "Måltal", "Note"),
    "with limits": ("Dato", "%", "Måltal", "Grænser", "Note"),
    "with limits and signals": ("Dato", "%", "Måltal", "Grænser", "Signal", "Note"),
}


@pytest.mark.parametrize("header", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("note", ["", "Ny leder"], ids=["no note", "a note"])
def test_every_kind_of_chart_has_its_table_in_print(header: tuple[str, ...], note: str) -> None:
    row = (*(f"{place}" for place in range(len(header) - 1)), note)
    chart = Chart({"title": {"subtitle": ["Familier"]}}, "", header, (row,))

    figure, table = chart_blocks(chart)

    assert isinstance(figure, Figure) and isinstance(table, Table)
    assert len(table.columns) == len(header) - (0 if note else 1)
