"""Cases among what search finds. Every hit is logged, and what was searched for."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from roedtraad.casework.cases import identity
from roedtraad.casework.cases.access import everyday
from roedtraad.casework.cases.models import Case
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.notices.search import Hit, NearWords, Words

from .lists import case_rows, with_names

MOST = 50


def found(user: User, words: Words) -> Iterator[Hit]:
    """The user's cases in which somebody has all the words in their name, or of that number."""
    if not words or not access.held_paths(user, Permission.CASE_WORK, Permission.CASE_LEAD):
        return
    if isinstance(words, NearWords):  # a misspelt name is not guessed at: it is another person's
        return
    wanted = with_names(words) | Q(number=" ".join(words))
    rows = Case.objects.filter(everyday(user) & wanted).select_related("unit", "target_group")
    cases = list(rows.order_by("-opened_on")[:MOST])
    audit.record_read(
        "case.searched", Case, acting_user=user, words=identity.sealed_words(" ".join(words))
    )
    audit.record_read("case.listed", cases, acting_user=user)
    for row in case_rows(cases):
        names = ", ".join(person.name for person in row.people)
        yield Hit(names or row.number, reverse("cases:case", args=[row.pk]), row.number)
