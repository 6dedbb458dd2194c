"""Birthdays that open tasks, and the transition from youth to adult life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.ages import (
    TRANSITION_FROM,
    TRANSITION_TO,
    birthday_of,
    due,
)
from roedtraad.casework.cases.models import (
    AgeEvent,
    Case,
    CasePerson,
    Citizen,
    FamilyRole,
    Transition,
    TransitionComplaint,
    TransitionStep,
)
from roedtraad.casework.cases.names import age_on
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

AT_A_TIME = 1000
# in the order they are taken, and the age by whose birthday each is to be done
USUAL_STEPS = (
    (gettext_noop("The young person has said what they want of adult life"), 17),
    (gettext_noop("The plan for the years to 18 is made with the young person"), 17),
    (gettext_noop("It is decided with the adults' side what is needed after 18"), 18),
    (gettext_noop("The young person has met whoever takes over"), 18),
    (gettext_noop("Home, education or work, and income are clear"), 18),
    (gettext_noop("The young person has consented to what is handed over"), 18),
    (gettext_noop("The case is handed over"), 18),
)


def open_due_tasks(today: date | None = None) -> int:
    """Open the tasks of birthdays that are near, in open cases; how many. Twice does no harm."""
    day = today or timezone.localdate()
    people = CasePerson.objects.filter(
        Q(case__closed_on=None) | Q(case__closed_on__gt=day),
        role=FamilyRole.SUBJECT,
        ends_on=None,
        citizen__born_on__isnull=False,
    )
    wanted = [
        AgeEvent(case_id=case, citizen_id=citizen, age=birthday.age, falls_on=falls_on)
        for case, citizen, born_on in people.values_list("case", "citizen", "citizen__born_on")
        if born_on is not None
        for birthday, falls_on in due(born_on, day)
    ]
    before = AgeEvent.objects.count()
    AgeEvent.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=AT_A_TIME)
    made = AgeEvent.objects.count() - before
    if made:
        audit.record("ageevent.opened", AgeEvent, acting_user=None, count=made)
    return made


@transaction.atomic
def settle_age_event(case: Case, pk: int, *, note: str, acting_user: User) -> None:
    """Note what was done about a birthday."""
    case = require_open(acting_user, case)
    row = case.age_events.select_for_update(of=("self",)).filter(pk=pk, settled_on=None).first()
    if row is None:
        raise Http404
    row.settled_on, row.settled_by, row.note = timezone.localdate(), acting_user, note
    row.save(update_fields=["settled_on", "settled_by", "note"])
    audit.record("ageevent.settled", row, acting_user=acting_user, unit=case.unit, case=case.pk)


@transaction.atomic
def begin_transition(
    case: Case, citizen: Citizen, *, started_on: date, acting_user: User
) -> Transition:
    """Begin the transition of somebody of 16 to 23, with the usual steps to change as needed."""
    case = require_open(acting_user, case)
    if not case.people.filter(citizen=citizen, role=FamilyRole.SUBJECT, ends_on=None).exists():
        raise Http404
    age = age_on(citizen.born_on, started_on)
    if age is None or not TRANSITION_FROM <= age < TRANSITION_TO:
        raise ValidationError(
            {"citizen": _("A transition is begun between the ages of 16 and 23.")}
        )
    if case.transitions.filter(citizen=citizen, ended_on=None).exists():
        raise ValidationError({"citizen": _("The transition has begun already.")})
    row = Transition.objects.create(case=case, citizen=citizen, started_on=started_on)
    TransitionStep.objects.bulk_create(
        [
            TransitionStep(
                transition=row,
                order=number,
                title=_(title),
                due_on=max(birthday_of(citizen.born_on, by_age), started_on)
                if citizen.born_on
                else None,
            )
            for number, (title, by_age) in enumerate(USUAL_STEPS, start=1)
        ]
    )
    audit.record("transition.begun", row, acting_user=acting_user, unit=case.unit, case=case.pk)
    return row


@transaction.atomic
def write_step(
    transition: Transition, pk: int | None, facts: Mapping[str, Any], *, acting_user: User
) -> TransitionStep:
    """Change a step, or add one (`pk` None)."""
    case = require_open(acting_user, transition.case)
    row = transition.steps.filter(pk=pk).first() if pk else _new_step(transition)
    if row is None:
        raise Http404
    for name in ("title", "responsible", "due_on", "done_on", "note"):
        setattr(row, name, facts[name])
    row.save()
    audit.record(
        "transition.step_written", transition, acting_user=acting_user, unit=case.unit, step=row.pk
    )
    return row


@transaction.atomic
def end_transition(
    transition: Transition, *, ended_on: date, outcome: str, acting_user: User
) -> None:
    """Complete the transition; steps that were not done stay to be seen as not done."""
    case = require_open(acting_user, transition.case)
    if ended_on < transition.started_on:
        raise ValidationError({"ended_on": _("The last day lies before the first.")})
    transition.ended_on, transition.outcome = ended_on, outcome
    transition.save(update_fields=["ended_on", "outcome"])
    audit.record("transition.ended", transition, acting_user=acting_user, unit=case.unit)


@transaction.atomic
def note_complaint(
    transition: Transition, facts: Mapping[str, Any], *, acting_user: User
) -> TransitionComplaint:
    """Note a complaint about the transition."""
    case = require_open(acting_user, transition.case)
    row = TransitionComplaint.objects.create(transition=transition, **facts)
    audit.record("transition.complaint_noted", transition, acting_user=acting_user, unit=case.unit)
    return row


def _new_step(transition: Transition) -> TransitionStep:
    return TransitionStep(transition=transition, order=transition.steps.count() + 1)
