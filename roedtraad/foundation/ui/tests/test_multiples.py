from datetime import date
from decimal import Decimal

from roedtraad.foundation.ui.multiples import Small, in_sheets, multiples_chart
from roedtraad.foundation.ui.pictures import as_svg


def small(name: str, *values: int, **more: object) -> Small:
    points = [(date(2020 + place, 12, 31), Decimal(value)) for place, value in enumerate(values)]
    return Small(name, points, **more)


def test_every_unit_has_a_picture_a_row_and_its_place_in_the_sentence() -> None:
    units = [small("Nord", 40, 45), small("Syd", 50, 90, is_signal=True, said="bedre end før")]

    chart = multiples_chart("Andel", units, measured_in="%")

    assert chart is not None
    assert chart.alt.startswith("Syd er ændret mere end tilfældigt.")
    assert [row[0] for row in chart.rows] == ["Nord", "Syd"]
    assert chart.rows[1][2:] == ("90 % (31. december 2021)", "–", "bedre end før")
    assert all(name in as_svg(chart) for name in ("Nord", "Syd"))


def test_two_series_of_one_unit_are_told_apart() -> None:
    chart = multiples_chart("Andel", [small("Nord", 40), small("Nord", 60)])

    assert chart is not None
    assert [row[0] for row in chart.rows] == ["Nord", "Nord (2)"]


def test_one_unit_alone_is_not_set_beside_anything() -> None:
    assert multiples_chart("Andel", [small("Nord", 40), small("Syd")]) is None


def test_many_units_are_printed_on_several_sheets_with_one_scale() -> None:
    chart = multiples_chart("Andel", [small(f"Hus {n}", n, n + 1) for n in range(20)])

    assert chart is not None
    sheets = in_sheets(chart)
    scales = {str(each.spec["spec"]["layer"][0]["encoding"]["y"]["scale"]) for each in sheets}
    assert [len(each.rows) for each in sheets] == [10, 10]
    assert [row for each in sheets for row in each.rows] == list(chart.rows)
    assert scales == {"{'nice': True, 'domain': [0, 20.0]}"}
    assert "Hus 9" in as_svg(sheets[0]) and "Hus 10" not in as_svg(sheets[0])
    assert "Hus 10" in sheets[1].alt
