"""The form of one measurement: what was seen on a day. It parses and checks; services record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse, RubricLevel
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
    level = forms.ModelChoiceField(
        label=_("Level"),
        queryset=RubricLevel.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
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
        self.levels = self.indicator.counted_as.rubric.all()
        for name in {"value", "is_done", "level", *RATIO} - self._used():
            del self.fields[name]
        if "level" in self.fields:
            levels: Any = self.fields["level"]
            levels.queryset = self.levels
            levels.label_from_instance = _seen
        if "value" in self.fields:
            self.fields["value"].widget.measured_in = self.indicator.measured_in
        if "numerator" in self.fields:
            self._ask_for_numbers()

    def _used(self) -> set[str]:
        if self.indicator.kind == IndicatorKind.MILESTONE:
            return {"is_done"}
        if self.indicator.kind == IndicatorKind.EVIDENCE and self.levels:
            return {"level"}
        if needs_numbers(self.indicator):
            return set(RATIO)
        return {"value", *RATIO} if is_ratio(self.indicator) else {"value"}

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
            level=found.get("level"),
            note=found["note"],
            # the button that says so names what was typed, so that another number is asked of anew
            is_confirmed=self.data.get("confirmed", "") == self.figures != "",
        )


def _seen(level: RubricLevel) -> str:
    """A level with what must be seen before it may be chosen."""
    words = f"{level.value} {level.title}"
    return f"{words}: {level.description}" if level.description else words
