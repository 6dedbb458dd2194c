"""What casework has fields of its own for: a CPR number, and a code of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases import cpr
from roedtraad.casework.cases.codelists import CodeList
from roedtraad.casework.cases.models import KLE
from roedtraad.foundation.ui.widgets import SuggestingInput

# a municipality's own classification has digits in its codes, so that a misspelt name is none
OWN_CODE = re.compile(r"(?=\S*\d)\S{1,60}")
KLE_NUMBER = re.compile(cast("re.Pattern[str]", KLE.regex).pattern)


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


class CodeField(forms.CharField):
    """A code of a list, written by its name. Its value is the code, or another text that may stand.

    `kept` is what was registered before: it may stay whatever the list says.
    """

    widget = SuggestingInput
    kept = ""

    def __init__(
        self, *, codes: Callable[[], CodeList], other: re.Pattern[str] | None = None, **kwargs: Any
    ) -> None:
        """`other` is how a code looks that may be written though it is on no list."""
        super().__init__(required=False, **kwargs)
        self.codes, self.other = codes, other

    def offer(self, on: date) -> None:
        self.widget.suggestions = self.codes().offered(on)

    def prepare_value(self, value: Any) -> Any:
        return self.codes().shown(value) if value else value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return self.code_in(text) if text and text != self.kept else text

    def code_in(self, text: str) -> str:
        """The code that `text` names or is. Raises `ValidationError` with what may be meant."""
        codes = self.codes()
        if known := codes.code_of(text):
            return known
        if self.other is not None and self.other.fullmatch(text):
            return text
        near, words = codes.near(text), {"text": text}
        if near:
            raise ValidationError(
                _("“%(text)s” is not on the list. Did you mean “%(near)s”?"),
                params=words | {"near": near},
            )
        raise ValidationError(
            _("“%(text)s” is not on the list. Write a part of the name, and choose."), params=words
        )


class CodesField(CodeField):
    """Several of them, separated by commas or lines. Its value is the codes, with commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(self.codes().shown(part) for part in parts(value)) if value else value

    def clean(self, value: Any) -> str:
        text = forms.CharField.clean(self, value)
        return ", ".join(code for part in parts(text) for code in self._codes_in(part))

    def _codes_in(self, text: str) -> list[str]:
        """A name has spaces in it; own codes may also be parted by them."""
        pieces = text.split()
        if self.other is not None and all(self.other.fullmatch(piece) for piece in pieces):
            return pieces
        return [self.code_in(text)]


def parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
