from datetime import date
from decimal import Decimal

import pytest

from roedtraad.foundation.ui.handwriting import date_from, number_from


@pytest.mark.parametrize(
    "text",
    [
        *("30 06 2026", "30.6.2026", "30/6-26", "30-06-2026", "2026-06-30", "30062026"),
        *("30. juni 2026", "30 jun 26", " 30.06.2026 ", "30 June 2026"),
        *("d. 30/6-26", "den 30. juni 2026", "tirsdag d. 30. juni 2026", "2026.06.30"),
    ],
)
def test_a_day_is_read_in_every_way_people_write_it(text: str) -> None:
    assert date_from(text) == date(2026, 6, 30)


@pytest.mark.parametrize("text", ["31 02 2026", "30 13 2026", "juni 2026", "30 xyz 2026", "", "i"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert date_from(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234", "1234"),
        ("0", "0"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("29 668 100", "29668100"),
        ("4½", "4.5"),
        ("40 %", "40"),
        ("ca. 15,4 årsværk", "15.4"),
    ],
)
def test_a_number_is_read_as_danes_write_it(text: str, number: str) -> None:
    assert number_from(text) == Decimal(number)


@pytest.mark.parametrize("text", ["mange", "", "1,2,3", "1 2", "1.23.4", "4-8", "2 mio."])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_from(text) is None


def test_thousands_in_words_are_read_in_kroner_only() -> None:
    assert number_from("2,5 mio. kr.", is_money=True) == 2_500_000
    assert number_from("t.kr. 500", is_money=True) == 500_000
    assert number_from("2,5 mio. kr.") is None
