"""The catalogue of instruments: a municipality writes its own, publishes it, and it stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roedtraad.casework.profiles.instruments_written import (
    NotUnderstood,
    answers_from,
    answers_to,
    bands_from,
    bands_to,
    numbers_from,
    numbers_to,
)
from roedtraad.casework.profiles.models import (
    Instrument,
    InstrumentVersion,
    Item,
    NormSet,
    Reliability,
    Scale,
)
from roedtraad.casework.profiles.queries.instruments_catalogue import found
from roedtraad.casework.profiles.services import instruments as services
from roedtraad.casework.profiles.services import instruments_versions as versions
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
NEW = reverse("profiles:instrument_new")
LICENCE = {"owner": "Fjordby", "licence": "Vores eget.", "may_show_items": "on", "is_active": "on"}
ENTERED = {"scoring": "entered", "numbers": "", "turned": ""}
QUESTIONS = {"answers": "0 Nej | No\n1 Ja | Yes", "questions": "Jeg sov godt.\nJeg var glad.\n–"}


def _at(name: str, *keys: int) -> str:
    return reverse(f"profiles:{name}", args=keys)


def _draft(client: Client) -> InstrumentVersion:
    """Written through the pages: an instrument, a version, three questions."""
    client.post(NEW, {"code": "K1", "title": "Skoletjek", "use": "state", **LICENCE})
    instrument = Instrument.objects.get(code="K1")
    told = {"label": "2026", "informants": ["child"], "is_self_report": "on"}
    client.post(_at("version_new", instrument.pk), told)
    version = InstrumentVersion.objects.get(instrument=instrument)
    client.post(_at("block_new", version.pk), QUESTIONS)
    return version


def _scale(**more: Any) -> dict[str, Any]:
    told = {"key": "s", "title": "Skole", "scoring": "sum", "numbers": "1-3", "turned": "2"}
    return told | {"factor": "1", "better": "higher"} | more


def test_a_consultant_writes_an_instrument_publishes_it_and_it_stands(
    client: Client, consultant: User
) -> None:
    client.force_login(consultant)
    version = _draft(client)

    client.post(_at("scale_new", version.pk), _scale())
    client.post(_at("version_publish", version.pk))

    version.refresh_from_db()
    scale = Scale.objects.get(version=version)
    page = client.get(_at("version", version.pk)).content.decode()
    assert version.is_published and (scale.lowest, scale.highest) == (0, 3)
    assert "Jeg sov godt." in page and "Vendt om: 2" in page and "ingen normer" in page
    assert client.post(_at("block_new", version.pk), QUESTIONS).status_code == 404
    with pytest.raises(ValidationError):
        services.write_scale(scale, {}, services.Counted([1]), acting_user=consultant)
    actions = AuditEvent.objects.filter(action__startswith="instrumentversion")
    assert set(actions.values_list("action", flat=True)) == {
        *("instrumentversion.created", "instrumentversion.published")
    }


def test_a_new_version_begins_with_everything_of_another(client: Client, consultant: User) -> None:
    install_instruments()
    shipped = InstrumentVersion.objects.filter(instrument__code="WHO-5").get()
    client.force_login(consultant)

    told = {"label": "2027", "informants": ["child"], "like": shipped.pk}
    client.post(_at("version_new", shipped.instrument_id), told)

    new = InstrumentVersion.objects.get(label="2027")
    assert versions.content_of(new) == versions.content_of(shipped)
    assert not new.is_published and new.scales.get().norms.get().bands.count() == 3


def test_taking_back_is_for_a_version_that_nobody_has_answered(
    client: Client, consultant: User
) -> None:
    client.force_login(consultant)
    version = _draft(client)
    client.post(_at("scale_new", version.pk), _scale())
    client.post(_at("version_publish", version.pk))

    client.post(_at("version_take_back", version.pk))

    version.refresh_from_db()
    assert not version.is_published


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"numbers": "1, 9", "turned": ""}, "intet spørgsmål 9"),
        ({"numbers": "1-"}, "kan ikke læses"),
        ({"numbers": ""}, "Skriv numrene"),
        ({"turned": "7"}, "Kun skalaens egne"),
        ({"fewest_answered": "4"}, "færre spørgsmål"),
        (
            {"scoring": "entered", "numbers": "", "turned": "", "lowest": "5", "highest": "2"},
            "ender",
        ),
    ],
)
def test_what_is_wrong_with_a_scale_is_said_and_what_was_typed_stays(
    client: Client, consultant: User, told: dict[str, str], said: str
) -> None:
    client.force_login(consultant)
    version = _draft(client)

    answer = client.post(_at("scale_new", version.pk), _scale(title="Skoleuge", **told))

    assert answer.status_code == 422
    assert said in answer.content.decode() and "Skoleuge" in answer.content.decode()
    assert not Scale.objects.exists()


def test_a_question_that_is_taken_out_leaves_its_scale_and_the_rest_are_numbered_anew(
    client: Client, consultant: User
) -> None:
    client.force_login(consultant)
    version = _draft(client)
    client.post(_at("block_new", version.pk), QUESTIONS | {"questions": "Jeg var mæt."})
    client.post(_at("scale_new", version.pk), _scale(numbers="1-4", turned=""))
    first = version.blocks.order_by("position")[0]

    client.post(_at("block", version.pk, first.pk), QUESTIONS | {"questions": "Jeg sov godt."})

    numbers = dict(Item.objects.values_list("text", "number"))
    counted = Scale.objects.get().scale_items.values_list("item__text", flat=True)
    assert numbers == {"Jeg sov godt.": 1, "Jeg var mæt.": 2}
    assert set(counted) == set(numbers)


def test_norms_and_a_reliability_are_copied_from_their_source_and_corrected(
    client: Client, consultant: User
) -> None:
    install_instruments()
    scale = Scale.objects.filter(version__instrument__code="SDQ", key="total")[0]
    client.force_login(consultant)
    told = {"source": "Kilden 2019", "edition": "1", "country": "dk", "valid_from": "01 01 2020"}
    told |= {"sd": "5,8", "cutoff_kind": "stated", "bands": "0 Lav | Low\n14 Høj | High"}

    lacking = client.post(_at("norms_new", scale.pk), told)
    client.post(_at("norms_new", scale.pk), told | {"cutoff": "14"})
    client.post(
        _at("reliability_new", scale.pk), {"kind": "retest", "value": "0,84", "source": "Kilden"}
    )
    norms = NormSet.objects.get(scale=scale)
    client.post(_at("norms", norms.pk), told | {"cutoff": "13", "sd": "6"})

    norms.refresh_from_db()
    page = client.get(_at("version", scale.version_id)).content.decode()
    assert lacking.status_code == 422 and "grænseværdi" in lacking.content.decode()
    assert (norms.country, norms.cutoff, norms.sd, norms.bands.count()) == ("DK", 13, 6, 2)
    assert "Kilden 2019" in page and "0,84, test-retest" in page
    change = AuditEvent.objects.get(action="normset.changed")
    assert change.detail["before"]["sd"].startswith("5.8")

    client.post(_at("norms_remove", norms.pk))
    client.post(_at("reliability_remove", Reliability.objects.get(scale=scale).pk))
    assert not NormSet.objects.filter(scale=scale) and not Reliability.objects.exists()


def test_those_who_measure_read_the_catalogue_and_do_not_write_it(
    client: Client, employee: User, politician: User
) -> None:
    install_instruments()
    row = Instrument.objects.get(code="SDQ")
    client.force_login(employee)

    page = client.get(_at("instruments")).content.decode()

    assert "SDQ" in page and NEW not in page
    assert client.get(_at("instrument", row.pk)).status_code == 200
    assert client.get(NEW).status_code == 404
    assert [hit.title for hit in found(employee, ("sdq",))] == ["SDQ"]
    with pytest.raises(PermissionDenied):
        services.save_entry(row, {"title": "X"}, acting_user=employee)
    client.force_login(politician)
    for name, keys in (("instruments", ()), ("instrument", (row.pk,)), ("version", (1,))):
        assert client.get(_at(name, *keys)).status_code == 404
    assert list(found(politician, ("sdq",))) == []


def test_a_version_of_many_scales_takes_as_many_queries_as_one_of_few(
    client: Client, employee: User
) -> None:
    install_instruments()
    few, many = (
        InstrumentVersion.objects.filter(instrument__code=c)[0] for c in ("RT-MOEDE", "SDQ")
    )
    client.force_login(employee)
    client.get(_at("version", few.pk))

    counts = []
    for version in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(_at("version", version.pk))
        counts.append(len(queries))

    assert counts[1] <= counts[0]


def test_what_is_written_a_line_each_is_read_and_written_back() -> None:
    answers, bands = "0 Nej | No\n3 = 2 Meget", "0 Lav | Low\n14,5 Høj"

    assert answers_from(answers) == [(0, 0, "Nej", "No"), (3, 2, "Meget", "")]
    assert answers_to(answers_from(answers)) == answers
    assert bands_to(bands_from(bands)) == bands
    assert numbers_from("1-3, 7") == [1, 2, 3, 7] and numbers_to([1, 2, 3, 7, 8]) == "1-3, 7, 8"
    for reader, text in ((answers_from, "Nej"), (bands_from, "Lav"), (numbers_from, "3-1")):
        with pytest.raises(NotUnderstood):
            reader(text)  # type: ignore[operator]
