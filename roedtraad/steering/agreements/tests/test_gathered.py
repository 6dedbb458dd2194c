from datetime import date, timedelta

import pytest
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.queries import news, notice_rows, notices_of
from roedtraad.foundation.notices.today import Need
from roedtraad.steering.agreements.models import Agreement, Goal
from roedtraad.steering.agreements.queries import gathered
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import approval, discussion, editing, life
from roedtraad.steering.agreements.tests.conftest import party
from roedtraad.steering.agreements.tests.factories import ActionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def labels(user: User) -> list[str]:
    return [item.label for item in gathered.items(user, TODAY)]


def test_both_parties_are_asked_until_they_have_approved(
    submitted: Agreement, leader: User, principal: User
) -> None:
    assert labels(leader) == labels(principal) == ["Godkend Aftale 2026-27"]

    approval.approve(party(submitted, "unit"), seen_hash=text_hash(submitted), acting_user=leader)

    assert labels(leader) == []
    assert labels(principal) == ["Godkend Aftale 2026-27"]


def test_one_whose_approval_was_voided_is_asked_again(submitted: Agreement, leader: User) -> None:
    approval.approve(party(submitted, "unit"), seen_hash=text_hash(submitted), acting_user=leader)

    editing.update(Goal.objects.get(), {"text": "Ændret"}, acting_user=leader)

    assert labels(leader) == ["Godkend Aftale 2026-27"]


def test_overdue_actions_come_with_their_day(approved: Agreement, leader: User) -> None:
    goal = Goal.objects.get()
    ActionFactory(goal=goal, text="For sent", due_on=date(2026, 6, 30))
    ActionFactory(goal=goal, text="Gjort", due_on=date(2026, 6, 30), status="done")
    ActionFactory(
        goal=goal,
        text="Udsat",
        due_on=date(2026, 6, 30),
        status="postponed",
        status_reason="Senere",
        postponed_to_on=date(2027, 6, 30),
    )

    [item] = gathered.items(leader, TODAY)

    assert (item.label, item.due_on, item.need) == ("For sent", date(2026, 6, 30), Need.OVERDUE)


def test_a_comment_waits_for_an_answer(plan: Agreement, employee: User, leader: User) -> None:
    thread = discussion.begin_thread(plan, text="Hvem gør det?", acting_user=employee)

    assert labels(leader) == ["Hvem gør det?"]
    discussion.answer(thread, text="Teamet.", acting_user=leader)
    assert labels(leader) == []
    assert labels(employee) == ["Teamet."]


def test_outsiders_and_politicians_are_told_nothing_of_drafts(
    plan: Agreement, outsider: User, politician: User
) -> None:
    for user in (outsider, politician):
        assert list(gathered.events(user, date(2026, 1, 1), date(2027, 12, 31))) == []


def test_the_calendar_has_what_is_due(approved: Agreement, leader: User) -> None:
    ActionFactory(goal=Goal.objects.get(), text="Kursus", due_on=date(2026, 6, 30))

    events = list(gathered.events(leader, date(2026, 6, 1), date(2026, 6, 30)))

    assert [(event.on, event.title) for event in events] == [(date(2026, 6, 30), "Kursus")]


def test_goals_of_ones_units_say_how_they_stand(approved: Agreement, leader: User) -> None:
    [standing] = gathered.standings(leader, timezone.localdate())

    assert (standing.label, standing.word) == ("1 Flere familier med egne mål", "ingen data")


def test_the_parties_are_told_of_a_submission(
    submitted: Agreement, leader: User, principal: User, outsider: User
) -> None:
    assert news(principal) == ["1 indsendelse"]
    assert news(leader) == news(outsider) == []


def test_a_comment_tells_those_who_write(plan: Agreement, employee: User, leader: User) -> None:
    discussion.begin_thread(plan, text="Hvem gør det?", acting_user=employee)

    [row] = notice_rows(leader, notices_of(leader))

    assert row.label == "Ny kommentar i Aftale 2026-27"
    assert news(employee) == []


def test_what_was_sent_back_waits_for_those_who_write_it(
    submitted: Agreement, leader: User, principal: User
) -> None:
    life.send_back(submitted, reason="Målet mangler en dato", acting_user=principal)

    [item] = [each for each in gathered.items(leader, TODAY) if each.act == "Ret"]

    assert (item.label, item.context) == ("Ret Aftale 2026-27", "Målet mangler en dato")


def test_an_agreement_whose_period_is_over_waits_for_its_follow_up(
    approved: Agreement, leader: User, outsider: User
) -> None:
    over = approved.ends_on + timedelta(days=1)

    assert "Følg op på Aftale 2026-27" in [each.label for each in gathered.items(leader, over)]
    assert not list(gathered.items(outsider, over))
