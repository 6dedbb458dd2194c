from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.profiles.models import SharedKind


class ShareForm(forms.Form):
    """One thing and one person to share it with, or one share to take back. Buttons fill it in."""

    taken_back = forms.IntegerField(required=False)
    kind = forms.ChoiceField(choices=SharedKind, required=False)
    key = forms.IntegerField(required=False)
    owner = forms.IntegerField(required=False)
    with_whom = forms.IntegerField(required=False)

    def clean(self) -> None:
        given = self.cleaned_data
        if not given.get("taken_back") and not (given.get("kind") and given.get("with_whom")):
            raise forms.ValidationError(_("Choose what is to be shared, and with whom."))

    def thing(self) -> tuple[Any, ...]:
        given = self.cleaned_data
        return given["kind"], given["key"] or 0, given["owner"], given["with_whom"]
