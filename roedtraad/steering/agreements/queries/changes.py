"""What was changed, in words a reader knows: the labels of the fields, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.kept import KeptChange
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.steering.agreements.models import Agreement, Change, Goal
from roedtraad.steering.agreements.rule_words import RULE_LABELS

from .comparing import LABELS, un_goal

SHOWN_OF_GOAL = 30
# what the system keeps for itself, and the row's own place
HIDDEN = frozenset(
    {
        *("due_from", "due_on", "postponed_to_from", "postponed_to_on", "old_due_from"),
        *("old_due_on", "source_id", "version", "strategy_id", "agreement_id", "goal_id"),
        *("use_id", "action_id", "effect_goal_id", "replaced_by_id", "carried_from_id"),
        *("previous_id", "carried_until", "position", "made_by_id", "made_at", "set_by_id"),
        *("set_at", "written_by_id", "written_at", "postponed_by_id", "postponed_at", "key"),
        "is_taken_out",
    }
)
# what an act of several changes is named after, the foremost first
FOREMOST = (
    *("agreements.agreement", "agreements.strategy", "agreements.action", "indicators.indicator"),
    *("indicators.indicatoruse", "indicators.target", "agreements.goalindicator"),
)
# rows that are called by others
NAMED_BY = {"indicators.indicatoruse": ("indicator", "unit")}


@dataclass(frozen=True)
class ChangedField:
    """One field, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeRow:
    """What somebody did at once, as a line of the history; `change` stands for all of it."""

    change: KeptChange
    kind: str
    title: str
    verb: str
    fields: list[ChangedField]

    @property
    def may_be_undone(self) -> bool:
        """Whether the state of the agreement allows it is another question."""
        begun = self.change.before is None and self.change.subject_type in FOREMOST[:2]
        return self.change.undone_at is None and not begun


def described(
    changes: Iterable[KeptChange], extras: Mapping[str, str] | None = None
) -> list[ChangeRow]:
    """Each act with its words; one query for each model that fields point to.

    `extras` are what the template calls the fields of a goal that only it knows, by key.
    """
    kept = list(changes)
    names = _names(kept)
    acts: dict[object, list[ChangeRow]] = {}
    for change in kept:
        acts.setdefault(change.act or change.pk, []).append(_row(change, names, extras or {}))
    return [_together(rows) for rows in acts.values()]


def newest_of_goal(goal: Goal) -> list[Change]:
    """The changes of `goal` that its page shows, the newest first."""
    return _newest_of_goal().rows(goal=goal.pk)


@prepared
def _newest_of_goal() -> QuerySet[Change]:
    return Change.objects.filter(goal=Given("goal")).select_related("changed_by")[:SHOWN_OF_GOAL]


def last_undoable(agreement: Agreement, user: User) -> Change | None:
    """The newest act that is neither undone nor an undoing, when it is the user's own."""
    last = _last_standing().first(agreement=agreement.pk)
    if last is None or last.changed_by_id != user.pk:
        return None
    begins = Q(before__isnull=True, subject_type__in=FOREMOST[:2])
    return None if agreement.changes.filter(begins, act=last.act).exists() else last


@prepared
def _last_standing() -> QuerySet[Change]:
    standing = Change.objects.filter(agreement=Given("agreement"), undone_at=None, undoes=None)
    return standing.order_by("-pk")[:1]


def _together(rows: list[ChangeRow]) -> ChangeRow:
    """Several rows as one, named after the foremost; those that only moved say nothing more."""

    def place(row: ChangeRow) -> int:
        kind = row.change.subject_type
        return FOREMOST.index(kind) if kind in FOREMOST else len(FOREMOST)

    head = min(rows, key=place)
    title = head.title or next((row.title for row in rows if row.title), "")
    fields = [field for row in sorted(rows, key=place) for field in row.fields]
    return replace(head, title=title, fields=list(dict.fromkeys(fields)))


def last_change_of(row: models.Model) -> Change | None:
    """The newest change of `row`."""
    return _changes_of(row).select_related("changed_by").first()


def state_at(row: models.Model, version: int) -> dict[str, Any] | None:
    """The values `row` had in an earlier version; None when they cannot be told for sure."""
    newer = getattr(row, "version", 0) - version
    changes = list(_changes_of(row)[: max(newer, 0)])
    if version < 1 or not changes or len(changes) != newer:
        return None
    if any(each.undone_at or each.after is None for each in changes):
        return None
    return changes[-1].before


def _changes_of(row: models.Model) -> QuerySet[Change]:
    return Change.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)


def _row(
    change: KeptChange, names: dict[tuple[str, int], str], extras: Mapping[str, str]
) -> ChangeRow:
    model = apps.get_model(change.subject_type)
    before, after = change.before or {}, change.after or {}
    fields = [
        changed
        for key, field in _fields(model)
        if before.get(key) != after.get(key)
        for changed in _changed(field, before.get(key), after.get(key), names, extras)
    ]
    moved = (
        not change.removes
        and bool(before and after)
        and not any(f.before != f.after for f in fields)
    )
    present = after or before
    title = next((str(present[n]) for n in ("title", "text", "label") if present.get(n)), "")
    of_use = names.get(("indicators.indicatoruse", present.get("use_id", 0)), "")
    return ChangeRow(
        change,
        str(model._meta.verbose_name),
        title or of_use,
        _("moved") if moved and not change.undoes else _verb(change),
        [] if moved else [field for field in fields if field.before != field.after],
    )


def _changed(
    field: models.Field[Any, Any],
    before: Any,
    after: Any,
    names: dict[tuple[str, int], str],
    extras: Mapping[str, str],
) -> list[ChangedField]:
    """A field that differs; one of several values by key is told as the values that differ."""
    if field.name in ("extra", "rules"):
        labels: Mapping[str, str | Promise] = extras if field.name == "extra" else RULE_LABELS
        old, new = before or {}, after or {}
        return [
            ChangedField(
                str(labels.get(key) or key.replace("_", " ")),
                _plain(field, old.get(key, "")),
                _plain(field, new.get(key, "")),
            )
            for key in dict.fromkeys((*old, *new))
            if old.get(key) != new.get(key)
        ]
    old, new = (_shown(field, value, names) for value in (before, after))
    return [ChangedField(label_of(field), old, new)]


def label_of(field: models.Field[Any, Any]) -> str:
    """What a field is called in history and differences alike."""
    return str(LABELS.get(field.name) or getattr(field, "verbose_name", field.name))


def _verb(change: KeptChange) -> str:
    if change.undoes is not None:
        return _("taken back")
    if change.before is None:
        return _("created")
    return _("removed") if change.removes else _("changed")


def _fields(model: type[models.Model]) -> list[tuple[str, models.Field[Any, Any]]]:
    concrete = [(field.attname, field) for field in model._meta.concrete_fields]
    linked = [(field.name, field) for field in model._meta.many_to_many]
    return [
        (key, field)
        for key, field in (*concrete, *linked)
        if key not in HIDDEN and not field.primary_key
    ]


def _relations(model: type[models.Model]) -> list[tuple[str, models.Field[Any, Any]]]:
    """The fields that name other rows; that of an indicator in use names the line itself."""
    use = [(f.attname, f) for f in model._meta.concrete_fields if f.attname == "use_id"]
    return [*use, *((key, field) for key, field in _fields(model) if field.is_relation)]


def _shown(field: models.Field[Any, Any], value: Any, names: dict[tuple[str, int], str]) -> str:
    if value is None or value == "":
        return ""
    if field.is_relation:
        label = field.related_model._meta.label_lower  # type: ignore[union-attr]
        keys = value if isinstance(value, list) else [value]
        return ", ".join(names.get((label, key), str(key)) for key in keys)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value)


def _plain(field: models.Field[Any, Any], value: Any) -> str:
    """A value that is no other row and no choice."""
    if isinstance(field, models.DateField):
        day = parse_date(str(value))
        return formats.date_format(day, "DATE_FORMAT") if day else str(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        tell = un_goal if field.name == "un_goals" else str
        return ", ".join(map(tell, value))
    if isinstance(field, models.DecimalField):
        return formats.number_format(str(value), use_l10n=True, force_grouping=True)
    return str(value)


def _names(changes: list[KeptChange]) -> dict[tuple[str, int], str]:
    """What the rows that fields point to are called."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        for key, field in _relations(apps.get_model(change.subject_type)):
            label = field.related_model._meta.label_lower  # type: ignore[union-attr]
            for state in (change.before or {}, change.after or {}):
                value = state.get(key)
                keys = value if isinstance(value, list) else [value]
                wanted.setdefault(label, set()).update(k for k in keys if isinstance(k, int))
    return {
        (label, row.pk): str(row)
        for label, keys in wanted.items()
        if keys
        for row in _rows_of(label).rows(keys=keys)
    }


@prepared
def _rows_of(label: str) -> QuerySet[models.Model]:
    rows: QuerySet[models.Model] = apps.get_model(label)._base_manager.filter(
        pk__in=GivenKeys("keys")
    )
    return rows.select_related(*NAMED_BY.get(label, ()))
