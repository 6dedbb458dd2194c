from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.hashing import canonical_json, content_hash

CONTENT = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=10),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=5,
    ),
    max_size=4,
)


def test_the_order_of_keys_the_form_of_letters_and_zeros_make_no_difference() -> None:
    one = {"title": "Mål å\r\nto", "amount": Decimal("1.50"), "on": date(2026, 1, 2)}
    other = {"on": date(2026, 1, 2), "amount": Decimal("1.5"), "title": "Mål a\u030a\nto"}

    assert content_hash(one) == content_hash(other)
    assert canonical_json(one) == '{"amount":"1.5","on":"2026-01-02","title":"Mål å\\nto"}'


@pytest.mark.parametrize(
    "other",
    [{"a": "1"}, {"a": None}, {"a": 0}, {"a": [1]}, {"b": 1}, {"a": 1, "b": None}, {}],
)
def test_other_content_has_another_hash(other: dict[str, object]) -> None:
    assert content_hash(other) != content_hash({"a": 1})


def test_an_empty_text_zero_and_missing_are_three_things() -> None:
    assert len({content_hash({"a": value}) for value in ("", 0, None)}) == 3


def test_what_has_no_exact_text_is_refused() -> None:
    with pytest.raises(TypeError):
        content_hash({"a": 0.1})


@given(CONTENT)
def test_content_that_was_stored_as_json_keeps_its_hash(content: dict[str, object]) -> None:
    stored = json.loads(canonical_json(content))

    assert content_hash(stored) == content_hash(content)
