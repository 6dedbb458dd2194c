"""Using an indicator in a unit: from which baseline, reported by whom, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators import belonging
from roedtraad.steering.indicators.access import readable_indicators
from roedtraad.steering.indicators.models import Indicator, IndicatorUse
from roedtraad.steering.indicators.queries.library import running

OF_AGREEMENT = frozenset({"baseline", "baseline_on"})  # stand in an agreement's text


class NewerUse(Exception):
    """Somebody changed the use while it was being written; nothing is lost."""

    def __init__(self, current: IndicatorUse) -> None:
        super().__init__(str(current))
        self.current = current


@dataclass(frozen=True)
class UseText:
    """What is said of a unit's use: where it begins, who reports, and when it ends."""

    baseline: Decimal | None = None
    baseline_on: date | None = None
    steward: User | None = None
    ends_on: date | None = None

    def values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def use_indicator(
    indicator: Indicator, unit: Unit, text: UseText, *, acting_user: User
) -> IndicatorUse:
    """Let `unit` follow an indicator by itself, outside any agreement."""
    access.require(acting_user, Permission.INDICATOR_EDIT, unit=unit)
    current = readable_indicators(acting_user).get(pk=indicator.pk)
    today = timezone.localdate()
    if current.ended_on is not None and current.ended_on <= today:
        raise ValidationError(_("The indicator is no longer used. Choose another."))
    same = list(current.uses.filter(running(today), unit=unit).values_list("pk", flat=True))
    if set(same) - belonging.owned(same):
        words = _("%(unit)s follows this indicator already.") % {"unit": unit}
        raise ValidationError({"unit": words})
    _require_order(text)
    use = IndicatorUse.objects.create(indicator=current, unit=unit, **text.values())
    _log("created", use, acting_user, after=_plain(text.values()))
    return use


@transaction.atomic
def change_use(
    use: IndicatorUse, text: UseText, *, acting_user: User, base_version: int | None = None
) -> IndicatorUse | None:
    """Change what is said of a use; None when nothing differs. What is agreed stays as it is."""
    current = IndicatorUse.objects.select_for_update(of=("self",)).get(pk=use.pk)
    access.require(acting_user, Permission.INDICATOR_EDIT, unit=current.unit)
    agreed = OF_AGREEMENT if belonging.owned([use.pk]) else frozenset()
    wanted = {name: value for name, value in text.values().items() if name not in agreed}
    before = {name: getattr(current, name) for name in wanted}
    if before == wanted:
        return None
    if base_version is not None and current.version != base_version:
        raise NewerUse(current)
    _require_order(text)
    for name, value in wanted.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    _log("changed", current, acting_user, before=_plain(before), after=_plain(wanted))
    return current


def _require_order(text: UseText) -> None:
    if text.baseline_on and text.ends_on and text.ends_on < text.baseline_on:
        raise ValidationError({"ends_on": _("This lies before the baseline.")})


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.pk if isinstance(value, User) else None if value is None else str(value)
        for name, value in values.items()
    }


def _log(verb: str, use: IndicatorUse, acting_user: User, **detail: Any) -> None:
    audit.record(f"indicatoruse.{verb}", use, acting_user=acting_user, unit=use.unit, **detail)
