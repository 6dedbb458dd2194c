import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.models import ImportState, MeasurementImport
from roedtraad.steering.indicators.models import Indicator, Measurement, MeasurementBatch
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory

pytestmark = pytest.mark.django_db
UPLOAD = "/indlaes-maalinger/"
TABLE = "År;Sager;Klager\n2024;41;mange\n2025;43;4\n"


@pytest.fixture(autouse=True)
def _november() -> object:
    with time_machine.travel("2026-11-12T10:00Z", tick=False):
        yield


@pytest.fixture
def visitor(client: Client, leader: User) -> Client:
    client.force_login(leader)
    return client


def uploaded(client: Client, unit: Unit, text: str = TABLE) -> str:
    """The address of a file that is uploaded."""
    file = SimpleUploadedFile("sager.csv", text.encode("cp1252"))
    answer = client.post(UPLOAD, {"file": file, "unit": unit.pk})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def said(importing: MeasurementImport, **more: str) -> dict[str, str]:
    """What the form holds as it is suggested."""
    found = {"act": "check", "across": importing.meaning["across"], "skip_totals": "on"}
    for at, role in enumerate(importing.meaning["roles"]):
        found[f"role_{at}"] = role
        found[f"heading_{at}"] = importing.meaning["headings"][at]
    return {**found, **more}


def test_a_table_goes_from_upload_by_its_check_to_measurements(
    visitor: Client, north: Unit
) -> None:
    address = uploaded(visitor, north)
    importing = MeasurementImport.objects.get()

    suggested = visitor.get(address).content.decode()
    visitor.post(address, said(importing, creates="on"))
    checked = visitor.get(address).content.decode()
    visitor.post(address, {"act": "take_in_right"})
    done = visitor.get(address).content.decode()

    assert "Hvad kolonnerne betyder" in suggested and "41" in suggested
    assert "“mange” er ikke et tal" in checked and "Klager" in checked
    assert "3 målinger er indlæst" in done and "1 forkert tal er udeladt" in done
    assert Measurement.objects.count() == 3
    assert set(Indicator.objects.values_list("title", flat=True)) == {"Sager", "Klager"}


def test_what_is_wrong_is_fetched_as_a_spreadsheet(visitor: Client, north: Unit) -> None:
    address = uploaded(visitor, north)
    visitor.post(address, said(MeasurementImport.objects.get(), creates="on"))

    answer = visitor.get(f"{address}forkerte/")

    assert answer["Content-Disposition"].endswith('.xlsx"')


def test_an_import_is_undone_from_its_page_with_a_reason(visitor: Client, north: Unit) -> None:
    address = uploaded(visitor, north, "År;Sager\n2024;41\n")
    visitor.post(address, said(MeasurementImport.objects.get(), creates="on"))
    visitor.post(address, {"act": "take_in"})

    visitor.post(address, {"act": "undo", "reason": ""})
    before = MeasurementBatch.objects.get().undone_at
    visitor.post(address, {"act": "undo", "reason": "Forkert fil"})

    assert before is None
    assert MeasurementBatch.objects.get().undone_at is not None
    assert "fortrudt" in visitor.get(address).content.decode()


def test_the_same_file_once_more_is_told_and_must_be_asked_for(
    visitor: Client, north: Unit
) -> None:
    IndicatorUseFactory(unit=north, indicator__title="Sager")
    text = "År;Sager\n2024;41\n"
    first = uploaded(visitor, north, text)
    visitor.post(first, said(MeasurementImport.objects.get()))
    visitor.post(first, {"act": "take_in"})
    Measurement.objects.all().delete()

    again = uploaded(visitor, north, text)
    visitor.post(again, said(MeasurementImport.objects.first()))
    shown = visitor.get(again).content.decode()
    visitor.post(again, {"act": "take_in"})
    refused = Measurement.objects.count()
    visitor.post(again, {"act": "take_in", "again": "on"})

    assert "indlæst før" in shown and "leader" in shown
    assert (refused, Measurement.objects.count()) == (0, 1)


def test_a_large_file_is_left_to_the_worker_and_the_page_waits(
    visitor: Client, north: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"2024;{number};{'x' * 200}\n" for number in range(1000))
    address = uploaded(visitor, north, "År;Sager;Note\n" + rows)
    importing = MeasurementImport.objects.get()

    visitor.post(address, said(importing, creates="on"))

    importing.refresh_from_db()
    assert importing.state == ImportState.CHECKING
    assert "Filen kontrolleres" in visitor.get(address).content.decode()


def test_a_wrong_period_is_refused_and_what_was_chosen_stays(visitor: Client, north: Unit) -> None:
    address = uploaded(visitor, north)

    answer = visitor.post(
        address, said(MeasurementImport.objects.get(), period="engang", title="Noget")
    )

    assert answer.status_code == 422
    assert 'value="Noget"' in answer.content.decode()


def test_nobody_else_finds_the_file(
    visitor: Client, outsider: User, politician: User, north: Unit
) -> None:
    address = uploaded(visitor, north)

    for user in (outsider, politician):
        visitor.force_login(user)
        assert visitor.get(address).status_code == 404
        assert visitor.post(address, {"act": "take_in"}).status_code == 404
        assert visitor.get(f"{address}forkerte/").status_code == 404

    assert visitor.get(reverse("importing:measurements")).status_code == 404


def test_a_file_is_not_uploaded_for_another_unit(
    client: Client, outsider: User, north: Unit
) -> None:
    client.force_login(outsider)
    file = SimpleUploadedFile("sager.csv", TABLE.encode())

    answer = client.post(UPLOAD, {"file": file, "unit": north.pk})

    assert answer.status_code == 422
    assert not MeasurementImport.objects.exists()
