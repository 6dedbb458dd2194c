from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case, Citizen, FamilyRole
from roedtraad.casework.cases.services import cases
from roedtraad.casework.cases.tests.factories import OPENED, add_mother, open_case
from roedtraad.casework.profiles.models import DevelopmentProfile, Meeting
from roedtraad.casework.profiles.pictures import SHAPES, Picture
from roedtraad.casework.profiles.queries.sheets import family_sheet
from roedtraad.casework.profiles.queries.texts import Place
from roedtraad.casework.profiles.services import actions, meetings, sharing, texts
from roedtraad.casework.profiles.services.texts import Words
from roedtraad.casework.profiles.tests.factories import agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def brother(case: Case, team_leader: User) -> Citizen:
    return cases.add_person(
        *(case, {"first_name": "Viggo"}, ""),
        role=FamilyRole.SUBJECT,
        starts_on=OPENED,
        acting_user=team_leader,
    ).citizen


@pytest.fixture
def profile(case: Case, brother: Citizen, team_leader: User) -> DevelopmentProfile:
    return open_profile(case, team_leader)


@pytest.fixture
def page(client: Client, team_leader: User) -> Client:
    client.force_login(team_leader)
    return client


def _url(profile: DevelopmentProfile, name: str, **more: object) -> str:
    given = {"pk": profile.case_id, "profile": profile.pk, **more}
    return reverse(f"profiles:{name}", kwargs=given)


def _called(case: Case) -> dict[str, object]:
    return {
        "day": f"{timezone.localdate() + timedelta(days=3):%d.%m.%Y}",
        "clock": "15:30",
        "place": "Hos mormor",
        "people": [case.people.order_by("pk")[0].citizen_id],
        "picture_0": "good",
        "text_0": "Det, der går godt",
        "picture_1": "talk",
        "text_1": "",
    }


def test_a_meeting_is_called_and_its_agenda_printed_in_plain_words(
    page: Client, profile: DevelopmentProfile, case: Case
) -> None:
    page.post(_url(profile, "meeting_new"), _called(case))
    row = Meeting.objects.get()

    sheet = page.get(_url(profile, "meeting_sheet", meeting=row.pk)).content.decode()

    assert row.agenda == [{"picture": "good", "text": "Det, der går godt"}]
    assert "kl. 15.30" in sheet
    assert "Hos mormor" in sheet
    assert "Alma" in sheet
    assert AuditEvent.objects.filter(action="case.printed", detail__what="meeting").count() == 1


def test_a_meeting_without_anything_to_talk_about_is_asked_for_it(
    page: Client, profile: DevelopmentProfile, case: Case
) -> None:
    answer = page.post(_url(profile, "meeting_new"), {**_called(case), "text_0": ""})

    assert "én linje er nok" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_of_two_who_change_a_meeting_the_second_is_told(
    page: Client, profile: DevelopmentProfile, case: Case
) -> None:
    page.post(_url(profile, "meeting_new"), _called(case))
    row = Meeting.objects.get()
    address = _url(profile, "meeting", meeting=row.pk)
    page.post(address, {**_called(case), "base_version": 1, "place": "På skolen"})

    late = page.post(address, {**_called(case), "base_version": 1, "place": "Hjemme"})
    asked = late.context["conflict"]
    again = {**_called(case), "base_version": 2, "place": "Hjemme", "behold_place": "deres"}
    page.post(address, {**again, "text_0": "Vi begynder", "vaelg": "place"})

    row.refresh_from_db()
    assert [(each.theirs, each.mine) for each in asked.differences] == [("På skolen", "Hjemme")]
    assert (row.place, row.agenda[0]["text"]) == ("På skolen", "Vi begynder")


def test_only_people_of_the_case_are_invited(
    profile: DevelopmentProfile, north: Unit, team_leader: User
) -> None:
    other = open_case(north, team_leader, digits="", name="Bo").people.get().citizen
    facts = {
        "starts_at": timezone.now(),
        "place": "Her",
        "agenda": [{"picture": "talk", "text": "Vi taler"}],
    }

    with pytest.raises(ValidationError, match="er ikke på sagen"):
        meetings.call_meeting(profile, facts, people=[other], acting_user=team_leader)


def test_the_plan_of_a_child_holds_what_is_theirs_and_what_is_common(
    page: Client, profile: DevelopmentProfile, case: Case, brother: Citizen, team_leader: User
) -> None:
    alma = case.people.order_by("pk")[0].citizen
    agree_goal(profile, team_leader, citizen=alma, high_anchor="Jeg sover hele natten")
    agree_goal(profile, team_leader, own_words="Viggos eget", citizen=brother)
    common = agree_goal(profile, team_leader, own_words="Vores fælles", own_words_by="parents")
    sharing.share(case, "goal", common.pk, None, alma.pk, acting_user=team_leader)
    done = {"description": "Gjort", "responsible": "Mor", "starts_on": OPENED, "state": "done"}
    plan = {**done, "description": "Øve en nat", "state": "under_way", "citizen": alma}
    for facts in (done, plan):
        actions.plan_action(profile, facts, acting_user=team_leader)
    texts.write_text(
        *(profile, Place("duties", None, "network"), Words("Henter om fredagen")),
        acting_user=team_leader,
    )

    sheet = page.get(_url(profile, "plan_sheet", citizen=alma.pk)).content.decode()

    for words in ("Planen for Alma", "Jeg sover hele natten", "Vores fælles", "Øve en nat"):
        assert words in sheet
    for words in ("Viggos eget", "Gjort"):
        assert words not in sheet
    assert "Henter om fredagen" in sheet


def test_a_plan_is_of_nobody_the_profile_is_not_about(
    page: Client, profile: DevelopmentProfile, case: Case, team_leader: User
) -> None:
    mother = add_mother(case, team_leader).citizen

    assert family_sheet(profile, mother.pk) is None
    assert page.get(_url(profile, "plan_sheet", citizen=mother.pk)).status_code == 404


def test_every_picture_is_drawn() -> None:
    assert set(SHAPES) == set(Picture)
