import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.models import ProfileTemplate, Subject
from roedtraad.casework.profiles.profile_template import sections_of
from roedtraad.casework.profiles.queries.templates import templates_in_use
from roedtraad.casework.profiles.services import templates
from roedtraad.casework.profiles.tests.factories import open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def current() -> ProfileTemplate:
    templates.install_profile_templates()
    return ProfileTemplate.objects.get(about=Subject.FAMILY)


@pytest.fixture
def page(client: Client, consultant: User) -> Client:
    client.force_login(consultant)
    return client


def _url(name: str, row: ProfileTemplate) -> str:
    return reverse(f"profiles:{name}", args=[row.pk])


def _sent(sections: list[dict[str, object]]) -> dict[str, object]:
    """The form of these sections as a browser sends it."""
    number = len(sections)
    sent: dict[str, object] = {"form-TOTAL_FORMS": number, "form-INITIAL_FORMS": number}
    for number, section in enumerate(sections):
        facts = {name: value for name, value in section.items() if value is not None}
        sent |= {f"form-{number}-{name}": value for name, value in facts.items()}
    return sent


def _after(page: Client, row: ProfileTemplate, *acts: str) -> list[dict[str, object]]:
    """The sections as they stand in the form after some presses, none of which keeps anything."""
    sections = row.definition["sections"]
    for act in acts:
        answer = page.post(_url("template_edit", row), {**_sent(sections), "act": act})
        forms = answer.context["forms"]
        sections = [{name: form[name].value() for name in form.fields} for form in forms]
    return sections


def test_a_new_version_is_written_and_published_and_open_profiles_keep_theirs(
    page: Client, current: ProfileTemplate, north: Unit, team_leader: User
) -> None:
    profile = open_profile(open_case(north, team_leader), team_leader)

    page.post(_url("template_new_version", current))
    draft = ProfileTemplate.objects.get(published_on=None)
    sections = _after(page, draft, "remove-4", "add", "up-4")
    sections[3]["heading"] = "Styrker"
    page.post(_url("template_edit", draft), _sent(sections))
    page.post(_url("template_publish", draft))

    profile.refresh_from_db()
    today = timezone.localdate()
    newest = templates_in_use(Subject.FAMILY, today).get()
    headings = [section.heading for section in sections_of(newest)]
    assert (newest.number, profile.template) == (2, current)
    assert headings == [
        *("Uddybet mål", "Perspektiver og barrierer", "Succeskriterier", "Styrker"),
        "Pædagogiske handlinger og tidsplan",
    ]
    assert [each.key for each in sections_of(newest) if each.heading == "Styrker"] == ["styrker"]


def test_moving_and_adding_keeps_what_is_typed_and_saves_nothing(
    page: Client, current: ProfileTemplate
) -> None:
    page.post(_url("template_new_version", current))
    draft = ProfileTemplate.objects.get(published_on=None)
    typed = {**_sent(draft.definition["sections"]), "form-0-heading": "", "form-1-help": "Nyt"}

    answer = page.post(_url("template_edit", draft), {**typed, "act": "down-0"})
    past_the_end = page.post(_url("template_edit", draft), {**typed, "act": "up-99"})

    first, second = answer.context["forms"][0], answer.context["forms"][1]
    assert (first["help"].value(), second["heading"].value()) == ("Nyt", "")
    assert len(past_the_end.context["forms"].forms) == 5
    draft.refresh_from_db()
    assert draft.definition == current.definition


def test_a_published_version_never_changes(current: ProfileTemplate, consultant: User) -> None:
    sections = current.definition["sections"][:1]

    with pytest.raises(ValidationError, match="ændrer sig aldrig"):
        templates.write_version(current, sections, acting_user=consultant)
    with pytest.raises(ValidationError, match="ændrer sig aldrig"):
        templates.discard_version(current, acting_user=consultant)


def test_a_section_in_voices_says_whose(page: Client, current: ProfileTemplate) -> None:
    page.post(_url("template_new_version", current))
    draft = ProfileTemplate.objects.get(published_on=None)

    sent = {**_sent(draft.definition["sections"]), "form-1-voices": []}
    answer = page.post(_url("template_edit", draft), sent)

    assert answer.status_code == 422
    assert "Vælg mindst én" in answer.content.decode()


def test_only_those_who_keep_templates_see_and_change_them(
    client: Client, current: ProfileTemplate, team_leader: User
) -> None:
    client.force_login(team_leader)

    assert client.get(reverse("profiles:templates")).status_code == 404
    assert client.get(_url("template", current)).status_code == 404
    for name in ("template_new_version", "template_edit", "template_publish", "template_discard"):
        assert client.post(_url(name, current)).status_code == 404
    assert ProfileTemplate.objects.filter(published_on=None).count() == 0
