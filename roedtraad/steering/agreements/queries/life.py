"""Where an agreement is in its life: the steps, who acts next, and why others cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.steering.agreements.access import (
    APPROVES_AS,
    AS_APPROVED,
    held_in,
    parties_in,
    parties_of,
)
from roedtraad.steering.agreements.lifecycle import LIVE, WRITING, steps_from
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    Approval,
    Party,
    PartyRole,
    Step,
)

from .told import approvers_of

S = AgreementState
MAIN_LINE: Sequence[tuple[str, str | Promise]] = (
    (S.DRAFT, gettext_lazy("Draft")),
    (S.DIALOGUE, gettext_lazy("Dialogue")),
    (S.SUBMITTED, gettext_lazy("Submitted")),
    (S.APPROVED, gettext_lazy("Approved")),
    (S.ACTIVE, gettext_lazy("In force")),
    (S.FOLLOWED_UP, gettext_lazy("Followed up")),
    (S.CLOSED, gettext_lazy("Closed")),
)
STANDS_AT = {S.AMENDING: S.ACTIVE}


@dataclass(frozen=True)
class LifeStep:
    """One step of the indicator at the top of the page."""

    number: int
    name: str
    state: str
    information: str = ""


@dataclass(frozen=True)
class PartyApproval:
    """What one party has done: its approval in force, or who may give it."""

    party: Party
    approval: Approval | None
    approvers: list[str]
    may_approve: bool
    why_not: str = ""


@dataclass(frozen=True)
class Life:
    """The steps, what happens next, and what the reader may do."""

    steps: list[LifeStep]
    next: str
    parties: list[PartyApproval]
    may: frozenset[str]

    @property
    def current(self) -> LifeStep | None:
        """The step the agreement stands at; none when it is withdrawn."""
        return next((step for step in self.steps if step.state == "current"), None)


def life_of(agreement: Agreement, user: User, *, with_parties: bool = True) -> Life:
    """Everything the top of the agreement's page says.

    Without parties they are looked up only while an approval is awaited.
    """
    may = abilities(agreement, user)
    parties = (
        party_approvals(agreement, user) if with_parties or agreement.state == S.SUBMITTED else []
    )
    if agreement.state == S.SUBMITTED and any(each.may_approve for each in parties):
        may |= {"approve"}
    return Life(_steps(agreement), _next(agreement, parties), parties, may)


def abilities(agreement: Agreement, user: User) -> frozenset[str]:
    """The names of what `user` may do with the agreement as it stands now."""
    held = held_in(agreement, user)
    steps = {step.name for step in steps_from(agreement.state) if step.permission in held}
    edits, is_live = Permission.AGREEMENT_EDIT in held, agreement.state in LIVE
    others = {
        "edit": edits and agreement.state in WRITING,
        "discard": edits and agreement.state == S.DRAFT,
        "follow_up": Permission.ACTION_UPDATE in held and is_live,
        "measure": Permission.MEASUREMENT_RECORD in held and is_live,
        "comment": Permission.AGREEMENT_COMMENT in held and is_live,
        "roll": edits and agreement.state in AS_APPROVED,
    }
    return frozenset(steps | {name for name, allowed in others.items() if allowed}) - {"approve"}


def _steps(agreement: Agreement) -> list[LifeStep]:
    order = [state for state, _name in MAIN_LINE]
    stands_at = STANDS_AT.get(S(agreement.state), S(agreement.state))
    taken = {step.to_state: step for step in _taken().rows(agreement=agreement.pk)}
    at = order.index(stands_at) if stands_at in order else -1
    steps = []
    for number, (state, name) in enumerate(MAIN_LINE):
        standing = "done" if number < at else "current" if number == at else "coming"
        step = taken.get(state) if number <= at else None
        when = f"{timezone.localtime(step.taken_at):%d.%m.%Y}" if step else ""
        if number < at and state == S.DIALOGUE and not step:
            when = _("left out")
        steps.append(LifeStep(number + 1, str(name), standing, when))
    return steps


@prepared
def _taken() -> QuerySet[Step]:
    return Step.objects.filter(agreement=Given("agreement"))


def party_approvals(agreement: Agreement, user: User) -> list[PartyApproval]:
    """Each party with its approval, or with those who may give it and why the reader may not."""
    parties = parties_in(agreement)
    given = {
        each.party_id: each
        for each in Approval.objects.filter(
            party__in=parties, voided_at__isnull=True
        ).select_related("approved_by")
    }
    own = {party.pk for party in parties_of(agreement, user)}
    has_approved = any(each.approved_by_id == user.pk for each in given.values())
    rows = []
    for party in parties:
        approval = given.get(party.pk)
        why = _why_not(agreement, party.pk in own, approval is not None, has_approved)
        people = [] if approval else approvers(party)
        rows.append(PartyApproval(party, approval, people, not why, why))
    return rows


def _why_not(agreement: Agreement, is_own: bool, is_given: bool, has_approved: bool) -> str:
    if agreement.state != S.SUBMITTED:
        return _("The agreement is not submitted for approval.")
    if is_given:
        return _("This party has already approved.")
    if not is_own:
        return _("Only the leader of this party approves for it.")
    if has_approved:
        return _("You have approved for another party; one person cannot do both.")
    return ""


def approvers(party: Party) -> list[str]:
    """The names of those who may approve for `party` today."""
    return sorted(str(user) for user in approvers_of(party))


def _next(agreement: Agreement, parties: list[PartyApproval]) -> str:
    """One sentence: what happens next, and who does it."""
    if agreement.state == S.SUBMITTED:
        waiting = [
            f"{each.party.unit} ({', '.join(each.approvers) or _('nobody has the role')})"
            for each in parties
            if each.approval is None
        ]
        return _("Awaits approval by %(parties)s.") % {"parties": " · ".join(waiting)}
    sentences = {
        S.DRAFT: _("Those who write open the dialogue, or submit it, when the draft is ready."),
        S.DIALOGUE: _("The parties write and comment until it is submitted."),
        S.APPROVED: _("Takes effect on %(date)s.") % {"date": f"{agreement.starts_on:%d.%m.%Y}"},
        S.ACTIVE: _(
            "It is followed until the period is over. A change takes an amendment with a reason."
        ),
        S.AMENDING: _("Being amended. What was approved is in force until the next approval."),
        S.FOLLOWED_UP: _("Followed up. It can be closed, and carried into the next period."),
        S.CLOSED: _("Closed. Nothing in it changes any more."),
        S.WITHDRAWN: _("Withdrawn. It is no longer in force."),
    }
    return sentences[S(agreement.state)]


def awaiting_approval_by(user: User) -> list[Party]:
    """The parties whose approval `user` can give now; always the same number of queries."""
    return [
        party
        for role, permission in APPROVES_AS.items()
        for party in _awaiting(role, tuple(access.held_paths(user, permission))).rows(user=user.pk)
    ]


@prepared
def _awaiting(role: PartyRole, paths: tuple[str, ...]) -> QuerySet[Party]:
    in_force = Approval.objects.filter(voided_at__isnull=True)
    by_user = in_force.filter(party__agreement=OuterRef("agreement"), approved_by=Given("user"))
    return (
        Party.objects.filter(
            access.inside(paths, lookup="unit__path"), role=role, agreement__state=S.SUBMITTED
        )
        .exclude(Exists(in_force.filter(party=OuterRef("pk"))))
        .exclude(Exists(by_user))
        .select_related("agreement__unit", "unit")
    )
