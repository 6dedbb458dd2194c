"""Form fields that take Danish dates, numbers and periods, and say what to do when they cannot."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.lib.numbers import KRONER
from roedtraad.foundation.lib.periods import Period, parse_period

from .handwriting import date_from, number_from
from .widgets import DateInput, MarkdownInput, NumberInput, PeriodInput

YEARS = range(1850, 2200)  # 1026 and 0026 are slips of the finger, and no day of anybody's life


class DanishDateField(forms.Field):
    """A day: 30 06 2026, 30/6-26, 30. juni 2026."""

    widget = DateInput
    default_error_messages = {
        "required": _("Write the date as day, month, year – for example 30 06 2026."),
        "invalid": _("The date does not exist. Write day, month, year – for example 30 06 2026."),
        "year": _("The year cannot be right. Write it with four figures – for example 30 06 2026."),
    }

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if value in self.empty_values or not str(value).strip():
            return None
        found = date_from(str(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if found.year not in YEARS:
            raise ValidationError(self.error_messages["year"], code="year")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DanishDecimalField(forms.DecimalField):
    """A number: 1.234,5. One in kroner may also be 2,5 mio. kr."""

    default_error_messages = {
        "required": _("Write a number – for example 1.234,5."),
        "invalid": _("This is not a number. Write it like 1.234,5."),
        "in_words": _("Write the whole number in figures – for example 2.500.000."),
    }

    def __init__(self, *, measured_in: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", NumberInput(measured_in=measured_in))
        super().__init__(**kwargs)

    @property
    def is_money(self) -> bool:
        return getattr(self.widget, "measured_in", "") == KRONER

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # stubs say int
        if value in self.empty_values or isinstance(value, Decimal | int):
            return super().to_python(value)
        number = number_from(str(value), is_money=self.is_money)
        if number is None and number_from(str(value), is_money=True) is not None:
            raise ValidationError(self.error_messages["in_words"], code="in_words")
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class PeriodField(forms.CharField):
    """A period in free words. Its value is the period as read; the words are in `raw`."""

    widget = PeriodInput
    default_error_messages = {
        "required": _("Write when – for example 3. kvartal 2026."),
        "invalid": _(
            "This cannot be read as a period. Write it like 3. kvartal 2026, "
            "ultimo juni 2026 or 30 06 2026."
        ),
    }

    def clean(self, value: Any) -> Period | None:
        text = super().clean(value)
        if not text:
            return None
        found = parse_period(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class MarkdownField(forms.CharField):
    """A long text with a little markup."""

    widget = MarkdownInput
