from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.numbers import (
    decimals_shown,
    format_amount,
    format_number,
    parse_amount,
    parse_number,
    parse_range,
)

NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, places=2)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("29.668.100", "29668100", ""),
        ("4½", "4.5", ""),
        ("4 ½ medarbejdere", "4.5", "medarbejdere"),
        ("½", "0.5", ""),
        ("15,4 årsværk", "15.4", "årsværk"),
        ("12 timer pr. uge", "12", "timer pr. uge"),
        ("2 mio. kr.", "2000000", "kr."),
        ("1,5 mia. kroner", "1500000000", "kr."),
        ("-2,3 mio.kr.", "-2300000", "kr."),
        ("1.234,50 kr.", "1234.50", "kr."),
        ("kr. 1.234,-", "1234", "kr."),
        ("12 t.kr.", "12000", "kr."),
        ("12 tkr.", "12000", "kr."),
        ("1.000 kr.", "1000", "kr."),
        ("DKK 1.234,50", "1234.50", "kr."),
        ("3 pct.", "3", "%"),
        ("12 %", "12", "%"),
        ("12 procent", "12", "%"),
        ("5 %-point", "5", "%-point"),
        ("ca. 40", "40", ""),
        ("t.kr. 500", "500000", "kr."),
        ("mio. kr. 2,5", "2500000", "kr."),
        ("I alt: 29.668.100 kr.", "29668100", "kr."),
        ("Kr.: 250.000,-", "250000", "kr."),
        ("200 €", "200", "€"),
        ("minus 3", "-3", ""),
        (",5", "0.5", ""),
        ("1,234,567", "1234567", ""),
        # what could be read in two ways
        ("1.234", "1234", ""),
        ("1.23", "1.23", ""),
        ("1.2345", "1.2345", ""),
        ("0.123", "0.123", ""),
        ("1,5", "1.5", ""),
        ("1,234", "1.234", ""),
        ("1,234.50", "1234.50", ""),
        # signs and spaces
        ("1.234-", "-1234", ""),
        ("(1.234)", "-1234", ""),
        ("(1.234 kr.)", "-1234", "kr."),
        ("−5", "-5", ""),
        ("–5", "-5", ""),
        ("+3", "3", ""),
        ("1 234 567,8", "1234567.8", ""),
        ("1\u00a0234\u202f567 kr.", "1234567", "kr."),
        ("0", "0", ""),
        ("-0", "0", ""),
    ],
)
def test_an_amount_is_read(text: str, value: str, unit: str) -> None:
    amount = parse_amount(text)

    assert amount is not None
    assert (amount.value, amount.unit, amount.raw) == (Decimal(value), unit, text)
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "–",
        "abc",
        "1.234.5",
        "12.34.56",
        "4-8",
        "3 ud af 4",
        "(5",
        "5)",
        "mio. 2",
        "26/4 2016",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_amount(text) is None
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("4-8 mio. kr.", "4000000", "8000000", "kr."),
        ("4 til 8", "4", "8", ""),
        ("10 – 12,5 %", "10", "12.5", "%"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str, unit: str) -> None:
    found = parse_range(text)

    assert found is not None
    assert (found.low, found.high, found.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize("text", ["8-4", "8", "", "a-b"])
def test_what_is_no_range_is_none(text: str) -> None:
    assert parse_range(text) is None


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        ("1234.5", None, "1.234,5", "1,234.5"),
        ("1234.5", 0, "1.235", "1,235"),
        ("1234.5", 2, "1.234,50", "1,234.50"),
        ("0", None, "0", "0"),
        ("-0.4", 0, "0", "0"),
        ("-1234567", None, "-1.234.567", "-1,234,567"),
        ("100", None, "100", "100"),
    ],
)
def test_a_number_is_written(value: str, decimals: int | None, danish: str, english: str) -> None:
    assert format_number(Decimal(value), decimals) == danish
    assert format_number(Decimal(value), decimals, "en") == english


@pytest.mark.parametrize(
    ("value", "unit", "danish", "english"),
    [
        ("1234000", "kr.", "1.234.000 kr.", "DKK 1,234,000"),
        ("1234.5", "kr.", "1.234,50 kr.", "DKK 1,234.50"),
        ("12", "%", "12 %", "12%"),
        ("15.4", "årsværk", "15,4 årsværk", "15.4 årsværk"),
        ("7", "", "7", "7"),
    ],
)
def test_an_amount_is_written(value: str, unit: str, danish: str, english: str) -> None:
    assert format_amount(Decimal(value), unit) == danish
    assert format_amount(Decimal(value), unit, language="en") == english


@given(NUMBERS)
def test_a_written_number_is_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value
    assert parse_number(format_number(value, 2)) == value


@given(NUMBERS)
def test_a_written_amount_is_read_back(value: Decimal) -> None:
    amount = parse_amount(format_amount(value))

    assert amount is not None
    assert (amount.value, amount.unit) == (value, "kr.")


@given(st.text(max_size=40) | st.text(alphabet="0123456789.,-–½ ()%kr", max_size=20))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_amount(text)
    parse_range(text)


@pytest.mark.parametrize(
    ("value", "usual", "shown"),
    [
        ("57", 0, 0),
        ("57", 1, 1),
        ("57.0000", 0, 0),
        ("56.6", 0, 1),
        ("56.25", 0, 2),
        ("56.6038", 0, 1),  # a share that was computed
        ("56.6038", 2, 2),
        ("100", 0, 0),
        ("0", 0, 0),
        ("0.125", 3, 3),
    ],
)
def test_a_typed_number_keeps_its_decimals_and_a_computed_one_is_rounded(
    value: str, usual: int, shown: int
) -> None:
    assert decimals_shown(Decimal(value), usual) == shown
