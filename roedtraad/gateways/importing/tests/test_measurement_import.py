from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.files import services as files
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.models import ImportState
from roedtraad.gateways.importing.queries import checked_file, wrong_figures
from roedtraad.gateways.importing.services import measurements as services
from roedtraad.steering.indicators.models import (
    Frequency,
    Indicator,
    IndicatorUse,
    Measurement,
    MeasurementBatch,
    MeasurementPart,
    StagedMeasurement,
)
from roedtraad.steering.indicators.queries import measurements_by_use
from roedtraad.steering.indicators.services import Reading, batches, record_measurement
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory

from .measurement_files import LONG, begun, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> object:
    with time_machine.travel("2026-11-12T10:00Z", tick=False):
        yield


@pytest.fixture
def cases(north: Unit) -> IndicatorUse:
    return IndicatorUseFactory(unit=north, indicator__title="Sager")


def test_one_event_of_the_log_holds_the_files_digest_and_every_row_the_batch(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    importing = taken_in(begun(LONG, leader, north), leader)

    [event] = AuditEvent.objects.filter(action="measurements.imported")
    assert event.detail["sha256"] == importing.document.sha256
    assert set(Measurement.objects.values_list("batch", flat=True)) == {importing.batch_id}
    assert not StagedMeasurement.objects.exists()


def test_every_wrong_figure_is_told_with_row_column_value_and_reason(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    cases.indicator.lowest = Decimal(0)
    cases.indicator.save()
    text = (
        "Enhed;Indikator;Periode;Værdi\n"
        "Familiehuset Nord;Sager;2020;mange\n"
        "Familiehuset Syd;Sager;2020;4\n"
        "Familiehuset Nord;Klager;2020;4\n"
        "Familiehuset Nord;Sager;engang;4\n"
        "Familiehuset Nord;Sager;2099;4\n"
        "Familiehuset Nord;Sager;2021;-4\n"
        "Familiehuset Nord;Sager;2022;<5\n"
        "Familiehuset Nord;Sager;2023;1\n"
        "Familiehuset Nord;Sager;2023;2\n"
        "Familiehuset Nord;Sager;2024;7\n"
    )

    importing = begun(text, leader, north)
    wrong = wrong_figures(importing)

    assert [row.row_number for row in wrong] == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert wrong[0].column == "Værdi"
    assert (
        wrong[0].sentence
        == "“mange” er ikke et tal. Skriv det som 1.234,5, eller lad cellen være tom."
    )
    assert "lavere end det lavest mulige" in wrong[5].sentence
    assert "skjult" in wrong[6].sentence
    assert checked_file(importing).right == 1


def test_all_or_nothing_is_refused_and_only_what_is_right_is_taken_by_choice(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    importing = begun(LONG + "Familiehuset Nord;Sager;2020;mange\n", leader, north)

    with pytest.raises(ValidationError):
        services.ask_to_take_in(importing, only_right=False, acting_user=leader)
    assert not Measurement.objects.exists()
    taken_in(importing, leader, only_right=True)

    assert (importing.batch.row_count, importing.batch.refused_count) == (3, 1)


def test_the_same_file_is_known_again_with_who_and_when(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    first = taken_in(begun(LONG, leader, north), leader)
    changed = LONG + "Familiehuset Nord;Sager;2020;4\n"
    again = begun(LONG, leader, north)

    assert services.earlier_batch(again) == first.batch
    assert checked_file(again).same == 3
    with pytest.raises(ValidationError, match="ikke noget nyt"):
        services.ask_to_take_in(again, only_right=False, acting_user=leader)
    assert services.earlier_batch(begun(changed, leader, north)) is None


def test_a_figure_that_differs_is_a_correction_and_the_old_one_stays(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    MeasurementFactory(use=cases, measured_on=date(2026, 3, 31), value=Decimal(9))

    importing = begun(LONG, leader, north)
    assert checked_file(importing).corrections == 1
    taken_in(importing, leader)

    revisions = Measurement.objects.filter(use=cases, measured_on=date(2026, 3, 31))
    assert list(revisions.order_by("revision").values_list("value", "reason")) == [
        (9, ""),
        (Decimal("1234.5"), "Indlæst fra tal.csv"),
    ]


def test_a_whole_import_is_undone_by_new_revisions(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    before = MeasurementFactory(use=cases, measured_on=date(2026, 3, 31), value=Decimal(9))
    MeasurementPart.objects.create(measurement=before, cell="1", value=Decimal(9))
    batch = taken_in(begun(LONG, leader, north), leader).batch
    record_measurement(
        cases,
        measured_on=date(2026, 9, 30),
        reading=Reading(value=Decimal(8)),
        reason="Talt om",
        acting_user=leader,
    )

    undone = batches.undo(batch, reason="Forkert fil", acting_user=leader)

    assert undone == 2
    standing = measurements_by_use([cases.pk])[cases.pk]
    assert [(row.measured_on.month, row.value) for row in standing] == [(3, 9), (9, 8)]
    assert [part.value for part in standing[0].parts.all()] == [9]
    assert Measurement.objects.filter(batch=batch).count() == 3
    with pytest.raises(ValidationError):
        batches.undo(batch, reason="Igen", acting_user=leader)


def test_nobody_reads_in_or_undoes_for_another_unit(
    leader: User, outsider: User, north: Unit, cases: IndicatorUse
) -> None:
    importing = begun(LONG, leader, north)
    with pytest.raises(PermissionDenied):
        services.ask_to_take_in(importing, only_right=True, acting_user=outsider)
    document = files.store_bytes(LONG.encode(), name="x.csv", acting_user=outsider)
    with pytest.raises(PermissionDenied):
        services.begin(document, north, acting_user=outsider)
    taken_in(importing, leader)

    with pytest.raises(PermissionDenied):
        batches.undo(importing.batch, reason="Nej", acting_user=outsider)

    assert MeasurementBatch.objects.get().undone_at is None


def test_who_defines_no_indicators_makes_none_by_an_import(team_leader: User, north: Unit) -> None:
    importing = begun("År;Nyt\n2024;4\n", team_leader, north, creates=True)
    services.ask_to_take_in(importing, only_right=False, acting_user=team_leader)

    with pytest.raises(PermissionDenied):
        services.run_take_in(importing.pk)

    importing.refresh_from_db()
    assert importing.state == ImportState.CHECKED
    assert not Indicator.objects.exists() and not Measurement.objects.exists()


def test_a_period_in_which_the_indicator_is_not_measured_is_refused(
    leader: User, north: Unit, cases: IndicatorUse
) -> None:
    cases.indicator.frequency = Frequency.QUARTER
    cases.indicator.save()

    importing = begun("Indikator;Periode;Værdi\nSager;2024;4\nSager;31-12-2024;4\n", leader, north)

    assert importing.counts == {"frequency": 1, "": 1}
