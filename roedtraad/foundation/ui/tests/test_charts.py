from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from roedtraad.foundation.ui.chart_frame import number, ticks_between
from roedtraad.foundation.ui.chart_series import Point, Series, TargetStep
from roedtraad.foundation.ui.charts import series_chart
from roedtraad.foundation.ui.state_bar import StateCount, states_bar

JANUARY, JULY, DECEMBER = date(2026, 1, 1), date(2026, 7, 1), date(2026, 12, 31)
OLD = TargetStep(JANUARY, JULY, Decimal(70))
NEW = TargetStep(JULY, DECEMBER, Decimal(80))
WOULD_HAVE_BEEN = TargetStep(JULY, DECEMBER, Decimal(70), is_replaced=True)


def of_families(**changes: Any) -> Series:
    given: dict[str, Any] = {
        "finding": "Flere familier sætter selv målene",
        "measure": "Andel familier med egne mål",
        "measured_in": "pct.",
        "points": [Point(JULY, Decimal(68), "rettet"), Point(JANUARY, Decimal(0))],
        "targets": [OLD, NEW, WOULD_HAVE_BEEN],
        "baseline": Decimal(38),
    }
    return Series(**(given | changes))


def drawn(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def test_the_title_says_the_finding_and_the_subtitle_the_measure() -> None:
    spec = series_chart(of_families()).spec

    assert spec["title"]["text"] == ["Flere familier sætter selv målene"]
    assert spec["title"]["subtitle"] == ["Andel familier med egne mål"]


def test_the_target_steps_where_it_was_revised_and_the_old_one_stays() -> None:
    spec = series_chart(of_families()).spec

    by_dash = {"strokeDash" in layer["mark"]: layer for layer in drawn(spec, "line")[1:3]}
    steps = [(value["on"], value["value"]) for value in by_dash[False]["data"]["values"]]
    replaced = [value["value"] for value in by_dash[True]["data"]["values"]]
    assert [value for _, value in steps] == [70, 70, 80, 80]
    assert replaced == [70, 70]


def test_a_zero_is_a_point_and_the_axis_begins_at_zero() -> None:
    spec = series_chart(of_families()).spec

    [points] = drawn(spec, "point")
    assert [value["value"] for value in points["data"]["values"]] == [0, 68]
    assert points["encoding"]["y"]["scale"]["zero"] is True


def test_what_a_chart_shows_is_told_without_the_finding() -> None:
    chart = series_chart(of_families())

    assert chart.alt.endswith(f". {chart.shows}")
    assert chart.shows.startswith("Linjediagram")


def test_a_chart_has_its_sentence_and_its_table() -> None:
    chart = series_chart(of_families())

    assert chart.alt == (
        "Flere familier sætter selv målene. Linjediagram med 2 målinger: fra 0 den 1. januar 2026"
        " til 68 pct. den 1. juli 2026. Måltallet er 80."
    )
    assert chart.header == ("Dato", "pct.", "Måltal", "Note")
    assert chart.rows == (("1. januar 2026", "0", "70", ""), ("1. juli 2026", "68", "80", "rettet"))


def test_an_indicator_without_measurements_says_so() -> None:
    chart = series_chart(of_families(points=[], targets=[]))

    assert chart.alt == "Flere familier sætter selv målene. Ingen målinger endnu."
    assert chart.rows == ()


def test_limits_are_a_band() -> None:
    spec = series_chart(of_families(limits=(Decimal(10), None))).spec

    [band] = drawn(spec, "rect")
    assert band["data"]["values"][0] | {"on": "", "to": ""} == {
        "on": "",
        "to": "",
        "value": 10,
        "high": 80,
    }


def test_a_bar_of_states_leaves_out_the_empty_ones_but_its_table_does_not() -> None:
    counts = [StateCount("nået", 6, "good"), StateCount("bagud", 0, "bad")]

    chart = states_bar("Sådan står målene", counts)

    assert chart.alt == "Sådan står målene: 6 nået."
    assert [value["number"] for value in chart.spec["data"]["values"]] == ["6"]
    assert chart.rows == (("nået", "6"), ("bagud", "0"))


def test_a_bar_of_no_goals_can_be_drawn() -> None:
    assert states_bar("Ingen mål", []).alt == "Ingen mål"


def test_charts_speak_the_language_of_the_page() -> None:
    danish = series_chart(of_families()).spec["config"]
    with translation.override("en"):
        english = series_chart(of_families()).spec["config"]

    assert danish["locale"]["number"]["decimal"] == ","
    assert "locale" not in english


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("1234567.5", 1, "1.234.567,5"),
        ("14.25", 1, "14,3"),
        ("-0.5", 0, "-1"),
        ("68.0000", 0, "68"),
    ],
)
def test_numbers_are_danish_and_rounded(value: str, decimals: int, shown: str) -> None:
    assert number(Decimal(value), decimals) == shown


@pytest.mark.parametrize(
    ("last", "count"), [(date(2026, 6, 30), 6), (date(2027, 12, 31), 4), (date(2045, 1, 1), 4)]
)
def test_an_axis_has_few_ticks(last: date, count: int) -> None:
    assert len(ticks_between(JANUARY, last)) == count
