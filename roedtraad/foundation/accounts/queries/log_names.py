"""The things that the log is about, by their names: a fixed number of queries a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

AT_A_TIME = 5000
KEPT = 4096  # answers, which the code alone decides: one for each name of a detail of each kind
# what a thing is called, where it was itself written down before it was removed
TITLES = ("title", "name", "label", "text")
# what is not a field of the thing, yet points to something that has a name
KNOWN: dict[str, type[models.Model]] = {
    **{"user": User, "sought_user": User, "sought_users": User, "units": Unit},
    "previous_unit": Unit,
}


def model_of(label: str) -> type[models.Model] | None:
    """The model of "organisation.unit"; None for one of an earlier version."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


@lru_cache(maxsize=KEPT)
def field_of(model: type[models.Model] | None, name: str) -> models.Field[Any, Any] | None:
    """The field of the model that a name in the log's details means, by name or column."""
    if model is None:
        return None
    fields: Iterable[models.Field[Any, Any]] = (*model._meta.fields, *model._meta.many_to_many)
    return next((each for each in fields if name in (each.name, each.attname)), None)


@lru_cache(maxsize=KEPT)
def target_of(model: type[models.Model] | None, name: str) -> type[models.Model] | None:
    """The model that a value among the details is the number of."""
    if name in KNOWN:
        return KNOWN[name]
    field = field_of(model, name)
    if field is None and model is not None:  # of what the thing is a part of
        wholes = (field_of(pointer.related_model, name) for pointer in _pointers(model))
        field = next((each for each in wholes if each is not None and each.is_relation), None)
    target = field.related_model if field is not None and field.is_relation else None
    return target if isinstance(target, type) else None


class Names:
    """Asked for first, then looked up together, then given."""

    def __init__(self) -> None:
        self.wanted: defaultdict[type[models.Model], set[int]] = defaultdict(set)
        self.known: dict[tuple[type[models.Model], int], str] = {}

    def want(self, model: type[models.Model] | None, pk: object) -> None:
        if model is None or not str(pk).isdigit() or not may_be_named(model):
            return
        if (model, int(str(pk))) not in self.known:
            self.wanted[model].add(int(str(pk)))

    def look_up(self) -> None:
        for model, pks in self.wanted.items():
            ordered = sorted(pks)
            for start in range(0, len(ordered), AT_A_TIME):
                rows = model._base_manager.filter(pk__in=ordered[start : start + AT_A_TIME])
                for row in rows.select_related(*_what_names_it(model)):
                    self.known[model, row.pk] = str(row).strip()
        self.wanted.clear()

    def of(self, model: type[models.Model] | None, pk: object) -> str:
        """The name, or "no. 12" where the thing is gone or may not be named."""
        name = self.known.get((model, int(str(pk)))) if model and str(pk).isdigit() else None
        return name or _("no. %(number)s") % {"number": pk}

    def thing(self, event: AuditEvent) -> str:
        """What an event is about: "enhed “Familiehuset Nord”"."""
        model = model_of(event.subject_type)
        if model is None:
            return f"{event.subject_type} {event.subject_id}".strip()
        if not event.subject_id:
            return str(model._meta.verbose_name_plural)
        pk = event.subject_id
        name = self.known.get((model, int(pk))) if pk.isdigit() else None
        if name := name or _title_in(event.detail):
            return _("%(kind)s “%(name)s”") % {"kind": model._meta.verbose_name, "name": name}
        return f"{model._meta.verbose_name} {self.of(model, pk)}"


def may_be_named(model: type[models.Model]) -> bool:
    """A row that holds personal data is told by its number; users and units are named."""
    return not getattr(model, "personal_fields", ()) or model in (User, Unit, Membership)


def _title_in(detail: dict[str, Any]) -> str:
    for state in (detail.get("after"), detail.get("before")):
        if isinstance(state, dict):
            for name in TITLES:
                if isinstance(state.get(name), str) and state[name]:
                    return str(state[name])[:120]
    return ""


def _what_names_it(model: type[models.Model]) -> list[str]:
    """A name is often made of the names of what the row points to, two steps away at most."""
    found = []
    for field in _pointers(model):
        found.append(field.name)
        if field.related_model is not User:
            found += [f"{field.name}__{further.name}" for further in _pointers(field.related_model)]
    return found


def _pointers(model: Any) -> list[models.ForeignKey[Any, Any]]:
    return [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
