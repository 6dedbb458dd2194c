"""Indicators that a file has figures for and that are not there yet, made with the import."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.models import MeasurementImport
from roedtraad.steering.indicators.frequency import period_with
from roedtraad.steering.indicators.models import (
    Direction,
    Frequency,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    StagedMeasurement,
)
from roedtraad.steering.indicators.services import batches

AT_A_TIME = 500
_UNIT_AT_END = re.compile(
    r"(?:^|[\s,(])(?P<unit>mio\.? kr\.?|t\.?kr\.?|1\.000 kr\.?|kr\.?|pct\.?|procent|%)\)?\s*$",
    re.IGNORECASE,
)


def frequency_of(spans: Collection[tuple[date, date]]) -> str:
    """How often something seems to be measured, by the periods of its figures; empty: unknown."""
    for frequency in Frequency:
        periods = [(period_with(frequency, end), start, end) for start, end in spans]
        if all((each.starts_on, each.ends_on) == (start, end) for each, start, end in periods):
            return str(frequency) if spans else ""
    return ""


def make_missing(importing: MeasurementImport, *, acting_user: User) -> None:
    """Make what right figures wait for, and let them go there. The caller holds the transaction."""
    rows = StagedMeasurement.objects.of(importing.pk).filter(fault="", use_id=None)
    waiting = set(rows.values_list("slot", flat=True).distinct())
    if not waiting:
        return
    missing = [each for each in importing.wanted if each[0] in waiting]
    units = Unit.objects.in_bulk({unit for _slot, unit, *_rest in missing})
    for unit in units.values():
        access.require(acting_user, Permission.INDICATOR_EDIT, unit=unit)
    uses = _made(importing, missing, units, acting_user)
    slots = [int(each[0]) for each in missing]
    batches.send(importing.pk, list(zip(slots, (use.pk for use in uses), strict=True)))


def _made(
    importing: MeasurementImport,
    missing: list[list[Any]],
    units: dict[int, Unit],
    acting_user: User,
) -> list[IndicatorUse]:
    measured_in = str(importing.meaning.get("measured_in", ""))
    indicators: dict[str, Indicator] = {}
    for _slot, unit, title, _use, frequency, decimals, *counts in missing:
        name = str(title)
        kind = _kind(*counts)
        if name.casefold() not in indicators:
            indicators[name.casefold()] = Indicator(
                title=name,
                kind=kind,
                measured_in=_counted_in(kind, measured_in, name),
                direction=Direction.NONE,
                decimals=decimals,
                frequency="" if kind == IndicatorKind.MILESTONE else frequency,
                source=importing.document.name[:200],
                defined_by=units[unit],
                steward=acting_user,
            )
    Indicator.objects.bulk_create(indicators.values(), batch_size=AT_A_TIME)
    uses = IndicatorUse.objects.bulk_create(
        (
            IndicatorUse(indicator=indicators[str(title).casefold()], unit=units[unit])
            for _slot, unit, title, *_rest in missing
        ),
        batch_size=AT_A_TIME,
    )
    for use in uses:
        audit.record(
            "indicator.made_by_import", use.indicator, acting_user=acting_user, unit=use.unit
        )
    return uses


def _kind(is_ratio: bool, is_milestone: bool = False) -> IndicatorKind:
    if is_milestone:
        return IndicatorKind.MILESTONE
    return IndicatorKind.PERCENTAGE if is_ratio else IndicatorKind.NUMBER


def _counted_in(kind: IndicatorKind, said: str, title: str) -> str:
    if kind == IndicatorKind.MILESTONE:
        return ""
    return "%" if kind == IndicatorKind.PERCENTAGE else said or _measured_in(title)


def _measured_in(title: str) -> str:
    match = _UNIT_AT_END.search(title)
    if match is None:
        return ""
    unit = match["unit"].lower()
    return "%" if unit.startswith(("pct", "procent", "%")) else unit
