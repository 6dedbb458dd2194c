from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.queries.log import EXPORTED_AT_A_TIME
from roedtraad.foundation.accounts.services.memberships import give_role
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit import wording
from roedtraad.foundation.audit.events import event
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.services import correct_facts, record_staff


def log(client: Client, **query: object) -> str:
    page = client.get(reverse("accounts:log"), query)
    assert page.status_code == 200, page.content.decode()
    return page.content.decode().partition("<tbody")[2]


@pytest.fixture
def officer_client(client: Client, data_protection_officer: User) -> Client:
    client.force_login(data_protection_officer)
    return client


def test_what_was_done_is_told_in_a_danish_sentence(
    officer_client: Client, administrator: User, leader: User, south: Unit
) -> None:
    give_role(leader, Role.EMPLOYEE, south, acting_user=administrator)

    page = log(officer_client)

    assert f"gav en rolle: rolle i en enhed “{leader}: medarbejder, Familiehuset Syd”" in page
    assert f'<b>rolle:</b> <span class="value">medarbejder' in page  # noqa: F541
    assert "membership.given" not in page


def test_before_and_after_stand_beside_one_another_by_the_names_of_the_fields(
    officer_client: Client, administrator: User, north: Unit
) -> None:
    correct_facts(north, {"phone": "1234", "kind": "team"}, acting_user=administrator)
    record_staff(north, 2026, staff=12, full_time_equivalents=None, acting_user=administrator)

    page = log(officer_client)

    assert "rettede oplysninger om enhed “Familiehuset Nord”" in page
    assert '<b>telefon:</b> – → <span class="value">1234' in page
    assert 'aftaleenhed → <span class="value">team' in page
    assert '<b>år:</b> <span class="value">2026' in page


def test_dates_and_what_is_pointed_to_are_shown_as_people_write_them(
    officer_client: Client, administrator: User, north: Unit
) -> None:
    audit.record(
        "membership.passed_on",
        MembershipFactory(unit=north),
        acting_user=administrator,
        starts_on=date(2026, 5, 1).isoformat(),
        previous_unit=north.pk,
        user=administrator.pk,
    )

    page = log(officer_client)

    assert "1. maj 2026" in page
    assert f'<b>bruger:</b> <span class="value">{administrator}' in page


def test_what_is_gone_is_told_by_its_number_or_the_title_it_had(
    officer_client: Client, administrator: User, north: Unit
) -> None:
    gone = Unit(pk=99_999)
    audit.record("unit.removed", gone, acting_user=administrator)
    audit.record("unit.removed", gone, acting_user=administrator, before={"name": "Aftenhuset"})
    audit.record("thing.of_old", gone, acting_user=None)

    page = log(officer_client)

    assert "fjernede enhed nr. 99999" in page
    assert "fjernede enhed “Aftenhuset”" in page
    assert "thing.of_old: enhed nr. 99999" in page
    assert "systemet" in page


def test_a_row_with_personal_data_is_told_by_its_number(
    officer_client: Client, administrator: User, monkeypatch: pytest.MonkeyPatch, council: Unit
) -> None:
    event = AuditEvent(pk=1)
    audit.record("auditevent.changed", event, acting_user=administrator)
    monkeypatch.setattr(AuditEvent, "personal_fields", ("reason",))

    assert "ændrede loghændelse nr. 1" in log(officer_client).replace(
        "hændelse i loggen", "loghændelse"
    )


def test_the_log_is_searched_by_who_what_subject_unit_and_period(
    officer_client: Client, leader: User, consultant: User, north: Unit, south: Unit
) -> None:
    User.objects.filter(pk=leader.pk).update(first_name="Karla", last_name="Vesterløkke")
    audit.record("unit.facts_changed", north, acting_user=leader, unit=north, before=1, after=2)
    audit.record("unit.staff_recorded", south, acting_user=consultant, unit=south)
    facts, staff = "rettede oplysninger om", "registrerede personalet"

    for query in [
        {"who": "leader"},
        {"who": "LEADER@fjordby.example"},
        {"who": "vesterløkke karla"},
        {"act": "unit.facts_changed"},
        {"kind": "organisation.unit", "subject": north.pk},
        {"kind": "organisation.unit", "subject": "huset nord"},
        {"subject": "Familiehuset Nord"},
        {"unit": north.pk},
    ]:
        page = log(officer_client, **query)
        assert facts in page, query
        assert staff not in page, query
    assert staff in log(officer_client, since=f"{timezone.localdate():%d-%m-%Y}")
    assert staff not in log(officer_client, until="01-01-2020")
    assert staff not in log(officer_client, reads="reads")


def test_an_act_that_many_things_share_is_searched_for_all_of_them(
    officer_client: Client, administrator: User, north: Unit
) -> None:
    audit.record("goal.created", north, acting_user=administrator)
    audit.record("user.created", administrator, acting_user=administrator)
    audit.record("unit.staff_recorded", north, acting_user=administrator)

    page = log(officer_client, act="created")

    assert page.count("oprettede ") >= 2
    assert "personalet" not in page


def test_searching_the_log_is_itself_logged(officer_client: Client, leader: User) -> None:
    log(officer_client, who="leader", act="created", subject="Hemmeligt navn")

    event = AuditEvent.objects.get(action="audit.searched")
    assert event.is_read
    assert event.detail["act"] == "created"
    assert event.detail["sought_users"] == [leader.pk]
    assert "leader" not in str(event.detail)
    assert "Hemmeligt" not in str(event.detail)


def test_the_log_is_turned_by_pages_without_counting(
    officer_client: Client, leader: User, north: Unit, django_assert_max_num_queries: object
) -> None:
    for number in range(60):
        audit.record("test.made", north, acting_user=leader, number=number)
    kind = {"kind": "organisation.unit"}

    with django_assert_max_num_queries(18) as made:
        first = log(officer_client, **kind)
    assert not any("COUNT(" in query["sql"] and "auditevent" in query["sql"] for query in made)
    assert 'value">59<' in first and 'value">9<' not in first
    oldest = AuditEvent.objects.filter(action="test.made").order_by("-pk")[49].pk
    assert 'value">9<' in log(officer_client, **kind, before=oldest)


def test_the_log_is_exported(officer_client: Client, leader: User, north: Unit) -> None:
    audit.record(
        "unit.staff_recorded", north, acting_user=leader, unit=north, reason="fordi", year=2026
    )

    answer = officer_client.get(reverse("accounts:log_export"), {"act": "unit.staff_recorded"})

    sheet = load_workbook(BytesIO(answer.getvalue())).worksheets[0]
    [row] = list(sheet.iter_rows(min_row=2, values_only=True))
    assert row[2:8] == (
        str(leader),
        "registrerede personalet i enhed “Familiehuset Nord”",
        "nej",
        "Familiehuset Nord",
        "fordi",
        "år: 2026",
    )
    assert AuditEvent.objects.filter(action="audit.exported").exists()


def test_a_long_log_is_exported_whole_in_the_readers_language(
    officer_client: Client, leader: User, north: Unit
) -> None:
    count = 2 * EXPORTED_AT_A_TIME + 1
    made = [
        event("unit.created", north, acting_user=leader, unit=north, reason="", detail={"year": n})
        for n in range(count)
    ]
    AuditEvent.objects.bulk_create(made)

    answer = officer_client.get(reverse("accounts:log_export"), {"act": "unit.created"})
    with translation.override("en"):  # as the thread may have gone on to another's
        content = answer.getvalue()

    rows = list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    assert [row[7] for row in rows[1:]] == [f"år: {n}" for n in reversed(range(count))]
    assert {row[3] for row in rows[1:]} == {"oprettede enhed “Familiehuset Nord”"}


def test_who_searches_the_log_of_one_unit_sees_only_that(
    client: Client, leader: User, north: Unit, south: Unit
) -> None:
    local = MembershipFactory(unit=north, role=Role.DATA_PROTECTION_OFFICER).user
    audit.record("test.north", north, acting_user=leader, unit=north)
    audit.record("test.south", south, acting_user=leader, unit=south)
    audit.record("test.nowhere", leader, acting_user=leader)
    client.force_login(local)

    page = log(client)

    assert "test.north" in page
    assert "test.south" not in page
    assert "test.nowhere" not in page


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_phrase_takes_its_thing_and_is_there_in_both_languages(language: str) -> None:
    with translation.override(language):
        for key, phrase in wording.acts():
            assert phrase, key
            assert "%(" not in wording.told(key, "x")
    if language == "da":
        assert dict(wording.acts())["created"] == "oprettede …"
