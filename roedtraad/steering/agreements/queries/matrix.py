"""Focus areas × units: where there are goals, how they stand, and where there are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.organisation import queries as organisation
from roedtraad.foundation.organisation import tree
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.steering.agreements.models import Direction, FocusArea, Goal, Strategy
from roedtraad.steering.indicators.level import Level

from .approved import as_approved
from .levels import LEVELS_IN_ORDER
from .rolled import Marks, NamedGoal, Rolled, marks_of, rolled_goals
from .signs import GoalSigns, signs_of
from .standing import Served, Standing, day_counted, served_by
from .thread import goal_address

LEVELS = (*(UnitKind.DEPARTMENT, UnitKind.ADMINISTRATION, UnitKind.AGREEMENT_UNIT, UnitKind.TEAM),)

TODAYS_QUERY = "&traeet=i-dag"  # of an address: the tree of today, not of the period


@dataclass(frozen=True)
class Column:
    """A unit of the level chosen; `pk` 0 gathers what stands below none of them."""

    pk: int
    name: str
    is_visible: bool
    may_add: bool


ALL = Column(0, "", is_visible=True, may_add=False)


@dataclass(frozen=True)
class Cell:
    column: Column
    standing: Standing
    is_concerned: bool  # the focus area names this unit, or all
    href: str = ""  # the goals behind the number


@dataclass(frozen=True)
class MatrixRow:
    area: FocusArea
    cells: list[Cell]
    total: Cell

    @property
    def shown(self) -> ShownRow:
        return ShownRow({"pk": self.area.pk, "title": self.area.title}, self.cells, self.total)


@dataclass(frozen=True)
class ShownRow:
    """A row as the page keeps it: plain."""

    area: Mapping[str, object]
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True)
class Matrix:
    """The whole table; rows in two groups."""

    strategy: Strategy
    level: UnitKind
    levels: list[UnitKind]
    on: date
    columns: list[Column]
    groups: list[tuple[Direction, list[MatrixRow]]]

    @property
    def is_empty(self) -> bool:
        return not self.columns or not any(rows for _direction, rows in self.groups)


def matrix(user: User, strategy: Strategy, *, on: date, level: UnitKind | None = None) -> Matrix:
    """Count `user`'s goals by focus area and by unit as the tree was on the day; constant cost."""
    parents = organisation.parents_on(on)
    units = {pk: rest for pk, *rest in Unit.objects.values_list("pk", "kind", "path")}
    kinds = {pk: kind for pk, (kind, _path) in units.items()}
    paths = {pk: path for pk, (_kind, path) in units.items()}
    below = tree.below(strategy.unit_id, parents)
    levels = [kind for kind in LEVELS if any(kinds.get(unit) == kind for unit in below)]
    chosen = level if level in levels else levels[0] if levels else UnitKind.DEPARTMENT
    shown = [unit for unit in below if kinds.get(unit) == chosen]
    served = served_by(user, at=day_counted(strategy))
    column_of = _columns_of(set(served.unit_of.values()), set(shown), organisation.places_on(on))
    names = organisation.names_on(on, shown)
    shown_parents = {unit: parents.get(unit) for unit in shown}
    columns = _columns(user, organisation.in_order(shown_parents, names, kinds), paths)
    areas = list(strategy.focus_areas.prefetch_related("departments"))
    outside = any(
        column_of.get(served.unit_of[goal], 0) == 0
        for area in areas
        for goal in served.by_focus_area.get(area.pk, ())
    )
    if outside:
        columns.append(Column(0, "", is_visible=True, may_add=False))
    is_past = day_counted(strategy) is not None
    query = TODAYS_QUERY if is_past and on == timezone.localdate() else ""
    rows = [_row(area, columns, served, column_of, query) for area in areas]
    groups = [(d, [row for row in rows if row.area.direction == d]) for d in Direction]
    return Matrix(strategy, chosen, levels, on, columns, groups)


def _columns_of(
    units: Iterable[int], shown: set[int], parents: Mapping[int, int | None]
) -> dict[int, int]:
    """For each unit, the unit of the level chosen that it is or stands below."""
    found = {}
    for unit in units:
        line = [*tree.ancestors(unit, parents), unit]
        found[unit] = next((step for step in reversed(line) if step in shown), 0)
    return found


def _columns(
    user: User, order: list[organisation.TreeNode], paths: Mapping[int, str]
) -> list[Column]:
    read = access.held_paths(user, Permission.AGREEMENT_VIEW, Permission.AGREEMENT_VIEW_APPROVED)
    written = access.held_paths(user, Permission.AGREEMENT_EDIT)
    return [
        Column(
            node.pk,
            node.name,
            is_visible=_meets(paths[node.pk], read),
            may_add=_meets(paths[node.pk], written),
        )
        for node in order
    ]


def _meets(path: str, held: list[str]) -> bool:
    """Whether one of the units held stands above, below, or at `path`."""
    return any(path.startswith(each) or each.startswith(path) for each in held)


def _row(
    area: FocusArea,
    columns: list[Column],
    served: Served,
    column_of: Mapping[int, int],
    query: str,
) -> MatrixRow:
    goals = served.by_focus_area.get(area.pk, set())
    by_column: defaultdict[int, list[int]] = defaultdict(list)
    for goal in goals:
        by_column[column_of.get(served.unit_of[goal], 0)].append(goal)
    named = {unit.pk for unit in area.departments.all()}
    href = reverse("matrix:area", args=[area.pk])
    cells = [
        Cell(
            column,
            served.standing_of(by_column[column.pk]),
            is_concerned=not named or column.pk in named,
            href=f"{href}?enhed={column.pk}{query}" if column.pk else href,
        )
        for column in columns
    ]
    total = Cell(ALL, served.standing_of(goals), is_concerned=True, href=href)
    return MatrixRow(area, cells, total)


def units_of_column(column: int, on: date) -> set[int]:
    """All units that a column gathers."""
    return tree.below(column, organisation.places_on(on))


@dataclass(frozen=True)
class ServingGoal:
    """A goal in the list behind a number."""

    goal: Goal
    level: str
    kind: str
    word: str
    signs: GoalSigns

    @property
    def marks(self) -> Marks:
        return marks_of(self.signs)

    @property
    def href(self) -> str:
        return goal_address(self.goal.pk)


def serving_goals(user: User, goals: Iterable[int], served: Served) -> list[ServingGoal]:
    """The goals behind a number, by unit and number."""
    words = {level: (kind, str(word)) for level, kind, word in LEVELS_IN_ORDER}
    wanted = Goal.every.filter(pk__in=list(goals)).select_related("agreement__unit")
    rows = as_approved(user, wanted)
    signs = signs_of(row.pk for row in rows)
    found = [
        ServingGoal(row, served.levels[row.pk], *words[served.levels[row.pk]], signs[row.pk])
        for row in rows
    ]
    return sorted(
        found,
        key=lambda each: (
            danish_key(each.goal.agreement.unit.name),
            each.goal.agreement_id,
            each.goal.position,
        ),
    )


def rolled_serving(goals: Iterable[ServingGoal]) -> Rolled:
    """The goals behind a number as one."""
    rows = list(goals)
    named = [NamedGoal(row.goal.pk, str(row.goal), row.href, Level(row.level)) for row in rows]
    return rolled_goals(named, {row.goal.pk: row.signs for row in rows})
