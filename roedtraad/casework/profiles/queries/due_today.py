"""What evaluations ask of somebody now, for "I dag": few lines, each leading to the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases.models import Case
from roedtraad.casework.profiles.access import may_approve
from roedtraad.casework.profiles.due import DueState
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.today import Item, Need

from .due import DueFilter, Pair, wanted_of

AHEAD = timedelta(days=21)


def items(user: User, today: date) -> Iterator[Item]:
    """One line for what waits for approval, one for what is overdue, one for what falls due."""
    pairs = wanted_of(user, DueFilter())
    if not pairs:
        return
    led = set(Case.objects.filter(need_to_know.led(user)).values_list("pk", flat=True))
    ready = [pair for pair in pairs if pair[1].state is DueState.READY]
    ready = [pair for pair in ready if pair[0].case_id in led or _is_approved_by(user, pair)]
    overdue = [pair for pair in pairs if pair[1].state is DueState.OVERDUE]
    near = [pair for pair in pairs if _is_near(pair, today)]
    if ready:
        label = ngettext(
            "%d evaluation waits for your approval",
            "%d evaluations wait for your approval",
            len(ready),
        )
        yield _item(label, ready, DueState.READY, Need.AWAITING)
    if overdue:
        label = ngettext("%d evaluation is overdue", "%d evaluations are overdue", len(overdue))
        yield _item(label, overdue, DueState.OVERDUE, Need.OVERDUE)
    if near:
        label = ngettext("%d evaluation falls due", "%d evaluations fall due", len(near))
        yield _item(label, near, "", Need.DUE)


def _is_approved_by(user: User, pair: Pair) -> bool:
    return pair[0].case_id is None and may_approve(user, pair[0])


def _is_near(pair: Pair, today: date) -> bool:
    wanted = pair[1]
    return (
        wanted.state in (DueState.DUE, DueState.STARTED)
        and wanted.due.in_time_until - today <= AHEAD
    )


def _item(label: str, pairs: list[Pair], state: str, need: Need) -> Item:
    where = reverse("profiles:evaluations")
    return Item(
        label % len(pairs),
        f"{where}?state={state}" if state else where,
        _("Open"),
        due_on=min(wanted.due.in_time_until for _profile, wanted in pairs),
        context=_("Development profiles"),
        need=need,
    )
