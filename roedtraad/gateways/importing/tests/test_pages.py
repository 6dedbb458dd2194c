"""Reading a plan in, as the person does it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.models import Decision, PlanReading, ReadElement, ReadingState
from roedtraad.gateways.importing.services.reading import read_document
from roedtraad.gateways.importing.tests.factories import PlanReadingFactory, ReadElementFactory
from roedtraad.steering.agreements.models import Agreement
from roedtraad.steering.agreements.services.templates import install_templates

pytestmark = pytest.mark.django_db
PLAN = """Virksomhedsplan 2026-2027

Familiehuset Nord, Fjordby Kommune

1. Indsatsområde: Tryg skolestart

Mål 1.1 Flere børn kommer i skole hver dag

Handlinger
- Vi ringer til familien samme dag, et barn udebliver.

Målindikator
- Ved udgangen af 2026 er fraværet under 6 procent.
"""


@pytest.fixture(autouse=True)
def own_storage(settings: object, tmp_path: Path) -> None:
    storages = dict(settings.STORAGES)
    storages["default"] = storages["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = storages


@pytest.fixture
def at_desk(client: Client, leader: User) -> Client:
    client.force_login(leader)
    return client


@pytest.fixture
def reading(north: Unit) -> PlanReading:
    return PlanReadingFactory(
        unit=north, kind="business_plan", lines=[{"number": 1, "page": 1, "text": "Mål 1"}]
    )


def send(client: Client, unit: Unit, content: bytes, name: str = "plan.txt") -> object:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("importing:upload"), {"unit": unit.pk, "file": file})


def test_an_uploaded_plan_is_read_and_looked_through(at_desk: Client, north: Unit) -> None:
    answer = send(at_desk, north, PLAN.encode())
    reading = PlanReading.objects.get()
    assert answer.url == reverse("importing:review", args=[reading.pk])
    assert "bliver læst" in at_desk.get(answer.url).content.decode()

    read_document(reading.pk)

    page = at_desk.get(answer.url).content.decode()
    assert "Flere børn kommer i skole hver dag" in page
    assert "set igennem" in page


def test_what_cannot_be_read_is_said_in_danish(at_desk: Client, north: Unit) -> None:
    answer = send(at_desk, north, b"\x89PNG\r\n\x1a\n0000", "plan.pdf")

    assert answer.status_code == 422
    assert "Filtypen kan ikke læses" in answer.content.decode()
    assert not PlanReading.objects.exists()


def test_an_empty_file_is_said_to_be_empty(at_desk: Client, north: Unit) -> None:
    answer = send(at_desk, north, b"")

    assert answer.status_code == 422
    assert "tom" in answer.content.decode()


def test_an_element_is_accepted_with_a_button(at_desk: Client, reading: PlanReading) -> None:
    goal = ReadElementFactory(reading=reading)

    at_desk.post(reverse("importing:decide", args=[reading.pk, goal.pk, "accept"]))

    goal.refresh_from_db()
    assert goal.decision == Decision.ACCEPTED


def test_what_was_read_is_shown_in_danish_words_and_numbers(
    at_desk: Client, reading: PlanReading
) -> None:
    ReadElementFactory(reading=reading, kind="plan", fields={"kind": "business_plan"})
    unit = {"name": "Team Øst", "staff": 8, "full_time_equivalents": 7.2}
    ReadElementFactory(reading=reading, kind="unit", fields=unit)
    ReadElementFactory(reading=reading, kind="budget", fields={"label": "Løn", "amount": 14250000})
    ReadElementFactory(reading=reading, kind="vision", fields={"direction": "citizen"})

    page = at_desk.get(reverse("importing:review", args=[reading.pk])).content.decode()

    for words in ("virksomhedsplan", "7,2", "14.250.000", "rettet mod borgerne"):
        assert f"<dd>{words}</dd>" in page


def test_a_due_is_written_as_people_write_it(at_desk: Client, reading: PlanReading) -> None:
    goal = ReadElementFactory(reading=reading)
    action = ReadElementFactory(
        reading=reading, kind="action", parent=goal, fields={"text": "Mødes", "due": None}
    )

    address = reverse("importing:correct", args=[reading.pk, action.pk])
    at_desk.post(address, {"kind": "action", "text": "Vi mødes", "due": "ultimo juni 2026"})

    action.refresh_from_db()
    assert action.fields["text"] == "Vi mødes"
    assert action.fields["due"] == {
        "raw": "ultimo juni 2026",
        "from": "2026-06-21",
        "to": "2026-06-30",
    }


def test_a_line_that_was_not_placed_is_made_a_goal(at_desk: Client, reading: PlanReading) -> None:
    line = ReadElementFactory(reading=reading, kind="unplaced", fields={"text": "Flere venner"})
    address = reverse("importing:correct", args=[reading.pk, line.pk])
    assert "Flere venner" in at_desk.get(address, {"art": "goal"}).content.decode()

    at_desk.post(address, {"kind": "goal", "title": "Flere venner"})

    line.refresh_from_db()
    assert (line.kind, line.fields["title"]) == ("goal", "Flere venner")


def test_who_makes_the_draft_is_told_what_stays_behind(
    at_desk: Client, reading: PlanReading
) -> None:
    install_templates()
    ReadElementFactory(reading=reading)
    for decision in ("open", "open", "accepted", "dropped"):
        ReadElementFactory(reading=reading, kind="unplaced", decision=decision)

    page = at_desk.get(reverse("importing:create", args=[reading.pk])).content.decode()

    assert "2 linjer fandt ingen plads" in page


def test_the_draft_is_made_when_the_person_says_so(at_desk: Client, reading: PlanReading) -> None:
    install_templates()
    ReadElementFactory(reading=reading)
    address = reverse("importing:create", args=[reading.pk])
    form = at_desk.get(address).context["form"]

    answer = at_desk.post(
        address,
        {
            "makes": "agreement",
            "title": "Plan 2026-27",
            "template_version": form.initial["template_version"].pk,
            **{"starts_on": "01-01-2026", "ends_on": "31-12-2027"},
        },
    )

    agreement = Agreement.objects.get()
    assert answer.status_code == 302
    assert agreement.goals.count() == 1
    reading.refresh_from_db()
    assert reading.state == ReadingState.CREATED
    for once_more in (at_desk.get(address), at_desk.post(address, {"makes": "agreement"})):
        assert once_more.url == reverse("agreements:page", args=[agreement.pk])


def test_the_tree_takes_the_same_queries_whatever_its_size(
    at_desk: Client, reading: PlanReading
) -> None:
    address = reverse("importing:review", args=[reading.pk])
    ReadElementFactory(reading=reading)
    at_desk.get(address)
    with CaptureQueriesContext(connection) as few:
        at_desk.get(address)

    for _ in range(20):
        goal = ReadElementFactory(reading=reading)
        ReadElementFactory(reading=reading, kind="action", parent=goal, fields={"text": "A"})
    with CaptureQueriesContext(connection) as many:
        at_desk.get(address)

    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["review", "create", "document", "undo", "accept_sure"])
def test_another_units_documents_are_not_found(
    client: Client, outsider: User, reading: PlanReading, name: str
) -> None:
    client.force_login(outsider)
    address = reverse(f"importing:{name}", args=[reading.pk])

    answer = client.post(address) if name in {"undo", "accept_sure"} else client.get(address)

    assert answer.status_code == 404


def test_nobody_uploads_for_another_unit(client: Client, outsider: User, north: Unit) -> None:
    client.force_login(outsider)

    answer = send(client, north, PLAN.encode())

    assert answer.status_code == 422
    assert not PlanReading.objects.exists()


def test_who_reads_no_plans_in_sees_no_documents(
    client: Client, employee: User, reading: PlanReading
) -> None:
    client.force_login(employee)

    page = client.get(reverse("importing:upload"))

    assert reading.document.name not in page.content.decode()
    assert ReadElement.objects.count() == 0


def test_both_versions_are_shown_when_somebody_else_was_faster(
    at_desk: Client, reading: PlanReading
) -> None:
    goal = ReadElementFactory(reading=reading)
    address = reverse("importing:correct", args=[reading.pk, goal.pk])
    at_desk.post(address, {"kind": "goal", "title": "Den første", "version": "1"})

    answer = at_desk.post(address, {"kind": "goal", "title": "Den anden", "version": "1"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Den første" in page
    assert "Den anden" in page
    goal.refresh_from_db()
    assert goal.fields["title"] == "Den første"
    at_desk.post(address, {"kind": "goal", "title": "Den anden", "version": "2"})
    goal.refresh_from_db()
    assert goal.fields["title"] == "Den anden"


def test_a_reading_given_up_while_the_job_runs_stays_given_up(at_desk: Client, north: Unit) -> None:
    send(at_desk, north, PLAN.encode())
    reading = PlanReading.objects.get()
    at_desk.post(reverse("importing:drop_reading", args=[reading.pk]))

    read_document(reading.pk)

    reading.refresh_from_db()
    assert reading.state == ReadingState.DROPPED
    assert not reading.elements.exists()


def test_a_document_that_broke_the_reader_can_be_read_again(
    at_desk: Client, north: Unit, tmp_path: Path
) -> None:
    send(at_desk, north, PLAN.encode())
    reading = PlanReading.objects.select_related("document").get()
    stored = tmp_path / reading.document.stored_as
    stored.rename(tmp_path / "elsewhere")
    with pytest.raises(FileNotFoundError):
        read_document(reading.pk)
    address = reverse("importing:review", args=[reading.pk])
    assert "Noget gik galt" in at_desk.get(address).content.decode()

    (tmp_path / "elsewhere").rename(stored)
    at_desk.post(reverse("importing:again", args=[reading.pk]))
    read_document(reading.pk)

    assert "Flere børn kommer i skole hver dag" in at_desk.get(address).content.decode()


def test_the_parties_are_chosen_when_the_draft_is_made(
    at_desk: Client, reading: PlanReading, south: Unit
) -> None:
    install_templates()
    ReadElementFactory(reading=reading, kind="party", fields={"name": south.name})
    address = reverse("importing:create", args=[reading.pk])
    page = at_desk.get(address)
    assert south.name in page.content.decode()
    assert page.context["form"].initial["others"] == [south]

    at_desk.post(
        address,
        {
            **{"makes": "agreement", "title": "Samarbejde", "others": [south.pk]},
            "template_version": page.context["form"].initial["template_version"].pk,
            **{"starts_on": "01-01-2026", "ends_on": "31-12-2027"},
        },
    )

    parties = Agreement.objects.get().parties.values_list("unit__name", flat=True)
    assert list(parties) == [reading.unit.name, south.name]


@pytest.mark.parametrize("page", ["goal", "agreement"])
def test_a_plan_tells_where_it_was_read(
    at_desk: Client, client: Client, outsider: User, reading: PlanReading, page: str
) -> None:
    install_templates()
    ReadElementFactory(reading=reading, page=3, line_from=12, line_to=13)
    form = at_desk.get(reverse("importing:create", args=[reading.pk])).context["form"]
    at_desk.post(
        reverse("importing:create", args=[reading.pk]),
        {
            **{"makes": "agreement", "title": "Plan"},
            "template_version": form.initial["template_version"].pk,
            **{"starts_on": "01-01-2026", "ends_on": "31-12-2027"},
        },
    )
    agreement = Agreement.objects.get()
    key = agreement.goals.get().pk if page == "goal" else agreement.pk
    address = reverse(f"importing:{page}_source", args=[key])

    panel = at_desk.get(address).content.decode()

    assert "Læst fra plan.docx" in panel
    assert reverse("importing:review", args=[reading.pk]) in panel
    if page == "goal":
        assert "side 3, linje 12" in panel
    client.force_login(outsider)
    assert client.get(address).status_code == 404


def test_what_is_one_of_a_few_is_told_and_chosen_in_words(
    at_desk: Client, reading: PlanReading
) -> None:
    plan = ReadElementFactory(
        reading=reading, kind="plan", fields={"title": "A", "kind": "contract"}
    )
    unit = {"name": "Solsikken", "full_time_equivalents": "1234.5"}
    ReadElementFactory(reading=reading, kind="unit", fields=unit)

    review = at_desk.get(reverse("importing:review", args=[reading.pk])).content.decode()
    form = at_desk.get(reverse("importing:correct", args=[reading.pk, plan.pk])).content.decode()

    assert "<dd>aftalemål</dd>" in review
    assert "1.234,5" in review
    assert '<option value="contract" selected>aftalemål</option>' in form


def test_the_template_fits_the_kind_that_a_person_chose(
    at_desk: Client, reading: PlanReading
) -> None:
    install_templates()
    PlanReading.objects.filter(pk=reading.pk).update(kind="contract")
    fields = {"title": "A", "kind": "dialogue"}
    ReadElementFactory(reading=reading, kind="plan", fields=fields)

    answer = at_desk.get(reverse("importing:create", args=[reading.pk]))

    assert answer.context["form"].initial["template_version"].template.form == "dialogue"
