"""Whatever way a text is edited, the approval of the old one does not count for it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Annex,
    BudgetLine,
    Change,
    Fact,
    FocusArea,
    Goal,
    Party,
    Project,
    Section,
)
from roedtraad.steering.agreements.queries.content import GOAL_TEXTS, text_hash
from roedtraad.steering.agreements.services import approval, editing
from roedtraad.steering.agreements.tests.conftest import party

pytestmark = pytest.mark.django_db

ROWS = {
    "fact": lambda plan, text: Fact(agreement=plan, label=text),
    "budget": lambda plan, text: BudgetLine(agreement=plan, label=text, year=2026, amount=1),
    "project": lambda plan, text: Project(agreement=plan, title=text),
    "section": lambda plan, text: Section(agreement=plan, key=text, text=text),
    "focus area": lambda plan, text: FocusArea(agreement=plan, title=text),
    "annex": lambda plan, text: Annex(agreement=plan, title=text, url="https://fjordby.example/"),
    "goal": lambda plan, text: Goal(agreement=plan, title=text),
    "action": lambda plan, text: Action(goal=plan.goals.first(), text=text),
}
AGREEMENT_VALUES: list[dict[str, Any]] = [
    {"title": "Ny titel"},
    {"ends_on": date(2028, 12, 31)},
    {"period_raw": "2026-28"},
    {"case_number": "26/1"},
    {"budget_timing": "after"},
]

edits = st.one_of(
    st.tuples(st.just("create"), st.sampled_from(sorted(ROWS))),
    st.tuples(st.just("goal"), st.sampled_from(GOAL_TEXTS)),
    st.tuples(st.just("agreement"), st.sampled_from(range(len(AGREEMENT_VALUES)))),
    st.tuples(st.just("remove"), st.just("goal")),
    st.tuples(st.just("undo"), st.just("")),
    st.tuples(st.just("party"), st.just("represented_by")),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edit=edits)
def test_an_edited_agreement_never_shows_an_old_approval(
    edit: tuple[str, Any], submitted: Agreement, leader: User, principal: User
) -> None:
    plan = Agreement.objects.get(pk=submitted.pk)
    if not plan.goals.exists():
        editing.create(Goal(agreement=plan, title="Et mål"), acting_user=leader)
    if not approval.approvals_in_force(plan):
        approval.approve(party(plan, "unit"), seen_hash=text_hash(plan), acting_user=leader)
    before = text_hash(plan)

    _apply(edit, plan, principal)

    plan = Agreement.objects.get(pk=plan.pk)
    if text_hash(plan) != before:
        assert approval.approvals_in_force(plan) == []
    assert all(each.content_hash == text_hash(plan) for each in approval.approvals_in_force(plan))


def _apply(edit: tuple[str, Any], plan: Agreement, user: User) -> None:
    kind, what = edit
    text = f"ny {Change.objects.count()}"
    match kind:
        case "create":
            editing.create(ROWS[what](plan, text), acting_user=user)
        case "goal":
            editing.update(plan.goals.first(), {what: text[:20]}, acting_user=user)
        case "agreement":
            editing.update(plan, AGREEMENT_VALUES[what], acting_user=user)
        case "remove":
            editing.remove(plan.goals.last(), acting_user=user)
        case "party":
            editing.update(Party.objects.first(), {what: text}, acting_user=user)
        case "undo":
            last = plan.changes.filter(undone_at=None).first()
            editing.undo(last, acting_user=user)
