"""Norm sets and reliabilities, as they are copied from their source."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.profiles.instruments_written import bands_from, bands_to
from roedtraad.casework.profiles.models import CutoffKind, NormSet, Reliability
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField

from .instruments import check_span, read

NUMBERS = (
    *("sd", "reliable_points", "cutoff", "clinical_mean", "clinical_sd", "functional_mean"),
    "functional_sd",
)
NEEDED = {
    CutoffKind.STATED.value: ("cutoff",),
    CutoffKind.A.value: ("clinical_mean", "clinical_sd"),
    CutoffKind.B.value: ("functional_mean", "functional_sd"),
    CutoffKind.C.value: ("clinical_mean", "clinical_sd", "functional_mean", "functional_sd"),
}


class NormForm(forms.ModelForm):  # type: ignore[type-arg]
    bands = forms.CharField(
        label=gettext_lazy("What scores are called"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One on each line, from which score – for example: 14 Høj | High. English after a bar."
        ),
    )

    class Meta:
        model = NormSet
        fields = (
            *("source", "edition", "country", "informant", "sex", "age_from", "age_to"),
            *("valid_from", "valid_to", "sd", "reliable_points", "cutoff_kind", "cutoff"),
            *("is_cutoff_inclusive", "clinical_mean", "clinical_sd", "functional_mean"),
            *("functional_sd", "bands"),
        )
        field_classes = dict.fromkeys(NUMBERS, DanishDecimalField) | dict.fromkeys(
            ("valid_from", "valid_to"), DanishDateField
        )
        help_texts = {
            "source": gettext_lazy("Where the numbers stand: author, year, table."),
            "country": gettext_lazy("Two letters: DK, GB, SE."),
            "sd": gettext_lazy(
                "Of the norm group, as the source prints it. Never of our own cases: they are "
                "chosen because they are far out, and make chance look like change."
            ),
        }

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_bands(self) -> list[tuple[Decimal, str, str]]:
        return read(self.cleaned_data["bands"], bands_from, "14 Høj | High")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_span(self, "age_from", "age_to")
        check_span(self, "valid_from", "valid_to")
        for name in NEEDED.get(cleaned.get("cutoff_kind") or "", ()):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("This is needed for the cut-off that is chosen."))
        for name in ("sd", "reliable_points", "clinical_sd", "functional_sd"):
            value = cleaned.get(name)
            if value is not None and value <= 0:
                self.add_error(name, _("Write a number above 0."))
        return cleaned

    @staticmethod
    def values_of(norms: NormSet) -> dict[str, str]:
        bands = [(each.starts_at, each.title, each.title_en) for each in norms.bands.all()]
        return {"bands": bands_to(bands)}


class ReliabilityForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Reliability
        fields = ("kind", "value", "informant", "source")
        field_classes = {"value": DanishDecimalField}
        help_texts = {
            "kind": gettext_lazy(
                "Change over months is held against test-retest where it is known: internal "
                "consistency makes chance look like change."
            ),
            "source": gettext_lazy("Where the number stands: author, year, table."),
        }

    def clean_value(self) -> Decimal:
        value: Decimal = self.cleaned_data["value"]
        if not 0 <= value < 1:
            raise forms.ValidationError(_("A reliability is from 0 to below 1 – for example 0,84."))
        return value
