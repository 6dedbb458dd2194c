"""Units as a user may see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.lib.sorting import danish_fold, danish_key
from roedtraad.foundation.organisation import queries as organisation
from roedtraad.foundation.organisation.models import Reorganisation, Unit, UnitKind, UnitStaff

VIEW, EDIT = access.Permission.UNIT_VIEW, access.Permission.UNIT_EDIT
LEADERS = (Role.PRINCIPAL, Role.UNIT_LEADER, Role.TEAM_LEADER)


@dataclass(frozen=True)
class Twig:
    """A unit in a drawing of the tree. Without `pk` it is only named, not to be opened."""

    name: str
    kind: str
    pk: int | None
    is_current: bool
    twigs: list[Twig]


@dataclass(frozen=True)
class PersonRow:
    """Somebody with a role in a unit."""

    name: str
    title: str
    role: str
    email: str
    leads: bool


@dataclass(frozen=True)
class UnitPage:
    """Everything the page of a unit shows."""

    unit: Unit
    name: str
    on: date
    line: list[organisation.TreeNode]
    place: list[Twig]
    people: list[PersonRow]
    staff: list[UnitStaff]
    acts: list[Reorganisation]
    predecessors: list[Unit]
    successors: list[Unit]
    visible: set[int]
    may_edit: bool

    @property
    def leaders(self) -> list[PersonRow]:
        return [person for person in self.people if person.leads]


def visible_units(user: User) -> set[int]:
    """The ids of the units that `user` may open."""
    return set(access.units_for(user, VIEW).values_list("pk", flat=True))


def unit_tree(user: User, on: date, *, search: str = "") -> list[Twig]:
    """The tree as it was on the day, as far as `user` sees it.

    A search keeps the units whose names hold its words, and the lines up to them.
    """
    nodes = organisation.tree_on(on, only=visible_units(user))
    words = danish_fold(search).split()
    if words:
        parents = {node.pk: node.parent for node in nodes}
        hits = [node.pk for node in nodes if _has(node.name, words)]
        kept = set(hits)
        for hit in hits:
            kept |= _line_up(hit, parents)
        nodes = [node for node in nodes if node.pk in kept]
    return [_twig(branch, None, None) for branch in organisation.branches(nodes)]


def with_place(
    twigs: list[Twig], above: tuple[str, ...] = ()
) -> Iterator[tuple[Twig, tuple[str, ...]]]:
    """Every unit of the tree, with the names of those it lies below."""
    for twig in twigs:
        yield twig, above
        yield from with_place(twig.twigs, (*above, twig.name))


def _has(name: str, words: list[str]) -> bool:
    folded = danish_fold(name)
    return all(word in folded for word in words)


def _line_up(unit: int, parents: dict[int, int | None]) -> set[int]:
    line: set[int] = set()
    here = parents.get(unit)
    while here is not None and here not in line:
        line.add(here)
        here = parents.get(here)
    return line


def _twig(branch: organisation.Branch, current: int | None, visible: set[int] | None) -> Twig:
    node = branch.node
    return Twig(
        name=node.name,
        kind=UnitKind(node.kind).label.capitalize(),
        pk=node.pk if visible is None or node.pk in visible else None,
        is_current=node.pk == current,
        twigs=[_twig(below, current, visible) for below in branch.branches],
    )


def unit_page(user: User, pk: int, on: date | None = None) -> UnitPage | None:
    """A unit as of a day; None when `user` may not see it or there is none."""
    visible = visible_units(user)
    unit = Unit.objects.filter(pk=pk).first() if pk in visible else None
    if unit is None:
        return None
    today = timezone.localdate()
    day = on or today
    line = organisation.breadcrumb(unit, day)
    shown = visible | {node.pk for node in line}
    place = organisation.surroundings(unit, day, only=shown)
    return UnitPage(
        unit=unit,
        name=line[-1].name,
        on=day,
        line=line,
        place=[_twig(branch, unit.pk, visible) for branch in place],
        people=people_of(unit, day),
        staff=list(unit.staff_years.order_by("-year")),
        acts=organisation.reorganisations(unit),
        predecessors=_visible(unit.predecessors.values_list("predecessor", flat=True), visible),
        successors=_visible(unit.successors.values_list("successor", flat=True), visible),
        visible=visible,
        may_edit=access.may(user, EDIT, unit=unit),
    )


def _visible(units: object, visible: set[int]) -> list[Unit]:
    found = Unit.objects.filter(pk__in=units).filter(pk__in=visible)  # type: ignore[misc]
    return sorted(found, key=lambda unit: danish_key(unit.name))


def people_of(unit: Unit, on: date) -> list[PersonRow]:
    """Those with a role in the unit itself on the day: leaders first, then by name."""
    rows = (
        Membership.objects.filter(unit=unit, user__is_active=True, user__is_system=False)
        .valid_on(on)
        .select_related("user")
    )
    people = [
        PersonRow(
            name=str(row.user),
            title=row.user.title,
            role=row.get_role_display(),
            email=row.user.email or "",
            leads=row.role in LEADERS,
        )
        for row in rows
    ]
    return sorted(people, key=lambda person: (not person.leads, danish_key(person.name)))


def acts_seen(user: User) -> list[Reorganisation]:
    """What was done to units that `user` may open, newest first."""
    visible = visible_units(user)
    acts = organisation.reorganisations()
    return [act for act in acts if visible & set(act.detail.get("about", []))]


def editable_units(user: User) -> list[tuple[int, str]]:
    """The units of today that `user` may change, with their place: for choosing among."""
    return [
        (node.pk, "– " * node.depth + node.name)
        for node in organisation.tree_on(
            timezone.localdate(),
            only=set(access.units_for(user, EDIT).values_list("pk", flat=True)),
        )
    ]
