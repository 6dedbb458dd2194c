"""Both versions of a form of an agreement, per field, when somebody saved the same meanwhile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from roedtraad.foundation.ui.merging import UNKNOWN, Collision, compared, with_choices, words
from roedtraad.steering.agreements.queries.changes import last_change_of, state_at
from roedtraad.steering.agreements.template_definition import EXTRA

__all__ = ["Collision", "collision", "with_choices", "words"]


def collision(mine: forms.BaseForm, theirs: forms.BaseForm, row: models.Model) -> Collision:
    """What differs between the form as sent and `row` as it is stored now."""
    change = last_change_of(row)
    base = state_at(row, int(mine.cleaned_data.get("base_version") or 0))
    return compared(
        *(mine, theirs),
        by=change.changed_by if change else None,
        as_read=lambda name: _as_read(row, base, name),
    )


def _as_read(row: models.Model, base: dict[str, Any] | None, name: str) -> Any:
    """What the field held when the form was first shown; `UNKNOWN` when that was not kept."""
    if base is None:
        return UNKNOWN
    if name.startswith(EXTRA):
        return base.get("extra", {}).get(name.removeprefix(EXTRA), "")
    key = name if name in base else f"{name}_id"
    if key not in base:
        return UNKNOWN
    field = row._meta.get_field(name)
    return base[key] if field.is_relation else field.to_python(base[key])  # type: ignore[union-attr]
