from typing import Any

import pytest

from roedtraad.insight.reports.compose.words import wanted


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ({"value": "80"}, "80"),
        ({"value": "0"}, "0"),
        ({"low": "0", "high": "5.5"}, "0,0 – 5,5"),
        ({"low": "3"}, "mindst 3,0"),
        ({"high": "5.5"}, "højst 5,5"),
        ({}, ""),
    ],
)
def test_a_target_is_told_by_its_number_or_its_limits(target: dict[str, Any], words: str) -> None:
    decimals = 0 if "value" in target else 1

    shown = wanted({"value": None, "low": None, "high": None, **target}, decimals)

    assert shown == words
