"""Both versions of a form side by side, per field, when somebody saved the same meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Change

KEEP = "behold_"  # the prefix of the choice of a field: theirs or mine
THEIRS, MINE = "deres", "min"
Make = Callable[..., Any]


@dataclass(frozen=True)
class FieldDifference:
    """One field as the other saved it and as I wrote it."""

    name: str
    choice: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Collision:
    """Who saved meanwhile, and the fields that differ. Saving the form now is a choice."""

    by: User | None
    differences: list[FieldDifference]


def collision(mine: forms.BaseForm, theirs: forms.BaseForm, row: models.Model) -> Collision:
    """Compare the form as it was sent with the form as it would be shown now."""
    change = (
        Change.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
        .select_related("changed_by")
        .first()
    )
    found = []
    for name, field in mine.fields.items():
        if name == "base_version" or name not in theirs.fields:
            continue
        left = words(theirs.get_initial_for_field(theirs.fields[name], name), field)
        right = words(mine.cleaned_data.get(name), field)
        if left != right:
            found.append(FieldDifference(name, f"{KEEP}{name}", str(mine[name].label), left, right))
    return Collision(change.changed_by if change else None, found)


def with_choices(sent: QueryDict, stored: forms.BaseForm) -> QueryDict:
    """What was sent, with the other's text in each field where that was chosen."""
    merged = sent.copy()
    for key in sent:
        name = key.removeprefix(KEEP)
        if key.startswith(KEEP) and sent[key] == THEIRS and name in stored.fields:
            initial = stored.get_initial_for_field(stored.fields[name], name)
            merged.setlist(name, _as_sent(initial, stored.fields[name]))
    return merged


def _as_sent(value: Any, field: forms.Field) -> list[str]:
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    if isinstance(value, models.QuerySet | list | tuple):
        return [str(getattr(each, "pk", each)) for each in value]
    if isinstance(value, models.Model):
        return [str(value.pk)]
    return [str(field.widget.format_value(value))]


def words(value: Any, field: forms.Field) -> str:
    """A value as a reader knows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = [getattr(each, "pk", each) for each in value]
        rows = field.queryset.filter(pk__in=keys) if field.queryset is not None else ()
        return ", ".join(str(each) for each in rows)
    if isinstance(field, forms.ModelChoiceField):
        key = getattr(value, "pk", value)
        row = field.queryset.filter(pk=key).first() if field.queryset is not None else None
        return str(row or "")
    if isinstance(field, forms.ChoiceField):
        names = {str(key): str(name) for key, name in field.choices}  # type: ignore[misc,union-attr]
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(names.get(str(each), str(each)) for each in chosen)
    return str(field.widget.format_value(value) or "")
