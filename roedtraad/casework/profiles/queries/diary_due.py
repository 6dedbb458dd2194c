"""What the diaries ask of somebody today: to follow up, and to read what was handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases.models import Case, CaseWorker
from roedtraad.casework.cases.queries.lists import case_rows, of_list
from roedtraad.casework.profiles.models import DiaryEntry, DiaryReading
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.notices.today import Item, Need

AHEAD = timedelta(days=7)
HANDED_OVER_FOR = timedelta(days=30)
NOT_SHOWN = ("text", "folded", "withheld_text", "folded_withheld")


def items(user: User, today: date) -> Iterator[Item]:
    """For "I dag". They name the case, never what a note says."""
    is_open = Case.objects.exclude(closed_on__lte=today)
    mine = list(is_open.filter(need_to_know.own(user)).values_list("pk", flat=True))
    over = Counter(row.case_id for row in handed_over_to(user, mine))
    due = _follow_ups(user, today, mine)
    seen = list(of_list({*over, *(row.case_id for row in due)}))
    audit.record_read("case.listed", seen, acting_user=user)
    cases = {row.pk: row for row in case_rows(seen)} if seen else {}
    names = {
        pk: ", ".join(person.name for person in row.people) or row.number
        for pk, row in cases.items()
    }
    for pk, number in over.items():
        words = ngettext(
            "%(name)s: a note for you from the shift before",
            "%(name)s: %(number)s notes for you from the shift before",
            number,
        )
        yield Item(
            words % {"name": names[pk], "number": number},
            reverse("profiles:diary", args=[pk]),
            _("Read"),
            context=cases[pk].number,
            need=Need.AWAITING,
        )
    for row in due:
        yield Item(
            _("%(name)s: follow up on a diary note") % {"name": names[row.case_id]},
            reverse("profiles:note", args=[row.case_id, row.pk]),
            _("Open"),
            due_on=row.follow_up_on,
            context=cases[row.case_id].number,
            need=Need.OVERDUE if row.follow_up_on and row.follow_up_on < today else Need.DUE,
        )


def handed_over_to(user: User, cases: Iterable[int]) -> list[DiaryEntry]:
    """What others handed over in these cases while `user` was on them, and `user` has not read.

    What is older than a month is history, and found in the diary.
    """
    today = timezone.localdate()
    on_case = CaseWorker.objects.valid_on(today).filter(
        case=OuterRef("case"), user=user, starts_on__lte=OuterRef("recorded_at__date")
    )
    read = DiaryReading.objects.filter(entry=OuterRef("pk"), user=user)
    rows = DiaryEntry.objects.first_wordings().filter(
        Exists(on_case),
        ~Exists(read),
        case__in=cases,
        hand_over=True,
        recorded_at__gte=timezone.now() - HANDED_OVER_FOR,
    )
    return list(rows.exclude(author=user).defer(*NOT_SHOWN).order_by("recorded_at"))


def _follow_ups(user: User, today: date, mine: list[int]) -> list[DiaryEntry]:
    """Those of the author; of an author who is not on the case any more, of whoever is.

    Asked for apart, since each has an index of its own. `mine` are the open cases of `user`.
    """
    rows = DiaryEntry.objects.filter(
        follow_up_on__isnull=False, follow_up_on__lte=today + AHEAD, followed_up_at=None
    ).defer(*NOT_SHOWN)
    authors = CaseWorker.objects.valid_on(today).filter(
        case=OuterRef("case"), user=OuterRef("author")
    )
    written = list(rows.filter(author=user))
    others = {row.case_id for row in written}.difference(mine)
    still_led = Case.objects.exclude(closed_on__lte=today).filter(
        need_to_know.led(user), pk__in=others
    )
    reachable = {*mine, *(still_led.values_list("pk", flat=True) if others else ())}
    left = rows.filter(~Exists(authors), case__in=mine).exclude(author=user)
    found = [*(row for row in written if row.case_id in reachable), *left]
    return sorted(found, key=lambda row: (row.follow_up_on or today, row.pk))
