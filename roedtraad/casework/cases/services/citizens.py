"""Everything that can change who a person is: name, number, protection, parental authority."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from roedtraad.casework.cases import identity
from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case, CasePerson, Citizen, ParentalAuthority
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

FACTS = (
    *("first_name", "last_name", "born_on", "sex", "address", "phone", "email", "is_protected"),
)


@transaction.atomic
def register(facts: Mapping[str, Any], digits: str, *, acting_user: User) -> Citizen:
    """The citizen with that number, or a new one. Whoever is known already is not changed.

    The caller has asked for the right to write in the case the citizen is to be in.
    """
    if digits and (known := identity.with_number(digits)):
        audit.record_read("citizen.found", known, acting_user=acting_user)
        return known
    citizen = Citizen(**{name: facts[name] for name in FACTS if facts.get(name) is not None})
    if digits:
        identity.give(citizen, digits)
    citizen.save(force_insert=True)
    audit.record("citizen.created", citizen, acting_user=acting_user)
    return citizen


@transaction.atomic
def change_citizen(
    person: CasePerson, facts: Mapping[str, Any], digits: str, *, acting_user: User
) -> Citizen:
    """Change who somebody of a case is; the log keeps which fields, never what they said."""
    require_open(acting_user, person.case)
    citizen = Citizen.objects.select_for_update().get(pk=person.citizen_id)
    changed = [name for name in FACTS if name in facts and getattr(citizen, name) != facts[name]]
    for name in changed:
        setattr(citizen, name, facts[name])
    if digits != identity.opened(citizen):
        changed.append("cpr")
        _renumber(citizen, digits)
    if changed:
        citizen.save()
        audit.record("citizen.changed", citizen, acting_user=acting_user, fields=changed)
    return citizen


def _renumber(citizen: Citizen, digits: str) -> None:
    if not digits:
        identity.take_away(citizen)
        return
    other = identity.with_number(digits)
    if other is not None and other.pk != citizen.pk:
        raise ValidationError(
            {
                "cpr": _(
                    "Another person is registered with this CPR number. If the two are the same"
                    " person, the unit's leader can merge their records."
                )
            }
        )
    identity.give(citizen, digits)


@transaction.atomic
def give_authority(
    case: Case,
    *,
    child: Citizen,
    adult: Citizen,
    starts_on: date,
    ends_on: date | None,
    acting_user: User,
) -> ParentalAuthority:
    """Note that an adult of the case has parental authority over a child of it."""
    case = require_open(acting_user, case)
    here = set(case.people.filter(citizen__in=[child, adult]).values_list("citizen", flat=True))
    if here != {child.pk, adult.pk}:
        raise Http404
    if child.pk == adult.pk:
        raise ValidationError({"adult": _("Choose a child and an adult.")})
    rows = ParentalAuthority.objects.filter(child=child, adult=adult)
    if rows.exclude(ends_on__lt=starts_on).exists():
        raise ValidationError(
            {"adult": _("This adult has parental authority over the child already then.")}
        )
    row = ParentalAuthority.objects.create(
        child=child, adult=adult, starts_on=starts_on, ends_on=ends_on
    )
    audit.record("parentalauthority.created", row, acting_user=acting_user, unit=case.unit)
    return row


@transaction.atomic
def end_authority(case: Case, pk: int, *, ends_on: date, acting_user: User) -> None:
    """The last day an adult has parental authority. The row stays: it was so until then."""
    case = require_open(acting_user, case)
    people = case.people.values("citizen")
    row = ParentalAuthority.objects.filter(pk=pk, child__in=people, adult__in=people).first()
    if row is None:
        raise Http404
    if ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    audit.record("parentalauthority.ended", row, acting_user=acting_user, unit=case.unit)
