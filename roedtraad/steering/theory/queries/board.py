"""The board that a theory is drawn on: columns with boxes, what is lacking at each, choices."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.queries.levels import ShownLevel
from roedtraad.steering.theory.completeness import Lack
from roedtraad.steering.theory.models import NodeKind, TheoryChange, TheoryOfChange
from roedtraad.steering.theory.models.graph import COLUMNS, REFERENCES

from .choices import offered_to
from .facts import what_is_known
from .graph import ShownLink, ShownNode, graph_of
from .reading import lacks_of

MOST_OFFERED = 60


@dataclass(frozen=True)
class BoardNode:
    """A box on the board."""

    shown: ShownNode
    level: ShownLevel | None
    lacks: list[Lack]


@dataclass(frozen=True)
class BoardColumn:
    """A column; `offered` are the names that a new box may be given to stand for a row."""

    kind: NodeKind
    nodes: list[BoardNode]
    offered: list[str]
    has_left: bool
    has_right: bool


@dataclass(frozen=True)
class Board:
    """Everything on the board."""

    theory: TheoryOfChange
    columns: list[BoardColumn]
    links: list[ShownLink]
    lacks: int
    last_change: TheoryChange | None


def board_of(theory: TheoryOfChange, user: User) -> Board:
    """`theory` may be written by `user`; the number of queries does not grow."""
    graph = graph_of(theory, user)
    known = what_is_known(graph.nodes, graph.goals, user)
    lacking = lacks_of(graph, user)
    at: defaultdict[int, list[Lack]] = defaultdict(list)
    for lack in lacking:
        if lack.node is not None:
            at[lack.node].append(lack)
    columns = [
        BoardColumn(
            kind=column.kind,
            nodes=[
                BoardNode(each, known.level(each), at.get(each.node.pk, []))
                for each in column.nodes
            ],
            offered=_offered(theory, column.kind, user),
            has_left=column.kind != COLUMNS[0],
            has_right=column.kind != COLUMNS[-1],
        )
        for column in graph.columns
    ]
    return Board(theory, columns, graph.links, len(lacking), last_own_change(theory, user))


def last_own_change(theory: TheoryOfChange, user: User) -> TheoryChange | None:
    """The newest change that is neither undone nor an undoing, when it is the user's own."""
    last = theory.changes.filter(undone_at=None, undoes=None).first()
    if last is None or last.changed_by_id != user.pk or _begins(last):
        return None
    return last


def _begins(change: TheoryChange) -> bool:
    """What made the theory, with all it began with, is not undone on the board."""
    made = change.theory.changes.filter(act=change.act, before=None)
    return made.filter(subject_type=TheoryOfChange._meta.label_lower).exists()


def _offered(theory: TheoryOfChange, kind: NodeKind, user: User) -> list[str]:
    if kind not in REFERENCES:
        return []
    return [str(each) for each in offered_to(theory, kind, user)[:MOST_OFFERED]]
