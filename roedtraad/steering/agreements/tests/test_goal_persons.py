"""A goal followed by a share about persons: what is asked, who sees it whole, and who does not."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.steering.agreements.models import Agreement, Goal, GoalIndicator
from roedtraad.steering.agreements.tests.factories import GoalIndicatorFactory
from roedtraad.steering.indicators.models import IndicatorKind, Measurement
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)


@pytest.fixture
def followed(approved: Agreement) -> GoalIndicator:
    made = GoalIndicatorFactory(
        goal=Goal.objects.get(),
        use__indicator__title="Andel med egne mål",
        use__indicator__kind=IndicatorKind.PERCENTAGE,
        use__indicator__is_about_persons=True,
        use__indicator__numerator_text="familier med egne mål",
    )
    TargetFactory(use=made.use, value=Decimal(80))
    return made


def form_of(followed: GoalIndicator) -> str:
    return reverse("agreements:measurements", args=[followed.goal_id, followed.pk])


def goal_page(client: Client, followed: GoalIndicator) -> str:
    return client.get(reverse("agreements:goal_page", args=[followed.goal_id])).content.decode()


def test_both_numbers_are_asked_for_with_the_reason_and_the_share_is_worked_out(
    client: Client, followed: GoalIndicator, leader: User
) -> None:
    client.force_login(leader)
    typed = {"measured_on": "1.3.2026", "numerator": "15", "note": "Talt af teamet"}

    asked = client.post(form_of(followed), typed)
    saved = client.post(form_of(followed), typed | {"denominator": "20"})

    words = asked.content.decode()
    assert (asked.status_code, saved.status_code) == (422, 302)
    assert "Familier med egne mål" in words and "Talt af teamet" in words
    assert "de to tal afgør, om det kan vises for andre" in words
    assert 'name="value"' not in words
    stored = Measurement.objects.get()
    assert (stored.value, stored.numerator, stored.denominator) == (75, 15, 20)
    assert "75 %" in goal_page(client, followed)


def test_a_share_of_few_is_seen_whole_only_by_who_records_and_the_read_is_logged(
    client: Client, followed: GoalIndicator, leader: User, employee: User
) -> None:
    client.force_login(leader)
    client.post(
        form_of(followed), {"measured_on": "1.3.2026", "numerator": "3", "denominator": "4"}
    )

    whole = goal_page(client, followed)
    file = client.get(form_of(followed), {"eksport": "xlsx"})
    client.force_login(employee)
    suppressed = goal_page(client, followed)

    assert "Ikke til videregivelse" in whole and "75 %" in whole and "(3 af 4)" in whole
    assert "Ingen data: det, der er målt, vises ikke" in whole
    assert "75 %" not in suppressed and "1 måling vises ikke, så ingen person" in suppressed
    cells = [row[1] for row in load_workbook(BytesIO(file.content)).active.values]
    assert 75 not in cells and None in cells
    assert AuditEvent.objects.filter(action="figures.read_whole").count() == 1


def test_a_share_stored_without_its_numbers_says_what_to_do_and_is_shown_when_they_are_added(
    client: Client, followed: GoalIndicator, leader: User, employee: User
) -> None:
    MeasurementFactory(use=followed.use, measured_on=ON, value=Decimal(75))
    client.force_login(leader)

    before = goal_page(client, followed)
    form = client.get(form_of(followed), {"dato": ON.isoformat()}).content.decode()
    added = {"measured_on": "1.3.2026", "numerator": "30", "denominator": "40"}
    client.post(form_of(followed), added | {"reason": "Tallene bag er tilføjet."})
    client.force_login(employee)
    after = goal_page(client, followed)

    assert f"{form_of(followed)}?dato=2026-03-01" in before and "tilføj tallene" in before
    assert "fordi det ikke vides, hvor mange personer der er bag" in before
    assert 'value="01.03.2026"' in form and "Tallene bag er tilføjet." in form
    assert "75 %" in after and "vises ikke" not in after
