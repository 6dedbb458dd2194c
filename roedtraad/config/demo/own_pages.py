"""Who of the demonstration's families has pages of their own, and a code that is out."""

from __future__ import annotations

from roedtraad.casework.cases.models import Case, FamilyRole
from roedtraad.casework.cases.services import family_access
from roedtraad.foundation.accounts.models import User


def open_own_pages(case: Case, acting_user: User) -> None:
    """A child has used the practitioner's screen, and the mother has a code on paper."""
    child = case.people.filter(role=FamilyRole.SUBJECT).order_by("pk")[0]
    mother = case.people.get(role=FamilyRole.MOTHER)
    family_access.lend_device(case, child.pk, acting_user=acting_user)
    family_access.make_code(case, mother.pk, acting_user=acting_user)
