"""What is done to agreements, as the log tells it to somebody who has never seen the code."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Agreement
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(approved: Agreement, client: Client, data_protection_officer: User) -> str:
    client.force_login(data_protection_officer)
    return client.get(reverse("accounts:log")).content.decode().partition("<tbody")[2]


def test_the_steps_of_an_agreement_are_told_by_their_words(told: str) -> None:
    assert 'udkast → <span class="value">indsendt' in told
    assert "submitted" not in told


def test_an_approval_is_told_with_its_agreement_and_its_day(approved: Agreement, told: str) -> None:
    assert f'<b>aftale:</b> <span class="value">{approved.title}' in told
    assert "godkendte på vegne af en part: godkendelse “Familiehuset Nord " in told
    assert "+00:00" not in told


def test_a_measurement_and_a_target_are_named_as_people_write_them() -> None:
    measurement = MeasurementFactory(measured_on=date(2026, 9, 30))
    target = TargetFactory(value="28.5000", due_raw="ultimo 2027")
    target.refresh_from_db()

    assert str(measurement).endswith(") 30.09.2026")
    assert str(target) == "28,5 ultimo 2027"
