"""What a use should reach by when. A revised target stays; the new one says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.indicators import belonging
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse, Target
from roedtraad.steering.indicators.passport import Fault, target_faults

LEVEL_FIELDS = ("value", "low", "high", "due_raw", "due_from", "due_on")


@dataclass(frozen=True)
class TargetLevel:
    """What should be reached, or kept within, by when."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    due_raw: str = ""
    due_from: date | None = None
    due_on: date | None = None


def add_target(
    use: IndicatorUse,
    level: TargetLevel,
    *,
    acting_user: User,
    replaces: Target | None,
    reason: str,
) -> Target:
    """Store a target; the one it replaces stays and points to it. The caller checks the right."""
    target = Target.objects.create(
        use=use,
        value=level.value,
        low=level.low,
        high=level.high,
        due_raw=level.due_raw,
        due_from=level.due_from,
        due_on=level.due_on,
        set_by=acting_user,
        reason=reason,
    )
    if replaces is not None:
        replaces.replaced_by = target
        replaces.save(update_fields=["replaced_by"])
    audit.record(
        "target.revised" if replaces else "target.set",
        target,
        acting_user=acting_user,
        unit=use.unit,
        reason=reason,
        before=str(replaces) if replaces else None,
        after=str(target),
    )
    return target


@transaction.atomic
def set_target(use: IndicatorUse, level: TargetLevel, *, acting_user: User) -> Target:
    """Set a target beside those there are. Each day has one; to change it is to revise it."""
    current = _free(use, acting_user)
    _require_sound(current, level)
    if current.targets.in_force().filter(due_on=level.due_on).exists():
        words = _("There is a target for %(due)s already: revise that one.")
        raise ValidationError({"due_raw": words % {"due": level.due_raw or _("no date")}})
    return add_target(current, level, acting_user=acting_user, replaces=None, reason="")


@transaction.atomic
def revise_target(
    target: Target, level: TargetLevel, *, reason: str, acting_user: User
) -> Target | None:
    """Replace a target by a new one; None when nothing differs. The old stays with its author."""
    current = _free(target.use, acting_user)
    target = current.targets.select_for_update(of=("self",)).get(pk=target.pk)
    if target.replaced_by_id is not None:
        raise ValidationError(_("Somebody has revised this target meanwhile. Look at the new one."))
    _require_sound(current, level)
    if all(getattr(target, name) == getattr(level, name) for name in LEVEL_FIELDS):
        return None
    if not reason:
        raise ValidationError({"reason": _("Say why the target is revised.")}, code="reason")
    others = current.targets.in_force().exclude(pk=target.pk)
    if others.filter(due_on=level.due_on).exists():
        raise ValidationError({"due_raw": _("Another target is for the same day.")})
    return add_target(current, level, acting_user=acting_user, replaces=target, reason=reason)


def _free(use: IndicatorUse, acting_user: User) -> IndicatorUse:
    """`use`, locked, if its targets are the unit's own to set and the user may set them."""
    current = IndicatorUse.objects.select_for_update(of=("self",)).get(pk=use.pk)
    access.require(acting_user, access.Permission.INDICATOR_EDIT, unit=current.unit)
    if belonging.owned([use.pk]):
        raise ValidationError(
            _("The target stands in an agreement, and is changed there by its parties."),
            code="owned",
        )
    return current


def _require_sound(use: IndicatorUse, level: TargetLevel) -> None:
    rubric = list(use.indicator.counted_as.rubric.values_list("value", flat=True))
    found = target_faults(
        use.indicator, value=level.value, low=level.low, high=level.high, rubric=rubric
    )
    if use.indicator.kind == IndicatorKind.MILESTONE and level.due_on is None:
        found.append(Fault("due_raw", _("Say when the milestone shall be reached.")))
    if found:
        raise ValidationError({each.name: each.text for each in found})
