"""The CPR number of a citizen: sealed, found by its index, opened where it is needed."""

from __future__ import annotations

from collections.abc import Iterable

from . import cpr, keys
from .models import Citizen

LOOKED_UP = "lookup"


def give(citizen: Citizen, digits: str) -> None:
    """Put a number on a citizen that is not saved yet, with what it tells of birth and sex."""
    ring = keys.ring()
    citizen.cpr_sealed = ring.seal(digits, bound_to=str(citizen.key))
    citizen.cpr_index = ring.index(digits)
    citizen.born_on = cpr.born_on(digits)
    if not cpr.is_replacement(digits):
        citizen.sex = "female" if cpr.is_female(digits) else "male"


def take_away(citizen: Citizen) -> None:
    citizen.cpr_sealed = citizen.cpr_index = ""


def opened(citizen: Citizen) -> str:
    """The ten digits; empty where there are none."""
    if not citizen.cpr_sealed:
        return ""
    return keys.ring().unseal(citizen.cpr_sealed, bound_to=str(citizen.key))


def with_number(digits: str) -> Citizen | None:
    """Whoever has that number, and is not merged into another."""
    indexes = keys.ring().indexes(digits)
    return Citizen.objects.current().filter(cpr_index__in=indexes).first()


def sealed_words(words: str) -> str:
    """What somebody searched for, for the log: it may be a name."""
    return keys.ring().seal(words, bound_to=LOOKED_UP)


def opened_words(sealed: str) -> str:
    return keys.ring().unseal(sealed, bound_to=LOOKED_UP)


def indexes_of(citizens: Iterable[Citizen]) -> set[str]:
    return {each.cpr_index for each in citizens if each.cpr_index}
