"""Where something was read from: the document, the place in it, and the review to look it up in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import Given, prepared
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Goal,
    GoalIndicator,
    SourcePlace,
    Strategy,
)

from .models import PlanReading
from .queries import readings_for


@dataclass(frozen=True)
class Origin:
    """A place in a document, and the reading it came in by, for those who may open that."""

    label: str  # of the part; empty for the thing itself
    document: str
    page: int | None
    line: int | None
    reading: PlanReading | None


def origins_of_goal(goal: Goal, user: User) -> list[Origin]:
    """The places of a goal and of its parts; at most five queries."""
    found: list[tuple[str, SourcePlace | None]] = [("", goal.source)]
    found += [(str(each.text), each.source) for each in _actions().rows(goal=goal.pk)]
    found += [(str(each.use.indicator), each.source) for each in _links().rows(goal=goal.pk)]
    places = [(label, place) for label, place in found if place is not None]
    readings = _readings((place for _label, place in places), user)
    return [
        Origin(
            label,
            str(place.document),
            place.page,
            place.line_from,
            readings.get(place.document_id),
        )
        for label, place in places
    ]


@prepared
def _actions() -> QuerySet[Action]:
    read_in = Action.objects.filter(goal=Given("goal"), source__isnull=False)
    return read_in.select_related("source__document")


@prepared
def _links() -> QuerySet[GoalIndicator]:
    read_in = GoalIndicator.objects.filter(goal=Given("goal"), source__isnull=False)
    return read_in.select_related("source__document", "use__indicator")


def origin_of_plan(plan: Agreement | Strategy, user: User) -> Origin | None:
    """The document an agreement or a strategy was made of."""
    kind = "agreement" if isinstance(plan, Agreement) else "strategy"
    reading = _made(kind).first(plan=plan.pk)
    if reading is None:
        return None
    may_open = readings_for(user).filter(pk=reading.pk).exists()
    return Origin("", str(reading.document), None, None, reading if may_open else None)


@prepared
def _made(kind: str) -> QuerySet[PlanReading]:
    """What a plan of the kind was made of."""
    made = PlanReading.objects.filter(**{kind: Given("plan")})
    return made.select_related("document").defer("lines")


def _readings(places: Iterable[SourcePlace], user: User) -> dict[int, PlanReading]:
    documents = {place.document_id for place in places}
    if not documents:
        return {}
    rows = readings_for(user).filter(document__in=documents).defer("lines")
    return {row.document_id: row for row in rows}
