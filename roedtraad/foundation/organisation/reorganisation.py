"""What an act does to the tree: worked out in full before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import tree
from .models import ReorganisationKind as Kind

Ref = int  # the id of a unit, or -1, -2 … for the first, second … unit that the act makes


@dataclass(frozen=True)
class Act:
    """One thing to be done to the tree on a day. Which fields count depends on the kind.

    `continues` says, when a unit is split, that it lives on beside the new ones; when units are
    merged, that the first of them takes the others in.
    """

    kind: str
    on: date
    units: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    unit_kind: str = ""
    parent: int | None = None
    continues: bool = False
    reason: str = ""


@dataclass(frozen=True)
class NewUnit:
    """A unit that the act makes."""

    name: str
    kind: str
    parent: Ref | None


@dataclass(frozen=True)
class Plan:
    """All that the act will do. Nothing else is done."""

    act: Act
    new_units: tuple[NewUnit, ...] = ()
    closed: tuple[int, ...] = ()
    renamed: tuple[tuple[int, str], ...] = ()
    moved: tuple[tuple[int, Ref], ...] = ()
    successions: tuple[tuple[int, Ref], ...] = ()

    @property
    def last_day(self) -> date:
        """The last day of what ends."""
        return self.act.on - timedelta(days=1)

    @property
    def heirs(self) -> dict[int, list[Ref]]:
        """Who takes over from each closed unit."""
        return {
            unit: [heir for predecessor, heir in self.successions if predecessor == unit]
            for unit in self.closed
        }

    def about(self) -> set[int]:
        """Every existing unit to which something happens."""
        moved = {unit for unit, _target in self.moved}
        heirs = {heir for _unit, heir in self.successions if heir > 0}
        return {*self.act.units, *self.closed, *moved, *heirs}

    def touched(self) -> set[int]:
        """Every existing unit that the act needs a right to."""
        units = {*self.act.units, *self.closed, *(unit for unit, _name in self.renamed)}
        targets = {target for _unit, target in self.moved if target > 0}
        parents = {new.parent for new in self.new_units if new.parent is not None}
        return units | targets | {parent for parent in parents if parent > 0}


@dataclass(frozen=True)
class Tree:
    """What is known about the units when an act is planned."""

    placements: tuple[tree.Placed, ...]
    names: Mapping[int, str]
    kinds: Mapping[int, str]
    starts: Mapping[int, date]
    parents: Mapping[int, int | None] = field(default_factory=dict)  # on the day of the act

    def children(self, unit: int) -> list[int]:
        return sorted(child for child, parent in self.parents.items() if parent == unit)


def plan(act: Act, here: Tree) -> Plan:
    """Work out the act. Raises `ValidationError` with what to do instead when it cannot be done."""
    here = replace(here, parents=tree.parents_on(here.placements, act.on))
    for unit in act.units:
        _require_there(unit, act, here)
    if act.parent is not None and act.parent not in here.parents:
        raise ValidationError(_("The unit to place it under does not exist on that date."))
    worked_out = _PLANNERS[Kind(act.kind)](act, here)
    _require_nothing_later(worked_out, here)
    _require_no_circle(worked_out, here)
    _require_own_names(worked_out, here)
    return worked_out


def _create(act: Act, here: Tree) -> Plan:
    if act.parent is None and here.parents:
        raise ValidationError(_("There is one tree: choose the unit that the new one is under."))
    [name] = _names(act, least=1, most=1)
    return Plan(act, new_units=(NewUnit(name, act.unit_kind, act.parent),))


def _rename(act: Act, here: Tree) -> Plan:
    [name] = _names(act, least=1, most=1)
    [unit] = _units(act, least=1, most=1)
    if here.names[unit] == name:
        raise ValidationError(_("The unit already has that name on that date."))
    return Plan(act, renamed=((unit, name),))


def _move(act: Act, here: Tree) -> Plan:
    [unit] = _units(act, least=1, most=1)
    if act.parent is None or here.parents[unit] is None:
        raise ValidationError(_("The top of the tree stays at the top."))
    if here.parents[unit] == act.parent:
        raise ValidationError(_("The unit is already there on that date."))
    return Plan(act, moved=((unit, act.parent),))


def _split(act: Act, here: Tree) -> Plan:
    [unit] = _units(act, least=1, most=1)
    parent = here.parents[unit]
    if parent is None:
        raise ValidationError(_("The top of the tree cannot be split."))
    names = _names(act, least=1 if act.continues else 2, most=20)
    new_units = tuple(NewUnit(name, here.kinds[unit], parent) for name in names)
    successions = tuple((unit, -number) for number in range(1, len(names) + 1))
    if act.continues:
        return Plan(act, new_units=new_units, successions=successions)
    moved = tuple((child, -1) for child in here.children(unit))
    return Plan(act, new_units, closed=(unit,), moved=moved, successions=successions)


def _merge(act: Act, here: Tree) -> Plan:
    units = _units(act, least=2, most=50)
    parents = [here.parents[unit] for unit in units]
    if None in parents:
        raise ValidationError(_("The top of the tree cannot be merged."))
    if any(
        tree.is_below(parent, unit, here.parents) for unit in units for parent in parents if parent
    ):
        raise ValidationError(_("A unit cannot be merged with one that it stands above."))
    closed = units[1:] if act.continues else units
    heir = units[0] if act.continues else -1
    moved = tuple((child, heir) for unit in closed for child in here.children(unit))
    successions = tuple((unit, heir) for unit in closed)
    if act.continues:
        return Plan(act, closed=closed, moved=moved, successions=successions)
    [name] = _names(act, least=1, most=1)
    new = NewUnit(name, here.kinds[units[0]], act.parent or parents[0])
    return Plan(act, (new,), closed=closed, moved=moved, successions=successions)


def _close(act: Act, here: Tree) -> Plan:
    [unit] = _units(act, least=1, most=1)
    parent = here.parents[unit]
    if parent is None:
        raise ValidationError(_("The top of the tree cannot be closed."))
    if act.parent is not None and tree.is_below(act.parent, unit, here.parents):
        raise ValidationError(_("What stands below cannot go to the unit that closes."))
    moved = tuple((child, act.parent or parent) for child in here.children(unit))
    return Plan(act, closed=(unit,), moved=moved)


_PLANNERS = {
    Kind.CREATE: _create,
    Kind.RENAME: _rename,
    Kind.MOVE: _move,
    Kind.SPLIT: _split,
    Kind.MERGE: _merge,
    Kind.CLOSE: _close,
}


def _names(act: Act, *, least: int, most: int) -> list[str]:
    names = [" ".join(name.split()) for name in act.names if name.strip()]
    if len(names) < least:
        raise ValidationError(
            _("Write at least two names, one on each line.") if least > 1 else _("Write a name.")
        )
    if len({name.casefold() for name in names}) < len(names):
        raise ValidationError(_("Two of the new units have the same name."))
    if any(len(name) > 160 for name in names):
        raise ValidationError(_("A name can have 160 characters at most."))
    return names[:most]


def _units(act: Act, *, least: int, most: int) -> tuple[int, ...]:
    units = tuple(dict.fromkeys(act.units))
    if not least <= len(units) <= most:
        raise ValidationError(
            _("Choose at least two units.") if least > 1 else _("Choose one unit.")
        )
    return units


def _require_there(unit: int, act: Act, here: Tree) -> None:
    if unit not in here.parents:
        raise ValidationError(
            _("%(unit)s does not exist on that date.") % {"unit": here.names.get(unit, unit)}
        )


def _require_nothing_later(done: Plan, here: Tree) -> None:
    """What is already decided for later would otherwise be contradicted without anybody seeing."""
    displaced = {*done.closed, *(unit for unit, _target in done.moved)}
    for placed in here.placements:
        if placed.unit not in displaced:
            continue
        name = here.names.get(placed.unit, "")
        if placed.starts_on == done.act.on:
            raise ValidationError(
                _(
                    "%(unit)s is already placed anew on that date."
                    " Undo that, or choose a later date."
                )
                % {"unit": name}
            )
        if placed.starts_on > done.act.on:
            raise ValidationError(
                _("%(unit)s is already moved on a later date. Undo that first.") % {"unit": name}
            )
    _require_no_later_children(done, here)


def _require_no_later_children(done: Plan, here: Tree) -> None:
    for placed in here.placements:
        if placed.parent in done.closed and placed.starts_on >= done.act.on:
            raise ValidationError(
                _("%(child)s is to be placed under %(unit)s on a later date. Undo that first.")
                % {
                    "child": here.names.get(placed.unit, ""),
                    "unit": here.names.get(placed.parent or 0, ""),
                }
            )


def _require_no_circle(done: Plan, here: Tree) -> None:
    since = done.act.on
    for unit, target in done.moved:
        if target > 0 and tree.first_circle(here.placements, unit=unit, parent=target, since=since):
            raise ValidationError(
                _("%(unit)s cannot be placed under %(target)s, which stands below it.")
                % {"unit": here.names[unit], "target": here.names[target]}
            )


def _require_own_names(done: Plan, here: Tree) -> None:
    """Two units with one name under the same parent could not be told apart."""
    staying = set(here.parents) - set(done.closed)
    for parent, name in [
        *((new.parent, new.name) for new in done.new_units),
        *((here.parents[unit], name) for unit, name in done.renamed),
    ]:
        taken = {here.names[unit].casefold() for unit in staying if here.parents[unit] == parent}
        if name.casefold() in taken:
            raise ValidationError(
                _("There is already a unit called %(name)s there.") % {"name": name}
            )
