"""What waits for those who look after users."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.queries.users import UserFilter, all_rows

from .today import Item, Need


def locked_out(user: User, on: datetime.date) -> Iterator[Item]:
    """People who have been locked out, and wait for somebody to let them in again."""
    if not access.may(user, Permission.USER_MANAGE):
        return
    for row in all_rows(user, UserFilter(state="locked")):
        yield Item(
            label=_("%(name)s is locked out") % {"name": row.name},
            url=reverse("accounts:user", args=[row.pk]),
            act=_("See"),
            context=", ".join(row.roles),
            need=Need.AWAITING,
        )
