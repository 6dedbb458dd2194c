from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.foundation.ui.fields import DanishDateField


class DayForm(forms.Form):
    """As of which day."""

    on = DanishDateField(label=gettext_lazy("As of"), required=False)

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("The day has not come yet."))
        return day
