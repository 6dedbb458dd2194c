"""The forms of follow-up: how far an action is, one's own judgement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.dues import real_day, understood
from roedtraad.foundation.ui.fields import DanishDateField
from roedtraad.foundation.ui.widgets import PeriodInput
from roedtraad.steering.agreements.models import ActionStatus
from roedtraad.steering.agreements.queries.levels import level_choices
from roedtraad.steering.agreements.services.actions import Due


class ActionStatusForm(forms.Form):
    """How far an action is."""

    status = forms.ChoiceField(label=_("Status"), choices=ActionStatus, widget=forms.RadioSelect)
    done_on = DanishDateField(label=_("Done on"), required=False)
    postponed_to = forms.CharField(
        label=_("Postponed to"),
        required=False,
        max_length=120,
        widget=PeriodInput,
        help_text=_("Write it as you say it: 3. kvartal 2026, ultimo juni 2026."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For an action that is postponed or dropped. The old date stays."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_postponed_to(self) -> str:
        return real_day(self.cleaned_data["postponed_to"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        status = cleaned.get("status")
        needs_reason = status in (ActionStatus.POSTPONED, ActionStatus.DROPPED)
        if needs_reason and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _now("Say why."))
        if status == ActionStatus.POSTPONED and not cleaned.get("postponed_to", True):
            self.add_error("postponed_to", _now("Write the new date."))
        return cleaned

    def due(self) -> Due:
        raw = self.cleaned_data["postponed_to"]
        return Due(raw, *understood(raw))


class JudgementForm(forms.Form):
    """One's own level for a goal, with the reason."""

    level = forms.ChoiceField(label=_("Level"), choices=level_choices)
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}))
