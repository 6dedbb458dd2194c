"""A score as it is given, and why one is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import ProfileGoal
from roedtraad.casework.profiles.raters import Who
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.foundation.ui.fields import DanishDateField

NOT_ASSESSED = "none"


class ScoreForm(forms.Form):
    """A number tapped, by whom, and perhaps a note and another day than today."""

    who = forms.ChoiceField(
        label=_("Who scores?"),
        error_messages={
            "required": _("Choose who gives the score."),
            "invalid_choice": _("Whoever was chosen does not belong to the case any more."),
        },
    )
    value = forms.ChoiceField(
        label=_("score"),
        error_messages={
            "required": _("Tap a number, or “not assessed”."),
            "invalid_choice": _("That number is not on the scale of the goal."),
        },
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    given_on = DanishDateField(
        label=_("Another day"), required=False, help_text=_("Empty means today.")
    )

    def __init__(self, *args: Any, goal: ProfileGoal, raters: Sequence[Who], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"goal-{goal.pk}-%s"})
        self.raters = {who.key: who for who in raters if who.scores(goal)}
        values = [str(value) for value in SCALES[goal.scale].values]
        self.fields["who"].choices = [(key, key) for key in self.raters]  # type: ignore[attr-defined]
        self.fields["value"].choices = [(value, value) for value in [*values, NOT_ASSESSED]]  # type: ignore[attr-defined]

    def given(
        self,
        *,
        key: UUID | None = None,
        device_at: datetime | None = None,
        given_at: datetime | None = None,
    ) -> Given:
        """Without a day it was given on that of `given_at`, which may be before it arrived."""
        data = self.cleaned_data
        who = self.raters[data["who"]]
        value = data["value"]
        return Given(
            rater=who.rater,
            citizen=who.citizen,
            value=None if value == NOT_ASSESSED else int(value),
            note=data["note"],
            given_on=data["given_on"] or timezone.localdate(given_at),
            key=key,
            device_at=device_at,
            given_at=given_at,
        )


class WithdrawForm(forms.Form):
    """Why a score is to count no more."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))
