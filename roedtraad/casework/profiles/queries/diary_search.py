"""Search in the diaries of all one's cases, and the cases one can write in. Both are logged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases import identity
from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.lists import CaseRow, case_rows, of_list
from roedtraad.casework.profiles.models import DiaryEntry
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.sieve import may_hold
from roedtraad.foundation.notices.search import Hit, NearWords, Words, marked, matches, words_in

from .diary import holding
from .diary_notes import worded, wordings

PER_PAGE = 25
MOST = 20
MOST_FOUND = 500


@dataclass(frozen=True)
class NoteHit:
    """A note that was found: where its words stand, and of which case it is."""

    row: DiaryEntry
    case: CaseRow
    shown: SafeString
    is_withheld: bool

    @property
    def names(self) -> str:
        return ", ".join(person.name for person in self.case.people) or self.case.number


def my_cases(user: User) -> list[CaseRow]:
    """The open cases that `user` is put on, for choosing one to write in."""
    cases = Case.objects.open_on(timezone.localdate()).filter(need_to_know.own(user))
    found = list(cases.select_related("unit", "target_group").order_by("-opened_on", "-pk"))
    audit.record_read("case.listed", found, acting_user=user)
    return case_rows(found)


def search_page(user: User, text: str, number: Any = 1) -> Page[NoteHit]:
    """The newest `MOST_FOUND` notes with every word, in the cases that are everyday work."""
    words = words_in(text)
    pages: Paginator[Any] = Paginator(_holding(user, text, MOST_FOUND), PER_PAGE)
    page = pages.get_page(number)
    page.object_list = _hits(user, page.object_list, words)
    return page


def found(user: User, words: Words) -> Iterator[Hit]:
    """The newest such notes among what the search over everything finds."""
    if not words or not access.held_paths(user, Permission.CASE_WORK, Permission.CASE_LEAD):
        return
    if isinstance(words, NearWords):  # who misspells a name is not shown notes of another person
        return
    quoted = " ".join(f'"{word}"' for word in words)
    for hit in _hits(user, _holding(user, quoted, MOST), words):
        day = date_format(timezone.localdate(hit.row.happened_at))
        address = reverse("profiles:note", args=[hit.row.case_id, hit.row.note_id])
        text = hit.row.withheld_text if hit.is_withheld else hit.row.text
        yield Hit(f"{hit.names}, {day}", address, hit.row.get_kind_display(), text)


def _holding(user: User, text: str, most: int) -> list[int]:
    """The keys of the newest such notes.

    What stands in the text of notes is personal: the words are logged, and sealed.
    """
    words = words_in(text)
    if not words:
        return []
    audit.record_read("case.searched", Case, acting_user=user, words=identity.sealed_words(text))
    likely = likely_to_hold(user, words).values_list("pk", flat=True)
    # what many notes hold stands in enough of the newest; only where it does not are all read
    newest = list(likely[:MOST_FOUND])
    rows = wordings(Q(pk__in=newest) & holding(text)).values_list("pk", flat=True)
    if len(newest) == MOST_FOUND and len(rows[:most]) < most:
        rows = likely.filter(holding(text))
    return list(rows[:most])


def likely_to_hold(user: User, words: Words) -> QuerySet[DiaryEntry]:
    """All notes with every word in the user's everyday cases, and a few more; by an index alone."""
    cases = Case.objects.filter(need_to_know.everyday(user)).values("pk")
    return wordings(Q(case__in=cases) & may_hold(words))


def _hits(user: User, keys: Iterable[int], words: Words) -> list[NoteHit]:
    rows = worded().rows(wordings=list(keys))
    seen = list(of_list({row.case_id for row in rows}))
    audit.record_read("case.listed", seen, acting_user=user)
    by_key = {each.pk: each for each in case_rows(seen)}
    return [_hit(row, by_key[row.case_id], words) for row in rows]


def _hit(row: DiaryEntry, case: CaseRow, words: Words) -> NoteHit:
    """Shown is the confidential part only where a word stands nowhere else."""
    is_withheld = not matches(words, row.text)
    text = f"{row.withheld_from}: {row.withheld_text}" if is_withheld else row.text
    return NoteHit(row, case, marked(words, text), is_withheld)
