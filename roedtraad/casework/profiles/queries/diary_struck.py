"""What is struck out of diaries: what it said, for whoever may correct it; a list for control."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.profiles.models import DiaryEntry
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .diary import OpenDiary, note_of
from .diary_notes import Note

PER_PAGE = 50
# the list never holds what a note said
HIDDEN = ("text", "folded", "withheld_text", "withheld_from", "folded_withheld", "follow_up")


def struck_note(diary: OpenDiary, user: User, note: int) -> Note:
    """A note struck out, with its text, for whoever may write in the case; logged by itself."""
    found = note_of(diary, user, note)
    if not found.is_struck or not diary.may_write:
        raise Http404
    require_open(user, diary.case)
    audit.record_read(
        *("case.struck_note_read", diary.case),
        acting_user=user,
        unit=diary.case.unit,
        way=str(diary.way),
        note=found.pk,
    )
    return found


def struck_notes(user: User, number: Any = 1) -> Page[DiaryEntry]:
    """When, by whom and why notes were struck out, the newest first; that one looks is logged."""
    if not access.may(user, Permission.CASE_LOG_VIEW):
        raise Http404
    audit.record_read("diaryentry.struck_listed", DiaryEntry, acting_user=user)
    rows = DiaryEntry.objects.current().filter(struck_at__isnull=False).defer(*HIDDEN)
    rows = rows.select_related("case__unit", "struck_by").order_by("-struck_at", "-pk")
    pages: Paginator[Any] = Paginator(rows, PER_PAGE)
    return pages.get_page(number)


def struck_for_control(user: User, note: int) -> DiaryEntry:
    """One of them, without what it said; raises `Http404`."""
    if not access.may(user, Permission.CASE_LOG_VIEW):
        raise Http404
    rows = DiaryEntry.objects.current().filter(struck_at__isnull=False)
    row = rows.filter(Q(pk=note) | Q(corrects=note)).defer(*HIDDEN)
    found = row.select_related("case__unit", "struck_by", "author").first()
    if found is None:
        raise Http404
    return found
