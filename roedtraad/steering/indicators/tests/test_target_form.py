"""What may be written of a target."""

import pytest

from roedtraad.steering.indicators.forms.use import TargetForm
from roedtraad.steering.indicators.models import Indicator, IndicatorKind

from .factories import IndicatorFactory

pytestmark = pytest.mark.django_db


def written(indicator: Indicator, **typed: str) -> TargetForm:
    return TargetForm(typed, indicator=indicator)


def test_a_day_that_no_calendar_has_is_told_and_words_are_kept() -> None:
    indicator = IndicatorFactory()

    slip = written(indicator, value="70", due_raw="31. 02. 2027")
    words = written(indicator, value="70", due_raw="når skolen er klar")

    assert "due_raw" in slip.errors
    assert words.is_valid()


def test_a_milestone_is_no_target_before_it_is_said_by_when() -> None:
    milestone = IndicatorFactory(kind=IndicatorKind.MILESTONE)

    assert "due_raw" in written(milestone).errors
    assert written(milestone, due_raw="ultimo 2027").is_valid()
