"""No word of a chart may lie over another: looked at for the values that meet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from roedtraad.foundation.ui.chart_frame import NARROWEST, PAPER_HEIGHT, WIDTH
from roedtraad.foundation.ui.chart_labels import LETTER, LINE, rounded_out
from roedtraad.foundation.ui.chart_series import Point, Series, TargetStep
from roedtraad.foundation.ui.charts import series_chart

JANUARY, JULY, DECEMBER = date(2026, 1, 1), date(2026, 7, 1), date(2026, 12, 31)
RISING = (54, 71, 70, 85, 88, 100)


def series(values: tuple[float, ...], **more: Any) -> Series:
    step = (DECEMBER - JANUARY) / max(len(values) - 1, 1)
    points = [Point(JANUARY + step * n, Decimal(str(value))) for n, value in enumerate(values)]
    return Series("Fund", "Mål", "%", points, **more)


def to(value: float, until: date = DECEMBER) -> tuple[TargetStep, ...]:
    return (TargetStep(JANUARY, until, Decimal(str(value))),)


def boxes(
    spec: dict[str, Any], width_of_all: int = NARROWEST
) -> dict[str, tuple[float, float, float, float]]:
    """Left, right, top and bottom of each word on the narrowest picture."""
    levels = [value["value"] for layer in spec["layer"] for value in layer["data"]["values"]]
    low, high = rounded_out(min(levels), max(levels))
    found = {}
    for layer in spec["layer"]:
        mark = layer["mark"]
        if mark["type"] != "text":
            continue
        [word] = layer["data"]["values"]
        first, last = layer["encoding"]["x"]["scale"]["domain"]
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
        since = (date.fromisoformat(word["on"]) - date.fromisoformat(first)).days
        width = len(word["text"]) * LETTER
        left = width_of_all * since / days + mark["dx"]
        left -= {"left": 0, "center": width / 2, "right": width}[mark["align"]]
        middle = spec["height"] * (high - word["value"]) / (high - low) + mark["dy"]
        found[word["text"]] = (left, left + width, middle - LINE / 2, middle + LINE / 2)
    return found


@pytest.mark.parametrize(
    "drawn",
    [
        series(RISING, targets=to(100), baseline=Decimal(55)),
        series(RISING, targets=to(100), baseline=Decimal(100)),
        series((80, 80, 80), targets=to(80), baseline=Decimal(80)),
        series((0,), targets=to(0), baseline=Decimal(0)),
        series((12,), targets=to(20), baseline=Decimal(10)),
        series((50, 30, 20), targets=to(20, JULY), baseline=Decimal(50)),
        series((-5, -3, -2), targets=to(-2), baseline=Decimal(-5)),
        series((5, 7, 10), limits=(Decimal(5), Decimal(10)), baseline=Decimal(5)),
        series(tuple(range(40, 100)), targets=to(99), baseline=Decimal(40)),
    ],
    ids=["reached", "all_on_top", "kept", "zero", "single", "down", "negative", "within", "many"],
)
def test_no_word_lies_over_another(drawn: Series) -> None:
    words = boxes(series_chart(drawn).spec)

    assert len(words) >= 3
    for (one, a), (other, b) in combinations(words.items(), 2):
        apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
        assert apart, f"{one} lies over {other}"


def test_no_word_lies_over_another_on_paper_where_charts_are_low() -> None:
    values = (14.2, 14.1, 14.6, 14.3, 13.7, 13.7, 13.1, 12.5)
    drawn = series(values, targets=to(11), baseline=Decimal("14.2"), is_on_paper=True)
    spec = series_chart(drawn).spec

    words = boxes(spec, WIDTH)

    assert spec["height"] == PAPER_HEIGHT
    for (one, a), (other, b) in combinations(words.items(), 2):
        apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
        assert apart, f"{one} lies over {other}"


def test_limits_are_said_in_the_picture_the_sentence_and_the_table() -> None:
    chart = series_chart(series((4, 7), limits=(Decimal(5), Decimal(10))))

    assert {"mindst 5", "højst 10"} <= set(boxes(chart.spec))
    assert chart.alt.endswith("Det skal holdes mellem 5 og 10.")
    assert {row[2] for row in chart.rows} == {"mellem 5 og 10"}


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [(0, 97, (0, 100)), (-7, 3, (-7, 3)), (0, 0, (0, 1)), (40, 1234, (0, 1300))],
)
def test_an_axis_ends_at_round_numbers_and_holds_zero(
    low: float, high: float, ends: tuple[float, float]
) -> None:
    assert rounded_out(low, high) == ends
