"""Evaluations that wait today: one being written, one sent back, one ready for approval."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from roedtraad.casework.profiles.counting_rules import Quarter, quarter_of
from roedtraad.casework.profiles.due import before
from roedtraad.casework.profiles.models import (
    Course,
    DevelopmentProfile,
    EvaluatedGoal,
    Evaluation,
    ProfileGoal,
)
from roedtraad.casework.profiles.queries.due import DueFilter, pairs_of, wanted_of
from roedtraad.casework.profiles.services import evaluations
from roedtraad.casework.profiles.services.evaluations import Written
from roedtraad.foundation.accounts.models import User

FAMILY = (
    ("Det er nemmere at komme op, når vi har planlagt aftenen før.", "Mor"),
    ("Jeg kan godt lide, at det ikke er hver gang, vi skal snakke.", "Barnet"),
    ("Vi vil gerne have, at skolen er med næste gang.", "Forældrene"),
)
SAID = "Det går i den rigtige retning, når de voksne gør det samme hver dag."


def evaluate(today: date) -> None:
    """Of the families written by hand: one evaluated last quarter, the others late; three begun."""
    users = {user.username: user for user in User.objects.exclude(password="")}
    practitioner, leader = users["medarbejder"], users["leder"]
    wanted = pairs_of(wanted_of(practitioner, DueFilter()))
    profiles = sorted({profile for profile, _each in wanted}, key=lambda each: -each.pk)
    for profile in profiles[:1]:
        _remember(profile, before(quarter_of(today)), practitioner, leader)
    steps = (_submit, _leave, _send_back)
    for profile, step, view in zip(profiles, steps, FAMILY, strict=False):
        quarter = quarter_of(today).starts_on
        if not profile.evaluations.filter(quarter_start=quarter).exists():
            row = evaluations.begin_evaluation(profile, quarter, acting_user=practitioner)
            step(_write(row, view, today, practitioner), practitioner, leader)


def _remember(profile: DevelopmentProfile, quarter: Quarter, writer: User, leader: User) -> None:
    """That the quarter before was evaluated in time."""
    held_on = quarter.ends_on - timedelta(days=12)
    approved_at = timezone.make_aware(datetime.combine(held_on + timedelta(days=6), time(10)))
    row = Evaluation.objects.create(
        profile=profile,
        quarter_start=quarter.starts_on,
        held_on=held_on,
        family_view=FAMILY[0][0],
        family_view_by=FAMILY[0][1],
        conclusion="Vi øver en ting ad gangen, og mormor er med fra starten.",
        plain_words="Vi øver en ting ad gangen. Mormor er med.",
        next_on=held_on + timedelta(days=70),
        started_by=writer,
        started_at=approved_at - timedelta(days=8),
        submitted_by=writer,
        submitted_at=approved_at - timedelta(days=2),
        approved_by=leader,
        approved_at=approved_at,
    )
    for goal in ProfileGoal.objects.filter(profile=profile, closed_on=None):
        if goal.opened_on <= held_on:
            EvaluatedGoal.objects.create(
                evaluation=row, goal=goal, summary=SAID, course=Course.CONTINUES
            )


def _write(row: Evaluation, view: tuple[str, str], today: date, by: User) -> Evaluation:
    words = {
        "family_view": view[0],
        "family_view_by": view[1],
        "conclusion": "Vi holder fast i planen og inviterer skolen med til næste møde.",
        "plain_words": "Vi bliver ved med det, der virker. Næste gang er skolen med.",
        "next_on": today + timedelta(days=70),
    }
    said = {"summary": SAID, "course": "continues", "reason": "", "outcome": ""}
    goals = ProfileGoal.objects.filter(profile=row.profile, closed_on=None)
    written = Written(words, {goal.pk: said for goal in goals})
    return evaluations.save_evaluation(row, written, base_version=None, acting_user=by)


def _leave(row: Evaluation, _practitioner: User, _leader: User) -> None:
    """It is being written."""


def _submit(row: Evaluation, practitioner: User, _leader: User) -> None:
    evaluations.submit_evaluation(row, acting_user=practitioner)


def _send_back(row: Evaluation, practitioner: User, leader: User) -> None:
    evaluations.submit_evaluation(row, acting_user=practitioner)
    evaluations.return_evaluation(
        row, note="Skriv også, hvad skolen siger om fremmødet.", acting_user=leader
    )
