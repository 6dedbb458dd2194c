from datetime import date
from xml.etree import ElementTree

import pytest

from roedtraad.steering.followup.picture import Span, turn_of, wheel_picture


@pytest.mark.parametrize(
    ("day", "end", "turn"),
    [
        (date(2026, 1, 1), False, 0),
        (date(2026, 12, 31), True, 1),
        (date(2028, 12, 31), True, 1),  # leap year
        (date(2025, 12, 1), False, 0),  # before the year
        (date(2027, 1, 20), True, 1),  # after it
    ],
)
def test_days_lie_in_their_year(day: date, end: bool, turn: float) -> None:
    year = 2026 if day.year != 2028 else 2028

    assert turn_of(day, year, end=end) == turn


def test_everything_is_drawn_with_its_number_and_its_form() -> None:
    rounds = [
        Span(
            1,
            date(2025, 12, 1),
            date(2026, 2, 1),
            "open",
            [(date(2026, 1, 5), date(2026, 1, 9), 1)],
        )
    ]
    dates = [
        Span(2, date(2026, 5, 12), date(2026, 5, 12), "political"),
        Span(3, date(2026, 5, 13), date(2026, 5, 14), "budget"),
        Span(4, date(2026, 5, 13), date(2026, 5, 13), "meeting"),
    ]

    drawn = wheel_picture(2026, rounds, dates, today=date(2026, 3, 1), label="<Året> & hjulet")

    root = ElementTree.fromstring(drawn)  # noqa: S314  our own drawing
    classes = [each.get("class") or "" for each in root.iter()]
    numbers = [each.text for each in root.iter("text") if each.get("class") == "wheel-number"]
    assert numbers == ["1", "2", "3", "4"]
    assert root.get("aria-label") == "<Året> & hjulet"
    assert sum("wheel-phase" in each.split() for each in classes) == 1
    assert len({each.tag for each in root.iter() if "wheel-mark" in (each.get("class") or "")}) == 3
    marks = [each for each in root.iter("text") if each.get("class") == "wheel-number"][1:]
    assert len({(each.get("x"), each.get("y")) for each in marks}) == 3


def test_a_year_with_nothing_in_it_is_drawn_too() -> None:
    drawn = wheel_picture(2026, [], [], today=date(2027, 1, 1), label="")

    assert "wheel-today" not in drawn
