"""Who may do what. The tables below are the whole of it: no other module grants anything.

A role counts in its unit and in every unit below it as the tree is today. What is not granted
here is refused. The page /hvem-maa-hvad/ is drawn from these tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum, auto

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.organisation.models import Unit, UnitQuerySet

from .held import roles_of
from .models import Membership, Role, User


class Permission(StrEnum):
    """One thing that can be allowed."""

    UNIT_VIEW = auto()
    UNIT_EDIT = auto()
    USER_MANAGE = auto()
    AUDIT_VIEW = auto()
    STRATEGY_VIEW = auto()
    STRATEGY_EDIT = auto()
    TEMPLATE_EDIT = auto()
    INTERVENTION_TYPE_VIEW = auto()
    INTERVENTION_TYPE_EDIT = auto()
    COUNTING_EDIT = auto()
    INSTRUMENT_VIEW = auto()
    INSTRUMENT_EDIT = auto()
    PLAN_READ_IN = auto()
    AGREEMENT_VIEW_APPROVED = auto()
    AGREEMENT_VIEW = auto()
    AGREEMENT_COMMENT = auto()
    AGREEMENT_EDIT = auto()
    AGREEMENT_SUBMIT = auto()
    AGREEMENT_APPROVE_AS_UNIT = auto()
    AGREEMENT_APPROVE_AS_PRINCIPAL = auto()
    AGREEMENT_WITHDRAW = auto()
    THEORY_VIEW_IN_USE = auto()
    THEORY_VIEW = auto()
    THEORY_EDIT = auto()
    WHEEL_VIEW = auto()
    ROUND_VIEW = auto()
    ROUND_WORK = auto()
    ROUND_PLAN = auto()
    ACTION_UPDATE = auto()
    MEASUREMENT_RECORD = auto()
    INDICATOR_EDIT = auto()
    CASE_WORK = auto()
    CASE_LEAD = auto()
    CASE_EMERGENCY = auto()
    CASE_LOG_VIEW = auto()


P = Permission
_READ_APPROVED = frozenset(
    {
        *(P.UNIT_VIEW, P.STRATEGY_VIEW, P.AGREEMENT_VIEW_APPROVED, P.INTERVENTION_TYPE_VIEW),
        *(P.THEORY_VIEW_IN_USE, P.WHEEL_VIEW),
    }
)
_READ = _READ_APPROVED | {
    *(P.AGREEMENT_VIEW, P.THEORY_VIEW, P.INSTRUMENT_VIEW, P.ROUND_VIEW),
}
_TAKE_PART = _READ | {
    *(P.AGREEMENT_COMMENT, P.ACTION_UPDATE, P.MEASUREMENT_RECORD, P.ROUND_WORK),
}
_WRITE = _TAKE_PART | {P.AGREEMENT_EDIT, P.AGREEMENT_SUBMIT}
_LEAD_CASES = frozenset({P.CASE_WORK, P.CASE_LEAD, P.CASE_EMERGENCY})
_CATALOGUE = frozenset(
    {
        *(P.INTERVENTION_TYPE_VIEW, P.INTERVENTION_TYPE_EDIT),
        *(P.INSTRUMENT_VIEW, P.INSTRUMENT_EDIT),
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _CATALOGUE | {P.UNIT_VIEW, P.UNIT_EDIT, P.USER_MANAGE},
    Role.CONSULTANT: _WRITE
    | _CATALOGUE
    | {
        *(P.STRATEGY_EDIT, P.TEMPLATE_EDIT, P.PLAN_READ_IN, P.UNIT_EDIT, P.INDICATOR_EDIT),
        *(P.THEORY_EDIT, P.COUNTING_EDIT, P.ROUND_PLAN),
    },
    Role.PRINCIPAL: _WRITE
    | {
        P.STRATEGY_EDIT,
        P.AGREEMENT_APPROVE_AS_PRINCIPAL,
        P.AGREEMENT_WITHDRAW,
        P.INDICATOR_EDIT,
        P.ROUND_PLAN,
    },
    Role.UNIT_LEADER: _WRITE
    | _LEAD_CASES
    | {P.AGREEMENT_APPROVE_AS_UNIT, P.PLAN_READ_IN, P.INDICATOR_EDIT, P.THEORY_EDIT},
    Role.TEAM_LEADER: _TAKE_PART | _LEAD_CASES | {P.AGREEMENT_EDIT, P.THEORY_EDIT},
    Role.EMPLOYEE: _READ | {P.AGREEMENT_COMMENT, P.THEORY_EDIT, P.CASE_WORK, P.CASE_EMERGENCY},
    Role.POLITICIAN: _READ_APPROVED,
    Role.DATA_PROTECTION_OFFICER: frozenset({P.UNIT_VIEW, P.AUDIT_VIEW, P.CASE_LOG_VIEW}),
}

# what each permission is called, and what it means
LABELS: dict[Permission, tuple[str | Promise, str | Promise]] = {
    P.UNIT_VIEW: (_("See units"), _("The unit's page, its facts, and who has a role there.")),
    P.UNIT_EDIT: (_("Change units"), _("Correct facts, and reorganise the tree.")),
    P.USER_MANAGE: (
        _("Manage users"),
        _("Invite, give and end roles, unlock and deactivate – in the unit and below it."),
    ),
    P.AUDIT_VIEW: (_("Search the log"), _("See who did and read what, when and why.")),
    P.STRATEGY_VIEW: (
        _("See strategies"),
        _("Mission, visions, focus areas, themes and effect goals."),
    ),
    P.STRATEGY_EDIT: (_("Write strategies"), _("Create and change strategies and their parts.")),
    P.TEMPLATE_EDIT: (_("Change templates"), _("Sections, fields and rules of agreements.")),
    P.INTERVENTION_TYPE_VIEW: (
        _("See intervention types"),
        _("What is offered, by which law, on which step of the ladder."),
    ),
    P.INTERVENTION_TYPE_EDIT: (
        _("Keep intervention types"),
        _("Write and change the catalogue of intervention types and the ladder."),
    ),
    P.COUNTING_EDIT: (
        _("Set the counting rules"),
        _("When a profile is active, an evaluation is in time, and a change may be spoken of."),
    ),
    P.INSTRUMENT_VIEW: (
        _("See instruments"),
        _("Which questionnaires there are, how they are scored, norms and licences."),
    ),
    P.INSTRUMENT_EDIT: (
        _("Keep instruments"),
        _("Write questionnaires, scales and norms, and state licences."),
    ),
    P.PLAN_READ_IN: (_("Read plans in"), _("Turn a document into a draft that can be corrected.")),
    P.AGREEMENT_VIEW_APPROVED: (
        _("See approved agreements"),
        _("Agreements as approved, with how their goals stand."),
    ),
    P.AGREEMENT_VIEW: (
        _("See all agreements"),
        _("Also drafts and what is discussed before approval."),
    ),
    P.AGREEMENT_COMMENT: (_("Comment"), _("Write and answer comments on sections and goals.")),
    P.AGREEMENT_EDIT: (_("Write agreements"), _("Change text, goals, actions and indicators.")),
    P.AGREEMENT_SUBMIT: (
        _("Submit for approval"),
        _("Move an agreement through dialogue, submission, follow-up and closing."),
    ),
    P.AGREEMENT_APPROVE_AS_UNIT: (
        _("Approve for the unit"),
        _("Bind the unit to the agreement. Nobody approves for both parties."),
    ),
    P.AGREEMENT_APPROVE_AS_PRINCIPAL: (
        _("Approve for the principal"),
        _("Bind the principal to the agreement. Nobody approves for both parties."),
    ),
    P.AGREEMENT_WITHDRAW: (
        _("Withdraw agreements"),
        _("Withdraw an approved agreement on behalf of the council."),
    ),
    P.THEORY_VIEW_IN_USE: (
        _("See theories of change in use"),
        _("What a unit relies on, and where the chain breaks."),
    ),
    P.THEORY_VIEW: (_("See all theories of change"), _("Also drafts and earlier editions.")),
    P.THEORY_EDIT: (
        _("Write theories of change"),
        _("Draw, connect and change boxes and arrows, and put a theory in use."),
    ),
    P.WHEEL_VIEW: (
        _("See the year's wheel"),
        _("When rounds of follow-up open and are due, and dates of budget and council."),
    ),
    P.ROUND_VIEW: (
        _("See rounds of follow-up"),
        _("How far the units are in each phase, and what they have noted."),
    ),
    P.ROUND_WORK: (
        _("Take part in follow-up"),
        _("Begin and finish the unit's part of a phase. Also whoever is named for it may."),
    ),
    P.ROUND_PLAN: (
        _("Plan the follow-up"),
        _("Plan, open, close, lock and reopen rounds, and write the dates of the wheel."),
    ),
    P.ACTION_UPDATE: (_("Update actions"), _("Say that an action runs, is done or is postponed.")),
    P.MEASUREMENT_RECORD: (_("Record measurements"), _("Enter and correct what was measured.")),
    P.INDICATOR_EDIT: (
        _("Define indicators"),
        _("Write the definition of an indicator, and set its targets."),
    ),
    P.CASE_WORK: (
        _("Work on cases"),
        _("Open new cases in the unit, and write in those one is put on. Opens no other case."),
    ),
    P.CASE_LEAD: (
        _("Lead casework"),
        _("Open every case of the unit, put employees on it, and look into emergency access."),
    ),
    P.CASE_EMERGENCY: (
        _("Open a case in an emergency"),
        _("Open another's case for some hours with a written reason. Its leader is told at once."),
    ),
    P.CASE_LOG_VIEW: (
        _("See who has seen a case"),
        _("Who has opened a case or a person's record, when and why – not the case itself."),
    ),
}


def held_paths(user: User, *permissions: Permission, on: date | None = None) -> list[str]:
    """The paths of the units in which `user` holds any of `permissions`; at most one query.

    The nameless system user, as whom only jobs act, holds everything everywhere; a family's
    account nothing anywhere, whatever is written of it.
    """
    if user.is_system:
        return [""]
    if not user.is_active or user.is_family:
        return []
    wanted = set(permissions)
    held = roles_of(user, on or timezone.localdate())
    return sorted({each.path for each in held if GRANTS[each.role] & wanted})


def inside(paths: Sequence[str], *, lookup: str = "path") -> Q:
    """A filter that keeps rows whose unit lies in or below one of `paths`."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{lookup}__startswith": path})
    return condition


def units_for(user: User, *permissions: Permission) -> UnitQuerySet:
    """The units in which `user` holds any of `permissions`, directly or from above."""
    return Unit.objects.filter(inside(held_paths(user, *permissions)))


def may(user: User, permission: Permission, *, unit: Unit | None = None) -> bool:
    """Whether `user` holds `permission` in `unit`, or anywhere when no unit is given."""
    paths = held_paths(user, permission)
    if unit is None:
        return bool(paths)
    return any(unit.path.startswith(path) for path in paths)


def require(user: User, permission: Permission, *, unit: Unit | None = None) -> None:
    """Raise `PermissionDenied` unless `may`."""
    if not may(user, permission, unit=unit):
        raise PermissionDenied(permission)


def may_manage(user: User, other: User) -> bool:
    """Whether `user` looks after `other`: every role of theirs must lie within `user`'s reach.

    Otherwise who manages users of one unit could take over an account that reaches further.
    Somebody without a role is looked after by those who manage users at the top of the tree.
    """
    if other.is_system or other.is_family:
        return False
    paths = held_paths(user, P.USER_MANAGE)
    roles = Membership.objects.filter(user=other).exclude(ends_on__lt=timezone.localdate())
    theirs = set(roles.values_list("unit__path", flat=True))
    if not theirs:
        return any(path.count("/") <= 1 for path in paths)
    return all(any(path.startswith(held) for held in paths) for path in theirs)
