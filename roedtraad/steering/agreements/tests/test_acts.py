"""What was done at once is undone at once, and the same form sent twice is done once."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    Change,
    Goal,
    Postponement,
    TemplateVersion,
)
from roedtraad.steering.agreements.queries.changes import described, last_undoable
from roedtraad.steering.agreements.services import actions, editing, rolling
from roedtraad.steering.agreements.tests.factories import ActionFactory, GoalFactory

pytestmark = pytest.mark.django_db


def order(plan: Agreement) -> list[str]:
    return list(plan.goals.order_by("position", "pk").values_list("title", flat=True))


def test_moving_a_goal_is_one_act_and_undone_as_one(
    client: Client, plan: Agreement, leader: User
) -> None:
    for number, title in enumerate("ABC", start=1):
        GoalFactory(agreement=plan, title=title, position=number)
    first, before = Goal.objects.get(title="C"), order(plan)
    client.force_login(leader)
    client.post(
        reverse("agreements:part_move", args=[plan.pk, "maal", first.pk]), {"retning": "op"}
    )
    assert order(plan) != before

    editing.undo(plan.changes.all()[0], acting_user=leader)

    assert order(plan) == before


def test_undoing_twice_goes_two_steps_back(plan: Agreement, leader: User) -> None:
    goal = Goal.objects.get()
    for title in ("To", "Tre"):
        editing.update(goal, {"title": title}, acting_user=leader)

    for _ in range(2):
        last = last_undoable(plan, leader)
        assert last is not None
        editing.undo(last, acting_user=leader)

    goal.refresh_from_db()
    assert goal.title == "Flere familier med egne mål"


def test_beginning_an_agreement_is_not_undone_piece_by_piece(plan: Agreement, leader: User) -> None:
    begun = plan.changes.earliest("pk")

    assert last_undoable(plan, leader) is None
    [row] = described(plan.changes.all())
    assert (row.kind, row.verb, row.may_be_undone) == ("aftale", "oprettet", False)
    with pytest.raises(editing.CannotUndo):
        editing.undo(begun, acting_user=leader)


def test_a_postponement_is_undone_with_its_old_date(plan: Agreement, leader: User) -> None:
    action = ActionFactory(goal=Goal.objects.get(), due_raw="uge 1 2026", due_on=date(2026, 1, 4))
    later = actions.Due("uge 9 2026", date(2026, 2, 23), date(2026, 3, 1))
    change = actions.postpone_action(action, later, reason="Ferie", acting_user=leader)

    editing.undo(change, acting_user=leader)

    assert Action.objects.get().status == ActionStatus.PLANNED
    assert not Postponement.objects.exists()


def test_the_same_form_sent_twice_makes_one_goal(
    client: Client, plan: Agreement, leader: User
) -> None:
    client.force_login(leader)
    address = reverse("agreements:part_new", args=[plan.pk, "maal"])
    sent = {"title": "Kun én gang", "weight": "1", "once": str(uuid4())}

    answers = [client.post(address, sent) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 422]
    assert Goal.objects.filter(title="Kun én gang").count() == 1
    assert "gemt allerede" in answers[1].content.decode()
    assert "Kun én gang" in answers[1].content.decode()


def test_a_draft_that_arrives_after_its_form_does_not_come_back(
    client: Client, plan: Agreement, leader: User
) -> None:
    client.force_login(leader)
    goal_form = reverse("agreements:part_new", args=[plan.pk, "maal"])
    draft = f"{reverse('agreements:draft')}?key=agreement:{plan.pk}:maal:ny"
    sent = {"title": "Gemt", "weight": "1", "once": str(uuid4())}
    kept = {"data": {name: [value] for name, value in sent.items()}}

    client.post(draft, kept, content_type="application/json")
    assert client.get(draft).json()["data"]["title"] == ["Gemt"]
    client.delete(draft)
    client.post(goal_form, sent)
    client.post(draft, kept, content_type="application/json")

    assert client.get(draft).status_code == 204


def test_an_agreement_is_begun_once_and_carried_over_once(
    client: Client, approved: Agreement, leader: User
) -> None:
    client.force_login(leader)
    TemplateVersion.objects.update(published_at=timezone.now())
    begun = {
        "template_version": approved.template_version_id,
        "unit": approved.unit_id,
        "title": "Begyndt",
        "starts_on": "2028-01-01",
        "ends_on": "2028-12-31",
        "once": str(uuid4()),
    }
    carried = {**begun, "title": "Båret", "udfoer": "1", "once": str(uuid4())}

    for _ in range(2):
        client.post(reverse("agreements:new"), begun)
        client.post(reverse("agreements:next_period", args=[approved.pk]), carried)

    titles = ["Begyndt", "Båret"]
    assert sorted(Agreement.objects.filter(title__in=titles).values_list("title", flat=True)) == (
        titles
    )
    assert rolling.is_untouched_roll(Agreement.objects.get(title="Båret"))


def test_every_field_of_the_history_has_a_danish_name(plan: Agreement, leader: User) -> None:
    goal = Goal.objects.get()
    editing.update(goal, {"owner": leader, "weight": "2", "un_goals": [3]}, acting_user=leader)

    [row] = described(Change.objects.all()[:1])

    names = [field.label for field in row.fields]
    assert "owner" not in names and "ansvarlig" in names
