"""Telling those who work on a case that the family wants a goal changed."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases.access import everyday
from roedtraad.casework.cases.models import Case, CaseWorker
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.kinds import Described
from roedtraad.foundation.notices.services import send_notice

WANTS_CHANGE = "case.family_wants_change"


def tell_workers(case: Case, *, acting_user: User) -> None:
    """Once, until they have read it; what the family wrote is read on the case."""
    rows = CaseWorker.objects.valid_on(timezone.localdate()).filter(case=case)
    told = [row.user for row in rows.select_related("user")]
    send_notice(WANTS_CHANGE, case, told, acting_user=acting_user)


def describe(user: User, pks: list[int]) -> Mapping[int, Described]:
    said = _("In case %(number)s one of the family wants a goal changed")
    return {
        case.pk: Described(said % {"number": case.number}, reverse("cases:case", args=[case.pk]))
        for case in Case.objects.filter(everyday(user), pk__in=pks)
    }


def count(number: int) -> str:
    words = ngettext(
        "%(count)d family wants a goal changed", "%(count)d families want a goal changed", number
    )
    return words % {"count": number}
