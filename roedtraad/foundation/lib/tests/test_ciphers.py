import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.ciphers import KeyRing, WrongKey, new_key

FIRST, SECOND = bytes(range(32)), bytes(range(1, 33))
RING = KeyRing({1: FIRST})


@given(st.text(), st.text())
def test_what_is_sealed_is_opened_again(text: str, owner: str) -> None:
    assert RING.unseal(RING.seal(text, bound_to=owner), bound_to=owner) == text


def test_the_same_text_is_never_sealed_alike() -> None:
    assert RING.seal("0101010101", bound_to="a") != RING.seal("0101010101", bound_to="a")


def test_a_text_moved_to_another_owner_does_not_open() -> None:
    sealed = RING.seal("0101010101", bound_to="a")

    with pytest.raises(WrongKey):
        RING.unseal(sealed, bound_to="b")


@pytest.mark.parametrize("spoiled", ["", "1:", "1:AAAA", "7:AAAA", "x:AAAA", "1:not base64"])
def test_what_is_spoiled_does_not_open(spoiled: str) -> None:
    with pytest.raises(WrongKey):
        RING.unseal(spoiled, bound_to="a")


def test_another_key_of_the_same_number_does_not_open() -> None:
    with pytest.raises(WrongKey):
        KeyRing({1: SECOND}).unseal(RING.seal("secret", bound_to="a"), bound_to="a")


def test_after_a_change_of_keys_the_new_one_seals_and_both_open() -> None:
    both = KeyRing({1: FIRST, 2: SECOND})
    old = RING.seal("secret", bound_to="a")

    new = both.seal("secret", bound_to="a")

    assert new.startswith("2:")
    assert [both.unseal(each, bound_to="a") for each in (old, new)] == ["secret", "secret"]


def test_the_index_is_the_same_for_equal_texts_and_differs_by_key() -> None:
    both = KeyRing({1: FIRST, 2: SECOND})

    assert RING.index("a") == KeyRing({1: FIRST}).index("a") != RING.index("b")
    assert both.indexes("a") == [RING.index("a"), both.index("a")]
    assert RING.index("a").partition(":")[2] != both.index("a").partition(":")[2]


def test_a_fingerprint_tells_keys_apart_and_holds_no_key() -> None:
    both = KeyRing({1: FIRST, 2: SECOND})

    assert both.fingerprint(1) == RING.fingerprint(1) != both.fingerprint(2)
    assert FIRST.hex() not in RING.fingerprint(1)


def test_new_keys_differ() -> None:
    assert len({new_key() for _ in range(10)}) == 10


def test_every_owner_and_purpose_has_a_key_of_its_own_and_it_stays() -> None:
    owners = [RING.derived(1, purpose, owner) for purpose in (b"a", b"b") for owner in (b"1", b"2")]

    assert len({FIRST, *owners}) == 5
    assert RING.derived(1, b"a", b"1") == owners[0]
    assert {len(key) for key in owners} == {32}
