"""Scores of goals: given, corrected, delivered twice and kept once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.models import CasePerson, Citizen
from roedtraad.casework.profiles.access import require_writable
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import DevelopmentProfile, ProfileGoal, Rater, Score
from roedtraad.casework.profiles.queries.own_pages import answerable_goal
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

UNDONE_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Given:
    """A score as it was given. `key` and `device_at` come from the device, where there is one.

    `given_at` is the device's clock reckoned to ours; without it the device's is believed.
    """

    rater: Rater
    value: int | None
    given_on: date
    citizen: Citizen | None = None
    note: str = ""
    key: UUID | None = None
    device_at: datetime | None = None
    given_at: datetime | None = None


@transaction.atomic
def record_score(goal: ProfileGoal, given: Given, *, acting_user: User) -> Score:
    """Keep a score. Delivered again it answers what was kept; another of the same day corrects.

    Which of them came last is told by when they were given, not by when they arrived. Somebody of
    the family scores as who they are, on a goal they may see.
    """
    profile = _profile_for(goal, given, acting_user)
    if given.key is not None:
        kept = Score.objects.select_for_update(of=("self",)).filter(key=given.key).first()
        if kept is not None:
            return _same(kept, goal, acting_user)
    goal.refresh_from_db(fields=["closed_on"])  # a colleague may have closed it meanwhile
    _check(goal, given)
    before = (
        Score.objects.current()
        .select_for_update(of=("self",))
        .filter(goal=goal, rater=given.rater, citizen=given.citizen, given_on=given.given_on)
        .first()
    )
    row = Score(goal=goal, rater=given.rater, citizen=given.citizen, value=given.value)
    row.note, row.given_on, row.device_at = given.note, given.given_on, given.device_at
    row.key = given.key or uuid4()
    row.recorded_by, row.recorded_at = acting_user, timezone.now()
    row.given_at = min(given.given_at or given.device_at or row.recorded_at, row.recorded_at)
    _put(row, before)
    audit.record(
        *("score.recorded", row),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        goal=goal.pk,
        rater=str(given.rater),
        replaces=before.pk if before else None,
    )
    return row


def _profile_for(goal: ProfileGoal, given: Given, acting_user: User) -> DevelopmentProfile:
    if not acting_user.is_family:
        return require_writable(acting_user, goal.profile)
    access, rater = answerable_goal(acting_user, goal.pk)
    if given.citizen != access.citizen or given.rater != rater:
        raise Http404
    return DevelopmentProfile.objects.select_for_update(of=("self",)).get(pk=goal.profile_id)


def _put(row: Score, before: Score | None) -> None:
    """Of two the later one counts; one that is delivered late is kept behind it."""
    if before is not None:
        is_late = row.given_at < before.given_at
        older = row if is_late else before
        older.replaced_at = row.recorded_at
        if not is_late:
            before.save(update_fields=["replaced_at"])
    row.save(force_insert=True)


def _same(kept: Score, goal: ProfileGoal, acting_user: User) -> Score:
    """What was delivered before; a key that belongs to something else tells nothing of it."""
    if kept.goal_id != goal.pk or kept.recorded_by_id != acting_user.pk:
        raise Http404
    return kept


def _check(goal: ProfileGoal, given: Given) -> None:
    scale = SCALES[goal.scale]
    if given.value is not None and given.value not in scale.values:
        wrong = {"lowest": scale.lowest, "highest": scale.highest}
        raise ValidationError(
            {"value": _("The scale goes from %(lowest)s to %(highest)s.") % wrong}
        )
    if given.given_on > timezone.localdate():
        raise ValidationError({"given_on": _("That day has not come yet.")})
    if given.given_on < goal.opened_on:
        raise ValidationError({"given_on": _("The goal was not agreed on that day.")})
    if goal.closed_on is not None and given.given_on > goal.closed_on:
        raise ValidationError({"given_on": _("The goal was closed on that day.")})
    if given.citizen is not None:
        people = CasePerson.objects.filter(case=goal.profile.case_id, citizen=given.citizen)
        if not people.exists():
            raise ValidationError({"citizen": _("That person is not on the case.")})


@transaction.atomic
def withdraw_score(score: Score, *, reason: str, acting_user: User) -> None:
    """Let a score that was a mistake count no more. It is kept, and says why and by whom."""
    profile = require_writable(acting_user, score.goal.profile)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the score is to count no more.")})
    row = Score.objects.select_for_update(of=("self",)).get(pk=score.pk)
    if row.replaced_at is None:
        _withdraw(row, reason.strip(), profile, acting_user)


@transaction.atomic
def undo_score(key: UUID, *, undone_at: datetime | None = None, acting_user: User) -> None:
    """Take back what was given a moment before `undone_at`; what it corrected counts again.

    Nothing happens the second time, nor where the score was never kept.
    """
    row = Score.objects.select_for_update(of=("self",)).filter(key=key).first()
    if row is None:
        return
    profile = require_writable(acting_user, row.goal.profile)
    if row.recorded_by_id != acting_user.pk:
        raise Http404
    if row.replaced_at is not None:
        return
    if (undone_at or timezone.now()) - row.given_at > UNDONE_WITHIN:
        raise ValidationError(_("It is too long ago. Withdraw the score, and say why."))
    _withdraw(row, "", profile, acting_user)
    before = Score.objects.filter(
        *(Q(goal=row.goal_id), Q(rater=row.rater), Q(citizen=row.citizen_id)),
        given_on=row.given_on,
        replaced_at=row.recorded_at,
    ).exclude(pk=row.pk)
    before.update(replaced_at=None)


def _withdraw(row: Score, note: str, profile: DevelopmentProfile, acting_user: User) -> None:
    row.replaced_at, row.withdrawn_by, row.withdrawn_note = timezone.now(), acting_user, note
    row.save(update_fields=["replaced_at", "withdrawn_by", "withdrawn_note"])
    audit.record(
        *("score.withdrawn", row),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        goal=row.goal_id,
    )
