"""Rows by the day they are written on: many at a time, each with its event in the log.

The services would write them one by one with all their questions; here what they check is known to
hold, since the population was drawn so, and the database's own constraints are asked as ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    CaseWorker,
    Citizen,
    ParentalAuthority,
)
from roedtraad.casework.interventions.models import Intervention, ReferralDiscussion
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    DiaryEntry,
    EvaluatedGoal,
    Evaluation,
    GoalLevel,
    Participation,
    PlannedAction,
    ProfileGoal,
    ProfileSubject,
    Response,
    ScaleScore,
    Score,
    SectionText,
)
from roedtraad.casework.profiles.queries.evaluation_figures import goal_figures
from roedtraad.config.demo.diary import Diary
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.events import event
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

# in the order in which they name each other, with what says when they were written
WRITTEN: dict[type[Model], tuple[str, ...]] = {
    Citizen: (),
    Case: (),
    CasePerson: (),
    ParentalAuthority: (),
    CaseWorker: (),
    Intervention: (),
    ReferralDiscussion: ("recorded_at",),
    DevelopmentProfile: (),
    ProfileSubject: (),
    SectionText: ("written_at",),
    PlannedAction: (),
    ProfileGoal: ("created_at",),
    GoalLevel: (),
    Participation: ("recorded_at",),
    Participation.people.through: (),
    Score: ("recorded_at",),
    Evaluation: ("started_at", "submitted_at", "approved_at"),
    EvaluatedGoal: (),
    Response: ("recorded_at",),
    ScaleScore: (),
    DiaryEntry: ("recorded_at",),
    DiaryEntry.people.through: (),
    DiaryEntry.goals.through: (),
    DiaryEntry.interventions.through: (),
}


@dataclass(frozen=True)
class Told:
    """What the log says of something done: the action, who did it, where, and what belongs to it.

    `links` are values, or rows whose keys are told.
    """

    action: str
    by: User
    unit: Unit
    links: Mapping[str, Any] = field(default_factory=dict)

    def of(self, subject: Model) -> AuditEvent:
        detail = {
            name: value.pk if isinstance(value, Model) else value
            for name, value in self.links.items()
        }
        return event(
            *(self.action, subject),
            acting_user=self.by,
            unit=self.unit,
            reason="",
            detail=detail,
        )


@dataclass
class Day:
    """What is written on one day: new rows, what changes on earlier ones, and what the log says."""

    rows: dict[type[Model], list[Model]] = field(default_factory=lambda: defaultdict(list))
    changes: list[tuple[Model, Mapping[str, Any]]] = field(default_factory=list)
    told: list[tuple[Model, Told]] = field(default_factory=list)


@dataclass
class Ledger:
    """Everything that is to be written, by day."""

    days: dict[date, Day] = field(default_factory=lambda: defaultdict(Day))

    def add(self, on: date, row: Model, told: Told | None = None) -> None:
        self.days[on].rows[type(row)].append(row)
        if told is not None:
            self.days[on].told.append((row, told))

    def change(self, on: date, row: Model, told: Told, **values: Any) -> None:
        self.days[on].changes.append((row, values))
        self.days[on].told.append((row, told))

    def enter(self, diary: Diary) -> None:
        """Let the diary write each day when it comes to it."""
        for on, day in self.days.items():
            diary.on(on, lambda day=day: _write(day))  # type: ignore[misc]


def _write(day: Day) -> None:
    for model, stamps in WRITTEN.items():
        rows = day.rows.get(model, [])
        for row in rows:
            for name in stamps:
                setattr(row, name, timezone.now())
        if model is EvaluatedGoal:
            _freeze([row for row in rows if isinstance(row, EvaluatedGoal)])
        if rows:
            model._default_manager.bulk_create(rows)
    _number([row for row in day.rows.get(Case, []) if isinstance(row, Case)])
    for row, values in day.changes:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
    AuditEvent.objects.bulk_create([told.of(row) for row, told in day.told])


def _freeze(rows: list[EvaluatedGoal]) -> None:
    """As approving does: the figures are kept as they stood."""
    figures = goal_figures({row.goal for row in rows}) if rows else {}
    for row in rows:
        row.figures = figures.get(row.goal.pk, [])


def _number(cases: list[Case]) -> None:
    """As `open_case` does, once the row has a key."""
    for case in cases:
        case.number = f"{case.opened_on.year}-{case.pk:05d}"
    Case.objects.bulk_update(cases, ["number"])
