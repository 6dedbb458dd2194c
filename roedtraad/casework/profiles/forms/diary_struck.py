from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.queries.lists import CaseRow


class StrikeForm(forms.Form):
    """Why a note is struck out, and for its author where it belongs instead."""

    reason = forms.CharField(
        label=_("Why it is struck out"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Everybody on the case reads it. Name nobody of another family – for example:"
            " “Written in the wrong case.”"
        ),
    )
    move_to = forms.ChoiceField(
        label=_("Where does it belong?"),
        required=False,
        help_text=_("It is written anew there, in your name. Goals and persons are chosen anew."),
    )

    def __init__(self, *args: Any, cases: Sequence[CaseRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not cases:
            del self.fields["move_to"]
            return
        field: Any = self.fields["move_to"]
        named = [(row.pk, _named(row)) for row in cases]
        field.choices = [("", _("nowhere: it is only struck out")), *named]


class StruckForm(forms.Form):
    """Why a note that was struck out must be read."""

    reason = forms.CharField(
        label=_("Why you must read it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stays in the log with your name."),
    )


def _named(row: CaseRow) -> str:
    names = ", ".join(person.name for person in row.people)
    return f"{names} ({row.number})" if names else row.number
