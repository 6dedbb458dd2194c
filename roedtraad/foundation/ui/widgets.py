"""Fields to write in: dates, numbers and periods by hand, and long texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import translation
from django.utils.formats import number_format


class DateInput(forms.TextInput):
    """A date by hand; the button beside it opens the browser's own calendar."""

    template_name = "ui/widgets/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        defaults = {"class": "date-by-hand", "inputmode": "text", "autocomplete": "off"}
        super().__init__(defaults | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime | date):
            return f"{value:%d.%m.%Y}"
        written: str | None = super().format_value(value)
        return written


class NumberInput(forms.TextInput):
    """A number in Danish notation, with what it is measured in after it."""

    template_name = "ui/widgets/number.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, measured_in: str = "") -> None:
        super().__init__({"class": "number", "inputmode": "decimal"} | (attrs or {}))
        self.measured_in = measured_in

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal | int | float):
            return danish_number(Decimal(str(value)))
        written: str | None = super().format_value(value)
        return written

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"measured_in": self.measured_in}


class PeriodInput(forms.TextInput):
    """A period in one's own words; below it stands how it is understood, while one writes."""

    template_name = "ui/widgets/period.html"


class SuggestingInput(forms.TextInput):
    """A text for which there are usual answers: they are found while one writes."""

    template_name = "ui/widgets/suggesting.html"
    suggestions: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        listed = {"list": f"{(attrs or {}).get('id', name)}_suggestions", "autocomplete": "off"}
        context: dict[str, Any] = super().get_context(name, value, (attrs or {}) | listed)
        return context | {"suggestions": self.suggestions}


class MarkdownInput(forms.Textarea):
    """A long text that grows as it is written."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 5} | (attrs or {}))


def danish_number(value: Decimal) -> str:
    """1234.50 as 1.234,5, in whichever language the page is."""
    plain = value.normalize()
    decimals = max(0, -int(plain.as_tuple().exponent))
    with translation.override("da"):
        return number_format(plain, decimal_pos=decimals, use_l10n=True, force_grouping=True)
