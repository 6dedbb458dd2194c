from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

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


def test_a_number_with_fewer_decimals_than_it_has_is_rounded() -> None:
    assert formats.number(Decimal("47.7612"), 1) == "47,8"
    assert formats.number(Decimal("-0.25"), 1) == "-0,3"


def test_money_is_in_kroner() -> None:
    assert formats.amount(1234000) == "1.234.000 kr."
    assert formats.amount(Decimal("12.5")) == "12,50 kr."
    assert formats.amount(None) == "–"


def test_dates_follow_the_language() -> None:
    assert formats.danish_date(date(2026, 6, 30)) == "30. juni 2026"
    assert formats.danish_date(None) == "–"
    with translation.override("en"):
        assert formats.danish_date(date(2026, 6, 30)) == "30 June 2026"


@time_machine.travel(date(2026, 11, 27), tick=False)
def test_a_short_date_has_its_year_when_that_is_another_than_this_one() -> None:
    assert formats.short_date(date(2026, 11, 3)) == "3. nov."
    assert formats.short_date(date(2024, 11, 3)) == "3. nov. 2024"
    assert formats.short_date(None) == "–"


def test_english_dates_have_the_day_first_however_they_are_asked_for() -> None:
    on = date(2027, 12, 31)

    with translation.override("en"):
        written = [date_format(on, form) for form in ("DATE_FORMAT", "SHORT_DATE_FORMAT")]
        in_template = Template("{{ on|date }}, {{ on }}").render(Context({"on": on}))

    assert written == ["31 December 2027", "31 Dec 2027"]
    assert in_template == "31 December 2027, 31 December 2027"


def test_english_numbers_are_written_as_english_does() -> None:
    with translation.override("en"):
        assert formats.number(Decimal("1234.5")) == "1,234.5"
        assert formats.amount(1234000) == "DKK 1,234,000"
        assert formats.measured("52", "%") == "52%"
    assert formats.measured("52", "%") == "52 %"
    assert formats.measured("15,4", "årsværk") == "15,4 årsværk"
    assert formats.measured("–", "årsværk") == "–"


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


def test_a_line_of_a_text_stays_a_line() -> None:
    assert "første<br>\nanden" in formats.markdown("første\nanden")


def test_a_table_pasted_with_tabs_is_a_table_with_named_columns() -> None:
    drawn = formats.markdown("Tal for året:\nHvad\tBeløb\nLøn\t<b>1.200</b>\n\nSlut")

    assert '<th scope="col">Beløb</th>' in drawn
    assert "<td>Løn</td>" in drawn
    assert "&lt;b&gt;1.200" in drawn
    assert drawn.count("<p>") == 2


def test_an_indented_list_and_a_single_tab_are_no_table() -> None:
    drawn = formats.markdown("- a\n\t- b\n\t- c\n\nNavn\tNr.")

    assert "<table" not in drawn
