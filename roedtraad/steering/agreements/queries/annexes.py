"""The file of an annex: as it is attached now, and as it was when a version was approved."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.files.models import StoredFile
from roedtraad.steering.agreements.access import agreements_for, readable
from roedtraad.steering.agreements.models import Annex, Change, Version

ANNEX = Annex._meta.label_lower


def annex_file(user: User, agreement: int, annex: int) -> StoredFile:
    """The file, for those who take part, and for those who read a version it belongs to.

    An annex that was removed later is still a part of what was approved.
    """
    wanted = None
    if not agreements_for(user).filter(pk=agreement).exists():
        wanted = _approved_content(user, agreement, annex)
    for pk in _files_of(agreement, annex):
        found = StoredFile.objects.filter(pk=pk).first()
        if found is not None and wanted in (None, found.sha256):
            return found
    raise Http404


def files_in_history() -> set[int]:
    """Files of annexes that were removed or changed: undoing, or an old version, needs them."""
    rows = Change.objects.filter(subject_type=ANNEX).values_list("before", "after")
    states = [state for row in rows for state in row if state]
    return {state["file_id"] for state in states if state.get("file_id")}


def _approved_content(user: User, agreement: int, annex: int) -> str:
    """The fingerprint of the file in the newest version that has the annex."""
    versions = Version.objects.filter(agreement__in=readable(user).values("pk"))
    for version in versions.filter(agreement=agreement).order_by("-number"):
        for each in version.content["annexes"]:
            if each["id"] == annex and each["sha256"]:
                return str(each["sha256"])
    raise Http404


def _files_of(agreement: int, annex: int) -> Iterator[int]:
    """The annex's file, and then those it had, the newest first."""
    now = Annex.objects.filter(agreement=agreement, pk=annex, file__isnull=False)
    yield from now.values_list("file_id", flat=True)
    changes = Change.objects.filter(agreement=agreement, subject_type=ANNEX, subject_id=annex)
    for before, after in changes.order_by("-pk").values_list("before", "after"):
        for state in (after, before):
            if state and state.get("file_id"):
                yield state["file_id"]
