from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.cases.names import listed
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.models import (
    ActionState,
    DevelopmentProfile,
    ProfileOutcome,
    ProfileTemplate,
)
from roedtraad.foundation.ui.fields import DanishDateField

LONG = {"rows": 4}
FACTS = ("intervention", "purpose", "expected_to")


class People(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People of a case, by the names they are listed under."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return listed(obj)


class Person(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the people of a case."""

    def label_from_instance(self, obj: Any) -> str:
        return listed(obj)


def among(people: Sequence[Citizen]) -> Any:
    return Citizen.objects.filter(pk__in=[each.pk for each in people]).order_by("born_on", "pk")


class ProfileFactsForm(forms.Form):
    """What a profile is for, of which intervention, and how long."""

    intervention: forms.ModelChoiceField[Intervention] = forms.ModelChoiceField(
        label=_("Intervention"),
        queryset=Intervention.objects.none(),
        required=False,
        empty_label=_("none yet"),
        help_text=_("The one that the work belongs to."),
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("What is to be different for the family."),
    )
    expected_to = DanishDateField(label=_("Expected until"), required=False)

    def __init__(self, *args: Any, interventions: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if interventions is None:
            del self.fields["intervention"]
            return
        field: Any = self.fields["intervention"]
        field.queryset = interventions
        field.label_from_instance = lambda row: str(row.type)


class OpenProfileForm(ProfileFactsForm):
    """A profile that is to be opened."""

    template: forms.ModelChoiceField[ProfileTemplate] = forms.ModelChoiceField(
        label=_("Template"), queryset=ProfileTemplate.objects.none(), empty_label=None
    )
    subjects = People(
        label=_("Whom is it about?"),
        queryset=Citizen.objects.none(),
        required=False,
        help_text=_(
            "Choose one child, or several sisters and brothers, who then have sections of their"
            " own. Nobody chosen: the whole family."
        ),
    )
    opened_on = DanishDateField(label=_("From"))

    field_order = ("template", "subjects", "intervention", "purpose", "opened_on", "expected_to")

    def __init__(
        self, *args: Any, templates: Any, people: Sequence[Citizen] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["template"].queryset = templates
        fields["subjects"].queryset = among(people)
        if not people:
            del self.fields["subjects"]
        if len(templates) == 1:
            fields["template"].widget = forms.HiddenInput()
            fields["template"].initial = templates[0].pk


class EditProfileForm(ProfileFactsForm):
    """What may be changed of a profile; `base_version` is the version that was read."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def values_of(row: DevelopmentProfile) -> dict[str, Any]:
        return {
            "intervention": row.intervention_id,
            "purpose": row.purpose,
            "expected_to": row.expected_to,
            "base_version": row.version,
        }


class CloseProfileForm(forms.Form):
    """That a profile is closed, and how it ended."""

    closed_on = DanishDateField(label=_("Last day"))
    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=ProfileOutcome, widget=forms.RadioSelect
    )
    closing_note = forms.CharField(
        label=_("More about why"), required=False, widget=forms.Textarea(attrs=LONG)
    )


class TextForm(forms.Form):
    """A text of a profile; `base_version` is the key of the one that was read."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 6}))
    barriers = forms.CharField(
        label=_("What stands in the way?"), required=False, widget=forms.Textarea(attrs=LONG)
    )

    def __init__(
        self, *args: Any, label: str, hint: str = "", has_barriers: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, hint
        if not has_barriers:
            del self.fields["barriers"]


class ActionForm(forms.Form):
    """What is done, by whom, from when to when."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    citizen = Person(
        label=_("About"),
        queryset=Citizen.objects.none(),
        required=False,
        empty_label=_("them all"),
    )
    description = forms.CharField(label=_("What is done"), widget=forms.Textarea(attrs={"rows": 3}))
    responsible = forms.CharField(label=_("Who does it"), max_length=200)
    starts_on = DanishDateField(label=_("From"))
    ends_on = DanishDateField(label=_("To"), required=False)
    state = forms.ChoiceField(label=_("How far"), choices=ActionState)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, people: Sequence[Citizen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["citizen"]
        field.queryset = among(people)
        if len(people) < 2:
            del self.fields["citizen"]
