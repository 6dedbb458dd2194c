"""What a person does while drawing: boxes, arrows, indicators and risks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.services.acts import one_act
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.theory.graph import circle_with
from roedtraad.steering.theory.layout import Box, laid_out
from roedtraad.steering.theory.models import (
    Link,
    Node,
    NodeIndicator,
    NodeKind,
    Risk,
    TheoryChange,
    TheoryOfChange,
)
from roedtraad.steering.theory.models.graph import COLUMNS, REFERENCES

from . import editing


class Circle(Exception):
    """The arrow would lead back to where it starts: a chain needs a beginning and an end."""


class NotTwice(Exception):
    """The arrow or the indicator is there already."""


@transaction.atomic
@one_act()
def add_node(
    node: Node, *, acting_user: User, before: Node | None = None, after: Node | None = None
) -> Node:
    """Put a new box last in its column, or before another; an arrow comes from `after`."""
    _require_words(node)
    editing.require_editable(editing.locked_theory(node), acting_user)
    rows = _column(node.theory, node.kind)
    node.position = rows[-1].position + 1 if rows else 0
    editing.create(node, acting_user=acting_user)
    if before is not None:
        place_node(node, NodeKind(node.kind), before=before, acting_user=acting_user)
    if after is not None:
        connect(after, node, acting_user=acting_user)
    return node


@transaction.atomic
@one_act()
def change_node(
    node: Node,
    values: Mapping[str, Any],
    *,
    acting_user: User,
    uses: Iterable[IndicatorUse] | None = None,
    base_version: int | None = None,
) -> TheoryChange | None:
    """Set the words and the reference of a box, and by which indicators it is followed."""
    planned = Node(
        kind=node.kind, **{name: values.get(name, getattr(node, name)) for name in WORDS}
    )
    _require_words(planned)
    change = editing.update(node, values, acting_user=acting_user, base_version=base_version)
    if uses is not None:
        follow_by(node, uses, acting_user=acting_user)
    return change


WORDS = ("title", *REFERENCES.values())


@transaction.atomic
@one_act()
def follow_by(node: Node, uses: Iterable[IndicatorUse], *, acting_user: User) -> None:
    """Let exactly these indicators follow the box."""
    wanted = {use.pk: use for use in uses}
    there = {row.use_id: row for row in node.node_indicators.all()}
    for pk in there.keys() - wanted.keys():
        editing.remove(there[pk], acting_user=acting_user)
    for pk in wanted.keys() - there.keys():
        editing.create(NodeIndicator(node=node, use=wanted[pk]), acting_user=acting_user)


@transaction.atomic
@one_act()
def place_node(
    node: Node, kind: NodeKind, *, before: Node | None = None, acting_user: User
) -> None:
    """Move a box to a column, before another box or last. Another column drops its reference."""
    theory = editing.locked_theory(node)
    rows = [each for each in _column(theory, kind) if each.pk != node.pk]
    places = [each.pk for each in rows]
    at = places.index(before.pk) if before is not None and before.pk in places else len(rows)
    rows.insert(at, node)
    if kind != node.kind:
        editing.update(node, {"kind": kind, **_words_kept(node, kind)}, acting_user=acting_user)
    for position, row in enumerate(rows):
        editing.update(row, {"position": position}, acting_user=acting_user)


def step_node(node: Node, by: int, *, acting_user: User) -> None:
    """Move a box up (-1) or down (1) in its column; nothing happens at either end."""
    rows = _column(node.theory, node.kind)
    places = [each.pk for each in rows]
    then = places.index(node.pk) + by
    if 0 <= then < len(rows):
        others = [each for each in rows if each.pk != node.pk]
        next_one = others[then] if then < len(others) else None
        place_node(node, NodeKind(node.kind), before=next_one, acting_user=acting_user)


def shift_node(node: Node, by: int, *, acting_user: User) -> None:
    """Move a box one column left (-1) or right (1); nothing happens at either end."""
    then = COLUMNS.index(NodeKind(node.kind)) + by
    if 0 <= then < len(COLUMNS):
        place_node(node, COLUMNS[then], acting_user=acting_user)


def remove_node(node: Node, *, acting_user: User) -> TheoryChange:
    """Remove a box with its arrows; undoing brings all of it back."""
    return editing.remove(node, acting_user=acting_user)


@transaction.atomic
def connect(start: Node, end: Node, *, acting_user: User, **values: Any) -> Link:
    """Let one box lead to another. Raise `Circle`, naming the way round, or `NotTwice`."""
    theory = editing.locked_theory(start)
    if end.theory_id != theory.pk:
        raise ValidationError(_("Both boxes must be in the same theory."))
    if start.pk == end.pk:
        raise Circle(_("“%s” cannot lead to itself.") % start)
    arrows = list(theory.links.values_list("from_node_id", "to_node_id"))
    names = {"from": str(start), "to": str(end)}
    if (start.pk, end.pk) in arrows:
        raise NotTwice(_("There is an arrow from “%(from)s” to “%(to)s” already.") % names)
    circle = circle_with(arrows, (start.pk, end.pk))
    if circle is not None:
        raise Circle(_circle_words(theory, circle))
    link = Link(theory=theory, from_node=start, to_node=end, **values)
    return editing.create(link, acting_user=acting_user)


@transaction.atomic
@one_act()
def tidy(theory: TheoryOfChange, *, acting_user: User) -> None:
    """Put the boxes of every column in the order in which the picture draws them."""
    theory = editing.locked_theory(theory)
    editing.require_editable(theory, acting_user)
    nodes = {node.pk: node for node in theory.nodes.all()}
    boxes = [
        Box(node.pk, COLUMNS.index(NodeKind(node.kind)), str(node), place=node.position)
        for node in nodes.values()
    ]
    arrows = list(theory.links.values_list("from_node_id", "to_node_id"))
    placed = laid_out(boxes, arrows, columns=len(COLUMNS)).boxes
    for kind in COLUMNS:
        column = sorted(
            (node for node in nodes.values() if node.kind == kind), key=lambda n: placed[n.pk].y
        )
        for position, node in enumerate(column):
            editing.update(node, {"position": position}, acting_user=acting_user)


def add_risk(risk: Risk, *, acting_user: User) -> Risk:
    """Write down what may make the theory fail."""
    return editing.create(risk, acting_user=acting_user)


def _column(theory: TheoryOfChange, kind: str) -> list[Node]:
    return list(theory.nodes.filter(kind=kind).order_by("position", "pk"))


def _require_words(node: Node) -> None:
    if not node.title.strip() and node.stands_for is None:
        raise ValidationError(_("Write a title, or choose what the box stands for."))


def _words_kept(node: Node, kind: NodeKind) -> dict[str, Any]:
    """A box that moves to another column keeps its words, not what it stood for."""
    title = node.title or str(node.stands_for or "")[:200]
    return {"title": title, **dict.fromkeys(REFERENCES.values())}


def _circle_words(theory: TheoryOfChange, circle: Sequence[int]) -> str:
    nodes = theory.nodes.filter(pk__in=circle).select_related(*REFERENCES.values())
    names = {node.pk: str(node) for node in nodes}
    way = " → ".join(f"“{names[pk]}”" for pk in circle)
    told = _("The arrow would lead round in a circle: %s. A chain leads from its start to its end.")
    return told % way
