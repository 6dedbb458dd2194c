"""Both versions of a form side by side, per field, when somebody saved the same meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

KEEP = "behold_"  # the prefix of the choice of a field: theirs or mine
THEIRS, MINE = "deres", "min"
MUST_CHOOSE, FIRST_READ = "vaelg", "grundlag"
UNKNOWN = object()
AsRead = Callable[[str], Any]


@dataclass(frozen=True)
class FieldDifference:
    """One field as the other saved it and as I wrote it."""

    name: str
    choice: str
    label: str
    theirs: str
    mine: str
    changed_by: str  # THEIRS or MINE when only one of us changed it; else the user must choose


@dataclass(frozen=True)
class Collision:
    """Who saved meanwhile, and the fields that differ. Saving the form now is a choice."""

    by: models.Model | None
    differences: list[FieldDifference]
    base_version: int


def compared(
    mine: forms.BaseForm, theirs: forms.BaseForm, *, by: models.Model | None, as_read: AsRead
) -> Collision:
    """Compare the form as it was sent with the form as it would be shown now.

    `as_read` gives what a field held when the form was first shown, or `UNKNOWN`. Where only one of
    the two has changed a field since, that one's text is proposed.
    """
    found = []
    for name, field in mine.fields.items():
        if name == "base_version" or name not in theirs.fields:
            continue
        left = words(theirs.get_initial_for_field(theirs.fields[name], name), field)
        right = words(mine.cleaned_data.get(name), field)
        if left != right:
            read = as_read(name)
            was = None if read is UNKNOWN else words(read, field)
            who = MINE if was == left else THEIRS if was == right else ""
            label = str(mine[name].label)
            found.append(FieldDifference(name, f"{KEEP}{name}", label, left, right, who))
    return Collision(by, found, int(mine.cleaned_data.get("base_version") or 0))


def save_over(form: forms.BaseForm, version: int | str) -> None:
    """Let the form be saved over the version that it tells of: doing so is a choice made knowingly.

    A copy, for a dictionary made of what was sent has a list where a field has its words.
    """
    sent: Any = form.data.copy()  # type: ignore[attr-defined]
    sent["base_version"] = str(version)
    form.data = sent


def with_choices(sent: QueryDict, stored: forms.BaseForm) -> QueryDict:
    """What was sent, with the other's text in each field where that was chosen.

    Where a choice is still owed, the version first read comes back: the question is put again.
    """
    merged = sent.copy()
    if any(f"{KEEP}{name}" not in sent for name in sent.getlist(MUST_CHOOSE)):
        merged["base_version"] = sent.get(FIRST_READ, "0")
    for key in sent:
        name = key.removeprefix(KEEP)
        if key.startswith(KEEP) and sent[key] == THEIRS and name in stored.fields:
            initial = stored.get_initial_for_field(stored.fields[name], name)
            _put(merged, name, initial, stored.fields[name])
    return merged


def _put(merged: QueryDict, name: str, value: Any, field: forms.Field) -> None:
    """A field of several boxes says itself how it would be sent."""
    sent_as = getattr(field.widget, "sent_as", None)
    if sent_as is None:
        merged.setlist(name, _as_sent(value, field))
        return
    for key in [each for each in merged if each.startswith(f"{name}-")]:
        del merged[key]
    for key, text in sent_as(name, value).items():
        merged[key] = text


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
