"""The catalogue of intervention types and the ladder. It holds no persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.interventions.models import InterventionType, LadderStep
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import prepared
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.notices.search import Hit, Words, matches

LAST_STEP = 10_000
_NUMBERS = re.compile(r"\d+")


def ladder(user: User) -> list[LadderStep]:
    """The steps, the least intrusive first."""
    if not access.may(user, Permission.INTERVENTION_TYPE_VIEW):
        return []
    return list(LadderStep.objects.all())


def intervention_types(user: User, *, on: date | None = None) -> list[InterventionType]:
    """The whole catalogue, or what is offered on a day; by step, law and paragraph."""
    if not access.may(user, Permission.INTERVENTION_TYPE_VIEW):
        return []
    found = [row for row in _catalogue().rows() if on is None or is_offered(row, on)]
    return sorted(found, key=_place)


@prepared
def _catalogue() -> QuerySet[InterventionType]:
    return InterventionType.objects.select_related("ladder_step")


def offered_now(user: User) -> list[InterventionType]:
    """What can be chosen today."""
    return intervention_types(user, on=timezone.localdate())


def is_offered(row: InterventionType, on: date) -> bool:
    begun = row.starts_on is None or row.starts_on <= on
    return begun and (row.ends_on is None or on <= row.ends_on)


def found(user: User, words: Words) -> Iterator[Hit]:
    """The types in whose title, law or description the words stand."""
    for row in intervention_types(user):
        if matches(words, row.title, row.by_law, row.description):
            url = f"{reverse('interventions:catalogue')}#type-{row.pk}"
            yield Hit(row.title, url, row.by_law, row.description)


def _place(row: InterventionType) -> tuple[object, ...]:
    """§ 32 comes before § 114."""
    step = row.ladder_step.number if row.ladder_step else LAST_STEP
    numbers = [int(each) for each in _NUMBERS.findall(row.paragraph)]
    return step, danish_key(row.law), numbers, danish_key(row.title)
