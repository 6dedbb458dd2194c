"""What the page of an agreement shows; the number of queries does not grow with its content."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils import timezone

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import UnitStaff
from roedtraad.steering.agreements.access import (
    AS_APPROVED,
    BEING_AMENDED,
    agreements_for,
    readable,
)
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Amendment,
    FocusArea,
    Goal,
    Thread,
    Version,
)
from roedtraad.steering.agreements.template_definition import Definition
from roedtraad.steering.agreements.template_json import load

from .content import Content, agreement_content, content_hash
from .document import Block, blocks_of, goal_texts
from .levels import ShownLevel, shown_level
from .life import Life, life_of
from .statuses import goal_statuses


@dataclass(frozen=True)
class ActionState:
    """How far an action is, beside what was agreed."""

    action: Action
    is_overdue: bool


@dataclass(frozen=True)
class AgreementPage:
    """The agreement as it stands now, for somebody who takes part in it."""

    agreement: Agreement
    definition: Definition
    content: Content
    content_hash: str
    blocks: list[Block]
    life: Life
    goals: dict[int, Any]
    actions: dict[int, ActionState]
    status_texts: dict[str, str]
    threads: dict[str, list[Thread]]
    levels: dict[int, ShownLevel]
    staff: dict[int, UnitStaff]
    version: Version | None
    amendment: Amendment | None

    @property
    def may(self) -> frozenset[str]:
        return self.life.may

    @property
    def is_as_approved(self) -> bool:
        return self.version is not None and self.version.content_hash == self.content_hash


def agreement_for(user: User, pk: int) -> Agreement:
    """The agreement as it is written, for those who take part in it; 404 for all others."""
    found = (
        agreements_for(user, Permission.AGREEMENT_VIEW)
        .select_related("unit", "template_version__template", "previous")
        .filter(pk=pk)
        .first()
    )
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
    content = agreement_content(agreement)
    definition = definition_of(agreement)
    texts = dict(agreement.sections.values_list("key", "text"))
    minutes = list(agreement.minutes.select_related("written_by"))
    goals = list(Goal.objects.filter(agreement=agreement).only("pk", "version", "status_text"))
    version = agreement.versions.last()
    amendment = next(
        (
            each
            for each in agreement.amendments.all()
            if not each.after_id and not each.is_abandoned
        ),
        None,
    )
    return AgreementPage(
        agreement=agreement,
        definition=definition,
        content=content,
        content_hash=content_hash(content),
        blocks=blocks_of(definition, content, texts, minutes),
        life=life_of(agreement, user),
        goals={each["id"]: goal_texts(definition, each) for each in content["goals"]},
        actions=_actions(agreement),
        status_texts=_status_texts(agreement, goals),
        threads=threads_by_place(agreement),
        levels=_levels(agreement, version, [goal.pk for goal in goals]),
        staff=_staff(content),
        version=version,
        amendment=amendment,
    )


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


def _actions(agreement: Agreement) -> dict[int, ActionState]:
    today = timezone.localdate()
    rows = Action.objects.filter(goal__agreement=agreement).prefetch_related("postponements")
    return {row.pk: ActionState(row, is_overdue(row, today)) for row in rows}


def _levels(
    agreement: Agreement, version: Version | None, goals: list[int]
) -> dict[int, ShownLevel]:
    """How the goals stand; nothing is said of a goal that has not been approved yet."""
    if agreement.state in BEING_AMENDED and version is not None:
        approved = {goal["id"] for goal in version.content["goals"]}
        goals = [goal for goal in goals if goal in approved]
    elif agreement.state not in AS_APPROVED:
        return {}
    return {pk: shown_level(each.level) for pk, each in goal_statuses(goals).items()}


def _staff(content: Content) -> dict[int, UnitStaff]:
    """The newest figures of the units covered."""
    units = [unit["id"] for unit in content["units"]]
    return {row.unit_id: row for row in UnitStaff.objects.filter(unit__in=units).order_by("year")}


def _status_texts(agreement: Agreement, goals: list[Goal]) -> dict[str, str]:
    areas = FocusArea.objects.filter(agreement=agreement).exclude(status_text="")
    found = {f"area-{pk}": text for pk, text in areas.values_list("pk", "status_text")}
    return found | {f"goal-{goal.pk}": goal.status_text for goal in goals if goal.status_text}


def threads_by_place(agreement: Agreement) -> dict[str, list[Thread]]:
    """The conversations by the anchor of their place."""
    found: defaultdict[str, list[Thread]] = defaultdict(list)
    rows = agreement.threads.select_related("resolved_by").prefetch_related("comments__author")
    for thread in rows:
        place = f"goal-{thread.goal_id}" if thread.goal_id else f"section-{thread.section_key}"
        found[place].append(thread)
    return dict(found)
