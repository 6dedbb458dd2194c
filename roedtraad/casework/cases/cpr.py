"""The ten digits of a CPR number: DDMMYY and a running number whose first digit tells the century.

Modulus 11 is not asked for: since 2007 numbers are given without it (CPR-kontoret). Replacement
numbers, given to who is in no register, have 60 added to the day, and are taken.
"""

from __future__ import annotations

import re
from datetime import date

REPLACEMENT = 60  # added to the day of a replacement number
_WRITTEN = re.compile(r"(\d{6})[\s-]*(\d{4})")


class NotACprNumber(ValueError):
    """The text is no CPR number. `str` of it says why, in one of the names below."""


SHAPE, DAY = "shape", "day"


def digits_of(text: str) -> str:
    """The ten digits, however they are written. Raises `NotACprNumber`."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NotACprNumber(SHAPE)
    digits = "".join(found.groups())
    born_on(digits)
    return digits


def born_on(digits: str) -> date:
    """The day of birth that ten digits tell. Raises `NotACprNumber` where there is no such day."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if day > REPLACEMENT:
        day -= REPLACEMENT
    try:
        return date(_century(int(digits[6]), year) + year, month, day)
    except ValueError:
        raise NotACprNumber(DAY) from None


def is_replacement(digits: str) -> bool:
    return int(digits[:2]) > REPLACEMENT


def is_female(digits: str) -> bool:
    """The last digit is even for women."""
    return int(digits[-1]) % 2 == 0


def shown(digits: str) -> str:
    return f"{digits[:6]}-{digits[6:]}"


def covered(digits: str) -> str:
    """As it is shown where the whole number is not needed."""
    return f"{digits[:6]}-····"


def _century(seventh: int, year: int) -> int:
    """By the table of the CPR office: digits 0–3 are 1900–1999, 4 and 9 to 2036, 5–8 to 2057."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
