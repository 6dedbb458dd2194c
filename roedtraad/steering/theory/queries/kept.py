"""Earlier versions of the parts of a theory, told by the changes that were kept."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet

from roedtraad.steering.theory.models import TheoryChange


def last_change_of(row: models.Model) -> TheoryChange | None:
    """The newest change of `row`."""
    return _changes_of(row).select_related("changed_by").first()


def state_at(row: models.Model, version: int) -> dict[str, Any] | None:
    """The values `row` had in an earlier version; None when they cannot be told for sure.

    What only moved a box made no version of it.
    """
    newer = getattr(row, "version", 0) - version
    if newer < 1 or version < 1:
        return None
    changes = [each for each in _changes_of(row) if not _only_moves(each)][:newer]
    if len(changes) != newer or any(each.undone_at or not each.after for each in changes):
        return None
    return changes[-1].before


def _only_moves(change: TheoryChange) -> bool:
    before, after = change.before, change.after
    if not before or not after:
        return False
    return all(before.get(name) == after.get(name) for name in after if name != "position")


def _changes_of(row: models.Model) -> QuerySet[TheoryChange]:
    return TheoryChange.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
