import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementTemplate, PlanForm, TemplateVersion
from roedtraad.steering.agreements.services import templates
from roedtraad.steering.agreements.template_definition import Definition
from roedtraad.steering.agreements.template_json import read
from roedtraad.steering.agreements.tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def template() -> AgreementTemplate:
    templates.install_templates()
    return AgreementTemplate.objects.get(form=PlanForm.DIALOGUE)


@pytest.fixture
def writing(template: AgreementTemplate, consultant: User) -> TemplateVersion:
    return templates.begin_version(template, acting_user=consultant)


@pytest.fixture
def as_consultant(client: Client, consultant: User) -> Client:
    client.force_login(consultant)
    return client


def address(name: str, *args: object) -> str:
    return reverse(f"templates:{name}", args=args)


def stored(version: TemplateVersion) -> Definition:
    version.refresh_from_db()
    return read(version.definition)


LABELS = {"label_da": "Samarbejde", "label_en": "Co-operation"}
NO_PARTS = {"dele-TOTAL_FORMS": "0", "dele-INITIAL_FORMS": "0"}


def test_the_list_shows_version_and_use(
    as_consultant: Client, template: AgreementTemplate, north: Unit
) -> None:
    AgreementFactory(template_version=template.versions.get(), unit=north, title="Vores aftale")

    page = as_consultant.get(address("list")).content.decode()
    of_one = as_consultant.get(address("template", template.pk)).content.decode()

    assert "Dialogaftale" in page
    assert "Vores aftale" in of_one


def test_a_published_version_is_read_and_not_written(
    as_consultant: Client, template: AgreementTemplate
) -> None:
    published = template.versions.get()

    page = as_consultant.get(address("version", published.pk)).content.decode()

    assert "Aftaler mellem parterne" in page
    assert as_consultant.get(address("edit", published.pk)).status_code == 404
    assert as_consultant.post(address("publish", published.pk)).status_code == 404


def test_a_new_version_is_begun_written_and_published(
    as_consultant: Client, template: AgreementTemplate
) -> None:
    as_consultant.post(address("begin", template.pk))
    version = template.versions.get(published_at=None)

    as_consultant.post(
        address("item_new", version.pk, "afsnit"), LABELS | NO_PARTS | {"kind": "text"}
    )
    as_consultant.post(address("publish", version.pk), {"note": "Nyt afsnit"})

    version.refresh_from_db()
    assert version.published_at is not None
    assert stored(version).sections[-1].key == "samarbejde"
    assert template.versions.get(number=1).definition != version.definition


def test_a_section_is_renamed_and_keeps_its_key(
    as_consultant: Client, writing: TemplateVersion
) -> None:
    place = [section.key for section in stored(writing).sections].index("agreed")
    sent = LABELS | {
        "dele-TOTAL_FORMS": "5",
        "dele-INITIAL_FORMS": "4",
        "dele-0-key": "dialogue",
        "dele-0-label_da": "Møder",
        "dele-1-key": "economy",
        "dele-1-label_da": "Økonomi",
        "dele-1-DELETE": "on",
        "dele-2-key": "staff",
        "dele-2-label_da": "Personale",
        "dele-3-key": "other",
        "dele-3-label_da": "Andet",
        "dele-4-key": "",
        "dele-4-label_da": "Bygninger",
    }

    as_consultant.post(address("item", writing.pk, "afsnit", place), sent)

    section = stored(writing).sections[place]
    assert (section.key, section.label.da) == ("agreed", "Samarbejde")
    assert [part.key for part in section.parts] == ["dialogue", "staff", "other", "bygninger"]
    assert section.parts[0].label.da == "Møder"


def test_sections_are_moved_and_removed(as_consultant: Client, writing: TemplateVersion) -> None:
    before = [section.key for section in stored(writing).sections]

    as_consultant.post(address("item_move", writing.pk, "afsnit", 1), {"by": "op"})
    as_consultant.post(address("item_remove", writing.pk, "afsnit", len(before) - 1))

    after = [section.key for section in stored(writing).sections]
    assert after == [before[1], before[0], *before[2:-1]]


def test_a_field_of_its_own_is_added_to_the_goal(
    as_consultant: Client, writing: TemplateVersion
) -> None:
    sent = {"name": "own", "label_da": "Hvad kan gå galt?", "required": "on"}

    as_consultant.post(address("item_new", writing.pk, "maalfelter"), sent)

    field = stored(writing).goal_fields[-1]
    assert (field.name, field.is_required) == ("extra.hvad_kan_gaa_galt", True)


def test_rules_and_words_are_set(as_consultant: Client, writing: TemplateVersion) -> None:
    page = as_consultant.get(address("settings", writing.pk))
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"minimum_goals": "3", "status_rule": "weighted", "goal_one_da": "Pejlemærke"}
    sent = {name: value for name, value in sent.items() if value is not False}

    as_consultant.post(address("settings", writing.pk), sent)

    definition = stored(writing)
    assert definition.rules.minimum_goals == 3
    assert definition.status_rule == "weighted"
    assert definition.word("goal").one.da == "Pejlemærke"


def test_what_does_not_hold_is_said_and_not_published(
    as_consultant: Client, writing: TemplateVersion
) -> None:
    place = [section.kind for section in stored(writing).sections].index("goals")
    as_consultant.post(address("item_remove", writing.pk, "afsnit", place))

    page = as_consultant.get(address("edit", writing.pk)).content.decode()
    answer = as_consultant.post(address("publish", writing.pk), follow=True)

    assert "afsnit til målene" in page
    assert "afsnit til målene" in answer.content.decode()
    writing.refresh_from_db()
    assert writing.published_at is None


def test_a_change_on_top_of_a_newer_one_is_not_saved(
    as_consultant: Client, writing: TemplateVersion
) -> None:
    move = address("item_move", writing.pk, "afsnit", 1)
    as_consultant.post(move, {"by": "op", "base_version": "1"})
    before = stored(writing)

    answer = as_consultant.post(move, {"by": "ned", "base_version": "1"}, follow=True)

    assert "En anden har gemt" in answer.content.decode()
    assert stored(writing) == before


def test_a_template_of_ones_own_begins_as_a_copy(
    as_consultant: Client, template: AgreementTemplate
) -> None:
    sent = {"name": "Skoleaftale", "form": "other", "like": template.versions.get().pk}

    as_consultant.post(address("new"), sent)

    made = AgreementTemplate.objects.get(name="Skoleaftale").versions.get()
    assert made.definition == template.versions.get().definition
    assert made.published_at is None


def test_others_find_no_templates(
    client: Client, writing: TemplateVersion, template: AgreementTemplate, outsider: User
) -> None:
    client.force_login(outsider)
    before = stored(writing)

    pages = [
        address("list"),
        address("new"),
        address("template", template.pk),
        address("version", writing.pk),
        address("edit", writing.pk),
        address("settings", writing.pk),
        address("item", writing.pk, "afsnit", 0),
    ]
    writes = [
        address("begin", template.pk),
        address("publish", writing.pk),
        address("drop", writing.pk),
        address("item_remove", writing.pk, "afsnit", 0),
        address("item_move", writing.pk, "afsnit", 0),
    ]

    assert {client.get(page).status_code for page in pages} == {404}
    assert {client.post(page).status_code for page in writes} == {404}
    assert stored(writing) == before


def test_a_template_is_made_from_nothing_and_an_agreement_from_it(
    as_consultant: Client, template: AgreementTemplate, north: Unit, consultant: User
) -> None:
    as_consultant.post(address("new"), {"name": "Partnerskab", "form": "other", "like": ""})
    version = TemplateVersion.objects.get(template__name="Partnerskab")
    parts = {"dele-TOTAL_FORMS": "2", "dele-INITIAL_FORMS": "0"}
    parts |= {"dele-0-label_da": "Økonomi", "dele-0-ORDER": "2"}
    parts |= {"dele-1-label_da": "Mødeplan", "dele-1-ORDER": "1"}

    as_consultant.post(
        address("item_new", version.pk, "afsnit"),
        {"label_da": "Det har vi lovet", "kind": "agreed_points"} | parts,
    )
    as_consultant.post(
        address("item_new", version.pk, "maalfelter"),
        {"label_da": "Hvad koster det?", "name": "own"},
    )
    as_consultant.post(address("publish", version.pk), {"note": "Første"})
    made = as_consultant.post(
        reverse("agreements:new"),
        {
            "template_version": version.pk,
            "unit": north.pk,
            "title": "Vi to",
            "starts_on": "1.1.2026",
            "ends_on": "31.12.2026",
        },
    )

    definition = stored(version)
    assert [each.label.da for each in definition.sections] == ["Mål", "Det har vi lovet"]
    assert [each.label.da for each in definition.sections[1].parts] == ["Mødeplan", "Økonomi"]
    assert [each.label.da for each in definition.goal_fields] == ["Målet", "Hvad koster det?"]
    page = as_consultant.get(made["Location"]).content.decode()
    assert [
        words for words in ("Det har vi lovet", "Mødeplan", "Økonomi") if words not in page
    ] == []


def test_parts_of_a_section_that_takes_none_are_not_lost_without_a_word(
    as_consultant: Client, writing: TemplateVersion
) -> None:
    parts = {"dele-TOTAL_FORMS": "1", "dele-INITIAL_FORMS": "0", "dele-0-label_da": "Del"}

    answer = as_consultant.post(
        address("item_new", writing.pk, "afsnit"), LABELS | parts | {"kind": "calendar"}
    )

    assert answer.status_code == 422
    assert "Denne slags afsnit har ingen dele." in answer.content.decode()
    assert 'value="Del"' in answer.content.decode()


def test_a_template_whose_only_version_was_thrown_away_begins_again(
    as_consultant: Client,
) -> None:
    as_consultant.post(address("new"), {"name": "Partnerskab", "form": "other", "like": ""})
    first = TemplateVersion.objects.get(template__name="Partnerskab")
    as_consultant.post(address("drop", first.pk))

    answer = as_consultant.post(address("begin", first.template_id))

    assert answer.status_code == 302
    assert [each.kind.value for each in stored(first.template.versions.get()).sections] == ["goals"]
