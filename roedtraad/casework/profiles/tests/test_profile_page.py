from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case, FamilyRole
from roedtraad.casework.cases.services import cases
from roedtraad.casework.cases.tests.factories import OPENED as CASE_OPENED
from roedtraad.casework.cases.tests.factories import add_mother, open_case
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    Participation,
    PlannedAction,
    ProfileDraft,
    ProfileGoal,
    ProfileTemplate,
    SectionText,
)
from roedtraad.casework.profiles.queries.profiles import profile_page
from roedtraad.casework.profiles.services import actions
from roedtraad.casework.profiles.services.templates import install_profile_templates
from roedtraad.casework.profiles.tests.factories import WORDS, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def profile(case: Case, team_leader: User) -> DevelopmentProfile:
    return open_profile(case, team_leader)


@pytest.fixture
def page(client: Client, team_leader: User) -> Client:
    client.force_login(team_leader)
    return client


def _url(profile: DevelopmentProfile, name: str, **more: object) -> str:
    given = {"pk": profile.case_id, "profile": profile.pk, **more}
    return reverse(f"profiles:{name}", kwargs=given)


def _agreed(case: Case, **more: object) -> dict[str, object]:
    """What a phone sends when a goal is agreed with the child."""
    return {
        "own_words": WORDS,
        "own_words_by": "child",
        "scale": "number",
        "low_anchor": "Jeg ringer hjem",
        "high_anchor": "Jeg sover",
        "aim_number": "8",
        "kind": "develop",
        "held_on": f"{timezone.localdate():%d.%m.%Y}",
        "people": [row.citizen_id for row in case.people.all()],
        "manner": "drawing",
        "recognition": "yes",
        **more,
    }


def test_a_goal_is_agreed_with_the_child_and_stands_first_in_its_words(
    page: Client, profile: DevelopmentProfile, case: Case, team_leader: User
) -> None:
    ProfileDraft.objects.create(user=team_leader, key=f"profil:{profile.pk}:maal")

    answer = page.post(_url(profile, "goal_new"), _agreed(case), follow=True)

    goal = ProfileGoal.objects.get()
    text = answer.content.decode()
    assert (goal.own_words, goal.aim, goal.citizen) == (WORDS, 8, case.people.get().citizen)
    assert "med Alma, mens de tegnede eller legede. De kan kende målet som deres." in text
    assert text.index(WORDS) < text.index("Målet er 8 af 10")
    assert not ProfileDraft.objects.exists()


def test_levels_are_kept_of_the_scale_that_was_chosen_alone(
    page: Client, profile: DevelopmentProfile, case: Case
) -> None:
    levels = {"attainment_minus2": "Slår hver dag", "attainment_0": "Går fra", "ffb_1": "let"}

    page.post(_url(profile, "goal_new"), _agreed(case, scale="attainment", **levels))

    goal = ProfileGoal.objects.get()
    assert list(goal.levels.values_list("value", "description")) == [
        (-2, "Slår hver dag"),
        (0, "Går fra"),
    ]
    assert (goal.low_anchor, goal.aim) == ("", None)


def test_what_is_wrong_is_said_and_nothing_is_lost(
    page: Client, profile: DevelopmentProfile, case: Case
) -> None:
    sent = _agreed(case, own_words="", recognition="no", low_anchor="Jeg ligger vågen")

    answer = page.post(_url(profile, "goal_new"), sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv hvorfor" in text
    assert "Jeg ligger vågen" in text
    assert not ProfileGoal.objects.exists()
    assert not Participation.objects.exists()


def test_a_changed_goal_names_the_one_before(
    page: Client, profile: DevelopmentProfile, case: Case, team_leader: User
) -> None:
    old = agree_goal(profile, team_leader)
    form = page.get(_url(profile, "goal_change", goal=old.pk)).content.decode()

    sent = _agreed(case, own_words="Jeg vil sove hos far", why="Mormor er flyttet")
    answer = page.post(_url(profile, "goal_change", goal=old.pk), sent, follow=True)

    text = answer.content.decode()
    assert WORDS in form
    assert "Før:" in text
    assert "Mormor er flyttet" in text
    assert ProfileGoal.objects.get(closed_on=None).predecessor == old


def test_a_closed_goal_is_folded_below_with_how_it_ended(
    page: Client, profile: DevelopmentProfile, team_leader: User
) -> None:
    goal = agree_goal(profile, team_leader)
    today = f"{timezone.localdate():%d.%m.%Y}"

    sent = {"closed_on": today, "outcome": "reached", "closing_note": "Hun sover."}
    answer = page.post(_url(profile, "goal_close", goal=goal.pk), sent, follow=True)

    text = answer.content.decode()
    assert text.index("Tidligere mål") < text.index(WORDS)
    assert "Nået" in text


def test_many_goals_and_vague_ones_are_asked_about(
    page: Client, profile: DevelopmentProfile, case: Case, team_leader: User
) -> None:
    child = case.people.get().citizen
    for number in range(4):
        agree_goal(profile, team_leader, own_words=f"Mål {number}", citizen=child)

    text = page.get(_url(profile, "profile")).content.decode()

    assert "Alma har 4 åbne mål" in text
    assert text.count("hvordan ser det ud til den tid?") == 4


def _text_url(profile: DevelopmentProfile, name: str = "text") -> str:
    return _url(profile, name, section="perspectives", citizen=0, voice="child")


def test_of_two_who_change_the_profile_the_second_finds_their_own_words_in_the_form(
    page: Client, profile: DevelopmentProfile
) -> None:
    address, read = _url(profile, "profile_edit"), {"base_version": profile.version}
    page.post(address, {**read, "purpose": "Ro om aftenen", "expected_to": ""})

    asked = page.post(address, {**read, "purpose": 'Ro om "morgenen"', "expected_to": "1.2.2027"})

    form, text = asked.context["form"], asked.content.decode()
    assert (form["purpose"].value(), form["expected_to"].value()) == (
        'Ro om "morgenen"',
        "1.2.2027",
    )
    assert "&amp;quot;" not in text
    page.post(address, {**form.data.dict(), "behold_purpose": "min", "vaelg": "purpose"})
    profile.refresh_from_db()
    assert profile.purpose == 'Ro om "morgenen"'


def test_of_two_who_write_the_second_is_asked_and_both_texts_are_kept(
    page: Client, profile: DevelopmentProfile
) -> None:
    page.post(_text_url(profile), {"text": "Mit eget", "barriers": "", "base_version": ""})
    first = SectionText.objects.get()

    stale = {"text": "Dit", "barriers": "Mørket", "base_version": ""}
    asked = page.post(_text_url(profile), stale)
    chosen = {**stale, "base_version": first.pk, "behold_text": "min", "vaelg": ["text"]}
    page.post(_text_url(profile), chosen)

    words = asked.content.decode()
    assert asked.status_code == 422
    assert "Mit eget" in words
    assert "Mørket" in words
    rows = SectionText.objects.order_by("pk")
    assert [(row.text, row.replaced_at is None) for row in rows] == [
        ("Mit eget", False),
        ("Dit", True),
    ]
    told = page.get(_text_url(profile, "text_history")).content.decode()
    assert "Mit eget" in told


def test_a_text_goes_nowhere_else_than_the_template_says(
    page: Client, profile: DevelopmentProfile
) -> None:
    for place in (
        {"section": "perspectives", "citizen": 0, "voice": "leadership"},
        {"section": "andet", "citizen": 0, "voice": "alle"},
        {"section": "goal", "citizen": 999, "voice": "alle"},
    ):
        answer = page.post(_url(profile, "text", **place), {"text": "x", "base_version": ""})
        assert answer.status_code == 404

    assert not SectionText.objects.exists()


def test_an_action_is_planned_and_moved_in_one_press(
    page: Client, profile: DevelopmentProfile
) -> None:
    today = timezone.localdate()
    sent = {
        "description": "Øve en nat",
        "responsible": "Mormor",
        "starts_on": f"{today:%d.%m.%Y}",
        "ends_on": f"{today + timedelta(days=40):%d.%m.%Y}",
        "state": "planned",
    }
    page.post(_url(profile, "action_new"), sent)
    row = PlannedAction.objects.get()

    moved = page.post(
        _url(profile, "action_move", action=row.pk), {"state": "under_way"}, follow=True
    )

    row.refresh_from_db()
    assert (row.state, row.responsible) == ("under_way", "Mormor")
    assert "<svg viewBox" in moved.content.decode()


def test_an_action_that_another_changed_is_asked_about(
    page: Client, profile: DevelopmentProfile, team_leader: User
) -> None:
    day = profile.opened_on
    facts = {"description": "Øve", "responsible": "Mor", "starts_on": day, "state": "planned"}
    row = actions.plan_action(profile, facts, acting_user=team_leader)
    actions.move_action(row, "done", acting_user=team_leader)

    sent = {**facts, "starts_on": f"{day:%d.%m.%Y}", "description": "Øve mere", "base_version": 1}
    answer = page.post(_url(profile, "action", action=row.pk), sent)

    row.refresh_from_db()
    assert "Øve mere" in answer.content.decode()
    assert (answer.status_code, row.description) == (422, "Øve")


def test_siblings_have_sections_of_their_own(case: Case, team_leader: User) -> None:
    brother = cases.add_person(
        *(case, {"first_name": "Viggo"}, ""),
        role=FamilyRole.SUBJECT,
        starts_on=CASE_OPENED,
        acting_user=team_leader,
    ).citizen
    profile = open_profile(case, team_leader)
    agree_goal(profile, team_leader, own_words="Vores")
    agree_goal(profile, team_leader, own_words="Viggos", citizen=brother)

    shown = profile_page(team_leader, profile.pk)

    told = {part.name: [card.goal.own_words for card in part.goals] for part in shown.parts}
    assert told == {"": ["Vores"], "Alma": [], "Viggo": ["Viggos"]}


def test_a_profile_is_opened_from_the_case_and_shown_there(page: Client, case: Case) -> None:
    install_profile_templates()
    template = ProfileTemplate.objects.get(about="family")
    child = case.people.get().citizen
    address = reverse("profiles:profile_new", args=[case.pk])
    sent = {"template": template.pk, "subjects": [child.pk], "opened_on": "01.04.2025"}

    opened = page.post(address, {**sent, "purpose": "Ro"}, follow=True).content.decode()
    listed = page.get(reverse("cases:case", args=[case.pk])).content.decode()

    assert "Aftal det første mål" in opened
    assert "åben, endnu uden mål" in listed


def test_a_profile_reads_as_many_queries_for_many_goals_as_for_two(
    profile: DevelopmentProfile, case: Case, team_leader: User
) -> None:
    mother = add_mother(case, team_leader).citizen
    for _number in range(2):
        agree_goal(profile, team_leader).participations.create(
            held_on=profile.opened_on,
            manner="conversation",
            recognition="yes",
            recorded_by=team_leader,
            recorded_at=timezone.now(),
        ).people.add(mother)
    with CaptureQueriesContext(connection) as two:
        profile_page(team_leader, profile.pk)
    for _number in range(8):
        agree_goal(profile, team_leader)

    with CaptureQueriesContext(connection) as ten:
        profile_page(team_leader, profile.pk)

    assert len(ten) == len(two)


def test_reading_a_profile_is_in_the_log_without_its_words(
    page: Client, profile: DevelopmentProfile, team_leader: User
) -> None:
    agree_goal(profile, team_leader)
    before = AuditEvent.objects.latest("id").pk

    page.get(_url(profile, "profile"))

    read = AuditEvent.objects.get(id__gt=before, is_read=True)
    assert (read.action, read.subject_id) == ("case.read", str(profile.case_id))
    assert "mormor" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_case_begins_with_what_is_done_every_day_until_it_is_closed(
    page: Client, case: Case, team_leader: User
) -> None:
    address = reverse("cases:case", args=[case.pk])
    daily = f'href="{reverse("profiles:scoring", args=[case.pk])}" class="button button-primary"'

    head = page.get(address).content.decode().partition('id="people"')[0]
    cases.close_case(case, closed_on=timezone.localdate(), note="", acting_user=team_leader)
    closed = page.get(address).content.decode().partition('id="people"')[0]

    assert daily in head
    assert 'href="#profiles"' in head
    assert daily not in closed
