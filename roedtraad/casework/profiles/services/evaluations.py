"""The quarterly evaluation of a profile: begun, written, ready, approved or sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.profiles.access import may_approve, require_writable
from roedtraad.casework.profiles.due import can_be_evaluated
from roedtraad.casework.profiles.evaluation_rules import missing
from roedtraad.casework.profiles.models import (
    Course,
    DevelopmentProfile,
    EvaluatedGoal,
    Evaluation,
    ProfileGoal,
)
from roedtraad.casework.profiles.queries.evaluation_figures import frozen
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .goals import close_goal

WORDS = (
    *("held_on", "family_view", "family_view_by", "not_asked_because", "conclusion"),
    *("plain_words", "next_on"),
)
OF_A_GOAL = ("summary", "course", "reason", "outcome")


class NewerEvaluation(Exception):
    """Somebody saved the evaluation after it was read; `current` is what is kept."""

    def __init__(self, current: Evaluation) -> None:
        super().__init__()
        self.current = current


@dataclass(frozen=True)
class Written:
    """What is written in an evaluation; of its goals by their keys, with those of `OF_A_GOAL`."""

    words: Mapping[str, Any]
    goals: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@transaction.atomic
def begin_evaluation(
    profile: DevelopmentProfile, quarter: date, *, acting_user: User
) -> Evaluation:
    """Begin the evaluation of a quarter, or answer the one that is there."""
    profile = require_writable(acting_user, profile)
    today = timezone.localdate()
    kept = Evaluation.objects.filter(profile=profile, quarter_start=quarter).first()
    if kept is not None:
        return kept
    if not can_be_evaluated(quarter, today):
        raise ValidationError(_("Only this quarter and the one before can be evaluated."))
    if profile.closed_on is not None and profile.closed_on <= quarter:
        raise ValidationError(_("The profile was closed before that quarter."))
    row = Evaluation.objects.create(
        profile=profile,
        quarter_start=quarter,
        held_on=today,
        started_by=acting_user,
        started_at=timezone.now(),
    )
    _note("evaluation.begun", row, acting_user)
    return row


@transaction.atomic
def save_evaluation(
    evaluation: Evaluation, written: Written, *, base_version: int | None, acting_user: User
) -> Evaluation:
    """Keep what is written. Whoever may not approve it takes it back by writing in it.

    Raises `NewerEvaluation` where somebody has saved it since `base_version` was read.
    """
    row = _unapproved(evaluation, acting_user)
    if base_version is not None and base_version != row.version:
        raise NewerEvaluation(row)
    for name in WORDS:
        if name in written.words:
            setattr(row, name, written.words[name])
    _check_days(row)
    row.version, row.saved_by = row.version + 1, acting_user
    if row.submitted_at is not None and not may_approve(acting_user, row.profile):
        row.submitted_at = row.submitted_by = None
    row.save()
    goals = row.profile.goals.filter(pk__in=written.goals)
    for goal in goals:
        given = written.goals[goal.pk]
        EvaluatedGoal.objects.update_or_create(
            evaluation=row, goal=goal, defaults={name: given[name] for name in OF_A_GOAL}
        )
    _note("evaluation.saved", row, acting_user)
    return row


@transaction.atomic
def submit_evaluation(evaluation: Evaluation, *, acting_user: User) -> Evaluation:
    """Say that it is ready to be approved; refused with what is missing."""
    row = _unapproved(evaluation, acting_user)
    _require_whole(row)
    row.submitted_by, row.submitted_at, row.returned_note = acting_user, timezone.now(), ""
    row.save(update_fields=["submitted_by", "submitted_at", "returned_note"])
    _note("evaluation.submitted", row, acting_user)
    return row


@transaction.atomic
def return_evaluation(evaluation: Evaluation, *, note: str, acting_user: User) -> Evaluation:
    """Send it back to whoever wrote it, with what is still missing."""
    row = _unapproved(evaluation, acting_user)
    _require_approver(row, acting_user)
    if not note.strip():
        raise ValidationError({"note": _("Write what is still missing.")})
    row.submitted_by, row.submitted_at, row.returned_note = None, None, note.strip()
    row.save(update_fields=["submitted_by", "submitted_at", "returned_note"])
    _note("evaluation.returned", row, acting_user)
    return row


@transaction.atomic
def approve_evaluation(evaluation: Evaluation, *, acting_user: User) -> Evaluation:
    """Approve it: the figures are kept as they stand, and goals that stop are closed."""
    row = _unapproved(evaluation, acting_user)
    _require_approver(row, acting_user)
    _require_whole(row)
    row.approved_by, row.approved_at = acting_user, timezone.now()
    shown = frozen(row)
    row.measures = shown.measures
    row.save(update_fields=["approved_by", "approved_at", "measures"])
    for each in row.goals.select_related("goal__profile__case"):
        each.figures = shown.goals.get(each.goal_id, [])
        each.save(update_fields=["figures"])
        if each.course == Course.STOPS and each.goal.closed_on is None:
            close_goal(
                each.goal,
                closed_on=timezone.localdate(),
                outcome=each.outcome,
                closing_note=each.reason,
                acting_user=acting_user,
            )
    _note("evaluation.approved", row, acting_user)
    return row


def _unapproved(evaluation: Evaluation, acting_user: User) -> Evaluation:
    """The evaluation afresh, with its profile locked, if it can still be written in."""
    rows = Evaluation.objects.select_related("profile__case", "profile__unit")
    profile = rows.get(pk=evaluation.pk).profile
    require_writable(acting_user, profile)
    row = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    row.profile = profile
    if row.approved_at is not None:
        raise ValidationError(
            _("The evaluation is approved and does not change. Write a note, or evaluate anew.")
        )
    return row


def _require_approver(row: Evaluation, acting_user: User) -> None:
    if not may_approve(acting_user, row.profile):
        raise Http404


def _require_whole(row: Evaluation) -> None:
    open_goals = list(ProfileGoal.objects.filter(profile=row.profile_id, closed_on=None))
    faults = missing(row, open_goals, list(row.goals.all()))
    if faults:
        raise ValidationError(faults)


def _check_days(row: Evaluation) -> None:
    if row.held_on > timezone.localdate():
        raise ValidationError({"held_on": _("That day has not come yet.")})
    if row.held_on < max(row.quarter_start, row.profile.opened_on):
        raise ValidationError({"held_on": _("The day lies before the quarter that is evaluated.")})
    if row.next_on is not None and row.next_on <= row.held_on:
        raise ValidationError({"next_on": _("Choose a day after the evaluation.")})


def _note(action: str, row: Evaluation, acting_user: User) -> None:
    profile = row.profile
    audit.record(
        *(action, row),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        quarter=row.quarter_start.isoformat(),
    )
