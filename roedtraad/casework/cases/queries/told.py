"""What alerts about cases say, to whoever leads the casework or looks after data protection."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from roedtraad.casework.cases.access import led
from roedtraad.casework.cases.alerts import EMERGENCY, RELATED
from roedtraad.casework.cases.models import Case, CasePerson
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.kinds import Described

WORDS = {
    EMERGENCY: gettext_noop("Case %(number)s was opened in an emergency: look into it"),
    RELATED: gettext_noop("Somebody opened case %(number)s, which is about them or a relative"),
}


def describer(kind: str) -> Callable[[User, list[int]], Mapping[int, Described]]:
    def describe(user: User, pks: list[int]) -> Mapping[int, Described]:
        rows = Case.objects.filter(led(user), pk__in=pks)
        said = {
            case.pk: Described(_(WORDS[kind]) % {"number": case.number}, _at(case)) for case in rows
        }
        if kind == RELATED and access.may(user, Permission.CASE_LOG_VIEW):
            said = _for_data_protection(pks) | said
        return said

    return describe


def count_of(kind: str) -> Callable[[int], str]:
    def count(number: int) -> str:
        if kind == EMERGENCY:
            words = ngettext("%(count)d emergency access", "%(count)d emergency accesses", number)
        else:
            words = ngettext(
                "%(count)d own or relative's case opened",
                "%(count)d own or relatives' cases opened",
                number,
            )
        return words % {"count": number}

    return count


def _for_data_protection(pks: list[int]) -> dict[int, Described]:
    """The officer is led to the log, not to the case."""
    people = CasePerson.objects.filter(case__in=pks, role="subject").select_related("case")
    return {
        row.case_id: Described(
            _(WORDS[RELATED]) % {"number": row.case.number},
            reverse("cases:seen", args=[row.citizen_id]),
        )
        for row in people
    }


def _at(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])
