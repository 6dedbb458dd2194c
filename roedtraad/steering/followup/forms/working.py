"""The forms of those who take part: how far a unit is, who does it, why a round is reopened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.fields import DanishDateField
from roedtraad.foundation.ui.merging import save_over
from roedtraad.steering.followup.models import PhaseKind, UnitPhase
from roedtraad.steering.followup.queries.people import people_of

NOTES = {
    PhaseKind.QUALIFY: _("Doubts about the figures, and what is done about them"),
    PhaseKind.REFLECT: _("What do we see, why, what have we tried, what do we need?"),
    PhaseKind.MEET: _("What the meeting saw and agreed"),
    PhaseKind.REPORT: _("What was reported, and what was decided"),
    PhaseKind.ADJUST: _("What is changed, and from when"),
}


class PartForm(forms.Form):
    """How far a unit's part of a phase is."""

    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 6}))
    is_done = forms.BooleanField(label=_("It is finished"), required=False)
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, part: UnitPhase) -> None:
        initial = {
            "note": part.note,
            "is_done": part.done_on is not None,
            "base_version": part.version,
        }
        super().__init__(data, initial=initial)
        self.fields["note"].label = NOTES[PhaseKind(part.phase.kind)]

    def seen(self, version: int) -> None:
        """The next save is on top of what its writer has been told of."""
        save_over(self, version)


class PersonForm(forms.Form):
    """Who does a unit's part."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Done by"),
        required=False,
        help_text=_("Those who have a role in the unit, below it or above it."),
    )

    def __init__(self, data: Any = None, *, part: UnitPhase, role: str) -> None:
        super().__init__(data, initial={"person": part.person})
        field: Any = self.fields["person"]
        field.queryset = people_of(part.unit)
        field.empty_label = role


class ReopenForm(forms.Form):
    """Why a round is taken up again, and until when."""

    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the round's history, with your name."),
    )
    until = DanishDateField(label=_("Open until"), help_text=_("It then closes by itself again."))
