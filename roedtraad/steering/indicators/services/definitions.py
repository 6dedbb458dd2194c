"""Defining indicators, changing their definition so that the old one stays, and ending them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators import belonging, registers
from roedtraad.steering.indicators.access import may_define
from roedtraad.steering.indicators.models import Indicator, IndicatorUse, IndicatorVersion
from roedtraad.steering.indicators.passport import AGREED, CARE, Division, Passport, faults
from roedtraad.steering.indicators.queries.versions import definition_of

from ._structure import set_breakdowns, set_rubric


class NewerDefinition(Exception):
    """Somebody saved a newer definition while this one was being written; nothing is lost."""

    def __init__(self, current: Indicator) -> None:
        super().__init__(str(current))
        self.current = current


@transaction.atomic
def define_indicator(
    passport: Passport, *, unit: Unit, acting_user: User, is_shared: bool = False
) -> Indicator:
    """A new indicator, kept by `unit`; in the library at once where it `is_shared`.

    Raise `ValidationError`, by field, when the passport does not hold.
    """
    access.require(acting_user, Permission.INDICATOR_EDIT, unit=unit)
    _require_sound(passport)
    indicator = Indicator(defined_by=unit, is_shared=is_shared, **passport.values)
    indicator.save(force_insert=True)
    set_rubric(indicator, passport.rubric)
    set_breakdowns(indicator, passport.breakdowns)
    _log("created", indicator, acting_user, after=definition_of(indicator))
    return indicator


@transaction.atomic
def change_definition(
    indicator: Indicator,
    passport: Passport,
    *,
    acting_user: User,
    reason: str = "",
    base_version: int | None = None,
) -> Indicator | None:
    """Change the definition; the old one stays as a version. None when nothing differs.

    What approved agreements rest on keeps the words it was approved with (ADR 15). Raise
    `NewerDefinition` if somebody saved since `base_version`, `ValidationError` without a reason
    where the indicator is in use.
    """
    current = _locked(indicator, acting_user)
    _require_sound(passport)
    before = definition_of(current)
    _fill(current, passport.values)
    after = definition_of(current, rubric=passport.rubric, breakdowns=passport.breakdowns)
    if after == before:
        return None
    if base_version is not None and current.version != base_version:
        raise NewerDefinition(Indicator.objects.get(pk=current.pk))
    if not reason and current.uses.exists():
        raise ValidationError({"reason": _("Say why the definition is changed.")}, code="reason")
    differing = {name for name in after if after[name] != before.get(name)}
    keep_version(current, before, reason=reason, acting_user=acting_user)
    _keep_as_agreed(current, differing)
    current.version += 1
    current.save()
    set_rubric(current, passport.rubric)
    set_breakdowns(current, passport.breakdowns)
    cared = {name: getattr(current, name) for name in CARE if name in differing}
    if cared:
        current.as_agreed.update(**cared)
    _log(
        *("changed", current, acting_user),
        reason=reason,
        before={name: before.get(name) for name in differing},
        after={name: after[name] for name in differing},
    )
    return current


@transaction.atomic
def divide_indicator(
    indicator: Indicator,
    divisions: Sequence[Division],
    *,
    is_crossed: bool,
    reason: str,
    acting_user: User,
) -> Indicator:
    """Declare by what an indicator is divided that is divided by nothing; the rest stays.

    Raise `ValidationError` where somebody has divided it meanwhile.
    """
    current = _locked(indicator, acting_user)
    before = definition_of(current)
    if before["breakdowns"]:
        words = _("“%(title)s” has been divided meanwhile. Check the file again.")
        raise ValidationError(words % {"title": current.title}, code="divided")
    keep_version(current, before, reason=reason, acting_user=acting_user)
    current.has_crossed_breakdowns = is_crossed
    current.version += 1
    current.save(update_fields=["has_crossed_breakdowns", "version"])
    set_breakdowns(current, divisions)
    after = definition_of(current, breakdowns=divisions)
    names = ("breakdowns", "has_crossed_breakdowns")
    _log(
        *("changed", current, acting_user),
        reason=reason,
        before={name: before[name] for name in names},
        after={name: after[name] for name in names},
    )
    return current


def keep_version(
    indicator: Indicator, definition: Mapping[str, Any], *, reason: str, acting_user: User
) -> IndicatorVersion:
    """Store the definition that is about to be replaced. The caller checks the right and saves."""
    kept, _made = IndicatorVersion.objects.update_or_create(  # a change undone is made again
        indicator=indicator,
        number=indicator.version,
        defaults={
            "definition": dict(definition),
            "reason": reason,
            "replaced_by": acting_user,
        },
    )
    return kept


@transaction.atomic
def share_indicator(indicator: Indicator, *, acting_user: User) -> Indicator:
    """Put a local indicator into the library, where all units may use it."""
    current = _locked(indicator, acting_user)
    if current.is_shared:
        return current
    if current.defined_by is None:
        units = {use.unit for use in current.uses.select_related("unit")}
        current.defined_by = units.pop() if len(units) == 1 else None
    current.is_shared = True
    current.save(update_fields=["is_shared", "defined_by"])
    _log("shared", current, acting_user)
    return current


@transaction.atomic
def end_indicator(
    indicator: Indicator, *, on: date | None, acting_user: User, reason: str = ""
) -> Indicator:
    """No new uses from that day on; what is in use goes on. `on` None takes the ending back."""
    current = _locked(indicator, acting_user)
    before = current.ended_on
    if before == on:
        return current
    if on is not None and not reason:
        raise ValidationError({"reason": _("Say why, and what to use instead.")}, code="reason")
    current.ended_on = on
    current.save(update_fields=["ended_on"])
    _log(
        *("ended" if on else "resumed", current, acting_user),
        reason=reason,
        before=str(before or ""),
        after=str(on or ""),
    )
    return current


def _locked(indicator: Indicator, acting_user: User) -> Indicator:
    current = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if current.as_agreed_of_id is not None or not may_define(acting_user, current):
        raise PermissionDenied(Permission.INDICATOR_EDIT)
    return current


def _require_sound(passport: Passport) -> None:
    found = faults(passport, [each.key for each in registers.offered()])
    if found:
        by_field: dict[str, list[str]] = {}
        for each in found:
            by_field.setdefault(each.name, []).append(each.text)
        raise ValidationError(by_field)


def _fill(indicator: Indicator, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(indicator, name, value)


def _keep_as_agreed(changed: Indicator, differing: set[str]) -> None:
    """Move what approved texts rest on to a row with the words as they are stored still."""
    if not differing & set(AGREED):
        return
    uses = belonging.approved(changed.uses.values_list("pk", flat=True))
    if not uses:
        return
    stored = Indicator.objects.get(pk=changed.pk)
    stored.pk, stored.as_agreed_of, stored.is_shared = None, changed, False
    stored._state.adding = True
    stored.save(force_insert=True)
    IndicatorUse.objects.filter(pk__in=uses).update(indicator=stored)


def _log(verb: str, indicator: Indicator, acting_user: User, **detail: Any) -> None:
    audit.record(
        f"indicator.{verb}",
        indicator,
        acting_user=acting_user,
        unit=indicator.defined_by,
        **detail,
    )
