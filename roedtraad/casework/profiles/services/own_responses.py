"""What somebody of the family answers in a questionnaire on their own pages."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.family_access import own_access
from roedtraad.casework.profiles.models import Response
from roedtraad.casework.profiles.queries.own_questionnaires import own_questionnaire
from roedtraad.foundation.accounts.models import User

from .instruments_responses import Told, store


@transaction.atomic
def record_own_response(told: Told, *, acting_user: User) -> Response:
    """Store it as `record_response` does. Who answers about whom is fixed by who they are."""
    access = own_access(acting_user)
    own = own_questionnaire(access, told.version.pk, told.citizen.pk)
    if (told.informant, told.answered_by) != (own.seat.informant, own.seat.answered_by):
        raise Http404
    case = Case.objects.select_for_update(of=("self",)).get(pk=access.case_id)
    return store(case, told, recorded_by=acting_user)
