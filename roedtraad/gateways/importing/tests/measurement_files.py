"""Spreadsheets of measurements, checked and taken in as a person does it."""

from datetime import date
from decimal import Decimal

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.files import services as files
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.measurements.layout import Meaning
from roedtraad.gateways.importing.models import MeasurementImport
from roedtraad.gateways.importing.services import measurements as services
from roedtraad.steering.indicators.models import Measurement

LONG = """Enhed;Indikator;Periode;Værdi
Familiehuset Nord;Sager;1. kvartal 2026;1.234,5
Familiehuset Nord;sager;2. kvartal 2026;4½
Familiehuset Nord;Sager;2026K3;0
"""


def begun(
    text: str | bytes, user: User, unit: Unit, name: str = "tal.csv", **said: object
) -> MeasurementImport:
    """A file that is uploaded, understood as suggested but for what is said, and checked."""
    content = text.encode() if isinstance(text, str) else text
    document = files.store_bytes(content, name=name, acting_user=user)
    importing = services.begin(document, unit, acting_user=user)
    meaning = Meaning.from_json({**importing.meaning, **said})
    services.choose(importing, meaning, acting_user=user)
    services.run_check(importing.pk)
    importing.refresh_from_db()
    return importing


def taken_in(importing: MeasurementImport, user: User, **how: bool) -> MeasurementImport:
    how.setdefault("only_right", False)
    services.ask_to_take_in(importing, acting_user=user, **how)
    services.run_take_in(importing.pk)
    importing.refresh_from_db()
    return importing


def stored() -> list[tuple[str, date, Decimal]]:
    rows = Measurement.objects.order_by("use__indicator__title", "measured_on", "revision")
    return list(rows.values_list("use__indicator__title", "measured_on", "value"))
