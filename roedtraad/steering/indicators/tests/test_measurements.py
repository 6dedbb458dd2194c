from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators import queries, services
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse, Measurement, Target
from roedtraad.steering.indicators.services import Reading, TargetLevel
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 31)


@pytest.fixture
def use(north: Unit) -> IndicatorUse:
    return IndicatorUseFactory(unit=north)


def record(use: IndicatorUse, user: User, value: str | None, **more: str) -> Measurement:
    reading = Reading(value=None if value is None else Decimal(value))
    return services.record_measurement(
        use, measured_on=MARCH, reading=reading, acting_user=user, **more
    )


def test_zero_is_a_value(use: IndicatorUse, leader: User) -> None:
    record(use, leader, "0")

    assert Measurement.objects.get().value == 0


def test_an_empty_value_is_refused_and_nothing_is_stored(use: IndicatorUse, leader: User) -> None:
    with pytest.raises(ValidationError, match="0 er også en værdi"):
        record(use, leader, None)

    assert not Measurement.objects.exists()


def test_a_correction_is_a_new_revision_and_the_old_one_stays(
    use: IndicatorUse, leader: User
) -> None:
    first = record(use, leader, "41")

    record(use, leader, "43", reason="Talt om")

    assert list(Measurement.objects.order_by("revision").values_list("pk", "value"))[0] == (
        first.pk,
        41,
    )
    [current] = queries.measurements_by_use([use.pk])[use.pk]
    assert (current.value, current.revision, current.reason) == (43, 2, "Talt om")


def test_correcting_one_date_leaves_the_others_as_they_are(use: IndicatorUse, leader: User) -> None:
    april = services.record_measurement(
        use, measured_on=date(2026, 4, 30), reading=Reading(value=Decimal(7)), acting_user=leader
    )
    record(use, leader, "41")

    record(use, leader, "43", reason="Talt om")

    april.refresh_from_db()
    assert (april.revision, april.value) == (1, 7)


def test_a_correction_says_why(use: IndicatorUse, leader: User) -> None:
    record(use, leader, "41")

    with pytest.raises(ValidationError):
        record(use, leader, "43")


def test_a_withdrawn_measurement_no_longer_counts_but_stays(
    use: IndicatorUse, leader: User
) -> None:
    measurement = record(use, leader, "41")

    services.withdraw_measurement(measurement, reason="Forkert enhed", acting_user=leader)

    assert queries.measurements_by_use([use.pk])[use.pk] == []
    assert [row.is_withdrawn for row in queries.revisions(use)] == [True, False]


def test_a_milestone_is_done_or_not(use: IndicatorUse, leader: User) -> None:
    use.indicator.kind = IndicatorKind.MILESTONE
    use.indicator.save()

    services.record_measurement(
        use, measured_on=MARCH, reading=Reading(is_done=False), acting_user=leader
    )

    assert Measurement.objects.get().is_done is False


def test_a_revised_target_leaves_the_old_one_with_author_and_reason(
    use: IndicatorUse, leader: User
) -> None:
    first = services.add_target(
        use, TargetLevel(value=Decimal(80)), acting_user=leader, replaces=None, reason=""
    )

    second = services.add_target(
        use, TargetLevel(value=Decimal(70)), acting_user=leader, replaces=first, reason="Ny lov"
    )

    assert Target.objects.in_force().get() == second
    assert [each.value for each in queries.targets_by_use([use.pk])[use.pk]] == [80, 70]
    assert (second.set_by, second.reason) == (leader, "Ny lov")


def test_the_log_tells_what_it_was_before(use: IndicatorUse, leader: User) -> None:
    record(use, leader, "41")

    record(use, leader, "43", reason="Talt om")

    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor, event.reason) == (
        "measurement.corrected",
        leader,
        "Talt om",
    )
    assert Decimal(event.detail["before"]) == 41


def test_another_units_leader_records_nothing(use: IndicatorUse, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        record(use, outsider, "41")

    assert not Measurement.objects.exists()


def test_a_series_can_be_read_as_it_was_known(use: IndicatorUse, leader: User) -> None:
    with time_machine.travel("2026-04-10T10:00Z", tick=False):
        record(use, leader, "50")
    with time_machine.travel("2026-05-10T10:00Z", tick=False):
        record(use, leader, "60", reason="Talt forkert")

    before = queries.measurements_by_use([use.pk], known_on=date(2026, 4, 30))
    now = queries.measurements_by_use([use.pk])

    assert [row.value for row in before[use.pk]] == [50]
    assert [row.value for row in now[use.pk]] == [60]
