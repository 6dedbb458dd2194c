"""The smallest case, as a leader of the unit would open it."""

from __future__ import annotations

from datetime import date
from typing import Any

from roedtraad.casework.cases.models import Case, CasePerson, FamilyRole
from roedtraad.casework.cases.services import cases
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

OPENED = date(2025, 3, 1)
ALMA = "7204154318"  # a replacement number: nobody's


def open_case(
    unit: Unit, acting_user: User, *, digits: str = ALMA, name: str = "Alma", **facts: Any
) -> Case:
    """A case about one child in `unit`."""
    return cases.open_case(
        unit,
        {"opened_on": OPENED, **facts},
        child={"first_name": name, "last_name": "Birkedal"},
        digits=digits,
        acting_user=acting_user,
    )


def add_mother(case: Case, acting_user: User, *, digits: str = "6305843212") -> CasePerson:
    return cases.add_person(
        case,
        {"first_name": "Rikke", "last_name": "Birkedal"},
        digits,
        role=FamilyRole.MOTHER,
        starts_on=OPENED,
        acting_user=acting_user,
    )
