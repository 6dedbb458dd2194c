"""What is written about a family: which cases are of it, and the case of a sister or brother."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import CasePerson, FamilyRole
from roedtraad.casework.cases.names import listed
from roedtraad.casework.cases.queries.lists import CaseRow

from .cases import NewCaseForm

OUTSIDE = frozenset({FamilyRole.PROFESSIONAL, FamilyRole.REPRESENTATIVE, FamilyRole.FRIEND})


class FamilyForm(forms.Form):
    """What a family is called, and which cases belong to it."""

    name = forms.CharField(
        label=_("What the family is called"),
        max_length=120,
        required=False,
        help_text=_("For example by its last name. Empty takes the case out of the family."),
    )
    others = forms.TypedMultipleChoiceField(
        label=_("Cases of the same family"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, cases: list[CaseRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["others"]
        field.choices = [(row.pk, _label(row)) for row in cases]
        if not cases:
            del self.fields["others"]


class _People(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{listed(obj.citizen)}, {obj.get_role_display()}"


class _Several(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{listed(obj.citizen)}, {obj.get_role_display()}"


class NewSiblingForm(NewCaseForm):
    """A case about a sister or brother, with those of the family who belong to it too."""

    about = _People(
        label=_("Whom the new case is about"),
        queryset=CasePerson.objects.none(),
        required=False,
        empty_label=_("somebody who is not on this case: write below"),
    )
    along = _Several(
        label=_("Who also belongs to the new case"),
        queryset=CasePerson.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("about", *NewCaseForm.field_order[:4], "along", *NewCaseForm.field_order[4:])

    def __init__(self, *args: Any, people: list[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["first_name"].required = False
        rows = CasePerson.objects.select_related("citizen").order_by("-citizen__born_on", "pk")
        subjects = [row for row in people if row.role == FamilyRole.SUBJECT]
        children = [row for row in people if row.role == FamilyRole.SIBLING]
        children += subjects if len(subjects) > 1 else []
        fields["about"].queryset = rows.filter(pk__in=[row.pk for row in children])
        fields["along"].queryset = rows.filter(pk__in=[row.pk for row in people])
        fields["along"].initial = [row.pk for row in people if row.role not in OUTSIDE]
        if not children:
            del self.fields["about"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("about") and not cleaned.get("first_name"):
            self.add_error("first_name", ValidationError(_("Write whom the case is about.")))
        return cleaned


def _label(row: CaseRow) -> str:
    return f"{', '.join(person.name for person in row.people)} ({row.number}, {row.unit})"
