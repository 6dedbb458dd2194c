"""A CPR number in a form: ten digits, or what is wrong with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases import cpr


class CprField(forms.CharField):
    """Its value is ten digits, or empty. It is asked for where the number itself is needed."""

    default_error_messages = {
        "shape": _("A CPR number has ten digits: day, month, year and four more – 010203-1234."),
        "day": _("The first six digits are no day. Write day, month, year – 010203-1234."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("CPR number"))
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        own = {"inputmode": "numeric", "autocomplete": "off", "class": "input-width-s"}
        return super().widget_attrs(widget) | own

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return cpr.digits_of(text)
        except cpr.NotACprNumber as error:
            raise ValidationError(self.error_messages[str(error)], code=str(error)) from None
