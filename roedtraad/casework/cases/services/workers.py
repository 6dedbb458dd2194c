"""Who works on a case, and who opens one that is not theirs."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases import cpr, identity, keys
from roedtraad.casework.cases.access import Way, everyday, require_open, way_into
from roedtraad.casework.cases.alerts import EMERGENCY
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    CaseWorker,
    EmergencyAccess,
    OwnRelation,
    WorkerRole,
)
from roedtraad.casework.cases.people_on import leaders_of
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.notices.services import mark_read_about, send_notice

SHORTEST_REASON = 15


@transaction.atomic
def put_on_case(
    case: Case, user: User, *, role: str, starts_on: date, acting_user: User
) -> CaseWorker:
    """Let an employee work on the case. A new responsible adviser takes over from the last."""
    case = require_open(acting_user, case)
    if not access.may(user, Permission.CASE_WORK):
        raise ValidationError({"user": _("This user does no casework in any unit.")})
    if case.workers.filter(user=user, role=role, ends_on=None).exists():
        raise ValidationError({"user": _("This employee has that role on the case already.")})
    if role == WorkerRole.ADVISER:
        _hand_over(case, starts_on)
    row = CaseWorker.objects.create(case=case, user=user, role=role, starts_on=starts_on)
    audit.record(
        *("case.worker_added", case),
        acting_user=acting_user,
        unit=case.unit,
        user=user.pk,
        role=role,
    )
    return row


@transaction.atomic
def take_off_case(case: Case, pk: int, *, ends_on: date, acting_user: User) -> None:
    """The last day an employee works on the case; from the next day it is closed to them."""
    case = require_open(acting_user, case)
    row = case.workers.filter(pk=pk).first()
    if row is None:
        raise Http404
    if ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    audit.record(
        "case.worker_ended", case, acting_user=acting_user, unit=case.unit, user=row.user_id
    )


@transaction.atomic
def open_in_emergency(words: str, reason: str, *, acting_user: User) -> Case | None:
    """Open somebody else's case for some hours. Its leaders are told at once.

    `words` is the CPR number of somebody in the case, or its number; None where there is no open
    case of it. What is tried is logged, found or not. One's own case needs no emergency.
    """
    access.require(acting_user, Permission.CASE_EMERGENCY)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError(
            {"reason": _("Write why, so that somebody who was not there understands it.")}
        )
    case = _sought(words)
    audit.record_read(
        "case.emergency_sought", Case, acting_user=acting_user, words=identity.sealed_words(words)
    )
    if case is None or Case.objects.filter(everyday(acting_user), pk=case.pk).exists():
        return case
    now = timezone.now()
    row = EmergencyAccess.objects.create(
        case=case,
        user=acting_user,
        reason=reason.strip(),
        opened_at=now,
        ends_at=now + timedelta(hours=settings.EMERGENCY_HOURS),
    )
    audit.record(
        *("case.emergency_opened", case),
        acting_user=acting_user,
        unit=case.unit,
        way=str(Way.EMERGENCY),
        emergency=row.pk,
    )
    send_notice(EMERGENCY, case, leaders_of(case.unit), acting_user=acting_user)
    return case


@transaction.atomic
def check_emergency(case: Case, pk: int, *, note: str, acting_user: User) -> None:
    """The leader has looked at an emergency access, and says what they found."""
    found, way = way_into(acting_user, case.pk)
    if not access.may(acting_user, Permission.CASE_LEAD, unit=found.unit):
        raise Http404
    row = found.emergencies.filter(pk=pk, checked_at=None).first()
    if row is None:
        raise Http404
    if row.user_id == acting_user.pk:
        raise ValidationError(_("Somebody else must look at your own emergency access."))
    row.checked_by, row.checked_at, row.check_note = acting_user, timezone.now(), note
    row.save(update_fields=["checked_by", "checked_at", "check_note"])
    mark_read_about(found, acting_user=acting_user)
    audit.record("case.emergency_checked", found, acting_user=acting_user, unit=found.unit, way=way)


@transaction.atomic
def note_own_number(digits: str, *, is_self: bool, acting_user: User) -> None:
    """Remember the number of oneself or of a relative: opening their case tells the leader."""
    ring = keys.ring()
    known = OwnRelation.objects.filter(user=acting_user, cpr_index__in=ring.indexes(digits))
    if known.exists():
        return
    OwnRelation.objects.create(
        user=acting_user,
        cpr_index=ring.index(digits),
        cpr_sealed=ring.seal(digits, bound_to=str(acting_user.pk)),
        is_self=is_self,
    )
    audit.record("ownrelation.noted", OwnRelation, acting_user=acting_user)


def candidates(case: Case) -> list[User]:
    """Who can be put on a case: those with casework in its unit, below it or above it."""
    today = timezone.localdate()
    roles = [role for role, granted in access.GRANTS.items() if Permission.CASE_WORK in granted]
    above = [int(key) for key in case.unit.path.split("/") if key]
    near = Q(unit__path__startswith=case.unit.path) | Q(unit__in=above)
    rows = Membership.objects.filter(near, role__in=roles, user__is_active=True)
    users = {row.user_id: row.user for row in rows.valid_on(today).select_related("user")}
    return sorted(users.values(), key=str)


def _hand_over(case: Case, starts_on: date) -> None:
    for row in case.workers.filter(role=WorkerRole.ADVISER, ends_on=None):
        row.ends_on = max(row.starts_on, starts_on - timedelta(days=1))
        row.save(update_fields=["ends_on"])


def _sought(words: str) -> Case | None:
    """An open case with that number, or of whoever has that CPR number."""
    today = timezone.localdate()
    rows = Case.objects.open_on(today).select_related("unit")
    try:
        citizen = identity.with_number(cpr.digits_of(words))
    except cpr.NotACprNumber:
        return rows.filter(number=words.strip()).first()
    in_cases = CasePerson.objects.filter(citizen=citizen, ends_on=None).order_by("role", "-pk")
    keys = list(in_cases.values_list("case", flat=True))
    return next((case for case in rows.filter(pk__in=keys).order_by("-opened_on")), None)
