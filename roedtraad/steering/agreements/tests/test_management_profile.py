from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles import outbox
from roedtraad.casework.profiles.models import DevelopmentProfile, Evaluation, ProfileGoal, Score
from roedtraad.casework.profiles.queries.due import DueFilter, due_list
from roedtraad.casework.profiles.services.templates import install_profile_templates
from roedtraad.casework.profiles.tests.factories import agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementState, Goal
from roedtraad.steering.agreements.tests.factories import GoalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(north: Unit) -> Goal:
    install_profile_templates()
    return GoalFactory(agreement__unit=north, agreement__state=AgreementState.ACTIVE)


@pytest.fixture
def profile(goal: Goal, client: Client, team_leader: User) -> DevelopmentProfile:
    client.force_login(team_leader)
    sent = {"purpose": "Mødes om målet", "opened_on": "01.04.2025"}
    client.post(reverse("agreements:profile_open", args=[goal.pk]), sent)
    return DevelopmentProfile.objects.get()


def _page(profile: DevelopmentProfile, name: str = "profile", **more: int) -> str:
    return reverse(f"profiles:managed_{name}", kwargs={"profile": profile.pk, **more})


def _agreed() -> dict[str, str]:
    return {
        "own_words": "Vi spørger familien først",
        "own_words_by": "employees",
        "scale": "number",
        "kind": "develop",
        "held_on": "02.04.2025",
        "others": "Teamet",
        "manner": "conversation",
        "recognition": "yes",
    }


def _agree(client: Client, profile: DevelopmentProfile) -> ProfileGoal:
    client.post(_page(profile, "goal_new"), _agreed())
    return ProfileGoal.objects.get(profile=profile)


def test_leader_and_team_leader_work_on_a_goal_of_the_agreement(
    client: Client, profile: DevelopmentProfile, goal: Goal, leader: User
) -> None:
    client.force_login(leader)

    client.post(_page(profile, "goal_new"), _agreed())

    page = client.get(_page(profile)).content.decode()
    panel = client.get(reverse("agreements:management_panel", args=[goal.pk])).content.decode()
    assert ProfileGoal.objects.get().profile.steered_id == goal.pk
    assert "Vi spørger familien først" in page
    assert "med Teamet, i en samtale" in page
    assert "1 åbent mål" in panel


def test_a_goal_has_one_open_profile_at_a_time(
    client: Client, profile: DevelopmentProfile, goal: Goal
) -> None:
    again = client.post(
        reverse("agreements:profile_open", args=[goal.pk]),
        {"purpose": "Endnu en", "opened_on": "02.04.2025"},
    )

    assert again.status_code == 422
    assert "har allerede en åben profil" in again.content.decode()


def test_an_employee_of_the_unit_reads_and_does_not_write(
    client: Client, profile: DevelopmentProfile, employee: User
) -> None:
    client.force_login(employee)

    assert client.get(_page(profile)).status_code == 200
    assert client.post(_page(profile, "goal_new"), _agreed()).status_code == 404
    assert client.get(_page(profile, "scoring")).status_code == 404
    assert not ProfileGoal.objects.exists()


def test_others_get_404_everywhere(
    client: Client, profile: DevelopmentProfile, goal: Goal, outsider: User, politician: User
) -> None:
    agreed = _agree(client, profile)
    for user in (outsider, politician):
        client.force_login(user)
        for name in ("profile", "profile_edit", "goal_new", "action_new", "profile_close"):
            assert client.get(_page(profile, name)).status_code == 404
            assert client.post(_page(profile, name), {}).status_code in {404, 405}
        for name in ("score_new", "score_list"):
            assert client.get(_page(profile, name, goal=agreed.pk)).status_code == 404
        assert client.get(_page(profile, "scoring")).status_code == 404
        assert client.post(_page(profile, "score_undo")).status_code == 404
        assert client.get(reverse("agreements:profile_open", args=[goal.pk])).status_code == 404
        assert client.get(reverse("theory:profile_thread", args=[profile.pk])).status_code == 404


def test_leader_and_team_leader_score_it_each_with_a_line_of_their_own(
    client: Client, profile: DevelopmentProfile, leader: User, team_leader: User
) -> None:
    agreed = _agree(client, profile)
    for user, value in ((team_leader, "4"), (leader, "6")):
        client.force_login(user)
        page = client.get(_page(profile, "scoring"))
        sent = {"who": page.context["chosen"], "value": value}
        client.post(_page(profile, "score_new", goal=agreed.pk), sent)

    card = client.get(_page(profile)).content.decode()

    assert [(row.rater, row.value) for row in Score.objects.order_by("pk")] == [
        ("team_leader", 4),
        ("leader", 6),
    ]
    assert ("Teamlederen: 4 den" in card, "Lederen: 6 den" in card) == (True, True)
    assert _page(profile, "score_list", goal=agreed.pk) in card


def test_a_family_does_not_score_a_management_goal_and_a_mistake_is_taken_back(
    client: Client, profile: DevelopmentProfile
) -> None:
    agreed = _agree(client, profile)
    address = _page(profile, "score_new", goal=agreed.pk)

    refused = client.post(address, {"who": "child", "value": "4"})
    client.post(address, {"who": "leader", "value": "4"})
    client.post(_page(profile, "score_undo"))

    assert refused.status_code == 422
    [score] = Score.objects.all()
    assert score.replaced_at is not None


def test_a_score_that_was_given_without_connection_is_delivered(
    profile: DevelopmentProfile, client: Client, team_leader: User
) -> None:
    agreed = _agree(client, profile)
    entry = {
        "id": str(uuid4()),
        "url": _page(profile, "score_new", goal=agreed.pk),
        "fields": [["who", "team_leader"], ["value", "7"]],
        "device_at": timezone.now().isoformat(),
    }
    sent = {"sent_at": timezone.now().isoformat(), "entries": [entry]}

    [answer] = outbox.deliver(team_leader, outbox.read(sent))

    assert answer.state is outbox.State.KEPT
    assert Score.objects.get().value == 7


def test_its_evaluation_is_listed_written_and_approved_by_who_leads(
    client: Client, profile: DevelopmentProfile, employee: User, outsider: User
) -> None:
    agreed = _agree(client, profile)
    with time_machine.travel("2025-06-25 10:00"):
        listed = client.get(reverse("profiles:evaluations")).content.decode()
        client.post(_page(profile, "evaluation_new"), {"quarter": "2025-04-01"})
        row = Evaluation.objects.get()
        address = _page(profile, "evaluation", evaluation=row.pk)
        page = client.get(address).content.decode()
        sent = {
            **{"base_version": "1", "held_on": "20.06.2025", "next_on": "12.09.2025"},
            **{"family_view": "Det hjælper.", "family_view_by": "Teamet", "act": "approve"},
            f"summary_{agreed.pk}": "Det går fremad.",
            f"course_{agreed.pk}": "continues",
        }
        client.post(address, sent)

    row.refresh_from_db()
    assert str(Goal.objects.get()) in listed
    assert "Hvad siger medarbejderne?" in page
    assert "Til familien, i almindelige ord" not in page
    assert row.approved_by is not None
    for user, status in ((employee, 200), (outsider, 404)):
        client.force_login(user)
        assert client.get(address).status_code == status
        with time_machine.travel("2025-06-25 10:00"):
            assert due_list(user, DueFilter()).page.paginator.count == 0


def test_the_pages_of_scores_are_not_those_of_a_familys_profile(
    client: Client, profile: DevelopmentProfile, north: Unit, team_leader: User
) -> None:
    of_family = agree_goal(open_profile(open_case(north, team_leader), team_leader), team_leader)
    pages = [
        _page(of_family.profile, "scoring"),
        _page(of_family.profile, "score_new", goal=of_family.pk),
        _page(profile, "score_list", goal=of_family.pk),
    ]

    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_the_profile_of_a_goal_serves_what_the_goal_serves(
    client: Client, profile: DevelopmentProfile, goal: Goal
) -> None:
    page = client.get(_page(profile)).content.decode()

    assert reverse("agreements:goal_page", args=[goal.pk]) in page
    assert AuditEvent.objects.filter(action="profile.read", subject_id=str(profile.pk)).exists()
