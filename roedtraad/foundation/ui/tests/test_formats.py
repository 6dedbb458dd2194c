from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from django.utils import translation

from roedtraad.foundation.lib.periods import parse_period
from roedtraad.foundation.ui.templatetags import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("12.00"), "12"),
        (0, "0"),
        (None, "–"),
        (-3, "-3"),
        (1234567, "1.234.567"),
    ],
)
def test_numbers_are_danish_and_zero_is_shown(value: object, text: str) -> None:
    assert formats.number(value) == text


def test_as_many_decimals_as_are_asked_for() -> None:
    assert formats.number(Decimal("12"), 1) == "12,0"


def test_money_is_in_kroner() -> None:
    assert formats.amount(1234000) == "1.234.000 kr."
    assert formats.amount(Decimal("12.5")) == "12,50 kr."
    assert formats.amount(None) == "–"


def test_dates_follow_the_language() -> None:
    assert formats.danish_date(date(2026, 6, 30)) == "30. juni 2026"
    assert formats.danish_date(None) == "–"
    assert formats.short_date(date(2026, 11, 3)) == "3. nov"
    with translation.override("en"):
        assert formats.danish_date(date(2026, 6, 30)) == "30 June 2026"


def test_the_clock_is_that_of_denmark() -> None:
    moment = datetime(2026, 6, 30, 8, 42, tzinfo=timezone.utc)  # noqa: UP017

    assert formats.clock(moment) == "30. juni 2026 kl. 10.42"
    assert formats.clock(None) == "–"
    assert formats.danish_date(moment) == "30. juni 2026"


def test_a_period_is_shown_in_the_words_it_was_written_in() -> None:
    assert formats.period(parse_period("ultimo juni 2021")) == "ultimo juni 2021"
    assert formats.period(None) == "–"


def test_markup_is_drawn_and_html_is_not() -> None:
    drawn = formats.markdown("# Mål\n\n**vigtigt** <script>x</script> [ud](javascript:x)")

    assert "<h3>Mål</h3>" in drawn
    assert "<strong>vigtigt</strong>" in drawn
    assert "<script" not in drawn
    assert 'href="javascript' not in drawn
