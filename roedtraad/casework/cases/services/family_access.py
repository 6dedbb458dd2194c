"""How the family comes to its own pages: a code on paper, or the worker's device handed over."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from roedtraad.casework.cases import codes
from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case, CasePerson, FamilyAccess, FamilyCode
from roedtraad.casework.cases.queries.family_access import OF_THE_FAMILY, open_accesses
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.services.users import end_sessions, make_family_account
from roedtraad.foundation.audit import services as audit

WORKS_FOR = timedelta(days=1)
TRIES = 5


@transaction.atomic
def make_code(case: Case, person: int, *, acting_user: User) -> tuple[FamilyCode, str]:
    """A new code for somebody of the case, and what it is: it is told this once.

    The codes made for them before stop working, so that only the newest paper is of use.
    """
    access = _access_of(case, person, acting_user)
    _take_back_codes(access)
    now = timezone.now()
    while True:
        code = codes.new_code()
        try:
            with transaction.atomic():
                row = FamilyCode.objects.create(
                    access=access,
                    selector=codes.selector_of(code),
                    code_hash=codes.hash_of(code),
                    made_by=acting_user,
                    made_at=now,
                    expires_at=now + WORKS_FOR,
                )
        except IntegrityError:
            continue  # another paper begins alike
        break
    _record("familyaccess.code_made", access, acting_user)
    return row, code


@transaction.atomic
def take_back_code(case: Case, pk: int, *, acting_user: User) -> None:
    """Let a code that is not used yet work no more: the paper is lost, or was not given."""
    case = require_open(acting_user, case)
    code = FamilyCode.objects.filter(pk=pk, access__case=case, used_at=None).first()
    if code is None:
        raise Http404
    _take_back_codes(code.access)
    _record("familyaccess.code_taken_back", code.access, acting_user)


@transaction.atomic
def close_access(case: Case, pk: int, *, acting_user: User) -> None:
    """Close somebody's own pages at once, wherever they are open. They can be opened again."""
    case = require_open(acting_user, case)
    access = case.family_accesses.filter(pk=pk, closed_at=None).first()
    if access is None:
        raise Http404
    access.closed_at, access.closed_by = timezone.now(), acting_user
    access.save(update_fields=["closed_at", "closed_by"])
    _take_back_codes(access)
    end_sessions(access.account)
    _record("familyaccess.closed", access, acting_user)


@transaction.atomic
def lend_device(case: Case, person: int, *, acting_user: User) -> FamilyAccess:
    """Somebody of the case is to sit at the employee's own device: their pages, for a while."""
    access = _access_of(case, person, acting_user)
    _record("familyaccess.device_lent", access, acting_user)
    return access


@transaction.atomic
def let_in(typed: str) -> FamilyAccess | None:
    """The access that a code opens, once; None where it opens none. A try is counted first.

    However many are made at once, a code is tried five times at most and opens one session.
    """
    code = codes.read(typed)
    row = FamilyCode.objects.filter(selector=codes.selector_of(code)).first() if code else None
    if row is None:
        return None
    now = timezone.now()
    unused = FamilyCode.objects.filter(
        pk=row.pk, used_at=None, taken_back_at=None, expires_at__gt=now
    )
    counted = unused.filter(tries__lt=TRIES).update(tries=F("tries") + 1)
    if not counted or not constant_time_compare(row.code_hash, codes.hash_of(code)):
        _record("familyaccess.code_refused", row.access, None)
        return None
    access = open_accesses().filter(pk=row.access_id).select_related("account").first()
    if access is None or not unused.update(used_at=now):
        return None
    _record("familyaccess.entered", access, access.account)
    return access


def _access_of(case: Case, person: int, acting_user: User) -> FamilyAccess:
    """The open access of somebody of the family, made where there is none."""
    case = require_open(acting_user, case)
    today = timezone.localdate()
    if case.closed_on is not None and case.closed_on <= today:
        raise ValidationError(_("The case is closed. Open it again first."))
    row = case.people.filter(pk=person, role__in=OF_THE_FAMILY, ends_on=None).first()
    if row is None:
        raise Http404
    return case.family_accesses.filter(
        citizen=row.citizen_id, closed_at=None
    ).first() or _open_access(case, row, acting_user)


def _open_access(case: Case, person: CasePerson, acting_user: User) -> FamilyAccess:
    access = FamilyAccess.objects.create(
        case=case,
        citizen_id=person.citizen_id,
        account=make_family_account(),
        opened_by=acting_user,
        opened_at=timezone.now(),
    )
    _record("familyaccess.opened", access, acting_user)
    return access


def _take_back_codes(access: FamilyAccess) -> None:
    access.codes.filter(used_at=None, taken_back_at=None).update(taken_back_at=timezone.now())


def _record(action: str, access: FamilyAccess, acting_user: User | None) -> None:
    audit.record(
        action, access, acting_user=acting_user, unit=access.case.unit, case=access.case_id
    )
