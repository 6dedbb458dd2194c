from datetime import date
from decimal import Decimal

import factory

from roedtraad.foundation.accounts.tests.factories import UserFactory
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.indicators.models import Indicator, IndicatorUse, Measurement, Target


class IndicatorFactory(factory.django.DjangoModelFactory[Indicator]):
    class Meta:
        model = Indicator

    title = factory.Sequence(lambda n: f"Indicator {n}")
    measured_in = "%"


class IndicatorUseFactory(factory.django.DjangoModelFactory[IndicatorUse]):
    class Meta:
        model = IndicatorUse

    indicator = factory.SubFactory(IndicatorFactory)
    unit = factory.SubFactory(UnitFactory)


class TargetFactory(factory.django.DjangoModelFactory[Target]):
    class Meta:
        model = Target

    use = factory.SubFactory(IndicatorUseFactory)
    value = Decimal(80)
    due_raw = "2026"
    due_from = date(2026, 1, 1)
    due_on = date(2026, 12, 31)
    set_by = factory.SubFactory(UserFactory)


class MeasurementFactory(factory.django.DjangoModelFactory[Measurement]):
    class Meta:
        model = Measurement

    use = factory.SubFactory(IndicatorUseFactory)
    measured_on = date(2026, 1, 31)
    value = Decimal(50)
    recorded_by = factory.SubFactory(UserFactory)
