from decimal import Decimal

import pytest

from roedtraad.steering.indicators.level import IndicatorState
from roedtraad.steering.indicators.level_words import shown_value


@pytest.mark.parametrize(
    ("value", "shown"), [("27.9720", "28,0"), ("56.6038", "56,6"), ("1234", "1.234"), ("0", "0")]
)
def test_a_value_is_rounded_and_never_cut_off(value: str, shown: str) -> None:
    indicator = IndicatorState("Andel", measured_in="", decimals=0)

    assert shown_value(indicator, Decimal(value)) == shown
