"""Theories as lists: all, those of a goal, those of an agreement, those found by words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.notices.search import Hit, Words, matches
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.access import goals_for
from roedtraad.steering.agreements.models import Agreement, Goal
from roedtraad.steering.theory.access import readable, readable_among, sees_drafts
from roedtraad.steering.theory.models import (
    Node,
    NodeKind,
    TheoryChange,
    TheoryOfChange,
    TheoryState,
)

from .names import named

ORDER = {TheoryState.IN_USE: 0, TheoryState.DRAFT: 1, TheoryState.ENDED: 2}


@dataclass(frozen=True)
class TheoryRow:
    """A theory on the list, with how much there is in it."""

    theory: TheoryOfChange
    boxes: int
    results: int


def theory_rows(user: User) -> list[TheoryRow]:
    """Every theory `user` may open: those in use first, by unit and title; one query."""
    rows = (
        readable(user)
        .select_related("unit", "target_group", "agreement")
        .annotate(
            boxes=Count("nodes"),
            results=Count("nodes", filter=Q(nodes__kind=NodeKind.RESULT_GOAL)),
        )
    )
    found = [TheoryRow(row, row.boxes, row.results) for row in rows]
    return sorted(
        found,
        key=lambda row: (
            ORDER[TheoryState(row.theory.state)],
            row.theory.unit.path,
            danish_key(row.theory.title),
            -row.theory.number,
        ),
    )


def theories_of_goal(goal: int, user: User) -> list[TheoryOfChange]:
    """The theories in which the goal is a result: in use first, and drafts of who sees them."""
    keys = {node.theory_id for node in _boxes_of_goal().rows(goal=goal)}
    return _chosen(keys, user)


def theories_of_agreement(agreement: Agreement, user: User) -> list[TheoryOfChange]:
    """The theories of the agreement, and those in which one of its goals is a result."""
    keys = {node.theory_id for node in _boxes_of_agreement().rows(agreement=agreement.pk)}
    keys |= {theory.pk for theory in _theories_of_agreement().rows(agreement=agreement.pk)}
    return _chosen(keys, user)


@prepared
def _boxes_of_goal() -> QuerySet[Node]:
    return Node.objects.filter(goal=Given("goal"), kind=NodeKind.RESULT_GOAL)


@prepared
def _boxes_of_agreement() -> QuerySet[Node]:
    return Node.objects.filter(goal__agreement=Given("agreement"))


@prepared
def _theories_of_agreement() -> QuerySet[TheoryOfChange]:
    return TheoryOfChange.objects.filter(agreement=Given("agreement"))


def _chosen(keys: set[int], user: User) -> list[TheoryOfChange]:
    """Of these, what is not over and may be opened; most goals have none, and ask no further."""
    if not keys:
        return []
    return sorted(
        readable_among(user, keys),
        key=lambda each: (ORDER[TheoryState(each.state)], danish_key(each.title), -each.number),
    )


def units_to_write_in(user: User) -> QuerySet[Unit]:
    return access.units_for(user, Permission.THEORY_EDIT).order_by("path")


def goal_to_begin_with(user: User, pk: int) -> Goal | None:
    """A goal that a new theory may be drawn for."""
    return goals_for(user).filter(pk=pk).select_related("agreement__unit").first()


def changes_of(theory: TheoryOfChange, user: User) -> list[TheoryChange]:
    """What was changed, the newest first; nothing for who reads only what is in use."""
    if not sees_drafts(user, theory):
        return []
    return list(theory.changes.select_related("changed_by")[:200])


@prepared
def _nodes() -> QuerySet[Node]:
    rows = Node.objects.filter(theory__in=GivenKeys("theories"))
    return rows.select_related("target_group", "intervention_type__ladder_step")


def found(user: User, words: Words) -> Iterator[Hit]:
    """The theories in whose words or boxes the words stand; the same few queries for all."""
    theories = list(readable(user).select_related("unit"))
    rows = _nodes().rows(theories=[each.pk for each in theories]) if theories else []
    names = named(rows, user).names
    texts: dict[int, list[str]] = {}
    for node in rows:
        texts.setdefault(node.theory_id, []).extend([names[node.pk], node.text])
    for theory in theories:
        text = " · ".join([theory.text, *texts.get(theory.pk, [])])
        if matches(words, theory.title, text):
            place = reverse("theory:page", args=[theory.pk])
            yield Hit(theory.title, place, str(theory.unit), text)
