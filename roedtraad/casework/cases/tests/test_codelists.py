from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases import codelists
from roedtraad.casework.cases.forms.fields import KLE_NUMBER, OWN_CODE, CodeField, CodesField
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

TODAY = date(2026, 6, 1)
AUTISM, ANXIETY = "9b3fd322-a75a-4ed8-9b74-425fa1e01c95", "303deb9b-84f0-49d2-ab7a-f8b98eed40a2"


def _municipality(kept: str = "") -> CodeField:
    field = CodeField(codes=codelists.municipalities)
    field.kept = kept
    return field


def test_there_are_98_municipalities() -> None:
    assert len(codelists.municipalities().offered(TODAY)) == 98


@pytest.mark.parametrize("written", ["Aarhus", "aarhus", "Århus", "751", " Aarhus "])
def test_a_municipality_is_known_however_it_is_written(written: str) -> None:
    assert _municipality().clean(written) == "751"


def test_a_misspelt_name_is_told_with_what_may_be_meant() -> None:
    with pytest.raises(ValidationError, match="Mente du “Silkeborg”"):
        _municipality().clean("Silkebårg")


def test_what_was_written_before_there_was_a_list_may_stay() -> None:
    field = _municipality(kept="Fjordby og omegn")

    assert field.clean("Fjordby og omegn") == "Fjordby og omegn"
    assert codelists.municipalities().shown("Fjordby og omegn") == "Fjordby og omegn"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("27.24.06 Handleplan børn og unge", "27.24.06"),
        ("handleplan børn og unge", "27.24.06"),
        ("27.24.06", "27.24.06"),
        ("27.35.04-G01", "27.35.04-G01"),
        ("", ""),
    ],
)
def test_a_topic_is_its_number_also_one_that_is_not_on_the_list(written: str, code: str) -> None:
    assert CodeField(codes=codelists.kle, other=KLE_NUMBER).clean(written) == code


def test_the_codes_of_a_group_are_written_by_name_or_as_ones_own() -> None:
    field = CodesField(codes=codelists.target_codes, other=OWN_CODE)

    codes = field.clean("Autismespektrum, angst; BU-1 BU-3")

    assert codes == f"{AUTISM}, {ANXIETY}, BU-1, BU-3"
    assert field.prepare_value(codes) == "Autismespektrum, Angst, BU-1, BU-3"


def test_an_installation_may_keep_its_own_list(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "kle.csv").write_text(
        "code;name;above;starts_on;ends_on\n"
        "27.24.01;Barnets plan;;2024-01-01;\n"
        "27.24.06;Handleplan;;;2023-12-31\n",
        "utf-8",
    )

    assert codelists.kle().offered(TODAY) == ["27.24.01 Barnets plan"]
    assert codelists.kle().shown("27.24.06") == "27.24.06 Handleplan"


@pytest.mark.django_db
def test_the_case_page_shows_names_and_the_form_offers_them(
    client: Client, north: Unit, team_leader: User
) -> None:
    case = open_case(
        *(north, team_leader), kle="27.24.06", acting_municipality="751", target_code=AUTISM
    )
    client.force_login(team_leader)

    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    form = client.get(reverse("cases:edit", args=[case.pk])).content.decode()

    assert "27.24.06 Handleplan børn og unge" in page
    assert "Aarhus" in page
    assert "Autismespektrum" in page
    assert 'value="Aarhus"' in form
    assert 'list="id_acting_municipality_suggestions"' in form
