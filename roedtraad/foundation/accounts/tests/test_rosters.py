import time
from io import BytesIO

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from roedtraad.foundation.accounts.jobs import invite_imported
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.accounts.roster_template import template_file
from roedtraad.foundation.accounts.services.rosters import foresee, parent_names, take_in
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

UNITS = "Nøgle;Enhedens navn;Art;Ligger under;Gyldig fra\n"
USERS = "Brugernavn;Fornavn;Efternavn;E-mail;Rolle;Enhed\n"


def excel(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def problems(text: str, user: User) -> list[str]:
    intake = foresee(text.encode(), "liste.csv", acting_user=user)
    return [f"{problem.place}: {problem.text}" for problem in intake.problems]


def test_units_and_users_are_made_at_once_and_carry_the_imports_id(administrator: User) -> None:
    file = excel(
        Enheder=[
            ["Nøgle", "Enhedens navn", "Art", "Ligger under"],
            ["1.1", "Dagtilbud Vest", "aftaleenhed", "1"],
            ["1", "Børn og Unge", "Forvaltning", ""],
        ],
        Brugere=[
            ["Brugernavn", "Fornavn", "Efternavn", "E-mail", "Rolle", "Enhed"],
            ["aho", "Asta", "Holm", "Asta@fjordby.example", "enhedsleder", "1.1"],
            ["aho", "", "", "", "medarbejder", "Børn og Unge"],
            ["bsk", "Bo", "Skov", "", "", ""],
        ],
    )

    made = take_in(file, "liste.xlsx", acting_user=administrator)

    unit = Unit.objects.get(name="Dagtilbud Vest")
    assert unit.path.count("/") == 3
    assert (made.units, made.users, made.roles) == (2, 2, 2)
    assert {unit.import_id for unit in Unit.objects.filter(name__in=["Børn og Unge"])} == {
        made.import_id
    }
    asta = User.objects.get(username="aho")
    assert (asta.email, asta.import_id) == ("asta@fjordby.example", made.import_id)
    assert not asta.has_usable_password()
    assert Membership.objects.filter(user=asta, role=Role.UNIT_LEADER, unit=unit).exists()
    event = AuditEvent.objects.get(import_id=made.import_id)
    assert len(event.detail["sha256"]) == 64
    assert "Asta" not in str(event.detail)


def test_foreseeing_saves_nothing(administrator: User) -> None:
    before = Unit.objects.count()

    intake = foresee((UNITS + "1;Vest;team;;\n").encode(), "liste.csv", acting_user=administrator)

    assert list(intake.units) == ["1"]
    assert Unit.objects.count() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_usual_kind_of_csv_is_read(
    encoding: str, separator: str, administrator: User
) -> None:
    text = (UNITS + "1;Ærøhus ÅØÆ;team;;01-02-2026\n").replace(";", separator)

    take_in(text.encode(encoding), "liste.csv", acting_user=administrator)

    assert str(Unit.objects.get(name="Ærøhus ÅØÆ").starts_on) == "2026-02-01"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (UNITS + "1;;team;;\n", "række 2: Enhedens navn mangler."),
        (UNITS + "1;Vest;hus;;\n", "række 2: “hus” er ingen art enhed."),
        (UNITS + "1;Vest;team;9;\n", "række 2: Der er ingen enhed, der hedder “9”."),
        (UNITS + "1;Vest;team;;31-02-2026\n", "række 2: “31-02-2026” er ikke en dato."),
        (UNITS + "1;A;team;2;\n2;B;team;1;\n", "ligger under sig selv"),
        (UNITS + "1;A;team;;\n1;B;team;;\n", "række 3: “1” står i to rækker."),
        (USERS + "a;A;A;a@x.dk;chef;Byrådet\n", "række 2: “chef” er ingen rolle."),
        (USERS + "a;A;A;a(at)x;;\n", "række 2: “a(at)x” er ingen e-mailadresse."),
        (USERS + "a;A;A;a@x.dk;;\nb;B;B;a@x.dk;;\n", "række 3: a@x.dk hører til en anden"),
        (USERS + "a;A;A;a@x.dk;;\na;B;A;;;\n", "række 3: “a” står med forskellige navne"),
        (USERS + "a b;A;A;;;\n", "række 2: “a b” kan ikke være et brugernavn."),
        (USERS + "a;A;A;;medarbejder;\n", "række 2: En rolle kræver en enhed"),
        (USERS + "a;A;A;leader@fjordby.example;;\n", "hører til en anden"),
        ("Et;To\n1;2\n", "overskrifter"),
        ("", "overskrifter"),
    ],
)
def test_each_problem_is_named_with_its_row_and_what_to_do(
    rows: str, expected: str, administrator: User, leader: User
) -> None:
    found = problems(rows, administrator)

    assert any(expected in problem for problem in found), found


def test_all_that_is_wrong_in_a_row_is_told_at_once(administrator: User) -> None:
    unit = problems(UNITS + ";;hus;9;31-02-2026\n", administrator)
    user = problems(USERS + "a b;A;A;a(at)x;chef;Intetsteds\n", administrator)

    for found, words in (
        (unit, ("navn mangler", "ingen art enhed", "ikke en dato")),
        (user, ("ingen e-mail", "ingen rolle", "kan ikke være et brugernavn", "Intetsteds")),
    ):
        assert all(any(each in problem for problem in found) for each in words), found
        assert len(found) == len(set(found))


def test_the_preview_names_the_unit_that_a_new_one_is_placed_under(
    administrator: User, north: Unit
) -> None:
    rows = f"1;Vest;team;{north.name};\n2;Øst;team;1;\n"

    intake = foresee((UNITS + rows).encode(), "liste.csv", acting_user=administrator)

    assert parent_names(intake) == {"1": north.name, "2": "Vest"}


def test_with_a_problem_nothing_at_all_is_made(administrator: User) -> None:
    before = (Unit.objects.count(), User.objects.count())
    text = UNITS + "1;Vest;team;;\n2;Øst;hus;;\n"

    with pytest.raises(ValidationError, match="Ret dem"):
        take_in(text.encode(), "liste.csv", acting_user=administrator)

    assert (Unit.objects.count(), User.objects.count()) == before


def test_the_same_file_twice_makes_nothing_new(administrator: User) -> None:
    text = (UNITS + "1;Vest;team;;\n2;Team A;team;1;\n").encode()
    take_in(text, "liste.csv", acting_user=administrator)

    again = foresee(text, "liste.csv", acting_user=administrator)

    assert (len(again.units), again.known, again.problems) == (0, 2, [])


def test_a_new_unit_may_share_its_name_with_one_elsewhere(administrator: User, north: Unit) -> None:
    text = UNITS + "a;Vest;team;;\nb;Familiehuset Nord;team;a;\nc;Team;team;b;\n"

    take_in(text.encode(), "liste.csv", acting_user=administrator)

    team = Unit.objects.get(name="Team")
    assert not team.path.startswith(north.path)
    assert Unit.objects.filter(name="Familiehuset Nord").count() == 2


def test_a_file_that_is_no_spreadsheet_is_said_so(administrator: User) -> None:
    intake = foresee(b"PK\x03\x04abc", "liste.xlsx", acting_user=administrator)

    assert "kan ikke læses" in intake.problems[0].text


def test_the_template_can_be_taken_in_as_it_is(administrator: User) -> None:
    intake = foresee(template_file(), "skabelon.xlsx", acting_user=administrator)

    assert intake.problems == []
    assert (len(intake.units), len(intake.users), len(intake.roles)) == (2, 1, 1)
    assert load_workbook(BytesIO(template_file())).sheetnames == [
        "Enheder",
        "Brugere",
        "Sådan gør du",
    ]


def test_only_who_looks_after_the_whole_municipality_takes_a_roster_in(
    outsider: User, consultant: User
) -> None:
    for user in (outsider, consultant):
        with pytest.raises(PermissionDenied):
            foresee(b"", "liste.csv", acting_user=user)
        with pytest.raises(PermissionDenied):
            take_in(b"", "liste.csv", acting_user=user)


@pytest.mark.slow
def test_five_thousand_rows_are_taken_in_with_few_statements(
    administrator: User, django_assert_max_num_queries: object
) -> None:
    units = [["Nøgle", "Enhedens navn", "Art", "Ligger under"]]
    units += [[f"u{n}", f"Enhed {n}", "team", f"u{n // 10}" if n else ""] for n in range(500)]
    users = [["Brugernavn", "Fornavn", "E-mail", "Rolle", "Enhed"]]
    users += [
        [f"bruger{n}", f"Navn {n}", f"b{n}@fjordby.example", "medarbejder", f"u{n % 500}"]
        for n in range(4500)
    ]
    file = excel(Enheder=units, Brugere=users)
    started = time.monotonic()

    with django_assert_max_num_queries(150):
        made = take_in(file, "liste.xlsx", acting_user=administrator)

    assert (made.units, made.users, made.roles) == (500, 4500, 4500)
    assert time.monotonic() - started < 60


def test_the_pages_lead_from_the_file_to_the_users(
    client: Client, administrator: User, tmp_path: object, settings: object
) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    client.force_login(administrator)
    file = SimpleUploadedFile("liste.csv", (USERS + "aho;Asta;Holm;a@x.dk;;\n").encode())

    sent = client.post(reverse("accounts:roster_upload"), {"file": file})
    page = client.get(sent.url).content.decode()
    done = client.post(sent.url)

    assert "aho" in page and "Opret det hele" in page
    assert done.status_code == 302
    assert User.objects.get(username="aho").import_id


def test_another_administrators_file_is_not_there(
    client: Client, administrator: User, consultant: User, tmp_path: object, settings: object
) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    client.force_login(administrator)
    file = SimpleUploadedFile("liste.csv", USERS.encode())
    sent = client.post(reverse("accounts:roster_upload"), {"file": file})

    client.force_login(consultant)
    assert client.get(sent.url).status_code == 404
    assert client.get(reverse("accounts:roster_upload")).status_code == 404


def test_all_from_one_import_are_invited_once(administrator: User) -> None:
    text = USERS + "aho;Asta;Holm;a@x.dk;;\nbsk;Bo;Skov;;;\n"
    made = take_in(text.encode(), "liste.csv", acting_user=administrator)

    assert invite_imported.call(made.import_id, administrator.pk) == 1
    assert invite_imported.call(made.import_id, administrator.pk) == 0

    assert [letter.to for letter in mail.outbox] == [["a@x.dk"]]


def test_a_list_as_other_systems_write_it_is_understood(administrator: User) -> None:
    units = [
        ["Organisationsplan for Fjordby Kommune"],
        ["Udskrevet", "02-01-2026"],
        [],
        ["Leder:", "Overordnet enhed", "Enhedstype", "Enhedsnavn", "Enhedsnr.", "Tlf.", "Noter"],
        ["Ida Holm", "", "Forvaltning", "Børn og Unge", 100, 12345678.0, "x"],
        ["", "100", "INSTITUTION", "Familiehuset Vest", "101", "", ""],
    ]
    users = [
        ["Stilling", "Navn", "Mail", "Initialer", "Afdeling", "Rolle"],
        ["Leder", "Asta Marie Holm", "ASTA@fjordby.example ", "aho", "Familiehuset Vest", "Leder"],
        ["Pædagog", "Holm, Bo", "", "bho", "101", "medarbejder"],
    ]

    take_in(excel(Plan=units, Personale=users), "plan.xlsx", acting_user=administrator)

    house = Unit.objects.get(name="Familiehuset Vest")
    top = Unit.objects.get(name="Børn og Unge")
    assert (house.kind, house.path.startswith(top.path)) == ("agreement_unit", True)
    assert (top.leader_name, top.phone) == ("Ida Holm", "12345678")
    asta, bo = User.objects.get(username="aho"), User.objects.get(username="bho")
    assert (asta.first_name, asta.last_name, asta.email, asta.title) == (
        "Asta Marie",
        "Holm",
        "asta@fjordby.example",
        "Leder",
    )
    assert (bo.first_name, bo.last_name) == ("Bo", "Holm")
    assert Membership.objects.filter(user=asta, role=Role.UNIT_LEADER, unit=house).exists()
    assert Membership.objects.filter(user=bo, role=Role.EMPLOYEE, unit=house).exists()


MIXED = [
    ["Nøgle", "Enhedens navn", "Art", "Ligger under", "Bemærkning"],
    ["1", "Vest", "team", "", "god"],
    ["2", "Øst", "hus", "", "=1+1"],
    ["3", "Under Øst", "team", "2", ""],
    ["4", "Under Vest", "team", "1", ""],
]


def test_the_right_rows_can_be_made_and_the_others_are_given_back_with_their_reasons(
    client: Client, administrator: User
) -> None:
    client.force_login(administrator)
    file = SimpleUploadedFile("liste.xlsx", excel(Enheder=MIXED))
    page = client.post(reverse("accounts:roster_upload"), {"file": file}).url

    assert "2 ting skal rettes" in client.get(page).content.decode()
    answer = client.post(page, {"only_right_rows": "1"}, follow=True)

    assert "2 enheder" in answer.content.decode()
    assert set(Unit.objects.filter(import_id__gt="").values_list("name", flat=True)) == {
        "Vest",
        "Under Vest",
    }
    event = AuditEvent.objects.get(action="roster.imported")
    assert event.detail["rows_left_out"] == 2
    book = load_workbook(BytesIO(client.get(f"{page}ret/").content))
    header, *rows = book["Enheder"].iter_rows(values_only=True)
    assert header[:5] == tuple(MIXED[0])
    assert [[cell or "" for cell in row[:4]] for row in rows] == [MIXED[2][:4], MIXED[3][:4]]
    assert "er ingen art enhed" in rows[0][5]
    assert "Rækken med “2” skal rettes først" in rows[1][5]


def test_what_was_put_right_is_taken_in_again_without_making_anything_twice(
    administrator: User,
) -> None:
    take_in(excel(Enheder=MIXED), "liste.xlsx", acting_user=administrator, only_right_rows=True)
    put_right = [row if row[2] != "hus" else [*row[:2], "team", *row[3:]] for row in MIXED]

    made = take_in(excel(Enheder=put_right), "liste.xlsx", acting_user=administrator)

    assert made.units == 2
    assert Unit.objects.filter(name__in=["Vest", "Øst", "Under Øst", "Under Vest"]).count() == 4


def test_the_rows_to_put_right_are_not_for_another_administrator(
    client: Client, administrator: User, council: Unit
) -> None:
    client.force_login(administrator)
    file = SimpleUploadedFile("liste.xlsx", excel(Enheder=MIXED))
    page = client.post(reverse("accounts:roster_upload"), {"file": file}).url
    client.force_login(MembershipFactory(role=Role.ADMINISTRATOR, unit=council).user)

    assert client.get(f"{page}ret/").status_code == 404
