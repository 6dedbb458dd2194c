"""What indicators add to everybody's first page: measurements that wait to be entered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.today import Item, Need

from .owed import due_now, name_of


def items(user: User, on: datetime.date) -> Iterator[Item]:
    """ "4 målinger for 3. kvartal 2026", with the day they are due."""
    for due in due_now(user, on):
        label = ngettext(
            "%(count)d measurement for %(period)s",
            "%(count)d measurements for %(period)s",
            due.count,
        )
        yield Item(
            label=label % {"count": due.count, "period": name_of(due.period)},
            url=f"{reverse('indicators:entry')}?periode={due.quarter}",
            act=_("Fill in %(count)d") % {"count": due.count},
            due_on=due.deadline,
            need=Need.OVERDUE if due.deadline < on else Need.DUE,
        )
