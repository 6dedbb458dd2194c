"""The tree as of a day. Which units somebody may see is asked of `accounts.access`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from roedtraad.foundation.lib.sorting import danish_key

from . import tree
from .models import Reorganisation, Unit, UnitName, UnitPlacement, UnitQuerySet, UnitSuccession


@dataclass(frozen=True)
class TreeNode:
    """A unit as it stood in the tree on a day; `depth` 0 is the top."""

    pk: int
    name: str
    kind: str
    depth: int
    parent: int | None


@dataclass(frozen=True)
class Branch:
    """A node with what hangs below it, for drawing nested lists."""

    node: TreeNode
    branches: list[Branch]


def placements() -> list[tree.Placed]:
    """Every placement there ever was; one query."""
    rows = UnitPlacement.objects.order_by("starts_on", "pk")
    return [
        tree.Placed(*row)
        for row in rows.values_list("unit_id", "parent_id", "starts_on", "ends_on")
    ]


def parents_on(on: date) -> dict[int, int | None]:
    """The parent of every unit in the tree on the day; one query."""
    rows = UnitPlacement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on
    )
    return dict(rows.values_list("unit_id", "parent_id"))


def places_on(on: date) -> dict[int, int | None]:
    """Where the figures of every unit there ever was belong on the day; two queries.

    One that had ended belongs below its only heir, or else where it stood last.
    """
    return tree.current_parents(placements(), on, heirs())


def units_below(top: Unit, on: date) -> UnitQuerySet:
    """`top` and the units whose figures belonged below it on the day.

    Figures of a period ask with `day_of_period`. Rights never ask here: see `access.units_for`.
    """
    return Unit.objects.filter(pk__in=tree.below(top.pk, places_on(on)))


def day_of_period(starts_on: date, ends_on: date) -> date:
    """The day whose tree the figures of a period follow: its end, or today while it runs."""
    return min(max(timezone.localdate(), starts_on), ends_on)


def names_on(on: date, units: Iterable[int] | None = None) -> dict[int, str]:
    """What units were called on the day; today's name where no name of the day is known."""
    wanted = {} if units is None else {"pk__in": list(units)}
    of_unit = {} if units is None else {"unit_id__in": list(units)}
    dated = UnitName.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, **of_unit
    )
    return dict(Unit.objects.filter(**wanted).values_list("pk", "name")) | dict(
        dated.values_list("unit_id", "name")
    )


def tree_on(on: date, *, only: Iterable[int] | None = None) -> list[TreeNode]:
    """The tree as it was on the day, parents before children, siblings in Danish order.

    `only` leaves out other units; a unit whose parent is left out stands at the top.
    """
    parents = parents_on(on)
    if only is not None:
        kept = set(only)
        parents = {unit: parent for unit, parent in parents.items() if unit in kept}
    names = names_on(on, parents)
    kinds = dict(Unit.objects.filter(pk__in=parents).values_list("pk", "kind"))
    return in_order(parents, names, kinds)


def in_order(
    parents: Mapping[int, int | None], names: Mapping[int, str], kinds: Mapping[int, str]
) -> list[TreeNode]:
    """The units of `parents`, parents before children, siblings in Danish order; no query."""
    children: defaultdict[int | None, list[int]] = defaultdict(list)
    for unit, parent in parents.items():
        children[parent if parent in parents else None].append(unit)
    nodes: list[TreeNode] = []
    waiting = [(unit, 0) for unit in _sorted(children[None], names)]
    while waiting:
        unit, depth = waiting.pop()
        nodes.append(TreeNode(unit, names[unit], kinds[unit], depth, parents[unit]))
        waiting += [(child, depth + 1) for child in _sorted(children[unit], names)]
    return nodes


def _sorted(units: list[int], names: Mapping[int, str]) -> list[int]:
    """Last first, because they are taken from the end."""
    return sorted(units, key=lambda unit: (danish_key(names[unit]), unit), reverse=True)


def branches(nodes: list[TreeNode]) -> list[Branch]:
    """The same nodes, each holding those below it."""
    top: list[Branch] = []
    open_ones: list[Branch] = []
    for node in nodes:
        branch = Branch(node, [])
        del open_ones[node.depth :]
        (open_ones[-1].branches if open_ones else top).append(branch)
        open_ones.append(branch)
    return top


def surroundings(unit: Unit, on: date, *, only: Iterable[int] | None = None) -> list[Branch]:
    """The unit's place on the day: the line up to the top, its siblings, and all below it."""
    nodes = tree_on(on, only=only)
    parents = {node.pk: node.parent for node in nodes}
    line = {*tree.ancestors(unit.pk, parents), unit.pk}
    own_parent = parents.get(unit.pk)
    shown = [
        node
        for node in nodes
        if node.pk in line
        or (own_parent is not None and node.parent == own_parent)
        or tree.is_below(node.pk, unit.pk, parents)
    ]
    return branches(shown)


def breadcrumb(unit: Unit, on: date | None = None) -> list[TreeNode]:
    """From the top down to the unit itself, as the tree was on the day."""
    day = on or timezone.localdate()
    parents = parents_on(day)
    line = [*tree.ancestors(unit.pk, parents), unit.pk]
    names = names_on(day, line)
    kinds = dict(Unit.objects.filter(pk__in=line).values_list("pk", "kind"))
    return [
        TreeNode(pk, names[pk], kinds[pk], depth, parents.get(pk)) for depth, pk in enumerate(line)
    ]


def heirs() -> dict[int, int]:
    """For every unit that went whole into one other, which one it was."""
    rows = UnitSuccession.objects.filter(predecessor__ends_on__isnull=False)
    only_one = (
        rows.values("predecessor")
        .annotate(successors=Count("successor", distinct=True))
        .filter(successors=1)
        .values("predecessor")
    )
    return dict(rows.filter(predecessor__in=only_one).values_list("predecessor", "successor"))


def reorganisations(unit: Unit | None = None) -> list[Reorganisation]:
    """What was done to the tree (or to one unit), newest first."""
    acts = Reorganisation.objects.select_related("decided_by").order_by("-pk")
    if unit is None:
        return list(acts)
    return [act for act in acts if unit.pk in act.detail.get("about", [])]
