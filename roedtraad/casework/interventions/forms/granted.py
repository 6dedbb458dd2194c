from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.cases.names import listed
from roedtraad.casework.interventions.models import EndReason, Intervention, InterventionType
from roedtraad.foundation.organisation.models import Unit, UnitQuerySet
from roedtraad.foundation.ui.fields import DanishDateField

LONG = {"rows": 4}
FACTS = ("type", "unit", "citizen", "purpose", "starts_on", "planned_to")


class _Types(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.by_law})" if obj.by_law else str(obj)


class _People(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return listed(obj)


class InterventionForm(forms.Form):
    """What a family receives, from whom, what for and how long."""

    type = _Types(label=_("Intervention type"), queryset=InterventionType.objects.none())
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Provided by"), queryset=None
    )
    citizen = _People(
        label=_("For whom"),
        queryset=Citizen.objects.none(),
        required=False,
        empty_label=_("the whole family"),
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("What is to be different for the family. The law asks for it."),
    )
    starts_on = DanishDateField(label=_("From"))
    planned_to = DanishDateField(
        label=_("Expected until"),
        required=False,
        help_text=_("The expected duration; the law asks for it too."),
    )

    def __init__(
        self,
        *args: Any,
        types: list[InterventionType],
        units: UnitQuerySet,
        people: list[Citizen],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["type"].queryset = InterventionType.objects.filter(
            pk__in=[each.pk for each in types]
        ).order_by("ladder_step__number", "title")
        fields["unit"].queryset = units.order_by("path")
        fields["citizen"].queryset = Citizen.objects.filter(pk__in=[each.pk for each in people])

    @staticmethod
    def values_of(row: Intervention) -> dict[str, Any]:
        return {
            name: getattr(row, f"{name}_id", None) or getattr(row, name, None) for name in FACTS
        }


class EndInterventionForm(forms.Form):
    """That an intervention ended, and why."""

    ended_on = DanishDateField(label=_("Last day"))
    end_reason = forms.ChoiceField(label=_("Why it ended"), choices=EndReason)
    end_note = forms.CharField(
        label=_("More about why"), required=False, widget=forms.Textarea(attrs=LONG)
    )


class DiscussionForm(forms.Form):
    """The qualified discussion of which intervention a family is to have."""

    held_on = DanishDateField(label=_("Held"))
    participants = forms.CharField(
        label=_("Who took part, and from where"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("One on each line – for example Eva Holm, Fjordby Skole."),
    )
    method = forms.CharField(label=_("Method that was chosen"), max_length=200)
    reasons = forms.CharField(
        label=_("Why this type and this method"), widget=forms.Textarea(attrs=LONG)
    )
