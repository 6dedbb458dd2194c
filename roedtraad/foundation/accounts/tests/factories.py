from datetime import date

import factory

from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.organisation.tests.factories import UnitFactory


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@fjordby.example")


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.UNIT_LEADER
    starts_on = date(2020, 1, 1)
