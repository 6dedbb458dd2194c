"""What an event of the log tells besides who and what: before and after, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.foundation.accounts.models import Role
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import ReorganisationKind
from roedtraad.foundation.ui.templatetags.formats import danish_date

from .log_names import Names, field_of, model_of, target_of

NOTHING = "–"
LABELS: dict[str, str | Promise] = {
    "before": gettext_lazy("before"),
    "after": gettext_lazy("after"),
    "fields": gettext_lazy("fields"),
    "sha256": gettext_lazy("fingerprint of the file"),
    "content_hash": gettext_lazy("fingerprint of the text"),
    "size": gettext_lazy("size in bytes"),
    "count": gettext_lazy("how many"),
    "units": gettext_lazy("units"),
    "users": gettext_lazy("users"),
    "roles": gettext_lazy("roles"),
    "user": gettext_lazy("user"),
    "role": gettext_lazy("role"),
    "starts_on": gettext_lazy("from"),
    "ends_on": gettext_lazy("to"),
    "on": gettext_lazy("date"),
    "year": gettext_lazy("year"),
    "month": gettext_lazy("month"),
    "factor": gettext_lazy("by"),
    "format": gettext_lazy("format"),
    "edition": gettext_lazy("edition"),
    "as_of": gettext_lazy("as of"),
    "previous": gettext_lazy("from"),
    "goals": gettext_lazy("goals"),
    "changes": gettext_lazy("changes"),
    "elements": gettext_lazy("elements"),
    "undone": gettext_lazy("undone"),
    "kind": gettext_lazy("kind"),
    "form": gettext_lazy("form"),
    "like": gettext_lazy("after the pattern of"),
    "sought_users": gettext_lazy("sought who"),
    "sought_user": gettext_lazy("sought who"),
    "rows_left_out": gettext_lazy("rows left out"),
    "act": gettext_lazy("sought what was done"),
    "words": gettext_lazy("sought words"),
    "subject": gettext_lazy("sought number"),
    "reads": gettext_lazy("sought done or read"),
    "since": gettext_lazy("from"),
    "until": gettext_lazy("to"),
}
VALUES: dict[str, dict[str, str | Promise]] = {
    "role": dict(Role.choices),
    "kind": dict(ReorganisationKind.choices),
    "factor": {
        "password": gettext_lazy("password"),
        "code": gettext_lazy("second factor"),
        "totp": gettext_lazy("app with codes"),
        "webauthn": gettext_lazy("passkey"),
        "recovery_codes": gettext_lazy("recovery codes"),
    },
    "reads": {
        "writes": gettext_lazy("only what was done"),
        "reads": gettext_lazy("only what was read"),
    },
}


@dataclass(frozen=True)
class Detail:
    """One thing told: a value, or how it was and how it became."""

    label: str
    before: str | None
    after: str

    def __str__(self) -> str:
        change = self.after if self.before is None else f"{self.before} → {self.after}"
        return f"{self.label}: {change}"


def want_names(names: Names, event: AuditEvent) -> None:
    """Ask for the names of all that the details point to."""
    model = model_of(event.subject_type)
    names.want(model, event.subject_id)
    for part in (event.detail, event.detail.get("before"), event.detail.get("after")):
        for key, value in part.items() if isinstance(part, dict) else ():
            for pk in value if isinstance(value, list) else [value]:
                names.want(target_of(model, key), pk)


def details(event: AuditEvent, names: Names) -> list[Detail]:
    """Every detail of an event, in the order in which it was written; before beside after."""
    told = _Told(model_of(event.subject_type), names)
    detail = dict(event.detail)
    found = []
    if "before" in detail or "after" in detail:
        found = list(told.changes(detail.pop("before", None), detail.pop("after", None)))
    found += [
        Detail(told.label(key), None, told.value(key, value))
        for key, value in detail.items()
        if value not in (None, "", [], {})
    ]
    if event.import_id:
        found.append(Detail(_("import"), None, event.import_id))
    return found


class _Told:
    """Labels and values of one model's fields."""

    def __init__(self, model: type[models.Model] | None, names: Names) -> None:
        self.model, self.names = model, names

    def label(self, key: str) -> str:
        field = field_of(self.model, key)
        if field is not None and isinstance(field.verbose_name, Promise):
            return str(field.verbose_name)
        target = target_of(self.model, key)
        if key not in LABELS and target is not None:
            return str(target._meta.verbose_name)
        return str(LABELS.get(key, key.replace("_", " ")))

    def changes(self, before: Any, after: Any) -> Iterator[Detail]:
        old, new = _fields(before), _fields(after)
        if old is None or new is None:
            key = self._only_field(before, after)
            yield Detail(_("before and after"), self.value(key, before), self.value(key, after))
            return
        for key in dict.fromkeys([*old, *new]):
            was, became = old.get(key), new.get(key)
            if was in (None, "", []) and became in (None, "", []):
                continue
            yield Detail(
                self.label(key),
                None if before is None else self.value(key, was),
                self.value(key, became),
            )

    def _only_field(self, *values: Any) -> str:
        """The field whose choices hold a single value before and after; "" when none does."""
        known = {str(each) for each in values if each is not None}
        for field in self.model._meta.fields if self.model else ():
            if field.choices and known <= {str(choice) for choice, _label in field.flatchoices}:
                return field.name
        return ""

    def value(self, key: str, value: Any) -> str:
        if value is None or value in ("", []):
            return NOTHING
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if key == "fields":
            return ", ".join(self.label(str(each)) for each in value)
        if isinstance(value, list):
            return _listed(self.value(key, each) for each in value)
        if isinstance(value, dict):
            return json.dumps(value, ensure_ascii=False)
        target = target_of(self.model, key)
        if target is not None and str(value).isdigit():
            return self.names.of(target, value)
        return self._plain(key, value)

    def _plain(self, key: str, value: Any) -> str:
        field = field_of(self.model, key)
        choices = dict(field.flatchoices) if field is not None and field.choices else {}
        chosen = choices.get(value) or VALUES.get(key, {}).get(str(value))
        if chosen:
            return str(chosen)
        try:
            return (
                danish_date(date.fromisoformat(str(value)))
                if len(str(value)) == 10
                else (str(value))
            )
        except ValueError:
            return str(value)


def _fields(state: Any) -> dict[str, Any] | None:
    """A state by its fields; None when it is a single value."""
    if state is None:
        return {}
    return state if isinstance(state, dict) else None


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)
