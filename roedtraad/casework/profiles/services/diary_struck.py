"""A note in the wrong case: struck out there, kept, and perhaps written anew where it belongs."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services.workers import SHORTEST_REASON
from roedtraad.casework.profiles.models import DiaryAttachment, DiaryEntry
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .diary import Written, latest_wording, write_entry


@transaction.atomic
def strike_entry(
    entry: DiaryEntry, *, reason: str, move_to: Case | None = None, acting_user: User
) -> None:
    """Let a note count as nothing: it is kept, and its text is shown no more.

    Its author can write it anew in another case of theirs, with its files. What it was tied to
    stays behind, since it belongs to the case.
    """
    case = require_open(acting_user, entry.case)
    row = latest_wording(case, entry.note_id)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError(
            {"reason": _("Write why, so that somebody who was not there understands it.")}
        )
    if move_to is not None:
        _write_anew(row, move_to, acting_user)
    wordings = DiaryEntry.objects.filter(Q(pk=row.note_id) | Q(corrects=row.note_id))
    wordings.update(struck_at=timezone.now(), struck_by=acting_user, struck_because=reason.strip())
    audit.record(
        *("diaryentry.struck", row),
        acting_user=acting_user,
        unit=case.unit,
        case=case.pk,
        moved=move_to is not None,
    )


def may_move(entry: DiaryEntry, user: User) -> bool:
    """Only the words of one's own are moved: every wording of the note is by `user`."""
    wordings = DiaryEntry.objects.filter(Q(pk=entry.note_id) | Q(corrects=entry.note_id))
    return not wordings.exclude(author=user).exists()


def _write_anew(row: DiaryEntry, case: Case, acting_user: User) -> None:
    if case.pk == row.case_id:
        raise ValidationError({"move_to": _("It stands in that case already.")})
    if not may_move(row, acting_user):
        raise Http404
    first = DiaryEntry.objects.get(pk=row.note_id)
    is_waiting = first.followed_up_at is None
    made = write_entry(
        case,
        Written(
            text=row.text,
            kind=row.kind,
            happened_at=row.happened_at,
            withheld_text=row.withheld_text,
            withheld_from=row.withheld_from,
            hand_over=first.hand_over,
            follow_up_on=first.follow_up_on if is_waiting else None,
            follow_up=first.follow_up if is_waiting else "",
        ),
        acting_user=acting_user,
    )
    for each in first.attachments.all():
        DiaryAttachment.objects.create(entry=made, file_id=each.file_id, name=each.name)


@transaction.atomic
def open_struck(note: int, *, reason: str, acting_user: User) -> DiaryEntry:
    """What a note struck out said, for the data protection officer. The reason is in the log."""
    access.require(acting_user, Permission.CASE_LOG_VIEW)
    rows = DiaryEntry.objects.current().filter(Q(pk=note) | Q(corrects=note))
    row = rows.filter(struck_at__isnull=False).select_related("case__unit", "author").first()
    if row is None:
        raise Http404
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError(
            {"reason": _("Write why, so that somebody who was not there understands it.")}
        )
    audit.record(
        *("case.struck_note_opened", row.case),
        acting_user=acting_user,
        unit=row.case.unit,
        reason=reason.strip(),
        note=row.note_id,
    )
    return row
