from decimal import Decimal

import pytest

from roedtraad.steering.indicators.models import Indicator, IndicatorKind
from roedtraad.steering.indicators.percent import impossible_share, is_share, unlikely_share

SHARE = Indicator(measured_in="%")


@pytest.mark.parametrize("word", ["%", "pct.", "Procent", " % "])
def test_a_share_is_known_by_its_unit_of_measure(word: str) -> None:
    assert is_share(Indicator(measured_in=word))
    assert is_share(Indicator(kind=IndicatorKind.PERCENTAGE))


@pytest.mark.parametrize("word", ["procentpoint", "%-point", "familier", "kr.", ""])
def test_other_units_of_measure_have_no_such_limits(word: str) -> None:
    other = Indicator(measured_in=word)

    assert not is_share(other)
    assert impossible_share(other, Decimal(-5), []) is None
    assert unlikely_share(other, Decimal(250), []) is None


def test_limits_of_the_definition_stand_instead() -> None:
    own = Indicator(measured_in="%", lowest=Decimal(-100), highest=Decimal(100))

    assert impossible_share(own, Decimal(-5), []) is None


def test_a_share_below_0_cannot_be_unless_others_were() -> None:
    refused = impossible_share(SHARE, Decimal(-5), [None, Decimal(40)])

    assert refused is not None and "-5" in refused.sentence.replace("\N{MINUS SIGN}", "-")
    assert impossible_share(SHARE, Decimal(-5), [Decimal("-2.5")]) is None
    assert impossible_share(SHARE, Decimal(0), []) is None


def test_a_share_above_100_is_asked_about_unless_others_were() -> None:
    assert unlikely_share(SHARE, Decimal(250), [Decimal(90)]) is not None
    assert unlikely_share(SHARE, Decimal(250), [Decimal(120)]) is None
    assert unlikely_share(SHARE, Decimal(100), []) is None
