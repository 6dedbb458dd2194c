from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.fields import DanishDateField

READS = [("", _("both")), ("writes", _("only what was done")), ("reads", _("only what was read"))]


class UserFilterForm(forms.Form):
    """Which users are shown."""

    search = forms.CharField(label=_("Name, username or e-mail"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, Any]]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        for name, values in choices.items():
            self.fields[name].choices = [("", _("all")), *values]  # type: ignore[attr-defined]


class LogFilterForm(forms.Form):
    """Which events are shown."""

    who = forms.CharField(label=_("Who: name, username or e-mail"), required=False)
    act = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("Kind of subject"), required=False)
    subject = forms.CharField(label=_("Which one: name or number"), required=False)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    reads = forms.ChoiceField(label=_("Done or read"), required=False, choices=READS)
    since = DanishDateField(label=_("From"), required=False)
    until = DanishDateField(label=_("To and including"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, Any]]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        for name, values in choices.items():
            self.fields[name].choices = [("", _("all")), *values]  # type: ignore[attr-defined]
