"""The form of one measurement: what was seen on a day. It parses and checks; services record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse
from roedtraad.steering.indicators.reading import is_ratio, needs_numbers
from roedtraad.steering.indicators.services import Reading

DONE = [("ja", _("done")), ("nej", _("not done"))]
RATIO = ("numerator", "denominator")


class MeasurementForm(forms.Form):
    """A value, how many out of how many, or done or not, on a day. 0 is a value; empty is missing.

    A share about persons is worked out from its numbers; any other may be typed without.
    """

    measured_on = DanishDateField(label=_("Date"))
    numerator = DanishDecimalField(label=_("How many"), required=False)
    denominator = DanishDecimalField(label=_("Out of how many"), required=False)
    value = DanishDecimalField(
        label=_("Value"),
        help_text=_("0 is a value too."),
        error_messages={"required": _("Enter a value. 0 is a value too.")},
    )
    is_done = forms.ChoiceField(
        label=_("Is the milestone done?"), choices=DONE, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label=_("Reason for the correction"),
        required=False,
        max_length=500,
        help_text=_("Only when the date has a measurement already; the old one stays."),
    )

    def __init__(self, *args: Any, use: IndicatorUse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = use.indicator
        for name in self._unused():
            del self.fields[name]
        if "value" in self.fields:
            self.fields["value"].widget.measured_in = self.indicator.measured_in
        if "numerator" in self.fields:
            self._ask_for_numbers()

    def _unused(self) -> tuple[str, ...]:
        if self.indicator.kind == IndicatorKind.MILESTONE:
            return ("value", *RATIO)
        if needs_numbers(self.indicator):
            return ("is_done", "value")
        return ("is_done",) if is_ratio(self.indicator) else ("is_done", *RATIO)

    def _ask_for_numbers(self) -> None:
        """By the definition's own words, and no more than is needed."""
        texts = (self.indicator.numerator_text, self.indicator.denominator_text)
        for name, text in zip(RATIO, texts, strict=True):
            field = self.fields[name]
            field.required = needs_numbers(self.indicator)
            if text:
                field.label, field.help_text = capfirst(text), field.label
        if "value" in self.fields:
            value = self.fields["value"]
            value.required = False
            value.help_text = _(
                "Worked out from the two numbers. Write it yourself where they are unknown."
                " 0 is a value too."
            )

    @property
    def has_numbers(self) -> bool:
        return "numerator" in self.fields

    @property
    def needs_numbers(self) -> bool:
        return self.has_numbers and "value" not in self.fields

    @property
    def times(self) -> int:
        """What the ratio of the two numbers is multiplied by."""
        return 100 if self.indicator.kind == IndicatorKind.PERCENTAGE else 1

    @property
    def figures(self) -> str:
        """What was typed of numbers, as the button names it that keeps an unusual value."""
        typed = (self.data.get(name, "").strip() for name in (*RATIO, "value"))
        return "/".join(text for text in typed if text)

    def clean_denominator(self) -> Any:
        denominator = self.cleaned_data["denominator"]
        if denominator == 0:
            raise forms.ValidationError(
                _now("Out of 0 there is no share. Write no measurement for that day.")
            )
        return denominator

    def clean_measured_on(self) -> Any:
        measured_on = self.cleaned_data["measured_on"]
        if measured_on > timezone.localdate():
            raise forms.ValidationError(_now("The date lies in the future."))
        return measured_on

    def reading(self) -> Reading:
        found = self.cleaned_data
        done = found.get("is_done")
        return Reading(
            value=found.get("value"),
            numerator=found.get("numerator"),
            denominator=found.get("denominator"),
            is_done=None if done is None else done == "ja",
            note=found["note"],
            # the button that says so names what was typed, so that another number is asked of anew
            is_confirmed=self.data.get("confirmed", "") == self.figures != "",
        )
