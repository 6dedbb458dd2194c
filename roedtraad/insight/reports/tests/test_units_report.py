from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.models import Aggregation, Indicator, IndicatorKind
from roedtraad.steering.indicators.tests.factories import (
    IndicatorFactory,
    IndicatorUseFactory,
    MeasurementFactory,
)

from .samples import pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(north: Unit, south: Unit) -> Indicator:
    """A share that two units follow."""
    indicator: Indicator = IndicatorFactory(
        title="Egne mål <&>",
        kind=IndicatorKind.PERCENTAGE,
        over_units=Aggregation.MEAN,
        measured_in="%",
    )
    for unit, shares in ((north, ((9, 10), (8, 10))), (south, ((10, 90), (12, 90)))):
        use = IndicatorUseFactory(indicator=indicator, unit=unit)
        for year, (above, below) in enumerate(shares, 2024):
            MeasurementFactory(
                use=use,
                measured_on=date(year, 12, 31),
                value=Decimal(100 * above) / below,
                numerator=above,
                denominator=below,
            )
    return indicator


def address(indicator: Indicator, as_format: str) -> str:
    return reverse("reports:units", args=[indicator.pk, as_format])


def test_the_pdf_has_the_small_pictures_the_table_and_the_whole(
    client: Client, principal: User, shared: Indicator, north: Unit
) -> None:
    client.force_login(principal)

    page = client.get(reverse("indicators:units", args=[shared.pk])).content.decode()
    text = pdf_text(client.get(address(shared, "pdf")).content).replace("\n", " ")

    assert address(shared, "pdf") in page
    assert "Egne mål <&>" in text and north.name in text
    assert "20 %" in text and "20 af 100" in text  # 8 of 10 and 12 of 90
    assert "Som de var kendt" in text
    assert AuditEvent.objects.filter(action="report.exported").count() == 1


def test_the_word_file_has_the_same(client: Client, principal: User, shared: Indicator) -> None:
    client.force_login(principal)

    word = Document(BytesIO(client.get(address(shared, "docx")).content))

    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "8 af 10" in cells and "12 af 90" in cells
    assert len(word.inline_shapes) == 1


@pytest.mark.parametrize("name", ["units", "units_panel"])
def test_the_outsider_gets_no_report_of_units(
    client: Client, outsider: User, north: Unit, name: str
) -> None:
    use = IndicatorUseFactory(unit=north)
    client.force_login(outsider)
    more = ["pdf"] if name == "units" else []

    found = client.get(reverse(f"reports:{name}", args=[use.indicator_id, *more]))

    assert found.status_code == 404
