from datetime import date

import pytest

from roedtraad.casework.cases import cpr


@pytest.mark.parametrize("written", ["6101154321", "610115-4321", " 610115 - 4321 ", "610115 4321"])
def test_a_number_is_read_however_it_is_written(written: str) -> None:
    assert cpr.digits_of(written) == "6101154321"


@pytest.mark.parametrize(
    "written", ["", "12345", "610115-432", "610115_4321", "61011543210", "abcdef-ghij"]
)
def test_what_is_not_ten_digits_is_refused(written: str) -> None:
    with pytest.raises(cpr.NotACprNumber, match=cpr.SHAPE):
        cpr.digits_of(written)


@pytest.mark.parametrize("written", ["310215-4321", "001015-4321", "611315-4321", "920115-4321"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(cpr.NotACprNumber, match=cpr.DAY):
        cpr.digits_of(written)


def test_a_number_that_fails_modulus_11_is_taken() -> None:
    assert cpr.digits_of("610115-4320") == "6101154320"


@pytest.mark.parametrize(
    ("digits", "born"),
    [
        ("0101500001", date(1950, 1, 1)),
        ("0101993001", date(1999, 1, 1)),
        ("0101154001", date(2015, 1, 1)),
        ("0101364001", date(2036, 1, 1)),
        ("0101374001", date(1937, 1, 1)),
        ("0101369001", date(2036, 1, 1)),
        ("0101375001", date(2037, 1, 1)),
        ("0101575001", date(2057, 1, 1)),
        ("0101588001", date(1858, 1, 1)),
        ("2902004001", date(2000, 2, 29)),
        ("6101154001", date(2015, 1, 1)),
    ],
)
def test_the_seventh_digit_tells_the_century(digits: str, born: date) -> None:
    assert cpr.born_on(digits) == born


def test_the_29th_of_february_is_there_only_in_leap_years() -> None:
    with pytest.raises(cpr.NotACprNumber):
        cpr.born_on("2902014001")


def test_the_last_digit_tells_the_sex_and_the_day_a_replacement_number() -> None:
    assert (cpr.is_female("6101154320"), cpr.is_female("6101154321")) == (True, False)
    assert (cpr.is_replacement("6101154321"), cpr.is_replacement("0101154321")) == (True, False)


def test_a_number_is_shown_with_a_hyphen_or_covered() -> None:
    assert (cpr.shown("6101154321"), cpr.covered("6101154321")) == ("610115-4321", "610115-····")
