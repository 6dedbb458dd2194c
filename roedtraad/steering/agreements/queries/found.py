"""What the search finds in strategies and agreements: only what the searcher may open is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.search import Hit, Words, matches
from roedtraad.steering.agreements.access import agreements_for, goals_for, readable
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Comment,
    EffectGoal,
    FocusArea,
    GoalIndicator,
    Theme,
    Version,
    Vision,
)

from .approved import (
    actions_of,
    agreements_as_approved,
    amended_goals,
    approved_actions,
    as_approved,
    read_as_written,
)
from .strategy import strategies_for

# keys of an approved text under which no person wrote anything
NOT_WORDS = {"id", "key", "kind", "url", "direction", "state", "status", "role", "from", "to"}


def agreements(user: User, words: Words) -> Iterator[Hit]:
    """Agreements by title, unit and text: as written for who takes part, else as approved."""
    full = set(agreements_for(user).values_list("pk", flat=True))
    rows = readable(user).select_related("unit")
    written = _written(rows.filter(pk__in=full))
    approved = _approved(rows.exclude(pk__in=full))
    for row in agreements_as_approved(user, rows):
        text = written.get(row.pk) or approved.get(row.pk, "")
        if matches(words, row.title, row.unit.name, row.case_number, text):
            url = reverse("agreements:page", args=[row.pk])
            yield Hit(row.title, url, str(row.unit), text)


def _written(rows: QuerySet[Agreement]) -> dict[int, str]:
    parts = ("sections", "focus_areas", "projects", "facts", "annexes", "minutes", "parties")
    return {
        row.pk: " ".join(text for part in parts for text in _texts(getattr(row, part).all()))
        for row in rows.prefetch_related(*parts)
    }


def _texts(rows: Iterable[Any]) -> Iterator[str]:
    """Every text a row has, in the order of its fields."""
    for row in rows:
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if isinstance(value, str) and value and not field.choices and field.name != "key":
                yield value


def _approved(rows: QuerySet[Agreement]) -> dict[int, str]:
    newest = Version.objects.filter(agreement=OuterRef("agreement")).order_by("-number")
    versions = Version.objects.filter(
        agreement__in=rows.values("pk"), pk=Subquery(newest.values("pk")[:1])
    )
    return {each.agreement_id: " ".join(_strings(each.content)) for each in versions}


def _strings(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for key, value in content.items():
            if key not in NOT_WORDS:
                yield from _strings(value)
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value)


def goals(user: User, words: Words) -> Iterator[Hit]:
    """Goals by every text they have, and by what they are measured by."""
    rows = goals_for(user).select_related("agreement__unit")
    full = set(agreements_for(user).values_list("pk", flat=True))
    indicators = GoalIndicator.objects.filter(goal__in=read_as_written(user).values("pk"))
    measured: dict[int, list[str]] = {}
    for of, title, definition in indicators.values_list(
        "goal", "use__indicator__title", "use__indicator__definition"
    ):
        measured.setdefault(of, []).extend((title, definition))
    for pk, (_version, agreed) in amended_goals(user).items():
        for row in agreed["indicators"]:
            measured.setdefault(pk, []).extend((row["text"], row["definition"]))
    for goal in as_approved(user, rows):
        fields = (goal.text, goal.why, goal.method, goal.success_criterion, goal.follow_up)
        others = (goal.how_measured, goal.resources, *goal.extra.values())
        if goal.agreement_id in full:
            others = (*others, goal.status_text)
        whole = " ".join(
            text for text in (*fields, *others, *measured.get(goal.pk, [])) if isinstance(text, str)
        )
        if matches(words, str(goal), whole):
            url = reverse("agreements:goal_page", args=[goal.pk])
            yield Hit(str(goal), url, str(goal.agreement.unit), whole)


def actions(user: User, words: Words) -> Iterator[Hit]:
    """Actions by what is to be done, and by whom."""
    for each in approved_actions(user):
        agreed = each.action
        if matches(words, agreed.text, agreed.responsible):
            yield Hit(agreed.text[:160], actions_of(each.goal), each.unit, agreed.responsible)
    rows = Action.objects.filter(goal__in=read_as_written(user).values("pk"))
    for action in rows.select_related("goal__agreement__unit"):
        if matches(words, action.text, action.responsible):
            unit = str(action.goal.agreement.unit)
            yield Hit(action.text[:160], actions_of(action.goal_id), unit, action.responsible)


def comments(user: User, words: Words) -> Iterator[Hit]:
    """What was said in the agreements one takes part in."""
    rows = Comment.objects.filter(thread__agreement__in=agreements_for(user).values("pk"))
    for comment in rows.select_related("author", "thread__agreement"):
        if matches(words, comment.text):
            page = reverse("agreements:page", args=[comment.thread.agreement_id])
            url = f"{page}#thread-{comment.thread_id}"
            yield Hit(comment.text[:120], url, f"{comment.author}, {comment.thread.agreement}")


def strategies(user: User, words: Words) -> Iterator[Hit]:
    """Strategies by their own texts and by the steps of their calendar."""
    rows = strategies_for(user).select_related("unit")
    for row in rows.prefetch_related("calendar_steps", "projects"):
        parts = [*row.calendar_steps.all(), *row.projects.all()]
        text = " ".join((row.mission, row.text, *_texts(parts)))
        if matches(words, row.title, text):
            yield Hit(row.title, reverse("strategy:page", args=[row.pk]), str(row.unit), text)


def aims(user: User, words: Words) -> Iterator[Hit]:
    """Visions, focus areas, effect goals and themes of the strategies one may read."""
    read = strategies_for(user)
    places: list[tuple[QuerySet[Any], str, str]] = [
        (Vision.objects.filter(strategy__in=read), "strategy:page", "#vision-{pk}"),
        (FocusArea.objects.filter(strategy__in=read), "matrix:area", ""),
        (EffectGoal.objects.filter(strategy__in=read), "matrix:effect", ""),
    ]
    for rows, page, anchor in places:
        for row in rows.select_related("strategy"):
            text = " ".join(_texts([row]))
            if matches(words, text):
                of = row.strategy_id if anchor else row.pk
                url = reverse(page, args=[of]) + anchor.format(pk=row.pk)
                yield Hit(row.title, url, f"{row._meta.verbose_name}, {row.strategy}", row.text)
    for theme in Theme.objects.filter(strategies__in=read).distinct():
        if matches(words, theme.title, theme.text):
            url = reverse("matrix:theme", args=[theme.pk])
            yield Hit(theme.title, url, str(theme._meta.verbose_name), theme.text)
