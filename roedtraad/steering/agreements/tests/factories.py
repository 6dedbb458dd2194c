from datetime import date

import factory

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts.tests.factories import UserFactory
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    AgreementTemplate,
    EffectGoal,
    FocusArea,
    Goal,
    GoalIndicator,
    Party,
    PartyRole,
    Strategy,
    TemplateVersion,
)
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory


class TargetGroupFactory(factory.django.DjangoModelFactory[TargetGroup]):
    class Meta:
        model = TargetGroup

    title = factory.Sequence(lambda n: f"Target group {n}")


class StrategyFactory(factory.django.DjangoModelFactory[Strategy]):
    class Meta:
        model = Strategy

    title = factory.Sequence(lambda n: f"Strategy {n}")
    unit = factory.SubFactory(UnitFactory)
    starts_on = date(2026, 1, 1)
    ends_on = date(2029, 12, 31)


class FocusAreaFactory(factory.django.DjangoModelFactory[FocusArea]):
    class Meta:
        model = FocusArea

    title = factory.Sequence(lambda n: f"Focus area {n}")
    strategy = factory.SubFactory(StrategyFactory)


class EffectGoalFactory(factory.django.DjangoModelFactory[EffectGoal]):
    class Meta:
        model = EffectGoal

    title = factory.Sequence(lambda n: f"Effect goal {n}")
    strategy = factory.SubFactory(StrategyFactory)


class AgreementTemplateFactory(factory.django.DjangoModelFactory[AgreementTemplate]):
    class Meta:
        model = AgreementTemplate

    name = factory.Sequence(lambda n: f"Template {n}")


class TemplateVersionFactory(factory.django.DjangoModelFactory[TemplateVersion]):
    class Meta:
        model = TemplateVersion

    template = factory.SubFactory(AgreementTemplateFactory)
    number = 1
    definition = factory.LazyFunction(
        lambda: {
            "sections": [{"key": "goals", "kind": "goals", "label": {"da": "Mål", "en": "Goals"}}],
            "goal_fields": [],
        }
    )


class AgreementFactory(factory.django.DjangoModelFactory[Agreement]):
    class Meta:
        model = Agreement

    title = factory.Sequence(lambda n: f"Agreement {n}")
    template_version = factory.SubFactory(TemplateVersionFactory)
    unit = factory.SubFactory(UnitFactory)
    starts_on = date(2026, 1, 1)
    ends_on = date(2027, 12, 31)
    made_by = factory.SubFactory(UserFactory)


class PartyFactory(factory.django.DjangoModelFactory[Party]):
    class Meta:
        model = Party

    agreement = factory.SubFactory(AgreementFactory)
    unit = factory.SelfAttribute("agreement.unit")
    role = PartyRole.UNIT


class GoalFactory(factory.django.DjangoModelFactory[Goal]):
    class Meta:
        model = Goal

    agreement = factory.SubFactory(AgreementFactory)
    title = factory.Sequence(lambda n: f"Goal {n}")


class GoalIndicatorFactory(factory.django.DjangoModelFactory[GoalIndicator]):
    class Meta:
        model = GoalIndicator

    goal = factory.SubFactory(GoalFactory)
    use = factory.SubFactory(
        IndicatorUseFactory, unit=factory.SelfAttribute("..goal.agreement.unit")
    )


class ActionFactory(factory.django.DjangoModelFactory[Action]):
    class Meta:
        model = Action

    goal = factory.SubFactory(GoalFactory)
    text = factory.Sequence(lambda n: f"Action {n}")
