"""Everything that can change the tree. A unit knows no user: whoever calls has checked the right.

`accounts.reorganising` is the door for people; only it, imports and the clock call here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ManyToOneRel
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.audit import services as audit

from . import queries, tree
from .models import Reorganisation, Unit, UnitName, UnitPlacement, UnitStaff, UnitSuccession
from .reorganisation import Act, Plan, Tree, plan

FACTS = (
    *("unit_type", "address", "phone", "email", "leader_name", "legal_basis"),
    "kind",
)
YEARS = (1990, 2100)


def planned(act: Act) -> Plan:
    """What the act would do; nothing is saved. Raises `ValidationError` when it cannot be done."""
    units = Unit.objects.values_list("pk", "name", "kind", "starts_on")
    rows = list(units)
    here = Tree(
        placements=tuple(queries.placements()),
        names={pk: name for pk, name, _kind, _on in rows} | queries.names_on(act.on),
        kinds={pk: kind for pk, _name, kind, _on in rows},
        starts={pk: on for pk, _name, _kind, on in rows},
    )
    return plan(act, here)


@transaction.atomic
def reorganise(
    act: Act, *, acting_user: AbstractBaseUser
) -> tuple[Reorganisation, dict[int, Unit]]:
    """Do the act, worked out afresh. Answers it, and the units it made by number: -1, -2 …"""
    one_at_a_time()
    todo = planned(act)
    made = {
        -number: Unit.objects.create(name=new.name, kind=new.kind, starts_on=act.on)
        for number, new in enumerate(todo.new_units, start=1)
    }
    detail: dict[str, Any] = {
        "made": [unit.pk for unit in made.values()],
        "units": sorted(todo.touched() | {unit.pk for unit in made.values()}),
        "about": sorted(todo.about() | {unit.pk for unit in made.values()}),
        "names": _names(todo),
    }
    detail |= _placed(todo, made) | _named(todo, made)
    Unit.objects.filter(pk__in=todo.closed).update(ends_on=todo.last_day)
    done = Reorganisation.objects.create(
        kind=act.kind,
        on=act.on,
        reason=act.reason,
        decided_by_id=acting_user.pk,
        detail=detail | {"closed": list(todo.closed)},
    )
    UnitSuccession.objects.bulk_create(
        UnitSuccession(reorganisation=done, predecessor_id=before, successor_id=_real(after, made))
        for before, after in todo.successions
    )
    refresh_tree()
    audit.record(
        "unit.reorganised",
        done,
        acting_user=acting_user,
        reason=act.reason,
        kind=act.kind,
        on=act.on.isoformat(),
        units=detail["units"],
    )
    return done, made


def _names(todo: Plan) -> list[str]:
    """What the units were called to which it was done, or those that were made."""
    before = queries.names_on(todo.last_day, todo.act.units)
    known = [before[unit] for unit in todo.act.units]
    return known or [new.name for new in todo.new_units]


def _real(ref: int, made: Mapping[int, Unit]) -> int:
    return made[ref].pk if ref < 0 else ref


def _placed(todo: Plan, made: Mapping[int, Unit]) -> dict[str, Any]:
    """End the placements of what closes or moves, and begin the new ones."""
    displaced = [*todo.closed, *(unit for unit, _target in todo.moved)]
    ended = UnitPlacement.objects.filter(unit__in=displaced, ends_on__isnull=True)
    ended_ids = list(ended.values_list("pk", flat=True))
    ended.update(ends_on=todo.last_day)
    targets = [(made[ref].pk, new.parent) for ref, new in _numbered(todo)] + [
        (unit, _real(target, made)) for unit, target in todo.moved
    ]
    rows = UnitPlacement.objects.bulk_create(
        UnitPlacement(unit_id=unit, parent_id=parent, starts_on=todo.act.on)
        for unit, parent in targets
    )
    return {"placements_ended": ended_ids, "placements_made": [row.pk for row in rows]}


def _numbered(todo: Plan) -> list[tuple[int, Any]]:
    return [(-number, new) for number, new in enumerate(todo.new_units, start=1)]


def _named(todo: Plan, made: Mapping[int, Unit]) -> dict[str, Any]:
    """End the names of what closes or changes its name, and begin the new ones."""
    on, unnamed = todo.act.on, dict(todo.renamed)
    for unit in Unit.objects.filter(pk__in=unnamed, names__isnull=True):
        UnitName.objects.create(unit=unit, name=unit.name, starts_on=unit.starts_on)
    if UnitName.objects.filter(unit__in=unnamed, starts_on__gte=on).exists():
        raise ValidationError(
            _("The unit already gets another name on that date or later. Undo that first.")
        )
    ended = UnitName.objects.filter(unit__in=[*todo.closed, *unnamed], ends_on__isnull=True)
    ended_ids = list(ended.values_list("pk", flat=True))
    ended.update(ends_on=todo.last_day)
    names = [*unnamed.items(), *((unit.pk, unit.name) for unit in made.values())]
    rows = UnitName.objects.bulk_create(
        UnitName(unit_id=unit, name=name, starts_on=on) for unit, name in names
    )
    return {"names_ended": ended_ids, "names_made": [row.pk for row in rows]}


def latest_act() -> Reorganisation | None:
    """The act that could be undone: the newest that has not been."""
    return Reorganisation.objects.filter(undone_at__isnull=True).order_by("-pk").first()


@transaction.atomic
def undo_latest(act: Reorganisation, *, acting_user: AbstractBaseUser) -> Reorganisation:
    """Take the newest act back. Refused when something has been built on what it made."""
    one_at_a_time()
    latest = latest_act()
    if latest is None or latest.pk != act.pk:
        raise ValidationError(_("Only the latest act can be undone."))
    _require_nothing_built_on(latest)
    detail = latest.detail
    latest.successions.all().delete()
    UnitPlacement.objects.filter(pk__in=detail["placements_made"]).delete()
    UnitPlacement.objects.filter(pk__in=detail["placements_ended"]).update(ends_on=None)
    UnitName.objects.filter(pk__in=detail["names_made"]).delete()
    UnitName.objects.filter(pk__in=detail["names_ended"]).update(ends_on=None)
    Unit.objects.filter(pk__in=detail["closed"]).update(ends_on=None)
    Unit.objects.filter(pk__in=detail["made"]).delete()
    latest.undone_at, latest.undone_by_id = timezone.now(), acting_user.pk
    latest.save(update_fields=["undone_at", "undone_by"])
    refresh_tree()
    audit.record("unit.reorganisation_undone", latest, acting_user=acting_user)
    return latest


def _require_nothing_built_on(act: Reorganisation) -> None:
    """Whatever refers to a unit that the act made, in any app, keeps it from being undone."""
    own = {
        UnitPlacement: act.detail["placements_made"],
        UnitName: act.detail["names_made"],
        UnitSuccession: list(act.successions.values_list("pk", flat=True)),
    }
    for relation in Unit._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        model = relation.related_model
        rows = model._base_manager.filter(**{f"{relation.field.name}__in": act.detail["made"]})
        if rows.exclude(pk__in=own.get(model, [])).exists():
            raise ValidationError(
                _("It cannot be undone: %(things)s already belong to the new unit.")
                % {"things": model._meta.verbose_name_plural}
            )


@transaction.atomic
def refresh_tree(on: date | None = None) -> int:
    """Bring today's paths and names in line with the dated ones; how many units changed.

    Runs at every reorganisation and every night, when what was decided for the day takes effect.
    """
    today = on or timezone.localdate()
    parents = tree.current_parents(queries.placements(), today, queries.heirs())
    paths, names = tree.paths(parents), queries.names_on(today)
    changed = []
    for unit in Unit.objects.only("pk", "name", "path"):
        path, name = paths.get(unit.pk, f"{unit.pk}/"), names[unit.pk]
        if (unit.path, unit.name) != (path, name):
            unit.path, unit.name = path, name
            changed.append(unit)
    Unit.objects.bulk_update(changed, ["path", "name"], batch_size=200)
    return len(changed)


def one_at_a_time() -> None:
    """Two acts at once could make a circle that neither makes alone."""
    list(Unit.objects.select_for_update(of=("self",)).order_by("pk")[:1])


@transaction.atomic
def correct_facts(
    unit: Unit, facts: Mapping[str, Any], *, acting_user: AbstractBaseUser
) -> list[str]:
    """Change facts of a unit; answers the fields that changed. Nothing changed writes nothing."""
    locked = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    before = {name: getattr(locked, name) for name in FACTS if name in facts}
    changed = [name for name, value in before.items() if value != facts[name]]
    if not changed:
        return []
    for name in changed:
        setattr(locked, name, facts[name])
    locked.full_clean(exclude=["path"])
    locked.save(update_fields=changed)
    shown = [name for name in changed if name not in Unit.personal_fields]
    audit.record(
        "unit.facts_changed",
        locked,
        acting_user=acting_user,
        unit=locked,
        fields=changed,
        before={name: before[name] for name in shown},
        after={name: facts[name] for name in shown},
    )
    return changed


@transaction.atomic
def record_staff(
    unit: Unit,
    year: int,
    *,
    staff: Decimal | None,
    full_time_equivalents: Decimal | None,
    acting_user: AbstractBaseUser,
) -> UnitStaff | None:
    """Record the staff of a year; again corrects it, and two empty values remove it."""
    if not YEARS[0] <= year <= YEARS[1]:
        raise ValidationError(_("Write a year between %(first)s and %(last)s.") % _years())
    if any(value is not None and value < 0 for value in (staff, full_time_equivalents)):
        raise ValidationError(_("The number cannot be negative."))
    earlier = UnitStaff.objects.filter(unit=unit, year=year).first()
    before = [str(earlier.staff), str(earlier.full_time_equivalents)] if earlier else None
    row: UnitStaff | None = None
    if staff is None and full_time_equivalents is None:
        if earlier is None:
            return None
        earlier.delete()
    else:
        row, _made = UnitStaff.objects.update_or_create(
            unit=unit,
            year=year,
            defaults={"staff": staff, "full_time_equivalents": full_time_equivalents},
        )
    audit.record(
        "unit.staff_recorded",
        unit,
        acting_user=acting_user,
        unit=unit,
        year=year,
        before=before,
        after=None if row is None else [str(staff), str(full_time_equivalents)],
    )
    return row


def _years() -> dict[str, str]:
    return {"first": str(YEARS[0]), "last": str(YEARS[1])}
