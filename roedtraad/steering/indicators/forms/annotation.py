"""What happened beside a series."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.fields import DanishDateField
from roedtraad.steering.indicators.services.annotations import Note


class AnnotationForm(forms.Form):
    """A day, what happened, and whether the limits begin anew there."""

    happened_on = DanishDateField(label=_("When?"))
    text = forms.CharField(
        label=_("What happened?"),
        max_length=200,
        help_text=_("Briefly, without names – for example: The new Children's Act took effect."),
    )
    begins_anew = forms.BooleanField(
        label=_("Let the mean and limits begin anew from this day"), required=False
    )
    reason = forms.CharField(
        label=_("Why do the limits begin anew?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only when the way of working or counting became another for good."),
    )

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come. Choose today or earlier."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("begins_anew") and not str(found.get("reason", "")).strip():
            self.add_error(
                "reason", _("Say why the limits begin anew: what is different from that day?")
            )
        return found

    def note(self) -> Note:
        found = self.cleaned_data
        return Note(found["happened_on"], found["text"], found["begins_anew"], found["reason"])
