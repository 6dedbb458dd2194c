from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory, UserFactory
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Reorganisation, Unit, UnitName
from roedtraad.foundation.organisation.tests.factories import UnitFactory

TODAY = "01-01-2026"


def text(client: Client, name: str, *args: object, **query: object) -> str:
    page = client.get(reverse(f"accounts:{name}", args=args), query)
    assert page.status_code == 200, page.status_code
    return page.content.decode()


@pytest.fixture
def admin_client(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def test_the_page_of_a_unit_draws_its_place_facts_and_people(
    client: Client, leader: User, north: Unit
) -> None:
    north.phone, north.leader_name = "12 34 56 78", "En anden"
    north.save()
    client.force_login(leader)

    page = text(client, "unit", north.pk)

    assert '<strong aria-current="true">Familiehuset Nord</strong>' in page
    assert "Børn og Familie" in page
    assert "12 34 56 78" in page
    assert "Enhedsleder" in page
    assert "leader@fjordby.example" in page
    assert "Familiehuset Syd" not in page


def test_the_page_shows_the_tree_as_of_a_chosen_day(
    admin_client: Client, north: Unit, south: Unit
) -> None:
    UnitName.objects.create(
        unit=north, name="Det gamle hus", starts_on=date(2020, 1, 1), ends_on=date(2021, 12, 31)
    )

    assert "Det gamle hus" in text(admin_client, "unit", north.pk, on="1. juni 2021")
    assert "Det gamle hus" not in text(admin_client, "unit", north.pk)


def test_another_unit_is_not_there_for_the_outsider(
    client: Client, outsider: User, leader: User, north: Unit
) -> None:
    client.force_login(outsider)

    for name in ("unit", "unit_facts", "unit_staff"):
        assert client.get(reverse(f"accounts:{name}", args=[north.pk])).status_code == 404
    assert "Familiehuset Nord" not in text(client, "unit_list")


@pytest.mark.parametrize(
    "name",
    ["reorganisations", "user_list", "user_export", "user_new", "log", "log_export",
     "roster_upload", "roster_template"],
)  # fmt: skip
def test_what_a_role_cannot_use_is_not_there(name: str, client: Client, leader: User) -> None:
    client.force_login(leader)

    assert client.get(reverse(f"accounts:{name}")).status_code == 404
    assert reverse(f"accounts:{name}") not in text(client, "own_profile")


def test_the_menu_of_administration_shows_what_the_role_can_use(
    client: Client, administrator: User, data_protection_officer: User, leader: User
) -> None:
    client.force_login(leader)
    page = text(client, "administration")
    assert reverse("accounts:log") not in page
    assert reverse("accounts:user_list") not in page

    client.force_login(administrator)
    page = text(client, "administration")
    assert reverse("accounts:user_list") in page
    assert reverse("accounts:log") not in page

    client.force_login(data_protection_officer)
    page = text(client, "administration")
    assert reverse("accounts:log") in page
    assert reverse("accounts:user_list") not in page


def test_a_search_in_the_tree_keeps_the_line_up(
    admin_client: Client, north: Unit, south: Unit
) -> None:
    page = text(admin_client, "unit_list", search="nord")

    assert "Familiehuset Nord" in page
    assert "Børn og Familie" in page
    assert "Familiehuset Syd" not in page
    assert "Ingen enhed hedder" in text(admin_client, "unit_list", search="findes ikke")


def test_facts_are_corrected_on_the_page(admin_client: Client, north: Unit) -> None:
    link = reverse("accounts:unit_facts", args=[north.pk])

    wrong = admin_client.post(link, {"kind": "team", "phone": "ring"})
    right = admin_client.post(link, {"kind": "team", "phone": "12 34 56 78"})

    north.refresh_from_db()
    assert wrong.status_code == 422
    assert "Skriv nummeret som 12 34 56 78" in wrong.content.decode()
    assert (right.status_code, north.phone, north.kind) == (302, "12 34 56 78", "team")


def test_staff_is_recorded_on_the_page(admin_client: Client, north: Unit) -> None:
    link = reverse("accounts:unit_staff", args=[north.pk])

    admin_client.post(link, {"year": "2025", "staff": "18", "full_time_equivalents": "15,4"})

    assert "15,4" in text(admin_client, "unit", north.pk)


def test_an_act_is_shown_before_it_is_done(
    admin_client: Client, leader: User, north: Unit, south: Unit
) -> None:
    link = reverse("accounts:reorganise", args=["merge"])
    given = {"units": [north.pk, south.pk], "name": "Familiehuset", "on": TODAY}

    preview = admin_client.post(link, given).content.decode()
    assert "Det her sker" in preview
    assert "Familiehuset Nord</strong> lukker" in preview
    assert "fortsætter i Familiehuset" in preview
    assert not Reorganisation.objects.exists()

    assert admin_client.post(link, given | {"confirmed": "1"}).status_code == 302
    assert Reorganisation.objects.count() == 1


@pytest.mark.parametrize("kind", ["create", "rename", "move", "split", "merge", "close"])
def test_every_kind_of_act_has_its_form(kind: str, admin_client: Client, north: Unit) -> None:
    assert 'name="on"' in text(admin_client, "reorganise", kind)


def test_a_refused_act_says_why(admin_client: Client, administration: Unit, north: Unit) -> None:
    answer = admin_client.post(
        reverse("accounts:reorganise", args=["move"]),
        {"unit": administration.pk, "parent": north.pk, "on": TODAY},
    )

    assert answer.status_code == 422
    assert "som står under den" in answer.content.decode()


def test_the_latest_act_is_undone_on_the_page(admin_client: Client, north: Unit) -> None:
    admin_client.post(
        reverse("accounts:reorganise", args=["rename"]),
        {"unit": north.pk, "name": "Nyt navn", "on": TODAY, "confirmed": "1"},
    )
    act = Reorganisation.objects.get()

    admin_client.post(reverse("accounts:undo_reorganisation", args=[act.pk]))

    north.refresh_from_db()
    assert north.name == "Familiehuset Nord"
    assert "fortrudt" in text(admin_client, "reorganisations")


def test_a_user_is_created_given_a_role_and_closed(admin_client: Client, north: Unit) -> None:
    admin_client.post(
        reverse("accounts:user_new"),
        {"first_name": "Asta", "username": "aho", "role": "employee", "unit": north.pk},
    )
    user = User.objects.get(username="aho")
    page = text(admin_client, "user", user.pk)
    assert "Medarbejder" in page and "ikke logget ind endnu" in page.lower()

    admin_client.post(
        reverse("accounts:role_give", args=[user.pk]), {"role": "team_leader", "unit": north.pk}
    )
    assert user.memberships.count() == 2
    link = reverse("accounts:user_deactivate", args=[user.pk])
    assert admin_client.post(link, {"reason": ""}).status_code == 422
    admin_client.post(link, {"reason": "Stoppet"})

    user.refresh_from_db()
    assert not user.is_active
    assert "Lukket" in text(admin_client, "user", user.pk)


def test_a_name_that_is_taken_is_said_in_the_form(
    admin_client: Client, leader: User, north: Unit
) -> None:
    answer = admin_client.post(
        reverse("accounts:user_new"),
        {"first_name": "A", "username": "LEADER", "role": "employee", "unit": north.pk},
    )

    assert answer.status_code == 422
    assert "findes allerede en bruger" in answer.content.decode()


def test_the_last_administrator_is_told_why_the_role_cannot_end(
    admin_client: Client, administrator: User
) -> None:
    held = Membership.objects.get(user=administrator)

    answer = admin_client.post(
        reverse("accounts:role_end", args=[administrator.pk, held.pk]), follow=True
    )

    assert "sidste administrator" in answer.content.decode()


def test_who_is_not_in_reach_is_not_there(client: Client, north: Unit, outsider: User) -> None:
    local = MembershipFactory(unit=north, role=Role.ADMINISTRATOR).user
    client.force_login(local)

    assert client.get(reverse("accounts:user", args=[outsider.pk])).status_code == 404
    assert outsider.username not in text(client, "user_list")


def test_the_user_list_is_filtered_and_exported(
    admin_client: Client, leader: User, politician: User
) -> None:
    page = text(admin_client, "user_list", role="politician")
    assert politician.username in page
    assert leader.email not in page

    answer = admin_client.get(reverse("accounts:user_export"), {"search": "leader"})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["leader"]
    assert AuditEvent.objects.filter(action="user.list_exported", is_read=True).exists()


def test_the_user_list_takes_the_same_number_of_queries_however_long(
    admin_client: Client, north: Unit, django_assert_max_num_queries: object
) -> None:
    for _number in range(40):
        MembershipFactory(unit=north, role=Role.EMPLOYEE)

    with django_assert_max_num_queries(16):
        text(admin_client, "user_list")


def test_looking_somebody_up_is_logged(admin_client: Client, leader: User) -> None:
    text(admin_client, "user", leader.pk)

    event = AuditEvent.objects.get(action="user.read")
    assert (event.is_read, event.subject_id) == (True, str(leader.pk))


def test_one_changes_ones_own_name_address_and_language(client: Client, leader: User) -> None:
    client.force_login(leader)

    client.post(
        reverse("accounts:own_profile"),
        {"first_name": "Asta", "email": "Ny@Fjordby.example", "language": "en"},
    )

    leader.refresh_from_db()
    assert (leader.first_name, leader.email, leader.language) == (
        "Asta",
        "ny@fjordby.example",
        "en",
    )
    assert "Asta" not in str(AuditEvent.objects.get(action="user.changed").detail)


def test_an_address_that_is_anothers_is_refused(client: Client, leader: User) -> None:
    UserFactory(email="taget@fjordby.example")
    client.force_login(leader)

    answer = client.post(
        reverse("accounts:own_profile"), {"email": "taget@fjordby.example", "language": "da"}
    )

    assert answer.status_code == 422


def test_the_table_of_rights_shows_every_role_and_right(client: Client, employee: User) -> None:
    client.force_login(employee)

    page = text(client, "who_may_what")

    assert "Databeskyttelsesrådgiver" in page
    assert "Godkende for enheden" in page
    assert "Ingen godkender for begge parter" in page


def test_the_unit_page_takes_the_same_number_of_queries_however_large(
    admin_client: Client, north: Unit, django_assert_max_num_queries: object
) -> None:
    for number in range(15):
        UnitFactory(name=f"Team {number}", parent=north)
        MembershipFactory(unit=north, role=Role.EMPLOYEE)

    with django_assert_max_num_queries(24):
        text(admin_client, "unit", north.pk)


def test_every_page_is_there_in_english(admin_client: Client, administrator: User) -> None:
    User.objects.filter(pk=administrator.pk).update(language="en")

    assert "Place in the tree" in text(admin_client, "unit", Unit.objects.get(name="Byrådet").pk)
