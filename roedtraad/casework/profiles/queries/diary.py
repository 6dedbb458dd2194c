"""The diary of a case: its page, one note, what is new, what is printed. Opening it is logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404

from roedtraad.casework.cases import identity
from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.models import Case, CasePerson, Citizen, FamilyRole
from roedtraad.casework.cases.names import listed
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.models import DiaryAttachment, DiaryEntry, ProfileGoal
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.notices.search import words_in

from .diary_due import handed_over_to
from .diary_notes import Note, newest, noted, notes_from, wordings

PER_PAGE = 25
ON_CASE_PAGE = 3
HANDED_OVER, TO_FOLLOW_UP = "overlevering", "opfoelgning"


@dataclass(frozen=True)
class DiaryFilter:
    """What of a diary is wanted. `only` is `HANDED_OVER` or `TO_FOLLOW_UP`; days inclusive."""

    words: str = ""
    kind: str = ""
    person: int | None = None
    goal: int | None = None
    only: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def narrows(self) -> bool:
        return self != DiaryFilter()


@dataclass(frozen=True)
class OpenDiary:
    """The diary of a case that is open to somebody, and what its notes can be tied to."""

    case: Case
    way: Way
    heading: str
    people: list[Citizen]
    goals: list[ProfileGoal]
    interventions: list[Intervention]

    @property
    def may_write(self) -> bool:
        return self.way is not Way.EMERGENCY


def open_diary(user: User, pk: int, **detail: Any) -> OpenDiary:
    """The diary, if the case is open to `user`; logged as a look at the case."""
    case, way = way_into(user, pk)
    audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way), **detail)
    rows = CasePerson.objects.filter(case=case).select_related("citizen").order_by("pk")
    people = list({row.citizen_id: row.citizen for row in rows}.values())
    about = {row.citizen_id: row.citizen for row in rows if row.role == FamilyRole.SUBJECT}
    return OpenDiary(
        *(case, way, ", ".join(listed(each) for each in about.values()) or case.number, people),
        goals=list(ProfileGoal.objects.filter(profile__case=case).select_related("profile")),
        interventions=list(Intervention.objects.filter(case=case).select_related("type")),
    )


def writable_diary(user: User, pk: int) -> OpenDiary:
    """As `open_diary`, if `user` may write in it; raises `Http404`."""
    diary = open_diary(user, pk)
    if not diary.may_write:
        raise Http404
    return diary


def page_of(diary: OpenDiary, user: User, wanted: DiaryFilter, number: Any) -> Page[Note]:
    """The notes that are wanted, the newest first. What was searched for is logged, sealed."""
    if wanted.words:
        audit.record_read(
            *("case.diary_searched", diary.case),
            acting_user=user,
            unit=diary.case.unit,
            words=identity.sealed_words(wanted.words),
        )
    condition = _condition(wanted, sees_withheld=diary.may_write)
    rows = wordings(Q(case=diary.case) & condition, with_struck=not wanted.narrows)
    pages: Paginator[Any] = Paginator(rows, PER_PAGE)
    page = pages.get_page(number)
    page.object_list = notes_from(page.object_list, user, diary.way)
    return page


def note_of(diary: OpenDiary, user: User, note: int) -> Note:
    """One note of the diary; raises `Http404`."""
    rows = wordings(Q(pk=note) | Q(corrects=note), with_struck=True)
    row = rows.filter(case=diary.case).first()
    if row is None:
        raise Http404
    row.case = diary.case
    return notes_from([row], user, diary.way)[0]


def newest_of(diary: OpenDiary) -> int:
    """What a page asks from when it asks for what is new."""
    return (
        DiaryEntry.objects.filter(case=diary.case)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
        or 0
    )


def news(user: User, pk: int, *, after: int) -> int:
    """How many notes others have written or corrected since; nothing of them is shown."""
    case, _way = way_into(user, pk)
    return DiaryEntry.objects.filter(case=case, pk__gt=after).exclude(author=user).count()


def attachment_of(user: User, pk: int, note: int, attachment: int) -> DiaryAttachment:
    """A file of a note; that it is taken is logged by itself. Raises `Http404`."""
    case, way = way_into(user, pk)
    rows = DiaryAttachment.objects.filter(entry__case=case, entry=note, pk=attachment)
    if way is Way.EMERGENCY:
        rows = rows.filter(entry__struck_at=None)
    row = rows.select_related("file").first()
    if row is None:
        raise Http404
    audit.record_read(
        *("case.diary_file_taken", case),
        acting_user=user,
        unit=case.unit,
        way=str(way),
        attachment=row.pk,
    )
    return row


@dataclass(frozen=True)
class CasePanel:
    """What the page of a case shows of its diary."""

    case: Case
    may_write: bool
    notes: list[Note]
    handed_over: list[Note]


def case_panel(user: User, pk: int, *, is_part_of_case: bool = False) -> CasePanel:
    """The newest notes and what was handed over. As a part of its page the page is logged."""
    case, way = way_into(user, pk)
    if not is_part_of_case:
        audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    waiting = [row.pk for row in handed_over_to(user, [case.pk])]
    latest = newest(ON_CASE_PAGE).rows(case=case.pk)
    over = noted().rows(notes=waiting)
    notes = {note.pk: note for note in notes_from({*latest, *over}, user, way, is_whole=False)}
    return CasePanel(
        *(case, way is not Way.EMERGENCY),
        notes=[notes[row.note_id] for row in latest if row.note_id not in waiting],
        handed_over=[notes[row.note_id] for row in over],
    )


@dataclass(frozen=True)
class PrintedDiary:
    """A period of a diary for paper, the oldest first."""

    diary: OpenDiary
    notes: list[Note]
    first: date
    last: date
    is_whole: bool


def printed(user: User, pk: int, first: date, last: date, *, is_whole: bool) -> PrintedDiary:
    """The notes of the days `first` to `last`, which the log says were printed.

    Only the whole diary has what is confidential. It is for those on the case alone.
    """
    diary = open_diary(user, pk)
    is_whole = is_whole and diary.may_write
    audit.record_read(
        *("case.diary_printed", diary.case),
        acting_user=user,
        unit=diary.case.unit,
        way=str(diary.way),
        first=str(first),
        last=str(last),
        whole=is_whole,
    )
    rows = wordings(Q(case=diary.case) & _condition(DiaryFilter(first=first, last=last)))
    notes = notes_from(rows.reverse(), user, diary.way, is_whole=is_whole)
    return PrintedDiary(diary, notes, first, last, is_whole)


def _condition(wanted: DiaryFilter, *, sees_withheld: bool = True) -> Q:
    condition = Q(happened_at__date__gte=wanted.first) if wanted.first else Q()
    if wanted.last:
        condition &= Q(happened_at__date__lte=wanted.last)
    if wanted.kind:
        condition &= Q(kind=wanted.kind)
    if wanted.person:
        condition &= Q(people=wanted.person)
    if wanted.goal:
        condition &= Q(goals=wanted.goal)
    if wanted.only == HANDED_OVER:
        condition &= Q(hand_over=True) | Q(corrects__hand_over=True)
    if wanted.only == TO_FOLLOW_UP:
        condition &= Q(follow_up_on__isnull=False, followed_up_at=None) | Q(
            corrects__follow_up_on__isnull=False, corrects__followed_up_at=None
        )
    return condition & holding(wanted.words, sees_withheld=sees_withheld)


def holding(words: str, *, sees_withheld: bool = True) -> Q:
    """Notes in which every word stands; in the confidential part only for who may read it."""
    condition = Q()
    for word in words_in(words):
        found = Q(folded__contains=word)
        condition &= found | Q(folded_withheld__contains=word) if sees_withheld else found
    return condition
