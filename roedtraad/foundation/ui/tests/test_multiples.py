from datetime import date
from decimal import Decimal

from roedtraad.foundation.ui.multiples import Small, multiples_chart
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
