from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Action, ActionStatus, Agreement, Goal
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import actions, discussion, judgement
from roedtraad.steering.agreements.services.actions import Due
from roedtraad.steering.agreements.tests.factories import ActionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(approved: Agreement) -> Action:
    return ActionFactory(goal=Goal.objects.get(), due_raw="juni 2026", due_on=date(2026, 6, 30))


def test_a_postponed_action_keeps_its_old_date_and_says_why(
    action: Action, team_leader: User
) -> None:
    later = Due("ultimo 2026", date(2026, 12, 1), date(2026, 12, 31))

    actions.postpone_action(action, later, reason="Mangler lokaler", acting_user=team_leader)
    actions.postpone_action(
        action, Due("2027", None, date(2027, 12, 31)), reason="Igen", acting_user=team_leader
    )

    action.refresh_from_db()
    assert (action.due_raw, action.postponed_to_raw) == ("juni 2026", "2027")
    dates = [(each.old_due_raw, each.reason) for each in action.postponements.all()]
    assert dates == [("juni 2026", "Mangler lokaler"), ("ultimo 2026", "Igen")]


def test_postponing_does_not_change_what_was_approved(
    action: Action, approved: Agreement, leader: User
) -> None:
    before = text_hash(approved)

    actions.postpone_action(
        action, Due("2027", None, date(2027, 12, 31)), reason="Senere", acting_user=leader
    )

    assert text_hash(approved) == before


def test_postponing_and_dropping_need_a_reason(action: Action, leader: User) -> None:
    with pytest.raises(ValidationError):
        actions.postpone_action(action, Due(), reason="", acting_user=leader)
    with pytest.raises(ValidationError):
        actions.drop_action(action, reason=" ", acting_user=leader)


def test_an_action_is_done_on_a_day(action: Action, leader: User) -> None:
    actions.report_action(action, ActionStatus.DONE, done_on=date(2026, 5, 1), acting_user=leader)

    action.refresh_from_db()
    assert (action.status, action.done_on) == ("done", date(2026, 5, 1))


def test_outsiders_and_employees_report_nothing(
    action: Action, outsider: User, employee: User
) -> None:
    for user in (outsider, employee):
        with pytest.raises(PermissionDenied):
            actions.report_action(action, ActionStatus.DONE, acting_user=user)


def test_an_employee_comments_and_the_leader_resolves(
    plan: Agreement, employee: User, leader: User
) -> None:
    thread = discussion.begin_thread(plan, text="Hvem gør det?", acting_user=employee)
    discussion.answer(thread, text="Det gør teamet.", acting_user=leader)

    discussion.resolve(thread, acting_user=leader)

    thread.refresh_from_db()
    assert thread.resolved_by == leader
    assert [comment.text for comment in thread.comments.all()] == [
        "Hvem gør det?",
        "Det gør teamet.",
    ]


def test_an_answer_opens_a_resolved_thread(plan: Agreement, employee: User, leader: User) -> None:
    thread = discussion.begin_thread(plan, text="Hvem gør det?", acting_user=employee)
    discussion.resolve(thread, acting_user=leader)

    discussion.answer(thread, text="Men hvornår?", acting_user=employee)

    thread.refresh_from_db()
    assert thread.resolved_at is None


def test_outsiders_do_not_comment(plan: Agreement, outsider: User, politician: User) -> None:
    for user in (outsider, politician):
        with pytest.raises(PermissionDenied):
            discussion.begin_thread(plan, text="Hov", acting_user=user)


def test_a_judgement_says_why_and_one_is_in_force(approved: Agreement, leader: User) -> None:
    goal = Goal.objects.get()

    with pytest.raises(ValidationError):
        judgement.judge_goal(goal, "reached", reason="", acting_user=leader)
    judgement.judge_goal(goal, "reached", reason="Set på stedet", acting_user=leader)
    judgement.judge_goal(goal, "behind", reason="Set igen", acting_user=leader)

    assert [each.level for each in goal.overrides.filter(ended_at=None)] == ["behind"]
    judgement.end_judgement(goal, acting_user=leader)
    assert not goal.overrides.filter(ended_at=None).exists()


def test_outsiders_judge_nothing(approved: Agreement, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        judgement.judge_goal(Goal.objects.get(), "reached", reason="Ja", acting_user=outsider)
