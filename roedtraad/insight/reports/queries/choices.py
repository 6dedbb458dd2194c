"""Which reports a user may have."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.organisation.models import Unit
from roedtraad.insight.reports.sources import Edition
from roedtraad.steering.agreements.access import (
    agreements_for,
    in_full,
    readable,
    readable_one,
)
from roedtraad.steering.agreements.models import Agreement, Strategy, Version
from roedtraad.steering.agreements.queries.approved import agreements_as_approved
from roedtraad.steering.agreements.queries.strategy import strategies_for

from .overview import units_to_choose


@dataclass(frozen=True)
class AgreementChoice:
    """An agreement, and of when it can be printed."""

    agreement: Agreement
    editions: tuple[Edition, ...]


@dataclass(frozen=True)
class Choices:
    """Everything a user may print."""

    units: list[Unit]
    strategies: list[Strategy]
    agreements: list[AgreementChoice]


def choices(user: User) -> Choices:
    """Always the same number of queries."""
    full = set(agreements_for(user).values_list("pk", flat=True))
    has_version = Exists(Version.objects.filter(agreement=OuterRef("pk")))
    agreements = readable(user).select_related("unit").annotate(has_version=has_version)
    strategies = strategies_for(user).select_related("unit").order_by("-starts_on", "pk")
    return Choices(
        units=units_to_choose(user),
        strategies=list(strategies),
        agreements=[
            AgreementChoice(each, _editions(has_version=each.has_version, is_full=each.pk in full))
            for each in sorted(agreements_as_approved(user, agreements), key=_place)
        ],
    )


def choice_for(user: User, pk: int) -> AgreementChoice | None:
    """How one agreement can be printed; None when `user` may not read it."""
    agreement = readable_one(user, pk)
    if agreement is None:
        return None
    editions = _editions(
        has_version=bool(_versions().rows(agreement=pk)),
        is_full=in_full(user, pk) is not None,
    )
    return AgreementChoice(agreement, editions)


@prepared
def _versions() -> QuerySet[Version, int]:
    return Version.objects.filter(agreement=Given("agreement")).values_list("pk", flat=True)[:1]


def _editions(*, has_version: bool, is_full: bool) -> tuple[Edition, ...]:
    approved = (Edition.APPROVED,) if has_version else ()
    return (*approved, Edition.TODAY) if is_full else approved


def _place(agreement: Agreement) -> tuple[object, ...]:
    return danish_key(agreement.unit.name), danish_key(agreement.title), agreement.pk
