"""Reading an uploaded document: begun by a person, done by a job, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.elements import elements_of
from roedtraad.gateways.importing.models import PlanReading, ReadingState
from roedtraad.gateways.importing.plans.extract import extract
from roedtraad.gateways.importing.plans.loose import Loose
from roedtraad.gateways.importing.plans.reader import read_all
from roedtraad.gateways.importing.plans.refusals import PlanRefused
from roedtraad.gateways.importing.queries import places_for

from .steps import require_may_review
from .storing import store_elements

UNREAD = (ReadingState.WAITING, ReadingState.READING)

log = structlog.get_logger("roedtraad.reading")


@transaction.atomic
def begin_reading(document: StoredFile, unit: Unit, *, acting_user: User) -> PlanReading:
    """Ask for `document` to be read for `unit`; the job is queued when the transaction commits."""
    access.require(acting_user, access.Permission.PLAN_READ_IN, unit=unit)
    reading = PlanReading.objects.create(document=document, unit=unit, started_by=acting_user)
    audit.record(
        "reading.begun", reading, acting_user=acting_user, unit=unit, sha256=document.sha256
    )
    return reading


def require_readable(upload: UploadedFile[Any]) -> None:
    """Raise `ValidationError` with the reader's own sentence for a file it cannot read."""
    upload.seek(0)
    try:
        extract(upload.read(), upload.name or "")
    except PlanRefused as refused:
        raise ValidationError(refused.sentence, code=refused.reason) from refused


def read_document(reading_id: int) -> None:
    """Read the document of a reading; a second call finds nothing to do."""
    reading = PlanReading.objects.select_related("document").get(pk=reading_id)
    begun = PlanReading.objects.filter(pk=reading.pk, state__in=UNREAD)
    if not begun.update(state=ReadingState.READING):
        return
    try:
        proposal, loose, lines = _read(reading)
    except PlanRefused as refused:
        _refuse(reading, refused.sentence)
        return
    except Exception:
        _refuse(reading, _("Something went wrong while the document was read. Try again."))
        raise
    _store(reading, proposal, loose, lines)
    log.info("plan read", reading=reading.pk, kind=proposal["kind"], lines=len(lines))


def _read(reading: PlanReading) -> tuple[dict[str, Any], Loose, list[dict[str, Any]]]:
    with default_storage.open(reading.document.stored_as) as stream:
        data = stream.read()
    text = extract(data, reading.document.name)
    lines: list[dict[str, Any]] = [
        {"number": line.number, "page": line.page, "text": line.text} for line in text.lines
    ]
    proposal, loose = read_all(text)
    return proposal.to_json(), loose, lines


@transaction.atomic
def ask_again(reading: PlanReading, *, acting_user: User) -> bool:
    """Ask for a document to be read once more; False when it is read, or was put aside."""
    reading = PlanReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    require_may_review(reading, acting_user)
    if reading.state not in (*UNREAD, ReadingState.REFUSED):
        return False
    reading.state, reading.refusal, reading.finished_at = ReadingState.WAITING, "", None
    reading.save(update_fields=["state", "refusal", "finished_at"])
    audit.record("reading.asked_again", reading, acting_user=acting_user, unit=reading.unit)
    return True


@transaction.atomic
def _store(
    reading: PlanReading,
    proposal: dict[str, Any],
    loose: Loose,
    lines: Sequence[Mapping[str, object]],
) -> None:
    current = PlanReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if current.state != ReadingState.READING:  # given up, or read by another worker, meanwhile
        return
    current.elements.all().delete()
    places = places_for(str(proposal["kind"]))
    store_elements(current, elements_of(proposal, loose, places))
    current.kind, current.lines = str(proposal["kind"]), list(lines)
    current.state, current.finished_at = ReadingState.READY, timezone.now()
    current.save(update_fields=["kind", "lines", "state", "finished_at"])


def _refuse(reading: PlanReading, sentence: str) -> None:
    """Say why it could not be read, unless it was given up meanwhile."""
    PlanReading.objects.filter(pk=reading.pk, state=ReadingState.READING).update(
        state=ReadingState.REFUSED, refusal=sentence, finished_at=timezone.now()
    )


@transaction.atomic
def give_up(reading: PlanReading, *, acting_user: User) -> None:
    """Put a reading aside for good; the document and what was read stay."""
    reading = PlanReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    require_may_review(reading, acting_user)
    if reading.state == ReadingState.CREATED:
        return
    reading.state = ReadingState.DROPPED
    reading.save(update_fields=["state"])
    audit.record("reading.given_up", reading, acting_user=acting_user, unit=reading.unit)
