from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.models import (
    Annotation,
    CredibilityKind,
    CredibilityNote,
    Measurement,
)
from roedtraad.steering.indicators.queries.annotations import annotations_by_use
from roedtraad.steering.indicators.services.annotations import Note, annotate_indicator

from .factories import IndicatorFactory, IndicatorUseFactory, MeasurementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def measurement(north: Unit) -> Measurement:
    made: Measurement = MeasurementFactory(
        use__unit=north, measured_on=date(2026, 3, 31), value=Decimal(41)
    )
    return made


def address(measurement: Measurement) -> str:
    return reverse("indicators:credibility", args=[measurement.use_id, measurement.pk])


def test_a_doubt_is_raised_shown_and_settled_on_the_page(
    client: Client, measurement: Measurement, leader: User, consultant: User
) -> None:
    use_page = reverse("indicators:use", args=[measurement.use_id])
    client.force_login(leader)
    client.post(address(measurement), {"kind": "doubt", "text": "Talt to gange"})
    doubted = client.get(use_page).content.decode()

    client.force_login(consultant)
    client.post(address(measurement), {"kind": "settled", "text": "Talt om"})
    settled = client.get(use_page).content.decode()

    assert "Talt to gange" in doubted
    assert "Talt om" in settled
    assert [each.kind for each in CredibilityNote.objects.all()] == ["doubt", "settled"]


def test_a_steward_signs_off_without_a_reason(
    client: Client, measurement: Measurement, leader: User
) -> None:
    use = measurement.use
    use.steward = leader
    use.save()
    client.force_login(leader)

    answer = client.post(address(measurement), {"kind": "signed", "text": ""}, follow=True)

    assert CredibilityNote.objects.get().kind == CredibilityKind.SIGNED_OFF
    assert "godkendt" in answer.content.decode()


def test_a_doubt_without_a_reason_says_so_and_keeps_what_was_chosen(
    client: Client, measurement: Measurement, leader: User
) -> None:
    client.force_login(leader)

    answer = client.post(address(measurement), {"kind": "doubt", "text": " "})

    assert answer.status_code == 422
    assert "Skriv, hvad der får dig til at tvivle på tallet." in answer.content.decode()
    assert not CredibilityNote.objects.exists()


def test_who_records_but_is_no_steward_may_doubt_and_not_sign(
    client: Client, measurement: Measurement, team_leader: User
) -> None:
    client.force_login(team_leader)

    answer = client.post(address(measurement), {"kind": "signed"})

    assert answer.status_code == 422
    assert not CredibilityNote.objects.exists()


def test_an_outsider_and_an_employee_say_nothing(
    client: Client, measurement: Measurement, outsider: User, employee: User
) -> None:
    codes = []
    for user in (outsider, employee):
        client.force_login(user)
        codes.append(client.post(address(measurement), {"kind": "doubt", "text": "?"}).status_code)

    assert codes == [404, 403]
    assert not CredibilityNote.objects.exists()


def test_a_replaced_measurement_is_not_spoken_of(
    client: Client, measurement: Measurement, leader: User
) -> None:
    MeasurementFactory(use=measurement.use, measured_on=date(2026, 3, 31), revision=2)
    client.force_login(leader)

    assert client.get(address(measurement)).status_code == 404


def test_a_note_on_the_whole_indicator_is_on_every_series_and_is_ended_there(
    client: Client, consultant: User, north: Unit, south: Unit
) -> None:
    indicator = IndicatorFactory(is_shared=True)
    uses = [IndicatorUseFactory(indicator=indicator, unit=each) for each in (north, south)]
    of_indicator = {use.pk: indicator.pk for use in uses}
    client.force_login(consultant)

    sent = {"happened_on": "1 1 2026", "text": "Ny lov"}
    client.post(reverse("indicators:note_new", args=[indicator.pk]), sent)
    noted = annotations_by_use(of_indicator)
    page = client.get(reverse("indicators:passport", args=[indicator.pk])).content.decode()
    ended = reverse("indicators:note_end", args=[indicator.pk, Annotation.objects.get().pk])
    client.post(ended)

    assert [[each.text for each in noted[use.pk]] for use in uses] == [["Ny lov"], ["Ny lov"]]
    assert "Ny lov" in page
    assert annotations_by_use(of_indicator) == {}


def test_a_note_reaches_those_who_still_count_by_an_earlier_definition(
    consultant: User, north: Unit
) -> None:
    indicator = IndicatorFactory(is_shared=True)
    earlier = IndicatorFactory(as_agreed_of=indicator)
    use = IndicatorUseFactory(indicator=earlier, unit=north)

    annotate_indicator(indicator, Note(date(2026, 1, 1), "Ny lov"), acting_user=consultant)

    assert [each.text for each in annotations_by_use({use.pk: earlier.pk})[use.pk]] == ["Ny lov"]


def test_who_does_not_define_the_indicator_notes_nothing_on_it(
    client: Client, leader: User, north: Unit
) -> None:
    indicator = IndicatorFactory(is_shared=True)
    IndicatorUseFactory(indicator=indicator, unit=north)
    client.force_login(leader)

    answer = client.post(reverse("indicators:note_new", args=[indicator.pk]), {"text": "Ny lov"})

    assert answer.status_code == 403
    assert not Annotation.objects.exists()
