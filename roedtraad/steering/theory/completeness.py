"""What a theory lacks to be read and followed. Plain rules: no database, no request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .graph import Arrow, each_before
from .models import Evidence, NodeKind
from .models.graph import COLUMNS


@dataclass(frozen=True)
class NodeState:
    """What must be known of a box: `group` is the target group it stands for."""

    pk: int
    kind: NodeKind
    name: str
    indicators: int = 0
    group: int | None = None
    group_of_effect: int | None = None


@dataclass(frozen=True)
class LinkState:
    """What must be known of an arrow."""

    pk: int
    ends: Arrow
    assumption: str = ""
    evidence: Evidence = Evidence.HYPOTHESIS
    source: str = ""


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, and the box or arrow where it is put right."""

    key: str
    message: str
    node: int | None = None
    link: int | None = None


def lacks(
    nodes: Sequence[NodeState],
    links: Sequence[LinkState],
    *,
    groups_with_effect_goal: frozenset[int] = frozenset(),
    most_indicators: int = 0,
) -> list[Lack]:
    """Everything a theory lacks; `most_indicators` for each box, 0 is no limit."""
    return [
        *_columns(nodes),
        *_loose(nodes, links),
        *_results(nodes, links),
        *_groups(nodes, groups_with_effect_goal),
        *_indicators(nodes, most_indicators),
        *_arrows(nodes, links),
    ]


def _columns(nodes: Sequence[NodeState]) -> Iterator[Lack]:
    there = {each.kind for each in nodes}
    for kind in COLUMNS:
        if kind not in there:
            message = _("The column “%s” is empty.") % kind.label
            yield Lack("column", message)


def _loose(nodes: Sequence[NodeState], links: Sequence[LinkState]) -> Iterator[Lack]:
    left = {each.ends[0] for each in links}
    reached = {each.ends[1] for each in links}
    for node in nodes:
        if node.kind == NodeKind.EFFECT_GOAL:
            if node.pk not in reached:
                yield _of(node, "reached", _("Nothing leads to “%s”."))
        elif node.pk not in left:
            yield _of(node, "leads", _("“%s” leads to nothing."))


def _results(nodes: Sequence[NodeState], links: Sequence[LinkState]) -> Iterator[Lack]:
    arrows = [each.ends for each in links]
    kinds = {node.pk: node.kind for node in nodes}
    results = {node.pk: node for node in nodes if node.kind == NodeKind.RESULT_GOAL}
    for pk, boxes in each_before(arrows, results).items():
        node, before = results[pk], {kinds.get(each) for each in boxes}
        if NodeKind.INTERVENTION not in before:
            yield _of(node, "intervention", _("No intervention leads to the result goal “%s”."))
        elif NodeKind.OUTPUT not in before:
            message = _("No output on the way to “%s”: nobody will see where the chain breaks.")
            yield _of(node, "output", message)


def _groups(nodes: Sequence[NodeState], with_effect_goal: frozenset[int]) -> Iterator[Lack]:
    """A target group for which nobody has set an effect goal gets one of the theory's own."""
    has_own = any(each.kind == NodeKind.EFFECT_GOAL for each in nodes)
    served = {each.group_of_effect for each in nodes if each.group_of_effect}
    for node in nodes:
        if node.kind != NodeKind.TARGET_GROUP or node.group is None or node.group in served:
            continue
        if node.group in with_effect_goal:
            message = _("There is an effect goal set for “%s”, and the theory does not lead to it.")
            yield _of(node, "effect_goal", message)
        elif not has_own:
            message = _("No effect goal is set for “%s”: write one of your own.")
            yield _of(node, "own_effect_goal", message)


def _indicators(nodes: Sequence[NodeState], most: int) -> Iterator[Lack]:
    for node in nodes:
        if node.kind != NodeKind.TARGET_GROUP and not node.indicators:
            yield _of(node, "indicator", _("“%s” has no indicator: how will you see it?"))
        elif most and node.indicators > most:
            message = ngettext(
                "“%(name)s” has %(count)d indicators; at most %(most)d is advised.",
                "“%(name)s” has %(count)d indicators; at most %(most)d are advised.",
                most,
            ) % {"name": node.name, "count": node.indicators, "most": most}
            yield Lack("overload", message, node=node.pk)


def _arrows(nodes: Sequence[NodeState], links: Sequence[LinkState]) -> Iterator[Lack]:
    by_pk = {node.pk: node for node in nodes}
    for link in links:
        start, end = (by_pk.get(each) for each in link.ends)
        if start is None or end is None:
            continue
        ends = {"from": start.name, "to": end.name}
        if COLUMNS.index(start.kind) > COLUMNS.index(end.kind):
            message = _("The arrow from “%(from)s” to “%(to)s” points backwards.")
            yield Lack("backwards", message % ends, link=link.pk)
        if not link.assumption.strip() and start.kind != NodeKind.TARGET_GROUP:
            message = _("Why should “%(from)s” lead to “%(to)s”? Write the assumption.")
            yield Lack("assumption", message % ends, link=link.pk)
        if link.evidence != Evidence.HYPOTHESIS and not link.source.strip():
            message = _("From where is it known that “%(from)s” leads to “%(to)s”?")
            yield Lack("source", message % ends, link=link.pk)


def _of(node: NodeState, key: str, message: str) -> Lack:
    return Lack(key, message % node.name, node=node.pk)
