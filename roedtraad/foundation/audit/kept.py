"""A row as JSON and back: what changes are kept as, and undone from.

A model names in `not_kept` the fields that no edit moves, and that are therefore never undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, router
from django.db.models.deletion import Collector

Row = TypeVar("Row", bound=models.Model)
State = dict[str, Any]


class KeptChange(models.Model):
    """One saved change of a row, with what is needed to undo it. Apps make a model from it."""

    subject_type = models.CharField(max_length=60)  # "agreements.goal"
    subject_id = models.BigIntegerField()
    before = models.JSONField(null=True)  # None: it was made
    after = models.JSONField(null=True)  # None: it was removed
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    act = models.UUIDField(null=True, db_index=True)  # shared by what was done at once
    undoes = models.UUIDField(null=True)  # the act that this change takes back

    class Meta:
        abstract = True
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"

    @property
    def removes(self) -> bool:
        """Whether it took its subject away."""
        return self.after is None


def locked(row: Row) -> Row:
    """`row` as it stands in the database, locked until the transaction ends."""
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    left_out = {"version", *getattr(model, "not_kept", ())}
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in left_out
    ]


def state_of(row: models.Model) -> State:
    """Every stored value of `row`, and its links as sorted lists of keys."""
    return planned_state(row, {})


def planned_state(row: models.Model, links: Mapping[str, Iterable[models.Model]]) -> State:
    """As `state_of`, with `links` as they are about to be set."""
    state: State = {
        field.attname: field.to_python(field.value_from_object(row)) for field in _fields(type(row))
    }
    for field in row._meta.many_to_many:
        if field.name in links:
            keys = sorted(each.pk for each in links[field.name])
        else:
            keys = sorted(getattr(row, field.name).values_list("pk", flat=True))
        state[field.name] = keys
    plain: State = json.loads(json.dumps(state, cls=_Encoder))
    return plain


def set_links(row: models.Model, links: Mapping[str, Iterable[models.Model]]) -> None:
    for name, chosen in links.items():
        getattr(row, name).set(list(chosen))


def differing(before: State | None, after: State | None) -> tuple[State, State]:
    """Only the values that differ, before and after."""
    old, new = before or {}, after or {}
    names = [name for name in (old | new) if old.get(name) != new.get(name) and name != "with"]
    return {n: old[n] for n in names if n in old}, {n: new[n] for n in names if n in new}


def states_below(row: models.Model) -> list[State]:
    """All rows that are removed together with `row`, so that they can be brought back."""
    collector = Collector(using=router.db_for_write(type(row), instance=row), origin=row)
    collector.collect([row])
    found: list[models.Model] = [each for group in collector.data.values() for each in group]
    found += [each for rows in collector.fast_deletes for each in rows]
    return [
        {"type": each._meta.label_lower, "pk": each.pk, "state": state_of(each)}
        for each in found
        if not each._meta.auto_created and (type(each), each.pk) != (type(row), row.pk)
    ]


def stored_state(label: str, pk: int) -> State | None:
    """The row as it is stored, locked; None when it is not there."""
    row = _model(label)._base_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    return None if row is None else state_of(row)


def stands_as(stored: State | None, expected: State | None) -> bool:
    """Whether what is stored has every value of `expected` (None: that it is not there)."""
    if stored is None or expected is None:
        return stored is None and expected is None
    return all(stored.get(name) == value for name, value in expected.items() if name != "with")


def restore(label: str, pk: int, state: State | None) -> models.Model:
    """Store the row as `state` says (None: remove it), with all that was removed with it."""
    model = _model(label)
    existing = model._base_manager.filter(pk=pk).first()
    if state is None:
        if existing is not None:
            existing.delete()
        return model(pk=pk)
    row = _saved(label, pk, state, existing)
    below = [(each["type"], each["pk"], each["state"]) for each in state.get("with", [])]
    for kind, key, values in below:
        _saved(kind, key, values, None)
    _link(row, state)
    for kind, key, values in below:
        _link(_model(kind)._base_manager.get(pk=key), values)
    return row


def _saved(label: str, pk: int, state: State, existing: models.Model | None) -> models.Model:
    model = _model(label)
    row = existing or model(pk=pk)
    for field in _fields(model):
        if field.attname in state:
            setattr(row, field.attname, field.to_python(state[field.attname]))
    if existing is not None and hasattr(row, "version"):
        row.version += 1
    row.save(force_insert=existing is None)
    return row


def _link(row: models.Model, state: State) -> None:
    for field in row._meta.many_to_many:
        if field.name in state:
            there = field.related_model._base_manager.filter(pk__in=state[field.name])
            getattr(row, field.name).set(there)


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


class _Encoder(DjangoJSONEncoder):
    """Decimals without trailing zeros, so that 1 and 1.00 are the same value."""

    def default(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return format(value.normalize(), "f")
        return super().default(value)
