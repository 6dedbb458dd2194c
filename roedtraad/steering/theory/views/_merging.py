"""Both versions of a part of a theory, per field, when somebody saved the same meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import QueryDict

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.merging import UNKNOWN, Collision, compared, with_choices
from roedtraad.steering.theory.forms.versioned import VersionedForm
from roedtraad.steering.theory.queries.kept import last_change_of, state_at

Make = Callable[..., VersionedForm]


def sent_to(request: UserRequest, make: Make) -> QueryDict | None:
    """What was sent, with the other's text where that was chosen; None when nothing was."""
    return with_choices(request.POST, make()) if request.method == "POST" else None


def collided(mine: VersionedForm, make: Make, row: models.Model) -> Collision:
    """What differs between the form as sent and `row` as it is stored; the form builds on it."""
    change = last_change_of(row)
    base = state_at(row, int(mine.cleaned_data.get("base_version") or 0))
    found = compared(
        *(mine, make()),
        by=change.changed_by if change else None,
        as_read=lambda name: _as_read(row, base, name),
    )
    mine.rebase(row)
    return found


def _as_read(row: models.Model, base: dict[str, Any] | None, name: str) -> Any:
    """What the field held when the form was first shown; `UNKNOWN` when that was not kept."""
    if base is None:
        return UNKNOWN
    key = name if name in base else f"{name}_id"
    if key not in base:
        return UNKNOWN
    field: Any = row._meta.get_field(name)
    return base[key] if field.is_relation else field.to_python(base[key])
