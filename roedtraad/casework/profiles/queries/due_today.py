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
from roedtraad.casework.profiles.due import DueState, Wanted
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.today import Item, Need

from .due import DueFilter, pairs_of, wanted_of
from .due_rows import Row

AHEAD = timedelta(days=21)


def items(user: User, today: date) -> Iterator[Item]:
    """One line for what waits for approval, one for what is overdue, one for what falls due."""
    rows = wanted_of(user, DueFilter())
    ready = _approved_by(user, [row for row in rows if row.wanted.state is DueState.READY])
    overdue = [row for row in rows if row.wanted.state is DueState.OVERDUE]
    near = [row for row in rows if _is_near(row.wanted, today)]
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


def _approved_by(user: User, rows: list[Row]) -> list[Row]:
    """Those whose approval is `user`'s: by the case, or by the unit of a management goal."""
    cases = Case.objects.filter(need_to_know.led(user), pk__in=[row.case for row in rows])
    led = set(cases.values_list("pk", flat=True)) if rows else set()
    managed = pairs_of(row for row in rows if row.case is None)
    own = {profile.pk for profile, _wanted in managed if may_approve(user, profile)}
    return [row for row in rows if row.case in led or row.profile in own]


def _is_near(wanted: Wanted, today: date) -> bool:
    return (
        wanted.state in (DueState.DUE, DueState.STARTED)
        and wanted.due.in_time_until - today <= AHEAD
    )


def _item(label: str, rows: list[Row], state: str, need: Need) -> Item:
    where = reverse("profiles:evaluations")
    return Item(
        label % len(rows),
        f"{where}?state={state}" if state else where,
        _("Open"),
        due_on=min(row.wanted.due.in_time_until for row in rows),
        context=_("Development profiles"),
        need=need,
    )
