"""The day as of which a series is read."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.fields import DanishDateField


class KnownOnForm(forms.Form):
    """Empty is now; a day ahead cannot be known."""

    kendt = DanishDateField(
        label=_("As known on"),
        required=False,
        widget=forms.TextInput({"placeholder": "30 06 2026"}),
    )

    def clean_kendt(self) -> date | None:
        day: date | None = self.cleaned_data["kendt"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come. Choose today or earlier."))
        return day


def known_on(query: QueryDict) -> tuple[KnownOnForm, date | None]:
    """The form as it was filled in, and the day it names; None is now."""
    form = KnownOnForm(query if "kendt" in query else None)
    return form, form.cleaned_data["kendt"] if form.is_valid() else None
