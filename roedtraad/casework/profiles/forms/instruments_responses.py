"""What is answered: the questions of a version as big buttons, or the scores of its scales."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.models import InstrumentUse, InstrumentVersion, Response, Scoring
from roedtraad.casework.profiles.verdicts_words import points
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField
from roedtraad.foundation.ui.left_out import AsksOnce


class _Interventions(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.type)


class ResponseForm(forms.Form):
    """When, and in their own words; of a session also which intervention it belonged to.

    `entry_id` is made when the page is, so that what is sent twice is stored once.
    """

    answered_on = DanishDateField(label=gettext_lazy("When"))
    comment = forms.CharField(
        label=gettext_lazy("In their own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        version: InstrumentVersion,
        interventions: Iterable[Intervention] = (),
        is_correction: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "answered_on": timezone.localdate(),
            "entry_id": uuid4(),
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.version = version
        keys = [row.pk for row in interventions]
        if version.instrument.use == InstrumentUse.SESSION and keys:
            self.fields["intervention"] = _Interventions(
                label=_("Which intervention the session belonged to"),
                queryset=Intervention.objects.filter(pk__in=keys).select_related("type"),
                required=False,
            )
        if is_correction:
            self.fields["reason"] = forms.CharField(label=_("Why it is corrected"), max_length=300)

    def facts(self) -> dict[str, Any]:
        """What `Told` takes besides answers and scores."""
        names = ("answered_on", "comment", "entry_id", "intervention")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class AnswerForm(AsksOnce, ResponseForm):
    """The questions, in the order of the version. One may be left out, and is asked about once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blocks = {
            block.pk: [(option.value, str(option)) for option in block.options.all()]
            for block in self.version.blocks.prefetch_related("options")
        }
        questions = {}
        for item in self.version.items.all():
            questions[f"q{item.number}"] = forms.TypedChoiceField(
                label=str(item),
                choices=blocks[item.answer_set_id],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields = questions | self.fields
        self.numbers = [int(name[1:]) for name in questions]

    def questions(self) -> list[Any]:
        return [self[f"q{number}"] for number in self.numbers]

    def rest(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name[1:] not in self._own]

    @property
    def _own(self) -> set[str]:
        return {str(number) for number in self.numbers}

    def clean(self) -> None:
        given = self.answers()
        left = self.newly_left_out(self.numbers) if given else []
        if not left:
            return
        told = ngettext(
            "%d question is left out. Answer it, or press Save again to keep it as it is.",
            "%d questions are left out. Answer them, or press Save again to keep it as it is.",
            len(left),
        )
        self.add_error(None, told % len(left))
        for number in left:
            self.add_error(f"q{number}", _("Not answered: %s") % self[f"q{number}"].label)

    def answers(self) -> dict[int, int]:
        given = {number: self.cleaned_data.get(f"q{number}") for number in self.numbers}
        return {number: value for number, value in given.items() if value is not None}

    @staticmethod
    def values_of(row: Response) -> dict[str, Any]:
        return {f"q{number}": value for number, value in row.answers.items()} | _facts_of(row)


class ScoreForm(ResponseForm):
    """The score of each scale, as it was worked out elsewhere. Empty is not measured."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scales = list(self.version.scales.all())
        scores = {}
        for scale in self.scales:
            ends = {"lowest": points(scale.lowest), "highest": points(scale.highest)}
            help_text = _("From %(lowest)s to %(highest)s.") % ends
            if scale.scoring == Scoring.PARTS:
                added = _("Empty: added up, when its scales are there.")
                help_text = f"{help_text} {added}"
            scores[f"scale_{scale.pk}"] = DanishDecimalField(
                label=str(scale),
                required=False,
                min_value=scale.lowest,
                max_value=scale.highest,
                max_digits=9,
                decimal_places=4,
                help_text=help_text,
                error_messages=dict.fromkeys(
                    ("min_value", "max_value"),
                    _("A score of this scale is from %(lowest)s to %(highest)s.") % ends,
                ),
            )
        self.fields = scores | self.fields

    def scores(self) -> dict[str, Decimal]:
        given = {each.key: self.cleaned_data.get(f"scale_{each.pk}") for each in self.scales}
        return {key: score for key, score in given.items() if score is not None}

    @staticmethod
    def values_of(row: Response) -> dict[str, Any]:
        return {f"scale_{each.scale_id}": each.score for each in row.scores.all()} | _facts_of(row)


class WithdrawForm(forms.Form):
    """Why something that was answered is not to count."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is not to count"),
        max_length=300,
        help_text=gettext_lazy("What was answered is kept, and no longer shown as a measurement."),
    )


class SheetForm(forms.Form):
    """A spreadsheet of scale scores."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > 5 * 1024 * 1024:
            raise ValidationError(_("The file is larger than 5 MB. Divide it in several."))
        return file


def _facts_of(row: Response) -> dict[str, Any]:
    return {
        "answered_on": row.answered_on,
        "comment": row.comment,
        "intervention": row.intervention_id,
    }
