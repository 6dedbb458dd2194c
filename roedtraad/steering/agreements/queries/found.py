"""What the search finds in strategies and agreements: only what the searcher may open is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.foundation.notices.search import Hit, Words, matches
from roedtraad.steering.agreements.access import SEEN, keys_for, readable, seen_by
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Comment,
    EffectGoal,
    FocusArea,
    Goal,
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
)
from .strategy import reach_of, strategies_for, strategies_within

# where each kind of aim is read, and the place on that page
AIMS: tuple[tuple[type[Any], str, str], ...] = (
    (Vision, "strategy:page", "#vision-{pk}"),
    (FocusArea, "matrix:area", ""),
    (EffectGoal, "matrix:effect", ""),
)
# keys of an approved text under which no person wrote anything
NOT_WORDS = {"id", "key", "kind", "url", "direction", "state", "status", "role", "from", "to"}


def agreements(user: User, words: Words) -> Iterator[Hit]:
    """Agreements by title, unit and text: as written for who takes part, else as approved."""
    full = set(keys_for(user))
    rows = agreements_as_approved(user, readable(user).select_related("unit"))
    texts = _written([row.pk for row in rows if row.pk in full])
    texts |= _approved([row.pk for row in rows if row.pk not in full])
    for row in rows:
        text = texts.get(row.pk, "")
        if matches(words, row.title, row.unit.name, row.case_number, text):
            url = reverse("agreements:page", args=[row.pk])
            yield Hit(row.title, url, str(row.unit), text)


def _written(agreements: Collection[int]) -> dict[int, str]:
    texts: dict[int, list[str]] = {}
    for part in ("sections", "focus_areas", "projects", "facts", "annexes", "minutes", "parties"):
        for row in _of_agreements(part).rows(agreements=agreements) if agreements else ():
            texts.setdefault(row.agreement_id, []).extend(_texts([row]))
    return {pk: " ".join(found) for pk, found in texts.items()}


@prepared
def _of_agreements(part: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = Agreement._meta.get_field(part).related_model._default_manager.all()  # type: ignore[union-attr]
    return rows.filter(agreement__in=GivenKeys("agreements"))


def _texts(rows: Iterable[Any]) -> Iterator[str]:
    """Every text a row has, in the order of its fields."""
    for row in rows:
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if isinstance(value, str) and value and not field.choices and field.name != "key":
                yield value


def _approved(agreements: Collection[int]) -> dict[int, str]:
    found = _newest().rows(agreements=agreements) if agreements else ()
    return {each.agreement_id: " ".join(_strings(each.content)) for each in found}


@prepared
def _newest() -> QuerySet[Version]:
    newest = Version.objects.filter(agreement=OuterRef("agreement")).order_by("-number")
    return Version.objects.filter(
        agreement__in=GivenKeys("agreements"), pk=Subquery(newest.values("pk")[:1])
    )


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
    seen, full = seen_by(user), set(keys_for(user))
    measured: dict[int, list[str]] = {}
    for of, title, definition in _measured().rows(**seen):
        measured.setdefault(of, []).extend((title, definition))
    for pk, (_version, agreed) in amended_goals(user).items():
        for row in agreed["indicators"]:
            measured.setdefault(pk, []).extend((row["text"], row["definition"]))
    for goal in as_approved(user, _goals().rows(**seen)):
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


@prepared
def _goals() -> QuerySet[Goal]:
    return Goal.every.filter(SEEN).select_related("agreement__unit")


def _read_as_written() -> QuerySet[Goal]:
    """As `read_as_written`, in a prepared query that is asked with `seen_by`."""
    return Goal.every.filter(SEEN).exclude(agreement__in=GivenKeys("amended"))


@prepared
def _measured() -> QuerySet[GoalIndicator, tuple[int, str, str]]:
    links = GoalIndicator.objects.filter(goal__in=_read_as_written().values("pk"))
    return links.values_list("goal", "use__indicator__title", "use__indicator__definition")


def actions(user: User, words: Words) -> Iterator[Hit]:
    """Actions by what is to be done, and by whom."""
    for each in approved_actions(user):
        agreed = each.action
        if matches(words, agreed.text, agreed.responsible):
            yield Hit(agreed.text[:160], actions_of(each.goal), each.unit, agreed.responsible)
    for action in _actions().rows(**seen_by(user)):
        if matches(words, action.text, action.responsible):
            unit = str(action.goal.agreement.unit)
            yield Hit(action.text[:160], actions_of(action.goal_id), unit, action.responsible)


@prepared
def _actions() -> QuerySet[Action]:
    rows = Action.objects.filter(goal__in=_read_as_written().values("pk"))
    return rows.select_related("goal__agreement__unit")


def comments(user: User, words: Words) -> Iterator[Hit]:
    """What was said in the agreements one takes part in."""
    for comment in _comments().rows(agreements=keys_for(user)):
        if matches(words, comment.text):
            page = reverse("agreements:page", args=[comment.thread.agreement_id])
            url = f"{page}#thread-{comment.thread_id}"
            yield Hit(comment.text[:120], url, f"{comment.author}, {comment.thread.agreement}")


@prepared
def _comments() -> QuerySet[Comment]:
    rows = Comment.objects.filter(thread__agreement__in=GivenKeys("agreements"))
    return rows.select_related("author", "thread__agreement")


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
    reach = reach_of(user)
    for model, page, anchor in AIMS:
        for row in _of_strategies(model, *reach).rows():
            text = " ".join(_texts([row]))
            if matches(words, text):
                of = row.strategy_id if anchor else row.pk
                url = reverse(page, args=[of]) + anchor.format(pk=row.pk)
                yield Hit(row.title, url, f"{row._meta.verbose_name}, {row.strategy}", row.text)
    for theme in _themes(*reach).rows():
        if matches(words, theme.title, theme.text):
            url = reverse("matrix:theme", args=[theme.pk])
            yield Hit(theme.title, url, str(theme._meta.verbose_name), theme.text)


@prepared
def _of_strategies(model: type[Any], *reach: tuple[str, ...]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.filter(strategy__in=strategies_within(*reach))
    return rows.select_related("strategy")


@prepared
def _themes(*reach: tuple[str, ...]) -> QuerySet[Theme]:
    return Theme.objects.filter(strategies__in=strategies_within(*reach)).distinct()
