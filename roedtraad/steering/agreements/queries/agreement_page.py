"""What the page of an agreement shows; the number of queries does not grow with its content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.attached import attach, grouped
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.organisation.models import UnitStaff
from roedtraad.steering.agreements.access import (
    AS_APPROVED,
    BEING_AMENDED,
    in_full,
    readable,
)
from roedtraad.steering.agreements.completeness import LATER
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    Amendment,
    Comment,
    DialogueMinutes,
    Thread,
    Version,
)
from roedtraad.steering.agreements.template_definition import Definition, SectionKind
from roedtraad.steering.agreements.template_json import load
from roedtraad.steering.indicators.level import Level

from .content import Content, content_hash, content_of
from .document import Block, Field, blocks_of, goal_texts
from .levels import ShownLevel, shown_level
from .life import Life, life_of
from .loading import loaded
from .rolled import Marks, marks_of
from .rolled_agreement import RolledAgreement, Standings, rolled_agreement
from .signs import signs_of
from .statuses import goal_statuses, statuses_of_loaded


@dataclass(frozen=True)
class ActionState:
    """How far an action is, beside what was agreed."""

    status: str
    word: str
    is_overdue: bool
    done_on: date | None
    status_reason: str
    postponed_to: str
    postponed_to_from: date | None
    postponed_to_on: date | None


@dataclass(frozen=True)
class GoalPart:
    """All that is shown of one goal: plain, since the page keeps what comes of it."""

    goal: Content
    agreement: Mapping[str, int]
    texts: tuple[Field, ...]
    words: Mapping[str, str]
    level: ShownLevel | None
    marks: Marks | None
    states: Mapping[int, ActionState]
    status_text: str
    may_edit: bool
    may_follow_up: bool
    has_threads: bool
    shows_comment_form: bool


@dataclass(frozen=True)
class AgreementPage:
    """The agreement as it stands now, for somebody who takes part in it."""

    agreement: Agreement
    definition: Definition
    content: Content
    content_hash: str
    blocks: list[Block]
    life: Life
    parts: dict[int, GoalPart]
    rolled: RolledAgreement
    status_texts: dict[str, str]
    threads: dict[str, list[Thread]]
    staff: dict[int, UnitStaff]
    version: Version | None
    amendment: Amendment | None
    next_ones: list[Agreement]

    @property
    def contents(self) -> list[tuple[str, str, bool, list[tuple[int, str]]]]:
        """For the list at the side: key and label of each section, whether it lacks something."""
        written = [block for block in self.blocks if block.kind not in LATER]
        lacking = {
            block.key
            for block in written
            if "edit" in self.may and block.is_required and block.is_empty
        }
        return [
            (
                block.key,
                block.label,
                block.key in lacking,
                [
                    (goal["id"], f"{goal['number']} {goal['title']}")
                    for _area, goals in (block.rows if block.kind == SectionKind.GOALS else ())
                    for goal in goals
                ],
            )
            for block in self.blocks
        ]

    @property
    def may(self) -> frozenset[str]:
        return self.life.may

    @property
    def is_as_approved(self) -> bool:
        return self.version is not None and self.version.content_hash == self.content_hash


def agreement_for(user: User, pk: int) -> Agreement:
    """The agreement as it is written, for those who take part in it; 404 for all others."""
    found = in_full(user, pk)
    if found is None:
        raise Http404
    return found


def version_for(user: User, pk: int, number: int | None = None) -> Version:
    """A frozen version of an agreement the user may read; the newest when none is named."""
    versions = Version.objects.filter(agreement__in=readable(user).values("pk"), agreement=pk)
    if number is not None:
        versions = versions.filter(number=number)
    found = versions.select_related("agreement__unit", "agreement__template_version").last()
    if found is None:
        raise Http404
    return found


def definition_of(agreement: Agreement) -> Definition:
    return load(agreement.template_version.definition)


def agreement_page(agreement: Agreement, user: User) -> AgreementPage:
    """`agreement` comes from `agreement_for`."""
    plan = loaded(agreement)
    content = content_of(plan)
    definition = definition_of(agreement)
    texts = {section.key: section.text for section in plan.sections.all()}
    minutes = _minutes().rows(agreement=plan.pk)
    threads = threads_by_place(agreement)
    life = life_of(plan, user, with_parties=False)
    version = _newest_version().first(agreement=plan.pk)
    levels = _levels(plan, version)
    followed = levels, signs_of(levels) if levels else {}
    return AgreementPage(
        agreement=agreement,
        definition=definition,
        content=content,
        content_hash=content_hash(content),
        blocks=blocks_of(definition, content, texts, minutes),
        life=life,
        parts=_goal_parts(
            plan, definition, content, life.may, threads, version=version, followed=followed
        ),
        rolled=rolled_agreement(
            content if version is None else _agreed(plan, content, version), followed
        ),
        status_texts={f"area-{each.pk}": each.status_text for each in plan.focus_areas.all()},
        threads=threads,
        staff=_staff(content),
        version=version,
        amendment=_open_amendment().first(agreement=plan.pk),
        next_ones=_next_ones().rows(agreement=plan.pk),
    )


def _goal_parts(
    plan: Agreement,
    definition: Definition,
    content: Content,
    may: frozenset[str],
    places: Container[str],
    *,
    version: Version | None,
    followed: Standings,
) -> dict[int, GoalPart]:
    today = timezone.localdate()
    levels, signs = followed
    goals = {goal.pk: goal for goal in plan.goals.all()}
    words = {
        "indicator": str(definition.word("indicator").one),
        "indicators": str(definition.word("indicator").many),
        "action": str(definition.word("action").one),
        "actions": str(definition.word("action").many),
    }
    return {
        goal["id"]: GoalPart(
            goal=goal,
            agreement={"pk": plan.pk},
            texts=tuple(goal_texts(definition, goal)),
            words=words,
            level=shown_level(levels[goal["id"]]) if goal["id"] in levels else None,
            marks=marks_of(signs[goal["id"]]) if goal["id"] in levels else None,
            states={each.pk: action_state(each, today) for each in goals[goal["id"]].actions.all()},
            status_text=goals[goal["id"]].status_text,
            may_edit="edit" in may,
            may_follow_up="follow_up" in may and version is not None,
            has_threads=f"goal-{goal['id']}" in places,
            shows_comment_form="comment" in may and f"goal-{goal['id']}" not in places,
        )
        for goal in content["goals"]
    }


def version_blocks(version: Version) -> tuple[list[Block], dict[int, Any]]:
    """The document as it was approved, and the texts of its goals."""
    definition = definition_of(version.agreement)
    content = version.content
    texts = {each["key"]: each["text"] for each in content["sections"]}
    blocks = [block for block in blocks_of(definition, content, texts) if not block.is_follow_up]
    return blocks, {goal["id"]: goal_texts(definition, goal) for goal in content["goals"]}


def is_overdue(action: Action, today: date) -> bool:
    """Whether an unfinished action is past the date it has now."""
    due_on = action.postponed_to_on or action.due_on
    return due_on is not None and due_on < today and action.status not in ("done", "dropped")


def action_state(action: Action, today: date) -> ActionState:
    return ActionState(
        action.status,
        str(ActionStatus(action.status).label),
        is_overdue(action, today),
        action.done_on,
        action.status_reason,
        action.postponed_to_raw,
        action.postponed_to_from,
        action.postponed_to_on,
    )


def _levels(plan: Agreement, version: Version | None) -> dict[int, Level]:
    """How the goals stand; nothing is said of a goal that has not been approved yet."""
    if plan.state in AS_APPROVED:
        statuses = statuses_of_loaded(plan.goals.all(), plan)
    elif plan.state in BEING_AMENDED and version is not None:
        statuses = goal_statuses([goal["id"] for goal in version.content["goals"]])
    else:
        return {}
    return {pk: each.level for pk, each in statuses.items()}


def _agreed(plan: Agreement, content: Content, version: Version) -> Content:
    """Where the goals that are followed stand: while another text is written, in the approved."""
    approved: Content = version.content
    return content if plan.state in AS_APPROVED else approved


def _staff(content: Content) -> dict[int, UnitStaff]:
    """The newest figures of the units covered."""
    units = [unit["id"] for unit in content["units"]]
    return {row.unit_id: row for row in _staff_of().rows(units=units)} if units else {}


def threads_by_place(agreement: Agreement) -> dict[str, list[Thread]]:
    """The conversations by the anchor of their place."""
    found: defaultdict[str, list[Thread]] = defaultdict(list)
    threads = _threads().rows(agreement=agreement.pk)
    comments = grouped(_comments().rows(agreement=agreement.pk) if threads else (), "thread_id")
    for thread in threads:
        attach(thread, "comments", comments[thread.pk])
        place = f"goal-{thread.goal_id}" if thread.goal_id else f"section-{thread.section_key}"
        found[place].append(thread)
    return dict(found)


@prepared
def _minutes() -> QuerySet[DialogueMinutes]:
    of_agreement = DialogueMinutes.objects.filter(agreement=Given("agreement"))
    return of_agreement.select_related("written_by")


@prepared
def _newest_version() -> QuerySet[Version]:
    versions = Version.objects.filter(agreement=Given("agreement"))
    return versions.defer("content").order_by("-number")[:1]


@prepared
def _open_amendment() -> QuerySet[Amendment]:
    return Amendment.objects.filter(
        agreement=Given("agreement"), after__isnull=True, is_abandoned=False
    )


@prepared
def _next_ones() -> QuerySet[Agreement]:
    return Agreement.objects.filter(previous=Given("agreement"))


@prepared
def _threads() -> QuerySet[Thread]:
    return Thread.objects.filter(agreement=Given("agreement")).select_related("resolved_by")


@prepared
def _comments() -> QuerySet[Comment]:
    of_agreement = Comment.objects.filter(thread__agreement=Given("agreement"))
    return of_agreement.select_related("author")


@prepared
def _staff_of() -> QuerySet[UnitStaff]:
    return UnitStaff.objects.filter(unit__in=GivenKeys("units")).order_by("year")
