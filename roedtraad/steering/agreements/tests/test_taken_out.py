"""What an amendment takes out counts until the parties have approved the text without it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Action, Agreement, Goal
from roedtraad.steering.agreements.queries import dates, found, gathered
from roedtraad.steering.agreements.queries.agreement_list import (
    AgreementFilter,
    matching_agreements,
)
from roedtraad.steering.agreements.queries.changes import described
from roedtraad.steering.agreements.queries.goal_table import GoalFilter, goal_rows
from roedtraad.steering.agreements.queries.standing import served_by
from roedtraad.steering.agreements.services import amending, editing, goal_indicators, life
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText
from roedtraad.steering.agreements.tests.conftest import for_both
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    FocusAreaFactory,
    GoalIndicatorFactory,
)
from roedtraad.steering.indicators.services import TargetLevel
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 2)


@pytest.fixture
def goal(plan: Agreement, leader: User, principal: User) -> Goal:
    """Approved with an indicator, an action and a focus area; an amendment is open."""
    goal = Goal.objects.get()
    goal.focus_areas.add(FocusAreaFactory())
    use = GoalIndicatorFactory(
        goal=goal,
        use__indicator__title="Andel med egne mål",
        use__baseline=Decimal(40),
        use__baseline_on=date(2026, 1, 1),
    ).use
    TargetFactory(use=use, value=Decimal(80), due_on=date(2026, 6, 30))
    MeasurementFactory(use=use, measured_on=date(2026, 3, 31), value=Decimal(47))
    MeasurementFactory(use=use, measured_on=date(2026, 4, 30), value=Decimal(49))
    ActionFactory(goal=goal, text="Ring til alle", due_on=date(2026, 3, 1), due_raw="marts")
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Nyt budget", acting_user=leader)
    return Goal.objects.get()


@pytest.fixture
def taken_out(goal: Goal, leader: User) -> Goal:
    editing.remove(goal, acting_user=leader)
    return Goal.every.get(pk=goal.pk)


def test_a_goal_taken_out_stays_in_lists_matrix_search_and_today(
    taken_out: Goal, leader: User, politician: User
) -> None:
    area = taken_out.focus_areas.get()

    for user in (leader, politician):
        assert [row.goal.pk for row in goal_rows(user, GoalFilter())] == [taken_out.pk]
        assert served_by(user).by_focus_area[area.pk] == {taken_out.pk}
        assert [hit.title for hit in found.goals(user, ("familier",))] == [str(taken_out)]
        assert [hit.title for hit in found.actions(user, ("ring",))] == ["Ring til alle"]
    assert [str(row.label) for row in gathered.standings(leader, TODAY)] == [str(taken_out)]
    assert "Ring til alle" in [item.label for item in gathered.items(leader, TODAY)]
    assert [item.label for item in dates.items(leader, TODAY)] == ["Mål: Andel med egne mål"]
    days = [event.title for event in gathered.events(leader, date(2026, 1, 1), TODAY)]
    assert {"Ring til alle", "Andel med egne mål"} <= set(days)


def test_the_text_that_is_written_has_the_goal_no_more(taken_out: Goal) -> None:
    agreement = taken_out.agreement

    assert list(agreement.goals.all()) == []
    row = described(agreement.changes.filter(subject_type="agreements.goal"))[0]
    assert (row.verb, row.fields) == ("fjernet", [])


def test_its_page_says_that_it_counts_until_the_amendment_is_approved(
    client: Client, taken_out: Goal, leader: User
) -> None:
    client.force_login(leader)

    text = client.get(reverse("agreements:goal_page", args=[taken_out.pk])).content.decode()

    assert "Ændringen tager dette mål ud" in text
    assert "Ring til alle" in text and "status-sentences" in text


def test_an_approved_amendment_takes_the_goal_off_every_page_and_keeps_it_stored(
    client: Client, taken_out: Goal, leader: User, principal: User
) -> None:
    life.submit(taken_out.agreement, acting_user=leader)
    for_both(taken_out.agreement, leader, principal)
    client.force_login(leader)

    page = reverse("agreements:goal_page", args=[taken_out.pk])
    answer = client.get(page, follow=True).content.decode()

    assert goal_rows(leader, GoalFilter()) == []
    assert list(found.actions(leader, ("ring",))) == []
    assert [row.label for row in gathered.standings(leader, TODAY)] == []
    assert list(dates.items(leader, TODAY)) == []
    assert "Dette mål er ikke længere en del af aftalen" in answer
    assert Action.every.filter(goal=taken_out).exists()


def test_an_abandoned_amendment_brings_the_goal_back(taken_out: Goal, leader: User) -> None:
    amendment = taken_out.agreement.amendments.get()

    amending.abandon_amendment(amendment, reason="Alligevel ikke", acting_user=leader)

    assert list(taken_out.agreement.goals.all()) == [taken_out]


def test_taking_out_is_undone_with_everything_below(taken_out: Goal, leader: User) -> None:
    change = taken_out.agreement.changes.filter(subject_type="agreements.goal").first()
    assert change is not None

    editing.undo(change, acting_user=leader)

    back = Goal.objects.get(pk=taken_out.pk)
    assert back.actions.count() == back.goal_indicators.count() == 1


def test_a_goal_that_was_never_approved_is_deleted(goal: Goal, leader: User) -> None:
    new = editing.create(Goal(agreement=goal.agreement, title="Nyt"), acting_user=leader)

    editing.remove(new, acting_user=leader)

    assert not Goal.every.filter(pk=new.pk).exists()


def test_what_is_taken_out_is_measured_and_reported_until_then(
    client: Client, goal: Goal, leader: User
) -> None:
    followed, action = goal.goal_indicators.get(), goal.actions.get()
    editing.remove(followed, acting_user=leader)
    editing.remove(action, acting_user=leader)
    client.force_login(leader)

    measured = client.post(
        reverse("agreements:measurements", args=[goal.pk, followed.pk]),
        {"measured_on": "30. juni 2026", "value": "52"},
    )
    reported = client.post(
        reverse("agreements:action_status", args=[goal.pk, action.pk]),
        {"status": "running", "base_version": action.version},
    )

    assert (measured.status_code, reported.status_code) == (302, 302)
    assert followed.use.measurements.filter(value=52).exists()
    assert Action.every.get(pk=action.pk).status == "running"
    assert Action.every.get(pk=action.pk).is_taken_out


def test_forms_of_follow_up_speak_the_approved_words(
    client: Client, goal: Goal, leader: User
) -> None:
    followed, action = goal.goal_indicators.get(), goal.actions.get()
    lower = IndicatorText(
        title="Hemmeligt ord",
        measured_in="kr.",
        baseline=Decimal(40),
        target=TargetLevel(value=Decimal(45), due_raw="2026", due_on=date(2026, 12, 31)),
    )
    goal_indicators.change_indicator(followed, lower, reason="Færre", acting_user=leader)
    editing.update(action, {"text": "Hemmelig handling"}, acting_user=leader)
    editing.update(goal.agreement, {"title": "Hemmelig titel"}, acting_user=leader)
    client.force_login(leader)

    pages = [
        reverse("agreements:measurements", args=[goal.pk, followed.pk]),
        reverse("agreements:action_status", args=[goal.pk, action.pk]),
        reverse("agreements:list"),
        reverse("reports:index"),
        reverse("agreements:goal_table"),
    ]
    texts = [client.get(page).content.decode() for page in pages]

    assert all("Hemmelig" not in text for text in texts)
    assert "Andel med egne mål" in texts[0] and "Ring til alle" in texts[1]
    assert all("Aftale 2026-27" in text for text in texts[2:])


def test_lists_find_an_agreement_by_the_title_that_is_approved(goal: Goal, leader: User) -> None:
    editing.update(goal.agreement, {"title": "Hemmelig titel"}, acting_user=leader)

    by_words = {
        words: [each.title for each in matching_agreements(leader, AgreementFilter(words=words))]
        for words in ("aftale 2026", "hemmelig")
    }

    assert by_words == {"aftale 2026": ["Aftale 2026-27"], "hemmelig": []}
