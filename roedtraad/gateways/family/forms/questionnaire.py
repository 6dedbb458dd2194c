from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from roedtraad.casework.profiles.models import InstrumentVersion
from roedtraad.foundation.ui.left_out import AsksOnce

from .goals import LONGEST


class QuestionnaireForm(AsksOnce):
    """The questions as they are asked, each of which may be left out, and a word of one's own."""

    comment = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, version: InstrumentVersion, say: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        comment = self.fields["comment"]
        comment.label = say["say_more"]
        comment.error_messages |= {"max_length": say["too_long"]}
        self.numbers: list[int] = []
        self.none_told, self.some_told = say["answer_one"], say["left_some_out"]
        blocks = {
            block.pk: [(option.value, str(option)) for option in block.options.all()]
            for block in version.blocks.prefetch_related("options")
        }
        for item in version.items.all():
            self.numbers.append(item.number)
            self.fields[f"q{item.number}"] = forms.TypedChoiceField(
                label=str(item),
                choices=blocks[item.answer_set_id],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def questions(self) -> list[Any]:
        return [self[f"q{number}"] for number in self.numbers]

    def clean(self) -> None:
        if not self.answers():
            self.add_error(None, self.none_told)
            return
        left = self.newly_left_out(self.numbers)
        if left:
            self.add_error(None, self.some_told)
        for number in left:
            self.add_error(f"q{number}", self.some_told)

    def answers(self) -> dict[int, int]:
        given = {number: self.cleaned_data.get(f"q{number}") for number in self.numbers}
        return {number: value for number, value in given.items() if value is not None}
