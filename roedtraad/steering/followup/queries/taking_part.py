"""Which units take part in a round, and who may."""

from __future__ import annotations

from datetime import date

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit, UnitKind, UnitQuerySet
from roedtraad.steering.agreements.models import Agreement, AgreementState

NOT_AGREED = (AgreementState.DRAFT, AgreementState.WITHDRAWN)


def units_with_agreements(area: Unit, starts_on: date, ends_on: date) -> list[Unit]:
    """The units in an area that have an agreement in the period, by their place in the tree.

    Where none has, every agreement unit that there is: a round may be planned before the
    agreements are written.
    """
    within = Unit.objects.within(area).existing_on(ends_on)
    agreements = Agreement.objects.filter(
        unit__path__startswith=area.path, starts_on__lte=ends_on, ends_on__gte=starts_on
    ).exclude(state__in=NOT_AGREED)
    found = list(within.filter(pk__in=agreements.values("unit")).order_by("path"))
    return found or list(within.filter(kind=UnitKind.AGREEMENT_UNIT).order_by("path"))


def areas_to_plan(user: User) -> UnitQuerySet:
    """The units whose follow-up `user` plans, from the top of the tree down."""
    return access.units_for(user, Permission.ROUND_PLAN).filter(ends_on=None).order_by("path")
