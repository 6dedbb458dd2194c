"""One measurement at a time, on the page of a unit's own use."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse, RubricLevel

from .factories import IndicatorUseFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
DAY = {"measured_on": "15 09 2026"}


def use_of(unit: Unit, kind: IndicatorKind) -> IndicatorUse:
    """Measured when there is something to measure: no period asks for it."""
    return IndicatorUseFactory(unit=unit, indicator__kind=kind, indicator__frequency="")


def address(use: IndicatorUse) -> str:
    return reverse("indicators:measurements", args=[use.pk])


def test_what_is_measured_now_and_then_is_written_on_any_day(
    north: Unit, leader: User, client: Client
) -> None:
    use = use_of(north, IndicatorKind.NUMBER)
    client.force_login(leader)

    offered = client.get(reverse("indicators:use", args=[use.pk])).content.decode()
    client.post(address(use), {**DAY, "value": "0"})

    measurement = use.measurements.get()
    assert address(use) in offered
    assert (measurement.measured_on, measurement.value) == (date(2026, 9, 15), 0)


def test_a_milestone_is_reached_before_its_year_is_over(
    north: Unit, leader: User, client: Client
) -> None:
    use = use_of(north, IndicatorKind.MILESTONE)
    client.force_login(leader)

    client.post(address(use), {**DAY, "is_done": "ja"})

    assert use.measurements.get().is_done is True


def test_described_evidence_is_a_level_of_its_rubric_and_never_a_loose_number(
    north: Unit, leader: User, client: Client
) -> None:
    use = use_of(north, IndicatorKind.EVIDENCE)
    levels = [
        RubricLevel.objects.create(indicator=use.indicator, value=value, title=title)
        for value, title in enumerate(("Ikke begyndt", "Delvist", "Fuldt"))
    ]
    client.force_login(leader)

    refused = client.post(address(use), {**DAY, "value": "1,5"})
    client.post(address(use), {**DAY, "level": levels[1].pk})

    assert refused.status_code == 422
    measurement = use.measurements.get()
    assert (measurement.level, measurement.value) == (levels[1], 1)


def test_a_day_that_has_a_figure_is_corrected_with_a_reason_and_both_are_listed(
    north: Unit, leader: User, client: Client
) -> None:
    use = use_of(north, IndicatorKind.NUMBER)
    MeasurementFactory(use=use, measured_on=date(2026, 9, 15), value=Decimal(12))
    client.force_login(leader)

    refused = client.post(address(use), {**DAY, "value": "13"})
    client.post(address(use), {**DAY, "value": "13", "reason": "Talt forkert"})
    page = client.get(address(use)).content.decode()

    assert "hvorfor målingen rettes" in refused.content.decode()
    assert [row.value for row in use.measurements.order_by("revision")] == [12, 13]
    assert "Talt forkert" in page


def test_a_withdrawn_figure_stays_and_is_marked(north: Unit, leader: User, client: Client) -> None:
    use = use_of(north, IndicatorKind.NUMBER)
    row = MeasurementFactory(use=use, measured_on=date(2026, 9, 15), value=Decimal(12))
    client.force_login(leader)
    withdraw = reverse("indicators:measurement_withdraw", args=[use.pk, row.pk])

    client.post(withdraw, {"grund": ""})
    without_reason = use.measurements.count()
    client.post(withdraw, {"grund": "Tilhører en anden enhed"})

    page = client.get(address(use)).content.decode()
    assert without_reason == 1
    assert 'name="grund"' not in page
    assert use.measurements.latest("revision").is_withdrawn


def test_what_the_registers_say_is_never_typed(north: Unit, leader: User, client: Client) -> None:
    use = use_of(north, IndicatorKind.REGISTER)
    client.force_login(leader)

    answer = client.post(address(use), {**DAY, "value": "3"})

    assert answer.status_code == 403
    assert not use.measurements.exists()


def test_another_units_user_finds_no_such_page(north: Unit, outsider: User, client: Client) -> None:
    use = use_of(north, IndicatorKind.NUMBER)
    row = MeasurementFactory(use=use, measured_on=date(2026, 9, 15), value=Decimal(12))
    client.force_login(outsider)

    written = client.post(address(use), {**DAY, "value": "3"})
    withdrawn = client.post(
        reverse("indicators:measurement_withdraw", args=[use.pk, row.pk]), {"grund": "Nej"}
    )

    assert (written.status_code, withdrawn.status_code) == (404, 404)
    assert use.measurements.count() == 1
