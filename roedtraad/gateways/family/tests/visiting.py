"""How a test comes in to the family's own pages: with a code, as somebody of the family does."""

from __future__ import annotations

from django.test import Client

from roedtraad.casework.cases.models import FamilyAccess
from roedtraad.casework.cases.services import family_access


def enter(client: Client, access: FamilyAccess) -> None:
    person = access.case.people.get(citizen=access.citizen_id, ends_on=None)
    worker = access.case.workers.get(role="adviser", ends_on=None).user
    _row, code = family_access.make_code(access.case, person.pk, acting_user=worker)
    answer = client.post("/mit/kode/", {"code": code})
    assert answer.headers["Location"] == "/mit/"
