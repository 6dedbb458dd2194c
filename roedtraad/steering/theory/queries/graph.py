"""A theory as it is read: columns of boxes, arrows, indicators and risks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.once import once
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.steering.agreements.models import Goal
from roedtraad.steering.agreements.queries.belongings import unagreed
from roedtraad.steering.indicators import belonging
from roedtraad.steering.indicators.access import readable_uses
from roedtraad.steering.theory.access import readable_one
from roedtraad.steering.theory.graph import each_before
from roedtraad.steering.theory.layout import Box
from roedtraad.steering.theory.models import (
    Link,
    Node,
    NodeIndicator,
    NodeKind,
    Risk,
    TheoryOfChange,
)
from roedtraad.steering.theory.models.graph import COLUMNS

from .names import Reference, named


@dataclass(frozen=True)
class ShownLink:
    """An arrow with the names of its ends."""

    link: Link
    start: str
    end: str


@dataclass(frozen=True)
class ShownNode:
    """A box with its name, what it stands for, how it is followed, and where it leads."""

    node: Node
    name: str
    reference: Reference | None
    indicators: Sequence[NodeIndicator]
    comes_from: Sequence[ShownLink]
    leads_to: Sequence[ShownLink]


@dataclass(frozen=True)
class Column:
    """One column with its boxes in order."""

    kind: NodeKind
    nodes: list[ShownNode]


@dataclass(frozen=True)
class TheoryGraph:
    """Everything that a theory says."""

    theory: TheoryOfChange
    columns: list[Column]
    links: list[ShownLink]
    risks: list[Risk]
    goals: dict[int, Goal]

    @cached_property
    def nodes(self) -> list[ShownNode]:
        return [node for column in self.columns for node in column.nodes]

    @cached_property
    def arrows(self) -> list[tuple[int, int]]:
        return [(each.link.from_node_id, each.link.to_node_id) for each in self.links]

    def boxes(self, notes: Mapping[int, tuple[str, ...]]) -> Iterator[Box]:
        """What is drawn; `notes` by box stand below its name."""
        for each in self.nodes:
            column = COLUMNS.index(NodeKind(each.node.kind))
            small = notes.get(each.node.pk, ())
            yield Box(each.node.pk, column, each.name, small, each.node.position)


def theory_for(user: User, pk: int) -> TheoryOfChange:
    """The theory, for those who may see it; 404 for all others."""
    found = once(("theory", user.pk, pk), lambda: readable_one(user, pk))
    if found is None:
        raise Http404
    return found


def nodes_of(theory: TheoryOfChange) -> QuerySet[Node]:
    return _with_names(theory.nodes.all())


def _with_names(nodes: QuerySet[Node]) -> QuerySet[Node]:
    """With what boxes are called by (`names.named`)."""
    return nodes.select_related("target_group", "intervention_type__ladder_step")


def _parts_of(theory: TheoryOfChange, goal: int | None) -> tuple[list[Node], list[Link]]:
    """All boxes and arrows, or those that stand for `goal` and lead to it."""
    if goal is None:
        return _nodes().rows(theory=theory.pk), _links().rows(theory=theory.pk)
    arrows = _arrows().rows(theory=theory.pk)
    ends = _boxes_of_goal().rows(theory=theory.pk, goal=goal)
    kept = set(ends).union(*each_before(arrows, ends).values())
    return _nodes_among().rows(nodes=kept), _links_among().rows(nodes=kept)


@prepared
def _arrows() -> QuerySet[Link, tuple[int, int]]:
    rows = Link.objects.filter(theory=Given("theory"))
    return rows.values_list("from_node_id", "to_node_id")


@prepared
def _boxes_of_goal() -> QuerySet[Node, int]:
    rows = Node.objects.filter(theory=Given("theory"), goal=Given("goal"))
    return rows.values_list("pk", flat=True)


@prepared
def _nodes_among() -> QuerySet[Node]:
    return _with_names(Node.objects.filter(pk__in=GivenKeys("nodes")))


@prepared
def _links_among() -> QuerySet[Link]:
    nodes = GivenKeys("nodes")
    return Link.objects.filter(from_node__in=nodes, to_node__in=nodes)


@prepared
def _nodes() -> QuerySet[Node]:
    return _with_names(Node.objects.filter(theory=Given("theory")))


@prepared
def _links() -> QuerySet[Link]:
    return Link.objects.filter(theory=Given("theory"))


@prepared
def _risks() -> QuerySet[Risk]:
    return Risk.objects.filter(theory=Given("theory"))


@prepared
def _indicators() -> QuerySet[NodeIndicator]:
    rows = NodeIndicator.objects.filter(node__in=GivenKeys("nodes"))
    return rows.select_related("use__indicator")


def graph_of(theory: TheoryOfChange, user: User, *, goal: int | None = None) -> TheoryGraph:
    """`theory` comes from `theory_for`; the number of queries does not grow.

    With `goal`, only the boxes that stand for it and those that lead to them.
    """
    nodes, arrows = _parts_of(theory, goal)
    known = named(nodes, user)
    links = [
        ShownLink(link, known.names[link.from_node_id], known.names[link.to_node_id])
        for link in arrows
    ]
    followed: defaultdict[int, list[NodeIndicator]] = defaultdict(list)
    for row in _followed(nodes, user):
        followed[row.node_id].append(row)
    into: defaultdict[int, list[ShownLink]] = defaultdict(list)
    out: defaultdict[int, list[ShownLink]] = defaultdict(list)
    for each in links:
        into[each.link.to_node_id].append(each)
        out[each.link.from_node_id].append(each)
    shown = [
        ShownNode(
            node,
            known.names[node.pk],
            known.references.get(node.pk),
            followed.get(node.pk, []),
            into.get(node.pk, []),
            out.get(node.pk, []),
        )
        for node in nodes
    ]
    columns = [Column(kind, [each for each in shown if each.node.kind == kind]) for kind in COLUMNS]
    return TheoryGraph(theory, columns, links, _risks().rows(theory=theory.pk), known.goals)


def _followed(nodes: Sequence[Node], user: User) -> list[NodeIndicator]:
    """What the boxes are followed by, but for what is only being written where others may read."""
    rows = _indicators().rows(nodes=[node.pk for node in nodes])
    written = unagreed({row.use_id for row in rows}) if rows else set()
    if written:
        seen = readable_uses(user).filter(pk__in=written).values_list("pk", flat=True)
        shut = written - set(seen)
        rows = [row for row in rows if row.use_id not in shut]
    belonging.as_agreed([row.use for row in rows])
    return rows
