import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.casework.profiles.models import DevelopmentProfile, ProfileGoal
from roedtraad.casework.profiles.services.templates import install_profile_templates
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


def _page(profile: DevelopmentProfile, name: str = "profile") -> str:
    return reverse(f"profiles:managed_{name}", args=[profile.pk])


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
    assert not ProfileGoal.objects.exists()


def test_others_get_404_everywhere(
    client: Client, profile: DevelopmentProfile, goal: Goal, outsider: User, politician: User
) -> None:
    for user in (outsider, politician):
        client.force_login(user)
        for name in ("profile", "profile_edit", "goal_new", "action_new", "profile_close"):
            assert client.get(_page(profile, name)).status_code == 404
            assert client.post(_page(profile, name), {}).status_code in {404, 405}
        assert client.get(reverse("agreements:profile_open", args=[goal.pk])).status_code == 404
        assert client.get(reverse("theory:profile_thread", args=[profile.pk])).status_code == 404


def test_the_profile_of_a_goal_serves_what_the_goal_serves(
    client: Client, profile: DevelopmentProfile, goal: Goal
) -> None:
    page = client.get(_page(profile)).content.decode()

    assert reverse("agreements:goal_page", args=[goal.pk]) in page
    assert AuditEvent.objects.filter(action="profile.read", subject_id=str(profile.pk)).exists()
