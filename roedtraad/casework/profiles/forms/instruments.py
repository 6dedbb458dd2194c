"""An instrument, its versions, blocks of questions and scales, as they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.profiles.instruments_written import (
    MOST_QUESTIONS,
    NotUnderstood,
    answers_from,
    answers_to,
    numbers_from,
    numbers_to,
    questions_from,
    questions_to,
)
from roedtraad.casework.profiles.models import (
    AnswerSet,
    Informant,
    Instrument,
    InstrumentVersion,
    Scale,
    Scoring,
)
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField

LONG = {"rows": 4}
Read = TypeVar("Read")


def read(text: str, reader: Callable[[str], Read], example: str) -> Read:
    """What was written, or `ValidationError` with the line and how one is written."""
    try:
        return reader(text)
    except NotUnderstood as line:
        raise ValidationError(
            _("“%(line)s” cannot be read. Write it like: %(example)s")
            % {"line": line, "example": example}
        ) from None


class InstrumentForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Instrument
        fields = (
            *("code", "title", "title_en", "use", "purpose", "purpose_en", "owner", "licence"),
            *("may_show_items", "is_active"),
        )
        widgets = {
            name: forms.Textarea(attrs=LONG) for name in ("purpose", "purpose_en", "licence")
        }
        help_texts = {
            "licence": gettext_lazy(
                "By what the municipality may use it: the agreement, its date, and what it covers."
            ),
            "may_show_items": gettext_lazy(
                "Without this, scores that were worked out elsewhere can be entered, and no more."
            ),
        }


class VersionForm(forms.ModelForm):  # type: ignore[type-arg]
    informants = forms.MultipleChoiceField(
        label=gettext_lazy("Who may answer"),
        choices=Informant,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one who may answer.")},
    )
    like: forms.ModelChoiceField[InstrumentVersion] = forms.ModelChoiceField(
        label=gettext_lazy("Begin with everything from"),
        queryset=InstrumentVersion.objects.none(),
        required=False,
        empty_label=gettext_lazy("nothing: begin empty"),
    )

    class Meta:
        model = InstrumentVersion
        fields = (
            *("label", "label_en", "lead", "lead_en", "informants", "is_self_report"),
            *("age_from", "age_to"),
        )
        widgets = {name: forms.Textarea(attrs=LONG) for name in ("lead", "lead_en")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = self.fields["like"]
        others.queryset = InstrumentVersion.objects.filter(instrument=self.instance.instrument)
        if self.instance.pk or not others.queryset.exists():
            del self.fields["like"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_span(self, "age_from", "age_to")
        others = InstrumentVersion.objects.filter(
            instrument=self.instance.instrument, label=cleaned.get("label")
        )
        if others.exclude(pk=self.instance.pk).exists():
            self.add_error("label", _("There is a version of this name already."))
        return cleaned


class RetireForm(forms.Form):
    """From when a version is not answered any more."""

    retired_on = DanishDateField(
        label=gettext_lazy("Last day it is used"),
        required=False,
        help_text=gettext_lazy("Empty means that it is used. What is answered stays."),
    )


class BlockForm(forms.Form):
    """Questions that have the same answers."""

    answers = forms.CharField(
        label=gettext_lazy("Answers"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "One on each line, the number first – for example: 0 Aldrig | Never. English after a "
            "bar may be left out. “3 = 2 Meget” is kept as 3 and counts 2."
        ),
    )
    questions = forms.CharField(
        label=gettext_lazy("Questions"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "One on each line, English after a bar. A dash alone is a question by number."
        ),
    )

    def clean_answers(self) -> list[tuple[int, int, str, str]]:
        found = read(self.cleaned_data["answers"], answers_from, "0 Aldrig | Never")
        if len({value for value, *_rest in found}) < max(len(found), 2):
            raise ValidationError(_("Write at least two answers, each with a number of its own."))
        return found

    def clean_questions(self) -> list[tuple[str, str]]:
        found = questions_from(self.cleaned_data["questions"])
        if len(found) > MOST_QUESTIONS or any(len(part) > 400 for pair in found for part in pair):
            raise ValidationError(
                _("At most %(count)s questions of 400 characters.") % {"count": MOST_QUESTIONS}
            )
        return found

    @staticmethod
    def values_of(block: AnswerSet) -> dict[str, str]:
        options = [(o.value, o.points, o.label, o.label_en) for o in block.options.all()]
        items = [(item.text, item.text_en) for item in block.items.order_by("number")]
        return {"answers": answers_to(options), "questions": questions_to(items)}


class ScaleForm(forms.ModelForm):  # type: ignore[type-arg]
    numbers = forms.CharField(
        label=gettext_lazy("Numbers of its questions"),
        required=False,
        help_text=gettext_lazy("For example 3, 8, 13-16."),
    )
    turned = forms.CharField(
        label=gettext_lazy("Of these, turned round"),
        required=False,
        help_text=gettext_lazy("Questions where a high answer counts low."),
    )

    class Meta:
        model = Scale
        fields = (
            *("key", "title", "title_en", "scoring", "numbers", "turned", "parts"),
            *("fewest_answered", "factor", "lowest", "highest", "better"),
            "is_threshold_inclusive",
        )
        field_classes = dict.fromkeys(("factor", "lowest", "highest"), DanishDecimalField)
        widgets = {"parts": forms.CheckboxSelectMultiple}
        help_texts = {
            "fewest_answered": gettext_lazy(
                "With fewer there is no score. Missing ones above it are filled in by the mean of "
                "the others, rounded half up. Empty means that all must be answered."
            ),
            "factor": gettext_lazy("1 where nothing is multiplied."),
            "lowest": gettext_lazy("Worked out where the questions tell it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts: Any = self.fields["parts"]
        others = Scale.objects.filter(version=self.instance.version)
        parts.queryset = others.exclude(pk=self.instance.pk).exclude(scoring=Scoring.PARTS)
        if not parts.queryset.exists():
            del self.fields["parts"]
        for name in ("lowest", "highest"):
            self.fields[name].required = False

    def clean_numbers(self) -> list[int]:
        return read(self.cleaned_data["numbers"], numbers_from, "1-5, 7")

    def clean_turned(self) -> list[int]:
        return read(self.cleaned_data["turned"], numbers_from, "2, 5")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_what_it_counts(cleaned)
        if not set(cleaned.get("turned", ())) <= set(cleaned.get("numbers", ())):
            self.add_error("turned", _("Only questions of the scale can be turned round."))
        if cleaned.get("factor") is not None and cleaned["factor"] <= 0:
            self.add_error("factor", _("Write a number above 0."))
        others = Scale.objects.filter(version=self.instance.version, key=cleaned.get("key"))
        if others.exclude(pk=self.instance.pk).exists():
            self.add_error("key", _("There is a scale of this name already."))
        return cleaned

    def _check_what_it_counts(self, cleaned: dict[str, Any]) -> None:
        scoring, numbers = cleaned.get("scoring"), cleaned.get("numbers") or []
        if scoring == Scoring.PARTS and not cleaned.get("parts"):
            self.add_error("parts" if "parts" in self.fields else None, _("Choose its scales."))
        if scoring in {Scoring.SUM, Scoring.MEAN} and not numbers and "numbers" in cleaned:
            self.add_error("numbers", _("Write the numbers of its questions."))
        if (cleaned.get("fewest_answered") or 0) > len(numbers) > 0:
            self.add_error("fewest_answered", _("The scale has fewer questions."))
        low, high = cleaned.get("lowest"), cleaned.get("highest")
        if scoring == Scoring.ENTERED and (low is None or high is None or high <= low):
            text = _("Write both ends of the scale, the highest above the lowest.")
            self.add_error("highest", text)

    @staticmethod
    def values_of(scale: Scale) -> dict[str, Any]:
        counted = list(scale.scale_items.select_related("item"))
        return {
            "numbers": numbers_to([each.item.number for each in counted]),
            "turned": numbers_to([each.item.number for each in counted if each.is_reversed]),
        }


def check_span(form: forms.Form | forms.ModelForm, first: str, last: str) -> None:  # type: ignore[type-arg]
    """That an age or a day from does not lie after the one to."""
    low, high = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if low is not None and high is not None and high < low:
        form.add_error(last, _("This lies before where it begins."))
