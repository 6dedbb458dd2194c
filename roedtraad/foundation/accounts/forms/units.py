from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.organisation.models import ReorganisationKind, Unit, UnitKind
from roedtraad.foundation.organisation.reorganisation import Act
from roedtraad.foundation.organisation.services import FACTS, YEARS
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField

Kind = ReorganisationKind
WHAT = {
    Kind.CREATE: _("Create a unit"),
    Kind.RENAME: _("Give a unit another name"),
    Kind.MOVE: _("Move a unit"),
    Kind.SPLIT: _("Split a unit"),
    Kind.MERGE: _("Merge units"),
    Kind.CLOSE: _("Close a unit"),
}
phone_number = RegexValidator(r"^[+()\d][\d\s()+-]{3,}$", _("Write the number like 12 34 56 78."))


class AsOfForm(forms.Form):
    """Words to look for, and the day the tree is shown as of."""

    search = forms.CharField(label=_("Name of the unit"), required=False)
    on = DanishDateField(label=_("As of"), required=False)


class FactsForm(forms.Form):
    """The facts of a unit."""

    kind = forms.ChoiceField(label=_("Kind of unit"), choices=UnitKind)
    unit_type = forms.CharField(
        label=_("Type"), max_length=120, required=False, help_text=_("For example: family centre.")
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, validators=[phone_number]
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    leader_name = forms.CharField(
        label=_("Leader"),
        max_length=120,
        required=False,
        help_text=_("Only when the leader is no user here: users with a role are shown anyway."),
    )
    legal_basis = forms.CharField(
        label=_("Legal basis"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @staticmethod
    def values_of(unit: Unit) -> dict[str, Any]:
        return {name: getattr(unit, name) for name in FACTS}


class StaffForm(forms.Form):
    """Staff of a year. Two empty numbers remove the year."""

    year = forms.IntegerField(label=_("Year"), min_value=YEARS[0], max_value=YEARS[1])
    staff = DanishDecimalField(label=_("Staff"), required=False, min_value=0, max_digits=8)
    full_time_equivalents = DanishDecimalField(
        label=_("Full-time equivalents"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
    )


class ActForm(forms.Form):
    """One act that changes the tree. Only the fields that its kind needs are there."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    units = forms.TypedMultipleChoiceField(
        label=_("Units"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(label=_("Name"), max_length=160)
    names = forms.CharField(
        label=_("Names of the new units"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line. What stood below goes to the first."),
    )
    unit_kind = forms.ChoiceField(
        label=_("Kind of unit"), choices=UnitKind, initial=UnitKind.AGREEMENT_UNIT
    )
    parent = forms.TypedChoiceField(label=_("Placed under"), coerce=int, empty_value=None)
    continues = forms.BooleanField(label=_("The unit itself goes on"), required=False)
    on = DanishDateField(label=_("Takes effect on"))
    reason = forms.CharField(
        label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    FIELDS = {
        Kind.CREATE: ("name", "unit_kind", "parent"),
        Kind.RENAME: ("unit", "name"),
        Kind.MOVE: ("unit", "parent"),
        Kind.SPLIT: ("unit", "names", "continues"),
        Kind.MERGE: ("units", "name", "continues"),
        Kind.CLOSE: ("unit", "parent"),
    }

    def __init__(
        self, *args: Any, kind: str, choices: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Kind(kind)
        for name in set(self.fields) - {*self.FIELDS[self.kind], "on", "reason"}:
            del self.fields[name]
        for name in {"unit", "units", "parent"} & set(self.fields):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["on"].initial = timezone.localdate()
        self._reword(choices)

    def _reword(self, choices: list[tuple[int, str]]) -> None:
        if self.kind == Kind.MERGE:
            self.fields["name"].required = False
            self.fields["name"].label = _("Name of the new unit")
            self.fields["continues"].label = _(
                "No new unit: the first one ticked takes the others in"
            )
        if self.kind == Kind.CLOSE:
            self.fields["parent"].required = False
            self.fields["parent"].label = _("What stands below goes to")
            nearest = [("", _("the unit above"))]
            self.fields["parent"].choices = nearest + choices  # type: ignore[attr-defined]
        if self.kind == Kind.RENAME:
            self.fields["name"].label = _("New name")

    def clean(self) -> None:
        given = self.cleaned_data
        if self.kind == Kind.MERGE and not (given.get("name") or given.get("continues")):
            self.add_error("name", ValidationError(_("Write a name.")))

    def act(self) -> Act:
        given = self.cleaned_data
        name = given.get("name")
        return Act(
            kind=self.kind.value,
            on=given["on"],
            units=tuple(given.get("units") or ([given["unit"]] if "unit" in given else [])),
            names=tuple(given.get("names", "").splitlines())
            if "names" in given
            else (name,)
            if name
            else (),
            unit_kind=given.get("unit_kind", ""),
            parent=given.get("parent") or None,
            continues=bool(given.get("continues")),
            reason=given["reason"],
        )
