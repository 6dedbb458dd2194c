"""While an approved agreement is amended, what is approved is still there to read."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.files.services import KEPT_UNUSED, delete_orphans
from roedtraad.steering.agreements.models import Agreement, Annex, Goal, Theme
from roedtraad.steering.agreements.queries import found
from roedtraad.steering.agreements.queries.goal_table import GoalFilter, goal_rows
from roedtraad.steering.agreements.queries.standing import served_by
from roedtraad.steering.agreements.queries.statuses import goal_statuses
from roedtraad.steering.agreements.services import amending, editing, goal_indicators, life
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText
from roedtraad.steering.agreements.tests.conftest import for_both
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    FocusAreaFactory,
    GoalFactory,
    GoalIndicatorFactory,
)
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.queries.passport import use_page
from roedtraad.steering.indicators.services import TargetLevel
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db
MIDSUMMER = date(2026, 7, 2)


@pytest.fixture
def amended(plan: Agreement, leader: User, principal: User) -> Agreement:
    """Approved with one goal and an action; being changed since, with a new goal too."""
    goal = Goal.objects.get()
    ActionFactory(goal=goal, text="Ring til alle")
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Nyt budget", acting_user=leader)
    editing.update(goal, {"title": "Hemmeligt nyt"}, acting_user=leader)
    editing.update(goal.actions.get(), {"text": "Skriv til alle"}, acting_user=leader)
    GoalFactory(agreement=plan, title="Hemmeligt mål mere", number="2")
    return Agreement.objects.get(pk=plan.pk)


def test_a_politician_reads_the_approved_goal(
    client: Client, amended: Agreement, politician: User
) -> None:
    client.force_login(politician)
    goal = Goal.objects.get(number="1")

    answer = client.get(reverse("agreements:goal_page", args=[goal.pk]), follow=True)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Flere familier med egne mål" in text and "Hemmeligt" not in text
    assert "Ring til alle" in text and "Skriv til alle" not in text


def test_a_goal_that_was_never_approved_is_not_there(
    client: Client, amended: Agreement, politician: User, outsider: User
) -> None:
    new, old = Goal.objects.get(number="2"), Goal.objects.get(number="1")

    for user, goal in ((politician, new), (outsider, new), (outsider, old)):
        client.force_login(user)
        assert client.get(reverse("agreements:goal_page", args=[goal.pk])).status_code == 404


def test_lists_and_search_show_the_approved_words(
    amended: Agreement, politician: User, leader: User
) -> None:
    seen = [row.goal.title for row in goal_rows(politician, GoalFilter())]
    written = [row.goal.title for row in goal_rows(leader, GoalFilter())]

    assert seen == written == ["Flere familier med egne mål"]
    assert not list(found.goals(politician, ("hemmeligt",)))
    assert list(found.goals(politician, ("familier",)))
    assert not list(found.actions(politician, ("skriv",)))
    assert [hit.title for hit in found.actions(politician, ("ring",))]


def test_a_removed_goal_is_read_as_it_was_approved(
    client: Client, amended: Agreement, leader: User, politician: User
) -> None:
    goal = Goal.objects.get(number="1")
    pk = goal.pk
    editing.remove(goal, acting_user=leader)
    client.force_login(politician)

    answer = client.get(reverse("agreements:goal_page", args=[pk]), follow=True)

    assert "Flere familier med egne mål" in answer.content.decode()


def test_the_file_of_a_removed_annex_stays_for_undoing_and_for_the_approved_version(
    client: Client, plan: Agreement, leader: User, principal: User, politician: User
) -> None:
    client.force_login(leader)
    upload = {"file": SimpleUploadedFile("Notat.txt", b"Bilagets tekst")}
    client.post(reverse("agreements:annex_upload", args=[plan.pk]), upload)
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Uden bilag", acting_user=leader)
    annex = Annex.objects.get()
    address = reverse("agreements:annex", args=[plan.pk, annex.pk])
    change = editing.remove(annex, acting_user=leader)
    StoredFile.objects.update(uploaded_at=timezone.now() - 2 * KEPT_UNUSED)

    delete_orphans()

    client.force_login(politician)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"Bilagets tekst"
    editing.undo(change, acting_user=leader)
    assert Annex.objects.get().file is not None


@pytest.fixture
def retargeted(plan: Agreement, leader: User, principal: User) -> Goal:
    """A goal approved with the target 80 and behind it; an amendment asks for 45 instead."""
    goal = Goal.objects.get()
    use = GoalIndicatorFactory(
        goal=goal, use__baseline=Decimal(40), use__baseline_on=date(2026, 1, 1)
    ).use
    TargetFactory(use=use, value=Decimal(80))
    MeasurementFactory(use=use, measured_on=date(2026, 6, 30), value=Decimal(47))
    ActionFactory(goal=goal, text="Ring til alle", due_on=date(2026, 3, 1), due_raw="marts")
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    amending.open_amendment(plan, reason="Nyt budget", acting_user=leader)
    followed = goal.goal_indicators.get()
    lower = IndicatorText(
        title="Nyt ord for det",
        measured_in="%",
        baseline=Decimal(40),
        target=TargetLevel(value=Decimal(45), due_raw="2026", due_on=date(2026, 12, 31)),
    )
    goal_indicators.change_indicator(followed, lower, reason="Færre ansatte", acting_user=leader)
    later = {"due_on": date(2027, 12, 31), "due_raw": "2027"}
    editing.update(goal.actions.get(), later, acting_user=leader)
    return Goal.objects.get(pk=goal.pk)


def level_of(goal: Goal) -> Level:
    return goal_statuses([goal.pk], on=MIDSUMMER)[goal.pk].level


def test_the_page_of_the_indicator_shows_the_approved_target_until_then(
    client: Client, retargeted: Goal, politician: User, leader: User, principal: User
) -> None:
    use = retargeted.goal_indicators.get().use

    amended = use_page(politician, use)
    life.submit(retargeted.agreement, acting_user=leader)
    for_both(retargeted.agreement, leader, principal)
    approved = use_page(politician, use)

    assert [target.value for target in amended.targets] == [80]
    assert amended.replaced == []
    assert [target.value for target in approved.targets] == [45]
    assert [target.value for target in approved.replaced] == [80]


def test_a_goal_is_judged_by_the_approved_target_until_both_approve_the_new_one(
    retargeted: Goal, leader: User, principal: User
) -> None:
    status = goal_statuses([retargeted.pk], on=MIDSUMMER)[retargeted.pk]
    assert (status.level, status.overdue_actions) == (Level.BEHIND, 1)

    life.submit(retargeted.agreement, acting_user=leader)
    assert level_of(retargeted) == Level.BEHIND

    for_both(retargeted.agreement, leader, principal)
    status = goal_statuses([retargeted.pk], on=MIDSUMMER)[retargeted.pk]
    assert (status.level, status.overdue_actions) == (Level.REACHED, 0)


def test_an_abandoned_amendment_leaves_the_judgement(retargeted: Goal, leader: User) -> None:
    amendment = retargeted.agreement.amendments.get()

    amending.abandon_amendment(amendment, reason="Alligevel ikke", acting_user=leader)

    assert level_of(retargeted) == Level.BEHIND


def test_an_indicator_and_an_action_taken_away_count_until_that_is_approved(
    retargeted: Goal, leader: User
) -> None:
    editing.remove(retargeted.goal_indicators.get(), acting_user=leader)
    editing.remove(retargeted.actions.get(), acting_user=leader)

    status = goal_statuses([retargeted.pk], on=MIDSUMMER)[retargeted.pk]

    assert (status.level, status.overdue_actions) == (Level.BEHIND, 1)


def test_every_list_shows_what_is_approved_to_who_writes_the_amendment(
    client: Client, retargeted: Goal, leader: User
) -> None:
    editing.update(retargeted, {"title": "Hemmeligt nyt"}, acting_user=leader)
    GoalFactory(agreement=retargeted.agreement, title="Hemmeligt mål mere", number="2")
    client.force_login(leader)
    pages = [
        reverse("agreements:goal_page", args=[retargeted.pk]),
        reverse("agreements:goal_table"),
        reverse("notices:today"),
    ]

    for page in pages:
        text = client.get(page).content.decode()
        assert "Flere familier med egne mål" in text, page
        assert "Hemmeligt" not in text and "Nyt ord" not in text, page
    shown = client.get(pages[0]).content.decode()
    assert "80" in shown and "Ring til alle" in shown
    assert "Det, der står her, er godkendt" in shown


def test_the_matrix_counts_what_the_approved_text_serves(amended: Agreement, leader: User) -> None:
    area, theme = FocusAreaFactory(), Theme.objects.create(title="Tidlig indsats")
    goal = Goal.objects.get(number="1")
    editing.update(goal, {}, links={"focus_areas": [area], "themes": [theme]}, acting_user=leader)

    served = served_by(leader)

    assert goal.pk not in served.by_focus_area.get(area.pk, set())
    assert goal.pk not in served.by_theme.get(theme.pk, set())
    assert [goal.pk] == list(served.levels)
    assert goal_rows(leader, GoalFilter(focus_area=area.pk)) == []


def test_a_goal_new_in_the_amendment_says_so_on_its_page(
    client: Client, amended: Agreement, leader: User
) -> None:
    client.force_login(leader)
    new = Goal.objects.get(number="2")

    text = client.get(reverse("agreements:goal_page", args=[new.pk])).content.decode()

    assert "Dette mål er ikke godkendt" in text
    assert "status-sentences" not in text
