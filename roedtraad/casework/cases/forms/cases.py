from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases import codelists
from roedtraad.casework.cases.models import (
    Case,
    Citizen,
    FamilyRole,
    Sex,
    TargetGroup,
    WorkerRole,
)
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit, UnitQuerySet
from roedtraad.foundation.ui.fields import DanishDateField

from .fields import KLE_NUMBER, OWN_CODE, CodeField, CprField

LONG = {"rows": 4}
CODED = ("target_code", "kle", "acting_municipality")


class FilterForm(forms.Form):
    """What of the list of cases is wanted."""

    q = forms.CharField(label=_("Name, case number or CPR number"), required=False, max_length=120)
    mine = forms.BooleanField(label=_("Only those I work on"), required=False)
    closed = forms.BooleanField(label=_("Closed cases"), required=False)


class CaseForm(forms.Form):
    """What a case is registered as."""

    target_group: forms.ModelChoiceField[TargetGroup] = forms.ModelChoiceField(
        label=_("Target group"), queryset=None, required=False, empty_label=_("not decided yet")
    )
    target_code = CodeField(
        codes=codelists.target_codes,
        other=OWN_CODE,
        label=_("Target-group code"),
        max_length=60,
        help_text=_("Write a part of the name, and choose. A code of your own has a digit in it."),
    )
    occasion = forms.CharField(
        label=_("What it is about"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("In a few words the family could read."),
    )
    opened_on = DanishDateField(label=_("Opened"))
    kle = CodeField(
        codes=codelists.kle,
        other=KLE_NUMBER,
        label=_("KLE number"),
        help_text=_(
            "Only if the case is also kept in the records system. Write a part of the topic's name,"
            " or a number like 27.24.06."
        ),
    )
    acting_municipality = CodeField(
        codes=codelists.municipalities,
        label=_("Municipality of action"),
        max_length=60,
        help_text=_("Only where another municipality decides. Write a part of the name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = TargetGroup.objects.filter(is_active=True).order_by("title")
        self.fields["target_group"].queryset = groups  # type: ignore[attr-defined]
        for name in CODED:
            field: Any = self.fields[name]
            field.offer(timezone.localdate())
            field.kept = self.initial.get(name, "")

    def clean_opened_on(self) -> Any:
        day = self.cleaned_data["opened_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day has not come yet. Write when the case was opened."))
        return day

    @staticmethod
    def values_of(case: Case) -> dict[str, Any]:
        return {
            "target_group": case.target_group_id,
            "target_code": case.target_code,
            "occasion": case.occasion,
            "opened_on": case.opened_on,
            "kle": case.kle,
            "acting_municipality": case.acting_municipality,
        }


class PersonFacts(forms.Form):
    """Who somebody is."""

    cpr = CprField(
        required=False,
        help_text=_("Whoever is registered already is found by it."),
    )
    first_name = forms.CharField(label=_("First names"), max_length=120)
    last_name = forms.CharField(label=_("Last name"), max_length=120, required=False)
    born_on = DanishDateField(
        label=_("Born"), required=False, help_text=_("Only without a CPR number.")
    )

    def person(self) -> dict[str, Any]:
        """The facts as the services take them, without the number."""
        names = [name for name in self.cleaned_data if name in PERSON_FACTS]
        facts = {name: self.cleaned_data[name] for name in names}
        if self.cleaned_data["cpr"]:
            facts.pop("born_on", None)
        return facts


PERSON_FACTS = (
    *("first_name", "last_name", "born_on", "sex", "address", "phone", "email", "is_protected"),
)


class NewCaseForm(CaseForm, PersonFacts):
    """A new case: whom it is about, and what it is registered as."""

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    role = forms.ChoiceField(
        label=_("You are"),
        choices=[(each.value, each.label) for each in WorkerRole if each != "substitute"],
        initial=WorkerRole.ADVISER,
    )
    field_order: tuple[str, ...] = (
        *("cpr", "first_name", "last_name", "born_on", "unit", "role", "target_group"),
        *("occasion", "opened_on", "target_code", "kle", "acting_municipality"),
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("path")  # type: ignore[attr-defined]
        if units.count() == 1:
            self.fields["unit"].initial = units.first()


class PersonForm(PersonFacts):
    """Somebody of the family or the network, and what they are to whom the case is about."""

    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, required=False, initial=Sex.UNKNOWN)
    address = forms.CharField(label=_("Address"), max_length=250, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    is_protected = forms.BooleanField(
        label=_("Name and address are protected"),
        required=False,
        help_text=_("They are then shown only to who opens this page, and never in lists."),
    )
    role = forms.ChoiceField(label=_("Role in the case"), choices=FamilyRole)
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("For example which school, or when they can be reached."),
    )
    field_order = (
        *("role", "cpr", "first_name", "last_name", "born_on", "sex", "address", "phone"),
        *("email", "is_protected", "note", "ends_on"),
    )

    def clean_sex(self) -> str:
        return self.cleaned_data["sex"] or Sex.UNKNOWN

    @staticmethod
    def values_of(citizen: Citizen) -> dict[str, Any]:
        return {name: getattr(citizen, name) for name in PERSON_FACTS}


class PersonOfCaseForm(PersonForm):
    """The same, of somebody who is on the case."""

    ends_on = DanishDateField(
        label=_("Belongs to the case until"), required=False, help_text=_("Empty means still.")
    )


class WorkerForm(forms.Form):
    """An employee to be put on a case."""

    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(label=_("Employee"), queryset=None)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=WorkerRole,
        help_text=_("A new responsible adviser takes over from the last one."),
    )
    starts_on = DanishDateField(label=_("From"))

    def __init__(self, *args: Any, users: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [user.pk for user in users]
        self.fields["user"].queryset = User.objects.filter(pk__in=keys).order_by(  # type: ignore[attr-defined]
            "first_name", "last_name"
        )


class EndForm(forms.Form):
    """The last day of something."""

    ends_on = DanishDateField(label=_("Last day"))


class CloseForm(forms.Form):
    """Why a case is closed, and from when."""

    closed_on = DanishDateField(label=_("Closed"))
    note = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs=LONG))


class EmergencyForm(forms.Form):
    """A case that is not one's own, and why it must be opened now."""

    words = forms.CharField(
        label=_("CPR number or case number"), max_length=30, help_text=_("Of one person.")
    )
    reason = forms.CharField(
        label=_("Why you must see the case now"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("Your words go to the leader, and stay with the case."),
    )


class CheckForm(forms.Form):
    """What the leader found when looking at an emergency access."""

    note = forms.CharField(label=_("What you found"), max_length=300)


class OwnNumberForm(forms.Form):
    """One's own number or a relative's."""

    cpr = CprField()
    is_self = forms.BooleanField(label=_("It is my own"), required=False)
