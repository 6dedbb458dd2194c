"""What is done about a profile as a whole: opened, changed, closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case, CasePerson, Citizen
from roedtraad.casework.profiles.access import require_writable
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    ProfileSubject,
    ProfileTemplate,
    Subject,
)
from roedtraad.casework.profiles.steered import Steered, steered
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation.models import Unit

FACTS = ("intervention", "unit", "purpose", "expected_to", "opened_on")


class ProfileConflict(Exception):
    """Somebody else has changed the profile since it was read."""


@transaction.atomic
def open_profile(
    case: Case,
    template: ProfileTemplate,
    facts: Mapping[str, Any],
    *,
    subjects: Iterable[Citizen] = (),
    acting_user: User,
) -> DevelopmentProfile:
    """Open a profile about those of the case; without anybody it is about the whole family."""
    case = require_open(acting_user, case)
    given = {name: facts[name] for name in FACTS if facts.get(name) is not None}
    given.setdefault("unit", case.unit)
    profile = DevelopmentProfile(case=case, template=template, **given)
    _check(profile)
    profile.save(force_insert=True)
    _set_subjects(profile, subjects)
    audit.record(
        "profile.opened", profile, acting_user=acting_user, unit=profile.unit, case=case.pk
    )
    return profile


@transaction.atomic
def open_management_profile(
    about: Steered, template: ProfileTemplate, facts: Mapping[str, Any], *, acting_user: User
) -> DevelopmentProfile:
    """Open a profile about a management goal; it has one open profile at a time."""
    goal = steered(acting_user, about.model, about.pk)
    if goal is None or not goal.may_write:
        raise Http404
    Unit.objects.select_for_update(of=("self",)).get(pk=goal.unit.pk)
    known = DevelopmentProfile.objects.filter(steered_model=goal.model, steered_id=goal.pk)
    if known.filter(closed_on=None).exists():
        raise ValidationError(_("The goal has an open profile already."))
    given = {name: facts[name] for name in FACTS if facts.get(name) is not None}
    profile = DevelopmentProfile(template=template, **{**given, "unit": goal.unit})
    profile.steered_model, profile.steered_id = goal.model, goal.pk
    _check(profile)
    profile.save(force_insert=True)
    audit.record("profile.opened", profile, acting_user=acting_user, unit=profile.unit)
    return profile


@transaction.atomic
def change_profile(
    profile: DevelopmentProfile,
    facts: Mapping[str, Any],
    *,
    base_version: int | None = None,
    acting_user: User,
) -> DevelopmentProfile:
    """Change purpose, expected end, unit or intervention; the log keeps which.

    Raises `ProfileConflict` where another has changed the profile since `base_version`.
    """
    profile = require_writable(acting_user, profile)
    changed = [name for name in FACTS if name in facts and getattr(profile, name) != facts[name]]
    if changed and base_version is not None and base_version != profile.version:
        raise ProfileConflict
    for name in changed:
        setattr(profile, name, facts[name])
    if changed:
        _check(profile)
        profile.version += 1
        profile.save(update_fields=[*changed, "version"])
        audit.record(
            *("profile.changed", profile),
            acting_user=acting_user,
            unit=profile.unit,
            case=profile.case_id,
            fields=changed,
        )
    return profile


@transaction.atomic
def close_profile(
    profile: DevelopmentProfile,
    *,
    closed_on: date,
    outcome: str,
    closing_note: str = "",
    acting_user: User,
) -> None:
    """Close a profile whose goals are closed, and say how it ended."""
    profile = require_writable(acting_user, profile)
    if profile.closed_on is not None:
        raise ValidationError(_("The profile is closed already."))
    if closed_on < profile.opened_on:
        raise ValidationError({"closed_on": _("The last day lies before the first.")})
    if profile.goals.filter(closed_on=None).exists():
        raise ValidationError(_("Close its goals first, so that each says how it ended."))
    profile.closed_on, profile.outcome, profile.closing_note = closed_on, outcome, closing_note
    profile.save(update_fields=["closed_on", "outcome", "closing_note"])
    audit.record(
        *("profile.closed", profile),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        outcome=outcome,
    )


def _set_subjects(profile: DevelopmentProfile, subjects: Iterable[Citizen]) -> None:
    people = set(CasePerson.objects.filter(case=profile.case_id).values_list("citizen", flat=True))
    for citizen in subjects:
        if citizen.pk not in people:
            raise ValidationError({"subjects": _("That person is not on the case.")})
        ProfileSubject.objects.create(profile=profile, citizen=citizen)


def _check(profile: DevelopmentProfile) -> None:
    case = profile.case
    if profile.template.about != (Subject.MANAGEMENT if case is None else Subject.FAMILY):
        raise ValidationError({"template": _("That template is for profiles of another kind.")})
    if case is not None and profile.opened_on < case.opened_on:
        raise ValidationError({"opened_on": _("The case was not open on that day.")})
    if profile.expected_to is not None and profile.expected_to < profile.opened_on:
        raise ValidationError({"expected_to": _("The last day lies before the first.")})
    intervention = profile.intervention
    if intervention is not None and intervention.case_id != profile.case_id:
        raise ValidationError({"intervention": _("That intervention belongs to another case.")})
