"""What the search finds of units and people, whose own apps lie below the search."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.queries.users import managed_users
from roedtraad.foundation.lib.sorting import danish_key

from .search import Hit, Words, matches


def units(user: User, words: Words) -> Iterator[Hit]:
    """Units one may see, by name, type, address and leader."""
    rows = access.units_for(user, Permission.UNIT_VIEW)
    for row in sorted(rows, key=lambda each: danish_key(each.name)):
        text = " ".join(part for part in (row.unit_type, row.address, row.leader_name) if part)
        if matches(words, row.name, text):
            url = reverse("accounts:unit", args=[row.pk])
            yield Hit(row.name, url, row.get_kind_display(), text)


def people(user: User, words: Words) -> Iterator[Hit]:
    """Those the searcher looks after, by name."""
    for pk, name in managed_users(user):
        if matches(words, name):
            yield Hit(name, reverse("accounts:user", args=[pk]))
