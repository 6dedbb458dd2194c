"""Scores from a spreadsheet: what can be placed is stored once, and wrong rows are told."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.tests.factories import ALMA, open_case
from roedtraad.casework.profiles.models import Response, ScaleScore
from roedtraad.casework.profiles.services.instruments_sheets import read_in
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
HEADER = "Dato;CPR;Måleredskab;Udgave;Skala;Besvaret af;Score\n"
SDQ = "SDQ;Seneste halve år"


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    install_instruments()
    found = open_case(north, team_leader)
    Citizen.objects.update(born_on=date(2014, 4, 12))
    return found


def _file(*rows: str) -> bytes:
    return (HEADER + "\n".join(rows)).encode()


def test_rows_of_one_day_are_one_questionnaire_and_the_file_twice_is_stored_once(
    case: Case, team_leader: User
) -> None:
    file = _file(
        f"10-03-2025;{ALMA};{SDQ};Samlede vanskeligheder;lærer;17",
        f"10-03-2025;{case.number};{SDQ};impact;lærer;3",
        f"10-03-2025;{ALMA};WHO-5;;indeks;barn;56",
    )

    first = read_in(file, "scorer.csv", acting_user=team_leader)
    second = read_in(file, "scorer.csv", acting_user=team_leader)

    assert (first.stored, first.faults) == (2, [])
    assert (second.stored, second.known) == (0, 2)
    scores = ScaleScore.objects.values_list("scale__key", "score").order_by("scale__key")
    assert dict(scores) == {"impact": 3, "index": 56, "total": Decimal(17)}
    event = AuditEvent.objects.filter(action="response.imported").earliest("pk")
    stored = AuditEvent.objects.filter(action="response.recorded")
    assert {each.import_id for each in stored} == {event.import_id}


def test_wrong_rows_are_told_by_number_and_the_others_are_kept(
    case: Case, team_leader: User, south: Unit, outsider: User
) -> None:
    other = open_case(south, outsider, digits="6802164321", name="Storm")
    file = _file(
        f"10-03-2025;{ALMA};WHO-5;;indeks;barn;56",
        f"31-02-2025;{ALMA};WHO-5;;indeks;barn;56",
        f"10-03-2025;{other.number};WHO-5;;indeks;barn;56",
        f"10-03-2025;{ALMA};XYZ;;indeks;barn;56",
        f"10-03-2025;{ALMA};SDQ;;total;lærer;16",
        f"10-03-2025;{ALMA};WHO-5;;trivsel;barn;56",
        f"10-03-2025;{ALMA};WHO-5;;indeks;naboen;56",
        f"11-03-2025;{ALMA};WHO-5;;indeks;barn;mange",
        f"12-03-2025;{ALMA};WHO-5;;indeks;barn;101",
    )

    found = read_in(file, "scorer.csv", acting_user=team_leader)

    assert (found.stored, [number for number, _fault in found.faults]) == (1, list(range(3, 11)))
    told = " ".join(fault for _number, fault in found.faults)
    for words in ("ingen sag med det nummer", "Skriv udgaven", "fra 0 til 100", "barn, forælder"):
        assert words in told
    assert Response.objects.get().case == case


def test_a_score_that_was_read_in_before_is_not_changed_by_a_file(
    case: Case, team_leader: User
) -> None:
    row = f"10-03-2025;{ALMA};WHO-5;;indeks;barn;"
    read_in(_file(f"{row}56"), "scorer.csv", acting_user=team_leader)

    found = read_in(_file(f"{row}60"), "scorer.csv", acting_user=team_leader)

    assert "andre scorer" in found.faults[0][1]
    assert ScaleScore.objects.get().score == 56


def test_the_page_tells_what_was_stored_and_what_a_file_lacks(
    client: Client, case: Case, team_leader: User, politician: User
) -> None:
    address = reverse("profiles:score_sheet")
    client.force_login(team_leader)
    good = SimpleUploadedFile("s.csv", _file(f"10-03-2025;{ALMA};WHO-5;;indeks;barn;56"))

    stored = client.post(address, {"file": good}).content.decode()
    refused = client.post(address, {"file": SimpleUploadedFile("s.csv", b"a;b\n1;2")})
    client.force_login(politician)

    assert "1 skema er gemt" in stored
    assert refused.status_code == 422 and "overskrifter" in refused.content.decode()
    assert client.get(address).status_code == 404
