"""What is done in the diary: write, correct by adding, follow up, take over from the last shift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case, CasePerson, Citizen
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.models import (
    DiaryAttachment,
    DiaryEntry,
    DiaryReading,
    ProfileGoal,
)
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.files import services as files

FILE_KINDS = frozenset({"pdf", "word", "odt", "png", "jpeg"})
CLOCKS_DIFFER = timedelta(minutes=15)


@dataclass(frozen=True)
class Written:
    """A note as it was written. `key` and `device_at` come from the device, where there is one."""

    text: str
    kind: str
    happened_at: datetime
    people: Sequence[Citizen] = ()
    goals: Sequence[ProfileGoal] = ()
    interventions: Sequence[Intervention] = ()
    withheld_text: str = ""
    withheld_from: str = ""
    hand_over: bool = False
    follow_up_on: date | None = None
    follow_up: str = ""
    files: Sequence[UploadedFile[Any]] = ()
    key: UUID | None = None
    device_at: datetime | None = None


@transaction.atomic
def write_entry(case: Case, given: Written, *, acting_user: User) -> DiaryEntry:
    """Keep a note. Delivered again it answers what was kept; with other words it is refused."""
    case = require_open(acting_user, case)
    if kept := _delivered_before(case, given, acting_user):
        return kept
    _check(case, given)
    row = _new(case, given, acting_user)
    row.hand_over = given.hand_over or given.kind == "handover"
    row.follow_up_on = given.follow_up_on
    row.follow_up = given.follow_up.strip() if given.follow_up_on else ""
    _keep(row, given)
    for upload in given.files:
        _attach(row, upload, acting_user)
    _record("diaryentry.written", row, acting_user, files=len(given.files))
    return row


@transaction.atomic
def correct_entry(wording: DiaryEntry, given: Written, *, acting_user: User) -> DiaryEntry:
    """Add a new wording of a note; the one before is kept, and shown as what it was.

    `wording` is the one that was read. Has somebody corrected it meanwhile, nothing is added.
    """
    case = require_open(acting_user, wording.case)
    if kept := _delivered_before(case, given, acting_user):
        return kept
    before = latest_wording(case, wording.note_id)
    if before.pk != wording.pk:
        raise ValidationError(
            _("%(who)s has corrected the note meanwhile. Read it below, then correct that.")
            % {"who": before.author}
        )
    _check(case, given)
    row = _new(case, given, acting_user)
    row.corrects_id = wording.note_id
    before.replaced_at = row.recorded_at
    before.save(update_fields=["replaced_at"])
    _keep(row, given)
    _record("diaryentry.corrected", row, acting_user, replaces=before.pk)
    return row


@transaction.atomic
def settle_follow_up(entry: DiaryEntry, *, is_done: bool, acting_user: User) -> None:
    """Say that what a note asked for is done; or that it is not after all."""
    require_open(acting_user, entry.case)
    row = DiaryEntry.objects.select_for_update(of=("self",)).get(pk=entry.note_id)
    if row.follow_up_on is None or (row.followed_up_at is not None) == is_done:
        return
    row.followed_up_at = timezone.now() if is_done else None
    row.followed_up_by = acting_user if is_done else None
    row.save(update_fields=["followed_up_at", "followed_up_by"])
    _record("diaryentry.followed_up" if is_done else "diaryentry.reopened", row, acting_user)


@transaction.atomic
def take_over(entry: DiaryEntry, *, acting_user: User) -> None:
    """Say that one has read what the shift before handed over; saying it twice is once."""
    require_open(acting_user, entry.case)
    row = DiaryEntry.objects.select_for_update(of=("self",)).get(pk=entry.note_id)
    if not row.hand_over or row.author_id == acting_user.pk:
        return
    _reading, is_new = DiaryReading.objects.get_or_create(
        entry=row, user=acting_user, defaults={"read_at": timezone.now()}
    )
    if is_new:
        _record("diaryentry.taken_over", row, acting_user)


def latest_wording(case: Case, note: int) -> DiaryEntry:
    """The wording of a note that counts; `Http404` where the case has none, or it is struck."""
    rows = DiaryEntry.objects.standing().filter(Q(pk=note) | Q(corrects=note), case=case)
    row = rows.select_related("author").first()
    if row is None:
        raise Http404
    row.case = case
    return row


def _delivered_before(case: Case, given: Written, acting_user: User) -> DiaryEntry | None:
    """What came with this key; a key that belongs to something else tells nothing of it."""
    kept = DiaryEntry.objects.filter(key=given.key).first() if given.key else None
    if kept is None:
        return None
    if kept.case_id != case.pk or kept.author_id != acting_user.pk:
        raise Http404
    if (kept.text, kept.withheld_text) != (given.text.strip(), given.withheld_text.strip()):
        raise ValidationError(
            _(
                "This note is saved already, with other words. "
                "Save again to keep these as a note of their own."
            ),
            code="other_words",
        )
    kept.case = case
    return kept


def _new(case: Case, given: Written, acting_user: User) -> DiaryEntry:
    return DiaryEntry(
        key=given.key or uuid4(),
        case=case,
        kind=given.kind,
        happened_at=given.happened_at,
        text=given.text.strip(),
        withheld_text=given.withheld_text.strip(),
        withheld_from=given.withheld_from.strip() if given.withheld_text.strip() else "",
        author=acting_user,
        device_at=given.device_at,
        recorded_at=timezone.now(),
    )


def _keep(row: DiaryEntry, given: Written) -> None:
    row.save(force_insert=True)
    row.people.set(given.people)
    row.goals.set(given.goals)
    row.interventions.set(given.interventions)


def _check(case: Case, given: Written) -> None:
    if not given.text.strip():
        raise ValidationError({"text": _("Write what happened.")})
    if given.happened_at > timezone.now() + CLOCKS_DIFFER:
        raise ValidationError({"happened_on": _("That moment has not come yet.")})
    if given.withheld_text.strip() and not given.withheld_from.strip():
        raise ValidationError(
            {"withheld_from": _("Write from or about whom, so that others know why it is held.")}
        )
    if given.follow_up_on is not None:
        if given.follow_up_on < timezone.localdate(given.happened_at):
            raise ValidationError({"follow_up_on": _("That day lies before the note itself.")})
    elif given.follow_up.strip():
        raise ValidationError({"follow_up_on": _("Write the day on which to follow it up.")})
    _check_ties(case, given)


def _check_ties(case: Case, given: Written) -> None:
    """What a note is tied to belongs to the same case."""
    people = CasePerson.objects.filter(case=case).values_list("citizen", flat=True)
    goals = ProfileGoal.objects.filter(profile__case=case).values_list("pk", flat=True)
    interventions = Intervention.objects.filter(case=case).values_list("pk", flat=True)
    for tied, of_case in (
        (given.people, people),
        (given.goals, goals),
        (given.interventions, interventions),
    ):
        if tied and not _keys(tied) <= set(of_case):
            raise Http404


def _keys(rows: Iterable[Any]) -> set[int]:
    return {row.pk for row in rows}


def _attach(row: DiaryEntry, upload: UploadedFile[Any], acting_user: User) -> None:
    """The file under a name that says nothing; its own stands in the diary alone."""
    name = upload.name or ""
    upload.name = f"bilag.{name.rpartition('.')[2]}" if "." in name else "bilag"
    try:
        stored = files.store(upload, acting_user=acting_user, kinds=FILE_KINDS)
    except files.FileRefused as refused:
        raise ValidationError({"attachments": f"{name}: {' '.join(refused.messages)}"}) from None
    DiaryAttachment.objects.create(entry=row, file=stored, name=files.shown_name(name))


def _record(action: str, row: DiaryEntry, acting_user: User, **detail: Any) -> None:
    audit.record(
        action, row, acting_user=acting_user, unit=row.case.unit, case=row.case_id, **detail
    )
