from datetime import date

import factory

from roedtraad.foundation.accounts.models import Role
from roedtraad.foundation.accounts.tests.factories import UserFactory
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.followup.models import (
    DateKind,
    FollowUpRound,
    Phase,
    PhaseKind,
    Rhythm,
    WheelDate,
)


class RoundFactory(factory.django.DjangoModelFactory[FollowUpRound]):
    """The first quarter of 2026, followed up in April."""

    class Meta:
        model = FollowUpRound

    name = "Opfølgning"
    unit = factory.SubFactory(UnitFactory)
    rhythm = Rhythm.QUARTER
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 3, 31)
    opens_on = date(2026, 4, 1)
    closes_on = date(2026, 4, 30)
    made_by = factory.SubFactory(UserFactory)


class PhaseFactory(factory.django.DjangoModelFactory[Phase]):
    class Meta:
        model = Phase

    round = factory.SubFactory(RoundFactory)
    kind = PhaseKind.QUALIFY
    starts_on = date(2026, 4, 1)
    due_on = date(2026, 4, 15)
    role = Role.UNIT_LEADER


class WheelDateFactory(factory.django.DjangoModelFactory[WheelDate]):
    class Meta:
        model = WheelDate

    unit = factory.SubFactory(UnitFactory)
    title = "Udvalget mødes"
    kind = DateKind.POLITICAL
    on = date(2026, 5, 12)
    written_by = factory.SubFactory(UserFactory)
