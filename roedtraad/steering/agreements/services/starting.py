"""Beginning a new agreement from a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.steering.agreements.models import (
    Agreement,
    BudgetTiming,
    Fact,
    Party,
    PartyRole,
    Step,
    Strategy,
    TemplateVersion,
)

from . import editing
from .acts import one_act

PRINCIPALS = (UnitKind.ADMINISTRATION, UnitKind.DEPARTMENT, UnitKind.DIRECTORATE)
ABOVE = (*PRINCIPALS, UnitKind.COMMITTEE, UnitKind.COUNCIL)
FACT_FIELDS = {
    "type": "unit_type",
    "address": "address",
    "phone": "phone",
    "email": "email",
    "leader": "leader_name",
    "legal_basis": "legal_basis",
}


@dataclass(frozen=True)
class NewAgreement:
    """What must be known to begin an agreement. No parties: the principal above, and the unit."""

    template_version: TemplateVersion
    unit: Unit
    title: str
    starts_on: date
    ends_on: date
    period_raw: str = ""
    budget_timing: BudgetTiming = BudgetTiming.UNKNOWN
    parties: Sequence[tuple[Unit, PartyRole]] = ()
    units: Sequence[Unit] = ()
    strategies: Sequence[Strategy] = field(default_factory=tuple)


@transaction.atomic
@one_act()
def start_agreement(new: NewAgreement, *, acting_user: User) -> Agreement:
    """Begin a draft with its parties, and what the organisation knows about the unit filled in."""
    agreement = editing.create(
        Agreement(
            template_version=new.template_version,
            unit=new.unit,
            title=new.title,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            period_raw=new.period_raw,
            budget_timing=new.budget_timing,
            made_by=acting_user,
        ),
        acting_user=acting_user,
        links={"units": new.units or _covered(new), "strategies": new.strategies},
    )
    Step.objects.create(agreement=agreement, to_state=agreement.state, taken_by=acting_user)
    for position, (unit, role) in enumerate(new.parties or usual_parties(new.unit)):
        party = Party(agreement=agreement, unit=unit, role=role, position=position)
        party.represented_by = unit.leader_name
        editing.create(party, acting_user=acting_user)
    for position, (label, value) in enumerate(_facts(new)):
        fact = Fact(agreement=agreement, label=label, value=value, position=position)
        editing.create(fact, acting_user=acting_user)
    return agreement


def _with_teams(unit: Unit) -> list[Unit]:
    """An agreement binds the teams too: those who work there read it and take part in it."""
    below = Unit.objects.within(unit).existing_on(timezone.localdate())
    return [unit, *below.filter(kind=UnitKind.TEAM).exclude(pk=unit.pk).order_by("path")]


def _covered(new: NewAgreement) -> list[Unit]:
    """The unit and those that agree side by side with it, each with its teams."""
    beside = [unit for unit, role in new.parties if role == PartyRole.UNIT]
    units = dict.fromkeys([new.unit, *beside])
    return list(dict.fromkeys(each for unit in units for each in _with_teams(unit)))


def usual_parties(unit: Unit) -> list[tuple[Unit, PartyRole]]:
    """The principal above `unit`, if there is one, and `unit` itself."""
    principal = principal_of(unit)
    parties = [(unit, PartyRole.UNIT)]
    return [(principal, PartyRole.PRINCIPAL), *parties] if principal else parties


def principal_of(unit: Unit) -> Unit | None:
    """The nearest administration, department or directorate above; else whatever is above."""
    keys = [int(key) for key in unit.path.split("/") if key]
    above = sorted(
        Unit.objects.filter(pk__in=keys).exclude(pk=unit.pk),
        key=lambda each: len(each.path),
        reverse=True,
    )
    nearest = next((each for each in above if each.kind in PRINCIPALS), None)
    return nearest or next((each for each in above if each.kind in ABOVE), None)


def usual_role(unit: Unit) -> PartyRole:
    """As what a unit takes part when units agree side by side."""
    return PartyRole.PRINCIPAL if unit.kind in ABOVE else PartyRole.UNIT


def _facts(new: NewAgreement) -> list[tuple[str, str]]:
    """The facts the template asks for, filled with what the organisation knows."""
    parts = [
        part
        for section in new.template_version.definition.get("sections", [])
        if section.get("kind") == "facts"
        for part in section.get("parts", [])
    ]
    return [
        (_label(part), str(getattr(new.unit, FACT_FIELDS.get(part["key"], ""), "") or ""))
        for part in parts
    ]


def _label(part: dict[str, object]) -> str:
    label = part.get("label")
    return (
        str(label.get("da") or label.get("en") or part["key"])
        if isinstance(label, dict)
        else str(label)
    )
