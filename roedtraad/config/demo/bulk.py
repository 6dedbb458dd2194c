"""A large municipality beside the played one, for measuring: written straight into the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from random import Random

from django.db import transaction
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit, UnitKind, UnitPlacement
from roedtraad.foundation.organisation.services import refresh_tree
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    AgreementState,
    FocusArea,
    Goal,
    GoalIndicator,
    Party,
    PartyRole,
    Strategy,
    TemplateVersion,
)
from roedtraad.steering.indicators.models import (
    Direction,
    Indicator,
    IndicatorUse,
    Measurement,
    Target,
)

BATCH = 1000


@dataclass(frozen=True)
class Size:
    """How large it shall be."""

    units: int = 60
    goals: int = 1_200
    measurements: int = 20_000


@transaction.atomic
def enlarge(size: Size | None = None) -> list[Agreement]:
    """Add units below the departments, an agreement for each, goals, figures; the agreements."""
    size = size or Size()
    author = User.objects.filter(is_active=True).exclude(password="").order_by("pk")[0]
    units = _units(size.units)
    agreements = _agreements(units, author)
    goals = _goals(agreements, size.goals)
    uses = _indicators(goals, author)
    _measurements(uses, size.measurements, author)
    return agreements


def _units(count: int) -> list[Unit]:
    departments = list(Unit.objects.filter(kind=UnitKind.DEPARTMENT).order_by("pk"))
    begun = departments[0].starts_on
    units = Unit.objects.bulk_create(
        Unit(name=f"Enhed {number}", kind=UnitKind.AGREEMENT_UNIT, starts_on=begun)
        for number in range(1, count + 1)
    )
    UnitPlacement.objects.bulk_create(
        UnitPlacement(unit=unit, parent=departments[place % len(departments)], starts_on=begun)
        for place, unit in enumerate(units)
    )
    refresh_tree()
    return list(Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("pk"))


def _agreements(units: list[Unit], author: User) -> list[Agreement]:
    year = timezone.localdate().year
    version = TemplateVersion.objects.filter(published_at__isnull=False).order_by("pk")[0]
    strategy = Strategy.objects.order_by("pk")[0]
    agreements = Agreement.objects.bulk_create(
        Agreement(
            title=f"Aftale {unit.name}",
            template_version=version,
            unit=unit,
            state=AgreementState.ACTIVE,
            starts_on=date(year, 1, 1),
            ends_on=date(year + 1, 12, 31),
            made_by=author,
        )
        for unit in units
    )
    Party.objects.bulk_create(
        Party(agreement=each, unit=each.unit, role=PartyRole.UNIT) for each in agreements
    )
    through = Agreement.strategies.through._default_manager
    through.bulk_create(
        Agreement.strategies.through(agreement_id=each.pk, strategy_id=strategy.pk)
        for each in agreements
    )
    return agreements


def _goals(agreements: list[Agreement], count: int) -> list[Goal]:
    goals = Goal.objects.bulk_create(
        (
            Goal(
                agreement=agreements[place % len(agreements)],
                number=str(place // len(agreements) + 1),
                title=f"Mål {place + 1}",
                text="Det, der skal være anderledes, når perioden er slut.",
                position=place // len(agreements),
            )
            for place in range(count)
        ),
        batch_size=BATCH,
    )
    areas = list(FocusArea.objects.filter(strategy__isnull=False).order_by("pk"))
    through = Goal.focus_areas.through
    through._default_manager.bulk_create(
        (
            through(goal_id=goal.pk, focusarea_id=areas[place % len(areas)].pk)
            for place, goal in enumerate(goals)
        ),
        batch_size=BATCH,
    )
    Action.objects.bulk_create(
        (
            Action(goal=goal, text=f"Handling {number}", position=number)
            for goal in goals
            for number in (1, 2)
        ),
        batch_size=BATCH,
    )
    return goals


def _indicators(goals: list[Goal], author: User) -> list[IndicatorUse]:
    indicator = Indicator.objects.create(title="Andel", measured_in="%", direction=Direction.UP)
    uses = IndicatorUse.objects.bulk_create(
        (
            IndicatorUse(
                indicator=indicator,
                unit=goal.agreement.unit,
                baseline=Decimal(20),
                baseline_on=goal.agreement.starts_on,
            )
            for goal in goals
        ),
        batch_size=BATCH,
    )
    GoalIndicator.objects.bulk_create(
        (GoalIndicator(goal=goal, use=use) for goal, use in zip(goals, uses, strict=True)),
        batch_size=BATCH,
    )
    Target.objects.bulk_create(
        (
            Target(
                use=use,
                value=Decimal(80),
                due_raw=str(goal.agreement.ends_on.year),
                due_on=goal.agreement.ends_on,
                set_by=author,
            )
            for goal, use in zip(goals, uses, strict=True)
        ),
        batch_size=BATCH,
    )
    return uses


def _measurements(uses: list[IndicatorUse], count: int, author: User) -> None:
    chance = Random(count)  # noqa: S311  the same figures every time
    each = -(-count // len(uses))
    today = timezone.localdate()
    rows = (
        Measurement(
            use=use,
            measured_on=today - timedelta(days=30 * (each - number)),
            value=Decimal(20 + number * 2 + chance.randint(0, 6)),
            recorded_by=author,
        )
        for use in uses
        for number in range(each)
    )
    Measurement.objects.bulk_create(islice(rows, count), batch_size=BATCH)
