"""What figures about cases are counted from."""

from __future__ import annotations

from datetime import date

from roedtraad.casework.cases.basis import Basis, Rows
from roedtraad.casework.cases.models import Case
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import units_below


def open_cases(unit: Unit, on: date) -> Basis:
    """Cases open on the day in `unit` and what lay below it."""
    return Rows(Case.objects.open_on(on).filter(unit__in=units_below(unit, on)), case="pk")
