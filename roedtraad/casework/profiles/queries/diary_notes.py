"""Notes of a diary with all that is shown of them, for a case that the caller has opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from roedtraad.casework.cases.access import Way
from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.cases.names import listed
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.models import (
    DiaryAttachment,
    DiaryEntry,
    DiaryReading,
    ProfileGoal,
)
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib import sieve
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared

SEARCHED = ("folded", "folded_withheld", *sieve.FIELDS)  # never shown; half of what a row weighs


@dataclass(frozen=True)
class Note:
    """A note in its latest wording. Follow-up, handing over and files are those of the `first`."""

    row: DiaryEntry
    first: DiaryEntry
    people: list[str]
    goals: list[ProfileGoal]
    interventions: list[Intervention]
    earlier: list[DiaryEntry]
    attachments: list[DiaryAttachment]
    readers: list[str]
    sees_withheld: bool
    awaits_me: bool

    @property
    def pk(self) -> int:
        return self.first.pk

    @property
    def is_corrected(self) -> bool:
        return self.row.pk != self.first.pk

    @property
    def is_struck(self) -> bool:
        """Of it is shown that it is struck out, when, by whom and why; not what it said."""
        return self.row.struck_at is not None

    @property
    def is_withheld(self) -> bool:
        return bool(self.row.withheld_text)


def notes_from(
    rows: Iterable[DiaryEntry], user: User, way: Way, *, is_whole: bool = True
) -> list[Note]:
    """`rows` are latest wordings, `way` is by what their case is open to `user`. Seven queries.

    Not whole, or in an emergency, what is confidential is left out, and what a note said before
    it was corrected: the correction may have made a part of it confidential.
    """
    rows = list(rows)
    sees = is_whole and way is not Way.EMERGENCY
    ids = [row.note_id for row in rows]
    first = {row.pk: row for row in rows} | _first_wordings(rows)
    people = _tied(DiaryEntry.people.through, "citizen", Citizen, rows)
    goals = _tied(DiaryEntry.goals.through, "profilegoal", ProfileGoal, rows)
    interventions = _tied(DiaryEntry.interventions.through, "intervention", Intervention, rows)
    readers = _readers(ids)
    before = _before(rows) if sees else {}
    files: defaultdict[int, list[DiaryAttachment]] = defaultdict(list)
    for each in _files().rows(notes=ids):
        files[each.entry_id].append(each)
    return [
        Note(
            row=row,
            first=first[row.note_id],
            people=[listed(each) for each in people[row.pk]],
            goals=goals[row.pk],
            interventions=interventions[row.pk],
            earlier=before.get(row.note_id, []),
            attachments=files[row.note_id],
            readers=[str(each.user) for each in readers[row.note_id]],
            sees_withheld=sees,
            awaits_me=(
                way is Way.WORKER
                and first[row.note_id].hand_over
                and first[row.note_id].author_id != user.pk
                and user.pk not in {each.user_id for each in readers[row.note_id]}
            ),
        )
        for row in rows
    ]


def wordings(condition: Q, *, with_struck: bool = False) -> QuerySet[DiaryEntry]:
    """The latest wordings that fit, the newest note first, without what is only searched in."""
    every = DiaryEntry.objects.current() if with_struck else DiaryEntry.objects.standing()
    rows = every.filter(condition).select_related("author", "struck_by")
    return rows.defer(*SEARCHED).order_by("-happened_at", "-pk")


@dataclass(frozen=True)
class GoalNote:
    """What a note says of a goal. The confidential part of a note says nothing of a goal."""

    pk: int
    row: DiaryEntry

    @property
    def text(self) -> str:
        return self.row.text


def notes_on(
    goals: Sequence[ProfileGoal], first: date | None = None, last: date | None = None
) -> dict[int, list[GoalNote]]:
    """The notes on each goal by its key, the newest first; days inclusive. Two queries.

    Whoever calls has opened the case that the goals belong to.
    """
    condition = Q(goals__in=goals)
    if first is not None:
        condition &= Q(happened_at__date__gte=first)
    if last is not None:
        condition &= Q(happened_at__date__lte=last)
    return _by_goal(wordings(condition).distinct(), goals)


def last_notes_on(goals: Sequence[ProfileGoal]) -> dict[int, GoalNote]:
    """The newest note on each goal, of those that have one. Three queries however many notes."""
    through = DiaryEntry.goals.through._default_manager
    tied = through.filter(profilegoal__in=goals, diaryentry__replaced_at=None)
    tied = tied.filter(diaryentry__struck_at=None)
    newest = tied.values("profilegoal").annotate(at=Max("diaryentry__happened_at"))
    moments = {row["profilegoal"]: row["at"] for row in newest}
    rows = wordings(Q(goals__in=goals, happened_at__in=set(moments.values()))).distinct()
    return {goal: notes[0] for goal, notes in _by_goal(rows, goals).items() if notes}


def _by_goal(rows: Iterable[DiaryEntry], goals: Sequence[ProfileGoal]) -> dict[int, list[GoalNote]]:
    rows = list(rows)
    found: dict[int, list[GoalNote]] = {goal.pk: [] for goal in goals}
    tied = _tied(DiaryEntry.goals.through, "profilegoal", ProfileGoal, rows)
    for row in rows:
        for goal in tied[row.pk]:
            if goal.pk in found:
                found[goal.pk].append(GoalNote(row.note_id, row))
    return found


def _tied(through: type, name: str, model: type, rows: list[DiaryEntry]) -> defaultdict[int, list]:  # type: ignore[type-arg]
    """What each row is tied to. One query."""
    tied: defaultdict[int, list[object]] = defaultdict(list)
    for link in _links(through, name).rows(notes=[row.pk for row in rows]):
        tied[link.diaryentry_id].append(getattr(link, name))
    return tied


@prepared
def _links(through: Any, name: str) -> QuerySet[Any]:
    links: QuerySet[Any] = through._default_manager.filter(diaryentry__in=GivenKeys("notes"))
    return links.select_related(name).order_by(name)


@prepared
def _files() -> QuerySet[DiaryAttachment]:
    return DiaryAttachment.objects.filter(entry__in=GivenKeys("notes")).select_related("file")


@prepared
def _read_by() -> QuerySet[DiaryReading]:
    return DiaryReading.objects.filter(entry__in=GivenKeys("notes")).select_related("user")


@prepared
def newest(most: int) -> QuerySet[DiaryEntry]:
    """The newest notes of the given `case`."""
    return wordings(Q(case=Given("case")))[:most]


@prepared
def noted() -> QuerySet[DiaryEntry]:
    """The latest wordings of the given `notes`."""
    return wordings(Q(pk__in=GivenKeys("notes")) | Q(corrects__in=GivenKeys("notes")))


@prepared
def worded() -> QuerySet[DiaryEntry]:
    """The given `wordings`."""
    return wordings(Q(pk__in=GivenKeys("wordings")))


def _first_wordings(rows: list[DiaryEntry]) -> dict[int, DiaryEntry]:
    ids = [row.corrects_id for row in rows if row.corrects_id]
    found = DiaryEntry.objects.filter(pk__in=ids).defer(*SEARCHED)
    return {row.pk: row for row in found.select_related("author", "followed_up_by")}


def _before(rows: list[DiaryEntry]) -> dict[int, list[DiaryEntry]]:
    """What corrected notes said before, the newest first."""
    ids = [row.corrects_id for row in rows if row.corrects_id]
    replaced = DiaryEntry.objects.filter(Q(pk__in=ids) | Q(corrects__in=ids)).defer(*SEARCHED)
    found: defaultdict[int, list[DiaryEntry]] = defaultdict(list)
    for row in replaced.exclude(replaced_at=None).select_related("author").order_by("-pk"):
        found[row.note_id].append(row)
    return found


def _readers(ids: list[int]) -> defaultdict[int, list[DiaryReading]]:
    found: defaultdict[int, list[DiaryReading]] = defaultdict(list)
    for each in _read_by().rows(notes=ids):
        found[each.entry_id].append(each)
    return found
