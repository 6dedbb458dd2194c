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
        label=_("Let the mean and limits begin anew from this day"),
        required=False,
        help_text=_("Only when the way of working or counting became another for good."),
    )
    leaves_out = forms.BooleanField(
        label=_("Leave the measurement of this day out of mean and limits"),
        required=False,
        help_text=_(
            "It stays on the chart, with a mark. Only when something out of the ordinary made it,"
            " which is known and over."
        ),
    )
    reason = forms.CharField(
        label=_("Why do the limits begin anew, or why is the measurement left out?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_of_use: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_of_use:  # all who use the indicator have not one measurement to leave out
            del self.fields["leaves_out"]
            self.fields["reason"].label = _("Why do the limits begin anew?")

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come. Choose today or earlier."))
        return day

    def note(self) -> Note:
        found = self.cleaned_data
        return Note(
            found["happened_on"],
            found["text"],
            found["begins_anew"],
            found["reason"],
            found.get("leaves_out", False),
        )
