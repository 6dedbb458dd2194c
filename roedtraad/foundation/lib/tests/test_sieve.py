import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.sieve import BITS, EVERY, FIELDS, NUMBERS, sieve_of

TEXT = "alma sov hos mormor uden at ringe. æblekage på vejen hjem."
NOT_SIEVED = dict.fromkeys(FIELDS, EVERY)


def lets_through(row: dict[str, int], *words: str) -> bool:
    """As the database judges."""
    wanted = sieve_of(*words)
    return all(operator.and_(row[name], wanted[name]) == wanted[name] for name in FIELDS)


@given(st.text(), st.text(), st.text())
def test_whatever_stands_in_a_text_is_let_through(before: str, word: str, after: str) -> None:
    row = sieve_of("another text", before + word + after)

    assert lets_through(row, word)


@pytest.mark.parametrize("words", [("zebrafink",), ("mormor", "politi"), ("mormors",)])
def test_what_does_not_stand_there_is_mostly_held_back(words: tuple[str, ...]) -> None:
    assert not lets_through(sieve_of(TEXT), *words)


def test_a_row_without_a_sieve_and_a_word_without_a_run_hold_nothing_back() -> None:
    assert lets_through(NOT_SIEVED, "zebrafink")
    assert lets_through(sieve_of(TEXT), "zq")
    assert max(sieve_of(TEXT * 9).values()) <= EVERY


def test_the_bits_of_a_word_stay_where_databases_keep_them() -> None:
    numbers = sieve_of("æblekage").values()

    whole = sum(number << place * BITS for place, number in enumerate(numbers))
    assert [bit for bit in range(NUMBERS * BITS) if whole >> bit & 1] == [
        226,
        384,
        404,
        414,
        432,
        475,
    ]
