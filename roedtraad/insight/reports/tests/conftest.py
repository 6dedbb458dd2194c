"""An agreement of every part, approved and then followed, for the reports to tell of."""

import json
from datetime import date
from decimal import Decimal

import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements import shipped_templates
from roedtraad.steering.agreements.models import (
    Agreement,
    Annex,
    BudgetLine,
    Fact,
    Goal,
    Project,
    Section,
    Strategy,
    StrategyState,
    Vision,
)
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import approval, life
from roedtraad.steering.agreements.services.actions import Due, postpone_action
from roedtraad.steering.agreements.services.starting import NewAgreement, start_agreement
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    EffectGoalFactory,
    FocusAreaFactory,
    GoalFactory,
    GoalIndicatorFactory,
    StrategyFactory,
    TemplateVersionFactory,
)
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory


@pytest.fixture(autouse=True)
def _municipality(settings: object) -> None:
    settings.MUNICIPALITY = "Fjordby Kommune"


@pytest.fixture
def strategy(council: Unit) -> Strategy:
    strategy = StrategyFactory(
        title="Børn først",
        unit=council,
        state=StrategyState.IN_FORCE,
        mission="Alle børn skal trives.",
    )
    vision = Vision.objects.create(strategy=strategy, title="Tæt på familien", text="*Sammen*.")
    area = FocusAreaFactory(strategy=strategy, vision=vision, title="Medbestemmelse", number="1")
    EffectGoalFactory(strategy=strategy, title="Flere trives", focus_area=area)
    strategy.calendar_steps.create(text="Midtvejsstatus", due_raw="ultimo 2027")
    return strategy


@pytest.fixture
def plan(north: Unit, leader: User, principal: User, strategy: Strategy) -> Agreement:
    """A business plan of Familiehuset Nord."""
    shipped = shipped_templates.FOLDER / "business_plan.json"
    definition = json.loads(shipped.read_text("utf-8"))["definition"]
    plan = start_agreement(
        NewAgreement(
            template_version=TemplateVersionFactory(
                definition=definition, template__name="Virksomhedsplan"
            ),
            unit=north,
            title="Aftale 2026-27",
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 12, 31),
            period_raw="2026-27",
            strategies=[strategy],
        ),
        acting_user=leader,
    )
    north.staff_years.create(year=2026, staff=12, full_time_equivalents=Decimal("10.5"))
    Section.objects.create(agreement=plan, key="about", text="Vi er **mange**.\n\n- Råd\n- Forløb")
    Section.objects.create(agreement=plan, key="egen", title="Egen del", text="Helt vores egen.")
    Fact.objects.create(agreement=plan, label="Målgruppe", value="0-18 år")
    BudgetLine.objects.create(agreement=plan, year=2026, label="Løn", amount=12_345_000)
    area = FocusAreaFactory(strategy=None, agreement=plan, title="Familien bestemmer", number="2")
    area.serves.set(strategy.focus_areas.all())
    goal = GoalFactory(
        agreement=plan,
        focus_area=area,
        number="2.1",
        title="Egne mål",
        text="Familien skriver selv.",
        owner_name="Lederen",
    )
    goal.effect_goals.set(strategy.effect_goals.all())
    ActionFactory(goal=goal, text="Kursus for alle", responsible="Team A", due_raw="juni 2026")
    _measured(goal)
    Annex.objects.create(agreement=plan, title="Årshjul", url="https://example.org/aar")
    Project.objects.create(agreement=plan, title="Fri leg", text="I haven.")
    return plan


def _measured(goal: Goal) -> None:
    row = GoalIndicatorFactory(
        goal=goal, use__indicator__title="Andel med egne mål", use__baseline=Decimal(40)
    )
    TargetFactory(use=row.use, value=Decimal(80), due_raw="ultimo 2026")


@pytest.fixture
def approved(plan: Agreement, leader: User, principal: User) -> Agreement:
    """The plan as both parties approved it; its period has begun."""
    life.submit(plan, acting_user=leader)
    text = text_hash(plan)
    for role, user in (("unit", leader), ("principal", principal)):
        party = plan.parties.get(role=role)
        approval.approve(party, seen_hash=text, acting_user=user)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def followed(approved: Agreement, leader: User) -> Agreement:
    """The approved plan, half a year later."""
    goal = approved.goals.get()
    use = goal.goal_indicators.get().use
    MeasurementFactory(use=use, measured_on=date(2026, 1, 31), value=Decimal(45))
    MeasurementFactory(use=use, measured_on=date(2026, 6, 30), value=Decimal(58))
    postpone_action(
        goal.actions.get(),
        Due(raw="december 2026"),
        reason="Kursisterne var syge",
        acting_user=leader,
    )
    return approved
