"""How many cases there are, for the register measures alone: numbers, no persons."""

from __future__ import annotations

from datetime import date

from roedtraad.casework.cases.models import Case
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import units_below


def open_cases(unit: Unit, on: date) -> int:
    """Cases open on the day in `unit` and what lay below it."""
    return Case.objects.open_on(on).filter(unit__in=units_below(unit, on)).count()
