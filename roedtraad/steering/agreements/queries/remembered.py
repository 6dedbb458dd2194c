"""What was worked out for many goals, kept in this process until something it rests on is written.

Only judgements are kept, never who may see them: the caller has checked that. What they rest on
is written as new rows (changes, steps, measurements, targets, versions of definitions, judgements
by hand, notes on series, words on credibility). So the newest of each says whether anything has
been written since, and the rows since then say which goals it concerns; the others stay as they
are. When units were moved all is forgotten: what is handed out of one unit's figures about persons
hangs on the units it is summed with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, Q, QuerySet

from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.foundation.organisation.models import UnitPlacement
from roedtraad.steering.agreements.models import Change, Goal, GoalIndicator, StatusOverride, Step
from roedtraad.steering.indicators.models import (
    Annotation,
    CredibilityNote,
    IndicatorUse,
    IndicatorVersion,
    Measurement,
    Target,
)

Judgement = TypeVar("Judgement")
GoalPk = int
MANY = 200  # below this it is as quick to work out a level
LATE = 200  # rows; a row may be committed after others with a higher number
WRITTEN = {
    "change": Change,
    "step": Step,
    "measurement": Measurement,
    "target": Target,
    "definition": IndicatorVersion,
    "override": StatusOverride,
    "annotation": Annotation,
    "word": CredibilityNote,
}
ENDED = (StatusOverride, Annotation)  # rows that are ended where they stand


@dataclass(frozen=True)
class Stamp:
    """What judgements rest on: the day, the placements of units, of each table the newest row and
    how many there are near it, and how many rows have been ended.
    """

    database: str
    today: date
    placed: tuple[int, ...]
    newest: tuple[int, ...]
    near: tuple[int, ...]
    ended: tuple[int, ...]


class Memory(Generic[Judgement]):
    """One judgement of each goal, as `judged` works it out for a day."""

    def __init__(self, judged: Callable[[list[GoalPk], date], dict[GoalPk, Judgement]]) -> None:
        self._judged = judged
        self._kept: tuple[Stamp | None, dict[GoalPk, Judgement]] = (None, {})
        _memories.append(self)

    def of(self, goals: Iterable[GoalPk], today: date) -> dict[GoalPk, Judgement]:
        """The judgements of `goals`; those that are not known yet are made and kept."""
        wanted = list(goals)
        stamp = _stamp(today)  # before reading: what is written meanwhile makes it stale, not wrong
        known = self._still_known(stamp)
        missing = [goal for goal in wanted if goal not in known]
        if missing:
            known = known | self._judged(missing, today)
        self._kept = (stamp, known)
        return {goal: known[goal] for goal in wanted}

    def forget(self) -> None:
        self._kept = (None, {})

    def _still_known(self, stamp: Stamp) -> dict[GoalPk, Judgement]:
        """What was kept, without the goals that something has been written of since."""
        before, known = self._kept
        if before is None or _ground(before) != _ground(stamp):
            return {}
        if before == stamp:
            return known
        late = LATE if _near(before.newest) != before.near else 0
        since = {name: newest - late for name, newest in zip(WRITTEN, before.newest, strict=True)}
        touched = set(_touched().rows(**since))
        if before.ended != stamp.ended:
            touched |= set(_with_ended().rows())
        return {goal: judgement for goal, judgement in known.items() if goal not in touched}


_memories: list[Memory[Any]] = []


def forget_all() -> None:
    """As if the process had just begun."""
    for memory in _memories:
        memory.forget()


@prepared
def _touched() -> QuerySet[Goal, int]:
    """The goals that newer rows than those given have to do with."""
    changes = Change.objects.filter(pk__gt=Given("change"))
    steps = Step.objects.filter(pk__gt=Given("step"))
    overrides = StatusOverride.objects.filter(pk__gt=Given("override"))
    subjects = {
        name: changes.filter(subject_type=f"indicators.{name}").values("subject_id")
        for name in ("indicator", "indicatoruse")
    }
    redefined = IndicatorVersion.objects.filter(pk__gt=Given("definition"))
    measured = Measurement.objects.filter(pk__gt=Given("measurement"))
    words = CredibilityNote.objects.filter(pk__gt=Given("word"))
    notes = Annotation.objects.filter(pk__gt=Given("annotation"))
    # what is handed out of one unit's figures about persons depends on the other units'
    beside = IndicatorUse.objects.filter(pk__in=measured.values("use"))
    links = GoalIndicator.every.filter(
        Q(use__in=measured.values("use"))
        | Q(use__indicator__is_about_persons=True, use__indicator__in=beside.values("indicator"))
        | Q(use__in=Target.objects.filter(pk__gt=Given("target")).values("use"))
        | Q(use__in=subjects["indicatoruse"])
        | Q(use__indicator__in=subjects["indicator"])
        | Q(use__indicator__in=redefined.values("indicator"))
        | Q(use__in=words.values("measurement__use"))
        | Q(use__in=notes.filter(use__isnull=False).values("use"))
        | _of_noted_indicators(notes)
    )
    return (
        Goal.every.filter(
            Q(agreement__in=changes.values("agreement"))
            | Q(agreement__in=steps.values("agreement"))
            | Q(pk__in=links.values("goal"))
            | Q(pk__in=overrides.values("goal"))
        )
        .values_list("pk", flat=True)
        .order_by()
    )


@prepared
def _with_ended() -> QuerySet[Goal, int]:
    """The goals that have had a judgement by hand, or a note on a series, that was ended."""
    overrides = StatusOverride.objects.filter(ended_at__isnull=False)
    notes = Annotation.objects.filter(ended_at__isnull=False)
    links = GoalIndicator.every.filter(
        Q(use__in=notes.filter(use__isnull=False).values("use")) | _of_noted_indicators(notes)
    )
    concerned = Q(pk__in=overrides.values("goal")) | Q(pk__in=links.values("goal"))
    return Goal.every.filter(concerned).values_list("pk", flat=True).order_by()


def _of_noted_indicators(notes: QuerySet[Annotation]) -> Q:
    """By an indicator that was noted on, or by its earlier definition that an agreement keeps."""
    noted = notes.filter(indicator__isnull=False).values("indicator")
    return Q(use__indicator__in=noted) | Q(use__indicator__as_agreed_of__in=noted)


def _stamp(today: date) -> Stamp:
    """What is written now; one query."""
    newest = [f"(SELECT COALESCE(MAX(id), 0) FROM {table})" for table in _tables()]  # noqa: S608
    near = [
        f"(SELECT COUNT(*) FROM {table} WHERE id > (SELECT MAX(id) - {LATE} FROM {table}))"  # noqa: S608
        for table in _tables()
    ]
    ended = [f"(SELECT COUNT(ended_at) FROM {_table(model)})" for model in ENDED]  # noqa: S608
    placements = _table(UnitPlacement)
    placed = [
        f"(SELECT {what} FROM {placements})"  # noqa: S608
        for what in ("COALESCE(MAX(id), 0)", "COUNT(*)", "COUNT(ends_on)")
    ]
    found = iter(_numbers([*newest, *near, *ended, *placed]))
    database = str(connection.settings_dict["NAME"])
    parts = [tuple(islice(found, len(each))) for each in (newest, near, ended, placed)]
    return Stamp(database, today, parts[3], *parts[:3])


def _ground(stamp: Stamp) -> tuple[str, date, tuple[int, ...]]:
    """What everything that is kept stands on."""
    return stamp.database, stamp.today, stamp.placed


def _near(newest: tuple[int, ...]) -> tuple[int, ...]:
    """How many rows there are now just below those that were the newest; one query."""
    return _numbers(
        f"(SELECT COUNT(*) FROM {table} WHERE id > {last - LATE:d} AND id <= {last:d})"  # noqa: S608
        for table, last in zip(_tables(), newest, strict=True)
    )


def _tables() -> list[str]:
    return [_table(model) for model in WRITTEN.values()]


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _numbers(columns: Iterable[str]) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}")  # noqa: S608  our own names and numbers
        return tuple(cursor.fetchone())
