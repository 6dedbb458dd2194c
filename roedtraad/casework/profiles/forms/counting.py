from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.profiles.counting_rules import CountingRules
from roedtraad.foundation.ui.fields import DanishDateField


class CountingForm(forms.Form):
    """The counting rules as they are to be, from when, and why."""

    active_days = forms.IntegerField(
        label=_("Active days in a quarter before an evaluation is due"),
        min_value=1,
        max_value=90,
        help_text=_("A day is active when the profile is open with at least one open goal."),
    )
    grace_days = forms.IntegerField(
        label=_("Days after the quarter in which an evaluation may still be approved in time"),
        min_value=0,
        max_value=90,
    )
    change_days = forms.IntegerField(
        label=_("Days at least from the first to the last score before we speak of a change"),
        min_value=1,
        max_value=365,
    )
    starts_on = DanishDateField(
        label=_("Counted so from"),
        help_text=_(
            "A quarter is counted by the rules of its last day. A day that has passed"
            " changes figures that have been shown."
        ),
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

    def rules(self) -> CountingRules:
        given = self.cleaned_data
        return CountingRules(given["active_days"], given["grace_days"], given["change_days"])
