from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.models import CredibilityNote, Measurement
from roedtraad.steering.indicators.queries.quality import newest_words
from roedtraad.steering.indicators.services import credibility
from roedtraad.steering.indicators.tests.factories import MeasurementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def measurement(north: Unit) -> Measurement:
    return MeasurementFactory(use__unit=north, measured_on=date(2026, 3, 31))


def test_the_newest_word_counts_and_the_earlier_ones_stay(
    measurement: Measurement, leader: User
) -> None:
    credibility.raise_doubt(measurement, "Talt dobbelt", acting_user=leader)
    credibility.settle_doubt(measurement, "Talt om", acting_user=leader)

    word = newest_words([measurement.pk])[measurement.pk]

    assert word == ("settled", "Talt om")
    assert CredibilityNote.objects.count() == 2
    assert AuditEvent.objects.latest("pk").action == "measurement.settled"


def test_a_doubt_says_why(measurement: Measurement, leader: User) -> None:
    with pytest.raises(ValidationError):
        credibility.raise_doubt(measurement, "  ", acting_user=leader)

    assert not CredibilityNote.objects.exists()


def test_a_steward_signs_off_and_a_colleague_who_is_none_does_not(
    measurement: Measurement, team_leader: User
) -> None:
    with pytest.raises(PermissionDenied):
        credibility.sign_off(measurement, acting_user=team_leader)
    measurement.use.steward = team_leader
    measurement.use.save()

    credibility.sign_off(measurement, acting_user=team_leader)

    assert newest_words([measurement.pk])[measurement.pk][0] == "signed"


def test_another_units_leader_says_nothing_of_it(measurement: Measurement, outsider: User) -> None:
    for say in (
        lambda: credibility.sign_off(measurement, acting_user=outsider),
        lambda: credibility.raise_doubt(measurement, "Nej", acting_user=outsider),
        lambda: credibility.settle_doubt(measurement, "Jo", acting_user=outsider),
    ):
        with pytest.raises(PermissionDenied):
            say()

    assert not CredibilityNote.objects.exists()
