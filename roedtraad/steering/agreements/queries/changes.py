"""What was changed, in words a reader knows: the labels of the fields, before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from roedtraad.steering.agreements.models import Change

HIDDEN = {
    "due_from",
    "due_on",
    "source_id",
    "version",
    "strategy_id",
    "agreement_id",
    "goal_id",
    "use_id",
}


@dataclass(frozen=True)
class ChangedField:
    """One field, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeRow:
    """One change as a line of the history."""

    change: Change
    kind: str
    title: str
    verb: str
    fields: list[ChangedField]


def described(changes: Iterable[Change]) -> list[ChangeRow]:
    """Each change with its words; one query for each model that fields point to."""
    kept = list(changes)
    names = _names(kept)
    return [_row(change, names) for change in kept]


def _row(change: Change, names: dict[tuple[str, int], str]) -> ChangeRow:
    model = apps.get_model(change.subject_type)
    before, after = change.before or {}, change.after or {}
    fields = [
        ChangedField(
            str(getattr(field, "verbose_name", field.name)),
            _shown(field, before.get(key), names),
            _shown(field, after.get(key), names),
        )
        for key, field in _fields(model)
        if before.get(key) != after.get(key)
    ]
    moved = bool(before and after) and not any(f.before != f.after for f in fields)
    present = after or before
    title = next((str(present[n]) for n in ("title", "text", "label") if present.get(n)), "")
    return ChangeRow(
        change,
        str(model._meta.verbose_name),
        title,
        _("moved") if moved else _verb(change),
        [] if moved else [field for field in fields if field.before != field.after],
    )


def _verb(change: Change) -> str:
    if change.before is None:
        return _("created")
    return _("removed") if change.after is None else _("changed")


def _fields(model: type[models.Model]) -> list[tuple[str, models.Field[Any, Any]]]:
    concrete = [(field.attname, field) for field in model._meta.concrete_fields]
    linked = [(field.name, field) for field in model._meta.many_to_many]
    return [
        (key, field)
        for key, field in (*concrete, *linked)
        if key not in HIDDEN and key != "position" and not field.primary_key
    ]


def _shown(field: models.Field[Any, Any], value: Any, names: dict[tuple[str, int], str]) -> str:
    if value is None or value == "" or value == []:
        return ""
    if field.is_relation:
        label = field.related_model._meta.label_lower  # type: ignore[union-attr]
        keys = value if isinstance(value, list) else [value]
        return ", ".join(names.get((label, key), str(key)) for key in keys)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField):
        day = parse_date(str(value))
        return formats.date_format(day, "DATE_FORMAT") if day else str(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in sorted(value.items()))
    return str(value)


def _names(changes: list[Change]) -> dict[tuple[str, int], str]:
    """What the rows that fields point to are called."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        for key, field in _fields(apps.get_model(change.subject_type)):
            if not field.is_relation:
                continue
            label = field.related_model._meta.label_lower  # type: ignore[union-attr]
            for state in (change.before or {}, change.after or {}):
                value = state.get(key)
                keys = value if isinstance(value, list) else [value]
                wanted.setdefault(label, set()).update(k for k in keys if isinstance(k, int))
    return {
        (label, row.pk): str(row)
        for label, keys in wanted.items()
        if keys
        for row in apps.get_model(label)._default_manager.filter(pk__in=keys)
    }
