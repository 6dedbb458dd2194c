"""Making, changing, removing and undoing the parts of a theory.

Every write passes here: right and state checked, nobody's newer text overwritten, the change kept
so that it can be undone, and one audit row written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.agreements.services.acts import current_act, one_act
from roedtraad.steering.theory.access import may_write, require_write
from roedtraad.steering.theory.graph import circle_with
from roedtraad.steering.theory.models import Link, TheoryChange, TheoryOfChange, TheoryState

Links: TypeAlias = Mapping[str, Iterable[models.Model]]
Row = TypeVar("Row", bound=models.Model)


class EditConflict(Exception):
    """Somebody saved a newer version while this one was being written; nothing was overwritten."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current._meta.label_lower} {current.pk}")
        self.current = current


class NotEditable(Exception):
    """A theory in use, or no longer in use, is not changed: a new edition is."""


class CannotUndo(Exception):
    """Later changes stand in the way of undoing this one."""


def theory_of(row: models.Model) -> TheoryOfChange:
    """The theory that `row` is a part of."""
    if isinstance(row, TheoryOfChange):
        return row
    parent = getattr(row, "theory", None) or getattr(row, "node", None)
    if parent is None:
        raise TypeError(f"{row._meta.label} is no part of a theory")
    return theory_of(parent)


def require_editable(theory: TheoryOfChange, acting_user: User) -> None:
    """Raise `PermissionDenied` or `NotEditable` unless `acting_user` may change it now."""
    require_write(acting_user, theory)
    if theory.state != TheoryState.DRAFT:
        raise NotEditable(_("The theory is in use. Make a new edition to change it."))


def may_edit(theory: TheoryOfChange, user: User) -> bool:
    return theory.state == TheoryState.DRAFT and may_write(user, theory)


@transaction.atomic
def create(row: Row, *, acting_user: User, links: Links | None = None) -> Row:
    """Save the new `row` with its `links` (many-to-many by field name)."""
    theory = locked_theory(row)
    require_editable(theory, acting_user)
    row.save(force_insert=True)
    kept.set_links(row, links or {})
    _keep(row, theory, (None, kept.state_of(row)), acting_user)
    return row


@transaction.atomic
def update(
    row: models.Model,
    values: Mapping[str, Any],
    *,
    acting_user: User,
    base_version: int | None = None,
    links: Links | None = None,
) -> TheoryChange | None:
    """Set `values` and `links` on `row`; None when nothing differs from what is stored.

    With `base_version`, raise `EditConflict` if somebody saved `row` since that version was read.
    """
    theory = locked_theory(row)
    require_editable(theory, acting_user)
    current: Any = kept.locked(row)
    before = kept.state_of(current)
    for name, value in values.items():
        setattr(current, name, value)
    after = kept.planned_state(current, links or {})
    if after == before:
        row.refresh_from_db()
        return None
    if base_version is not None and current.version != base_version:
        raise EditConflict(kept.locked(row))
    if any(before[name] != after[name] for name in after if name != "position"):
        current.version += 1  # a box that is moved while somebody writes in it is no conflict
    current.save()
    kept.set_links(current, links or {})
    row.refresh_from_db()
    return _keep(current, theory, (before, after), acting_user)


@transaction.atomic
def remove(row: models.Model, *, acting_user: User) -> TheoryChange:
    """Remove `row` and all that hangs on it; `undo` brings everything back."""
    theory = locked_theory(row)
    require_editable(theory, acting_user)
    before = kept.state_of(row) | {"with": kept.states_below(row)}
    subject = type(row)(pk=row.pk)
    row.delete()
    return _keep(subject, theory, (before, None), acting_user)


@transaction.atomic
@one_act()
def undo(change: TheoryChange, *, acting_user: User) -> None:
    """Take `change` and all that was done with it back, as a new act.

    Raise `CannotUndo` when later changes touch the same.
    """
    theory = kept.locked(change.theory)
    require_editable(theory, acting_user)
    current = TheoryChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if current.undone_at is not None:
        raise CannotUndo(_("This change has already been undone."))
    same = theory.changes.select_for_update(of=("self",)).filter(act=current.act, undone_at=None)
    for each in same.order_by("-pk"):
        _undo_one(each, theory, acting_user)


def _begins(change: TheoryChange) -> bool:
    return change.before is None and change.subject_type == TheoryOfChange._meta.label_lower


def _undo_one(change: TheoryChange, theory: TheoryOfChange, acting_user: User) -> None:
    if _begins(change):
        raise CannotUndo(_("What was begun here is not undone in its own history."))
    before, after = change.before, change.after
    if before is not None and after is not None:
        before, after = kept.differing(before, after)
    stored = kept.stored_state(change.subject_type, change.subject_id)
    if not kept.stands_as(stored, after):
        raise CannotUndo(_("The text has been changed again since. Undo the later change first."))
    _require_place(before, change.subject_type, theory)
    row = kept.restore(change.subject_type, change.subject_id, before)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    states = (stored, None if before is None else kept.state_of(row))
    _keep(row, theory, states, acting_user, undoes=change.act)


def _require_place(state: kept.State | None, label: str, theory: TheoryOfChange) -> None:
    """An arrow comes back only between boxes that are there, and never so that it closes a ring."""
    if state is None or label != Link._meta.label_lower or "from_node_id" not in state:
        return
    ends = (state["from_node_id"], state["to_node_id"])
    if theory.nodes.filter(pk__in=ends).count() < len(ends):
        raise CannotUndo(_("A box that this belongs to is removed. Bring the box back first."))
    if circle_with(theory.links.values_list("from_node_id", "to_node_id"), ends):
        raise CannotUndo(_("The arrow would now lead round in a circle."))


def locked_theory(row: models.Model) -> TheoryOfChange:
    """The theory as it stands in the database, locked so that those who draw take turns."""
    theory = theory_of(row)
    return theory if theory.pk is None else kept.locked(theory)


def _keep(
    row: models.Model,
    theory: TheoryOfChange,
    states: tuple[kept.State | None, kept.State | None],
    acting_user: User,
    *,
    undoes: UUID | None = None,
) -> TheoryChange:
    before, after = states
    change = TheoryChange.objects.create(
        theory_id=theory.pk or row.pk,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        before=before,
        after=after,
        changed_by=acting_user,
        act=current_act(),
        undoes=undoes,
    )
    verb = "created" if before is None else "removed" if after is None else "changed"
    old, new = kept.differing(before, after)
    audit.record(
        f"{row._meta.model_name}.{'undone' if undoes else verb}",
        row,
        acting_user=acting_user,
        unit=theory.unit,
        before=old,
        after=new,
    )
    return change
