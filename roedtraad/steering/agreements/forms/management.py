from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.fields import DanishDateField


class ManagementProfileForm(forms.Form):
    """What a development profile about a goal is for."""

    purpose = forms.CharField(
        label=_("Purpose"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is to be different in the way you work."),
    )
    opened_on = DanishDateField(label=_("From"))
    expected_to = DanishDateField(label=_("Expected until"), required=False)
