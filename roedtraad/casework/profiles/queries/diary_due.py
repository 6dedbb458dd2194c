"""What the diaries ask of somebody today: to follow up, and to read what was handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import cast

from django.db.models import DateField, DateTimeField, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases.models import Case, CaseWorker
from roedtraad.casework.cases.queries.headings import headings, named
from roedtraad.casework.profiles.models import DiaryEntry, DiaryReading
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.notices.today import Item, Need

from .diary_notes import SEARCHED

AHEAD = timedelta(days=7)
HANDED_OVER_FOR = timedelta(days=30)
NOT_SHOWN = ("text", "withheld_text", *SEARCHED)


def items(user: User, today: date) -> Iterator[Item]:
    """For "I dag". They name the case, never what a note says."""
    mine = need_to_know.own_open_keys(user, today)
    over = Counter(row.case_id for row in handed_over_to(user, mine))
    due = _follow_ups(user, today, mine)
    seen = named({*over, *(row.case_id for row in due)})
    audit.record_read("case.listed", seen, acting_user=user)
    numbers, names = {case.pk: case.number for case in seen}, headings(seen)
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
            context=numbers[pk],
            need=Need.AWAITING,
        )
    for row in due:
        yield Item(
            _("%(name)s: follow up on a diary note") % {"name": names[row.case_id]},
            reverse("profiles:note", args=[row.case_id, row.pk]),
            _("Open"),
            due_on=row.follow_up_on,
            context=numbers[row.case_id],
            need=Need.OVERDUE if row.follow_up_on and row.follow_up_on < today else Need.DUE,
        )


def handed_over_to(user: User, cases: Iterable[int]) -> list[DiaryEntry]:
    """What others handed over in these cases while `user` was on them, and `user` has not read.

    What is older than a month is history, and found in the diary.
    """
    since = timezone.now() - HANDED_OVER_FOR
    asked = {"user": user.pk, "today": timezone.localdate(), "since": since}
    return _handed_over().rows(cases=list(cases), **asked)


@prepared
def _handed_over() -> QuerySet[DiaryEntry]:
    on_case = _on_case_today().filter(
        case=OuterRef("case"), user=Given("user"), starts_on__lte=OuterRef("recorded_at__date")
    )
    read = DiaryReading.objects.filter(entry=OuterRef("pk"), user=Given("user"))
    rows = DiaryEntry.objects.first_wordings().filter(
        Exists(on_case),
        ~Exists(read),
        case__in=GivenKeys("cases"),
        hand_over=True,
        struck_at=None,
        recorded_at__gte=Given("since", DateTimeField()),
    )
    return rows.exclude(author=Given("user")).defer(*NOT_SHOWN).order_by("recorded_at")


def _on_case_today() -> QuerySet[CaseWorker]:
    return CaseWorker.objects.valid_on(cast(date, Given("today", DateField())))


def _follow_ups(user: User, today: date, mine: list[int]) -> list[DiaryEntry]:
    """Those of the author; of an author who is not on the case any more, of whoever is.

    Asked for apart, since each has an index of its own. `mine` are the open cases of `user`.
    """
    asked = {"user": user.pk, "until": today + AHEAD}
    written = _of_author().rows(**asked)
    others = {row.case_id for row in written}.difference(mine)
    still_led = Case.objects.exclude(closed_on__lte=today).filter(
        need_to_know.led(user), pk__in=others
    )
    reachable = {*mine, *(still_led.values_list("pk", flat=True) if others else ())}
    left = _left_by_author().rows(today=today, cases=mine, **asked)
    found = [*(row for row in written if row.case_id in reachable), *left]
    return sorted(found, key=lambda row: (row.follow_up_on or today, row.pk))


@prepared
def _of_author() -> QuerySet[DiaryEntry]:
    return _to_follow_up().filter(author=Given("user"))


@prepared
def _left_by_author() -> QuerySet[DiaryEntry]:
    authors = _on_case_today().filter(case=OuterRef("case"), user=OuterRef("author"))
    rows = _to_follow_up().filter(~Exists(authors), case__in=GivenKeys("cases"))
    return rows.exclude(author=Given("user"))


def _to_follow_up() -> QuerySet[DiaryEntry]:
    rows = DiaryEntry.objects.filter(
        follow_up_on__isnull=False,
        follow_up_on__lte=Given("until", DateField()),
        followed_up_at=None,
        struck_at=None,
    )
    return rows.defer(*NOT_SHOWN)
