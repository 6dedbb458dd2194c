"""What somebody of the family says of a goal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms

from roedtraad.casework.profiles.models import Recognition

LONGEST = 2_000


class NearnessForm(forms.Form):
    """How close it is today. The key is made with the page, so that pressing twice saves once."""

    value = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, values: Iterable[int], say: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        value = self.fields["value"]
        value.choices = [(each, str(each)) for each in values]  # type: ignore[attr-defined]
        value.error_messages |= {
            "required": say["pick_one"],
            "invalid_choice": say["pick_one"],
        }


class RecognitionForm(forms.Form):
    """Whether it is still what they want, and what they think, in their own words."""

    recognition = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, say: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say = say
        answer = self.fields["recognition"]
        answer.choices = [  # type: ignore[attr-defined]
            (Recognition.YES.value, say["yes"]),
            (Recognition.CHANGE.value, say["change_it"]),
            (Recognition.NO.value, say["no"]),
        ]
        answer.error_messages |= {"required": say["pick_answer"]}
        words = self.fields["words"]
        words.label = say["say_more"]
        words.error_messages |= {"max_length": say["too_long"]}

    def clean(self) -> None:
        wants_words = self.cleaned_data.get("recognition") in (Recognition.CHANGE, Recognition.NO)
        if wants_words and not self.cleaned_data.get("words", "").strip():
            self.add_error("words", self.say["write_why"])

    def facts(self) -> dict[str, str]:
        """As the service takes them: what is to be changed, or why it is not theirs."""
        chosen, words = self.cleaned_data["recognition"], self.cleaned_data["words"].strip()
        place = "why_not" if chosen == Recognition.NO else "wanted_changed"
        return {"recognition": chosen, place: words}
