"""What is written about birthdays and transitions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import TransitionStep
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.fields import DanishDateField

LONG = {"rows": 4}


class SettleForm(forms.Form):
    """What was done about a birthday."""

    note = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs=LONG))


class BeginForm(forms.Form):
    """When a transition was begun."""

    started_on = DanishDateField(label=_("Begun"))


class StepForm(forms.Form):
    """A step of a transition."""

    title = forms.CharField(label=_("Step"), max_length=200)
    responsible: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Responsible"), queryset=None, required=False, empty_label=_("nobody yet")
    )
    due_on = DanishDateField(label=_("To be done by"), required=False)
    done_on = DanishDateField(
        label=_("Done"), required=False, help_text=_("Empty means not done yet.")
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, users: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [user.pk for user in users]
        self.fields["responsible"].queryset = User.objects.filter(pk__in=keys).order_by(  # type: ignore[attr-defined]
            "first_name", "last_name"
        )

    @staticmethod
    def values_of(step: TransitionStep) -> dict[str, Any]:
        return {
            "title": step.title,
            "responsible": step.responsible_id,
            "due_on": step.due_on,
            "done_on": step.done_on,
            "note": step.note,
        }


class ComplaintForm(forms.Form):
    """A complaint about a transition."""

    received_on = DanishDateField(label=_("Received"))
    subject_matter = forms.CharField(label=_("What it is about"), widget=forms.Textarea(attrs=LONG))
    outcome = forms.CharField(
        label=_("How it ended"), required=False, widget=forms.Textarea(attrs=LONG)
    )


class CompleteForm(forms.Form):
    """That a transition is completed, and what came of it."""

    ended_on = DanishDateField(label=_("Completed"))
    outcome = forms.CharField(label=_("What came of it"), widget=forms.Textarea(attrs=LONG))
