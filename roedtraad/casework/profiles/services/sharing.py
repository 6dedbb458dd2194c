"""What is shown to whom of a family: shared and taken back, by an employee or by whose it is."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.family_access import own_access
from roedtraad.casework.profiles.models import Ground, Share, SharedKind
from roedtraad.casework.profiles.queries.family_things import (
    FamilyThings,
    reader_of,
    things_of,
)
from roedtraad.casework.profiles.sharing import Thing, ground_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

FIELDS = {
    SharedKind.GOAL: "goal_id",
    SharedKind.SCORES: "goal_id",
    SharedKind.PLAN: "profile_id",
    SharedKind.ANSWERS: "response_id",
}


@transaction.atomic
def share(
    case: Case, kind: str, key: int, owner: int | None, with_whom: int, *, acting_user: User
) -> Share:
    """Show one thing to one person. Scores bring the goal along, which they are nothing without.

    An employee on the case shares anything; somebody of the family what is their own alone. The
    second time changes nothing.
    """
    case = _case_for(case, acting_user)
    things = things_of(case)
    thing = _thing(things, kind, key, owner)
    if acting_user.is_family and own_access(acting_user).citizen_id != thing.owner:
        raise Http404
    if with_whom not in things.people:
        raise Http404
    if with_whom in thing.owners:
        raise ValidationError(_("It is their own: they see it already."))
    ground = Ground.PERSON
    if not acting_user.is_family:
        ground = ground_of(reader_of(with_whom, case), thing)
    if thing.within is not None and with_whom not in thing.within.owners:
        _made(case, thing.within, with_whom, ground, acting_user)
    return _made(case, thing, with_whom, ground, acting_user)


@transaction.atomic
def take_back(case: Case, pk: int, *, acting_user: User) -> None:
    """Show it no more: by an employee on the case, or by whose it is, whoever shared it.

    With a goal go the scores of it.
    """
    case = _case_for(case, acting_user)
    row = Share.objects.standing().filter(case=case, pk=pk).first()
    if row is None:
        raise Http404
    if acting_user.is_family and own_access(acting_user).citizen_id != row.owner_id:
        raise Http404
    gone = [row]
    if row.kind == SharedKind.GOAL:
        gone += Share.objects.standing().filter(
            kind=SharedKind.SCORES, goal=row.goal_id, with_citizen=row.with_citizen_id
        )
    for each in gone:
        each.revoked_at, each.revoked_by = timezone.now(), acting_user
        each.save(update_fields=["revoked_at", "revoked_by"])
        _record("share.taken_back", each, acting_user)


def _case_for(case: Case, acting_user: User) -> Case:
    """The case, locked, for an employee who may write in it or for whoever of the family is in."""
    if not acting_user.is_family:
        return require_open(acting_user, case)
    access = own_access(acting_user)
    if access.case_id != case.pk:
        raise Http404
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _thing(things: FamilyThings, kind: str, key: int, owner: int | None) -> Thing:
    every: list[Thing] = [
        *(each.thing for each in things.goals),
        *(thing for each in things.goals for thing in each.scores.values()),
        *(thing for _row, thing in things.plans),
        *(thing for _row, thing in things.answers),
    ]
    for thing in every:
        is_scores = thing.kind == SharedKind.SCORES
        if (thing.kind, thing.key) == (kind, key) and (not is_scores or thing.owner == owner):
            return thing
    raise Http404


def _made(case: Case, thing: Thing, with_whom: int, ground: Ground, acting_user: User) -> Share:
    place = {FIELDS[thing.kind]: thing.key}
    owner = None if thing.kind == SharedKind.PLAN else thing.owner
    standing = Share.objects.standing().filter(
        kind=thing.kind, owner=owner, with_citizen=with_whom, **place
    )
    if row := standing.first():
        return row
    row = Share.objects.create(
        case=case,
        kind=thing.kind,
        owner_id=owner,
        with_citizen_id=with_whom,
        ground=ground,
        shared_by=acting_user,
        shared_at=timezone.now(),
        **place,
    )
    _record("share.made", row, acting_user)
    return row


def _record(action: str, row: Share, acting_user: User) -> None:
    audit.record(
        *(action, row),
        acting_user=acting_user,
        unit=row.case.unit,
        case=row.case_id,
        kind=row.kind,
        with_citizen=row.with_citizen_id,
        ground=row.ground,
    )
