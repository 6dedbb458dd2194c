from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roedtraad.casework.interventions.models import InterventionType, LadderStep
from roedtraad.foundation.ui.fields import DanishDateField


class InterventionTypeForm(forms.ModelForm):  # type: ignore[type-arg]
    starts_on = DanishDateField(label=InterventionType._meta.get_field("starts_on").verbose_name)
    ends_on = DanishDateField(label=InterventionType._meta.get_field("ends_on").verbose_name)

    class Meta:
        model = InterventionType
        fields = (
            *("title", "law", "paragraph", "ladder_step", "description", "code"),
            *("starts_on", "ends_on"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].widget.attrs["rows"] = 4
        for name in ("starts_on", "ends_on"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(_("The last day lies before the first.")))
        return cleaned


class LadderStepForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = LadderStep
        fields = ("number", "title", "description")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].widget.attrs["rows"] = 4
