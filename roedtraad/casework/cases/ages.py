"""Birthdays on which the law gives somebody rights, or ends them. Dated events that open tasks.

The paragraphs are of Barnets Lov (LBK 282 of 17 March 2025). What follows in a case is decided by
people: nothing is switched on or off by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Birthday:
    """An age that opens a task, so many days before it."""

    age: int
    what: str | Promise
    law: str
    days_before: int


TWO_MONTHS, THREE_MONTHS, HALF_A_YEAR = 60, 90, 183
BIRTHDAYS = (
    Birthday(
        *(10, _("becomes a party to the case: explain which rights that gives")),
        *("§ 3", TWO_MONTHS),
    ),
    Birthday(15, _("must also consent to a placement"), "§ 46", TWO_MONTHS),
    Birthday(
        *(16, _("is to have the years to adult life planned: begin the transition")),
        *("§ 108", THREE_MONTHS),
    ),
    Birthday(
        *(18, _("comes of age: hand over, and decide on support after 18")),
        *("§§ 114-123", HALF_A_YEAR),
    ),
    Birthday(
        *(23, _("can have support as a young person no longer: decide what follows")),
        *("§ 114", HALF_A_YEAR),
    ),
)
TRANSITION_FROM, ADULT, TRANSITION_TO = 16, 18, 23


def birthday_of(born_on: date, age: int) -> date:
    """The day somebody turns `age`; of 29 February, 1 March where there is none."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def years_before(on: date, years: int) -> date:
    """Whoever was born on that day or before is at least so old; of 29 February, the 28th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def due(born_on: date, on: date) -> list[tuple[Birthday, date]]:
    """The birthdays whose task is open on a day: from so many days before to a year after."""
    found = []
    for each in BIRTHDAYS:
        falls_on = birthday_of(born_on, each.age)
        if falls_on - timedelta(days=each.days_before) <= on < falls_on + timedelta(days=365):
            found.append((each, falls_on))
    return found


def of_age(age: int) -> Birthday | None:
    return next((each for each in BIRTHDAYS if each.age == age), None)
