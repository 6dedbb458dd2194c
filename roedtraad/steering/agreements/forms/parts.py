"""The forms of an agreement and its parts, but goals. They parse and check; services save."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField
from roedtraad.foundation.ui.widgets import PeriodInput
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Annex,
    BudgetLine,
    DialogueMinutes,
    Fact,
    FocusArea,
    Party,
    Project,
    Section,
    Strategy,
)
from roedtraad.steering.agreements.template_definition import Definition, FieldDefinition

from .due import DueMixin
from .strategy import DEPARTMENTS, VersionedForm


def worded(form: forms.BaseForm, name: str, definition: FieldDefinition) -> None:
    """Use the template's own words for a field."""
    form.fields[name].label = str(definition.label)
    if definition.help:
        form.fields[name].help_text = str(definition.help)


class AgreementForm(VersionedForm):
    class Meta:
        model = Agreement
        fields = (
            *("title", "starts_on", "ends_on", "period_raw", "budget_timing", "case_number"),
            *("units", "strategies", "target_groups"),
        )
        field_classes: ClassVar = {"starts_on": DanishDateField, "ends_on": DanishDateField}
        widgets: ClassVar = {
            "units": forms.CheckboxSelectMultiple,
            "strategies": forms.CheckboxSelectMultiple,
            "target_groups": forms.CheckboxSelectMultiple,
        }
        labels: ClassVar = {
            "period_raw": gettext_lazy("The period in words"),
            "strategies": gettext_lazy("Strategies it lies under"),
            "target_groups": gettext_lazy("Target groups the units serve"),
        }
        help_texts: ClassVar = {
            "budget_timing": gettext_lazy("Was the agreement made before or after the budget?"),
            "period_raw": gettext_lazy("As it is usually called, for example 2026-27."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Unit = self.instance.unit
        chosen = Unit.objects.filter(pk__in=self.instance.units.values("pk"))
        below = Unit.objects.within(unit)
        self.fields["units"].queryset = (chosen | below).order_by("path")  # type: ignore[attr-defined]
        above = [int(key) for key in unit.path.split("/") if key]
        strategies = Strategy.objects.filter(unit__in=above).order_by("-starts_on", "title")
        self.fields["strategies"].queryset = strategies  # type: ignore[attr-defined]
        groups = TargetGroup.objects.filter(is_active=True).order_by("title")
        self.fields["target_groups"].queryset = groups  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end lies before the beginning."))
        return cleaned


class PartyForm(VersionedForm):
    class Meta:
        model = Party
        fields = ("unit", "role", "represented_by")
        labels: ClassVar = {"unit": gettext_lazy("Unit")}
        help_texts: ClassVar = {"represented_by": gettext_lazy("Name and title, as signed.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(ends_on=None).order_by("path")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        others = Party.objects.filter(agreement=self.instance.agreement_id)
        taken = others.exclude(pk=self.instance.pk).filter(unit=cleaned.get("unit"))
        if cleaned.get("unit") and taken.exists():
            self.add_error("unit", _("This unit is a party already."))
        return cleaned


class FactForm(VersionedForm):
    class Meta:
        model = Fact
        fields = ("label", "value")


class BudgetLineForm(VersionedForm):
    class Meta:
        model = BudgetLine
        fields = ("label", "year", "amount", "is_total")
        field_classes: ClassVar = {"amount": DanishDecimalField}
        help_texts: ClassVar = {
            "amount": gettext_lazy("In whole kroner, for example 29.668.100."),
            "is_total": gettext_lazy("The sum of the lines above."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.measured_in = "kr."
        self.fields["year"].localize = False
        self.fields["year"].widget = forms.TextInput(attrs={"inputmode": "numeric"})


class SectionForm(VersionedForm):
    """The text of a section; label and help are the template's."""

    class Meta:
        model = Section
        fields = ("text",)

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text = label or self.instance.title or field.label, help_text
        field.widget.attrs["rows"] = 8


class PlanFocusAreaForm(VersionedForm):
    """A focus area of the agreement itself, and what it serves in the strategy."""

    class Meta:
        model = FocusArea
        fields = (
            *("number", "title", "text", "direction", "is_cross_cutting", "how_measured"),
            *("departments", "resources", "serves"),
        )
        widgets: ClassVar = {
            "serves": forms.CheckboxSelectMultiple,
            "departments": forms.CheckboxSelectMultiple,
        }
        labels: ClassVar = {
            "serves": gettext_lazy("Serves these focus areas of the strategy"),
            "departments": gettext_lazy("Together with"),
        }
        help_texts: ClassVar = {
            "is_cross_cutting": gettext_lazy("Several departments work on it together."),
            "departments": gettext_lazy("Only for a cross-cutting focus area."),
        }

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = {each.name: each for each in definition.focus_area_fields}
        for name in ("text", "how_measured", "resources"):
            if name in used:
                worded(self, name, used[name])
            elif used and not getattr(self.instance, name):
                del self.fields[name]
        self.fields["serves"].queryset = areas_above(self.instance.agreement)  # type: ignore[attr-defined]
        self.fields["departments"].queryset = _others(self.instance)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("departments") and not cleaned.get("is_cross_cutting"):
            cleaned["is_cross_cutting"] = True  # to name others is to work across
        return cleaned


def _others(area: FocusArea) -> Any:
    """The departments of today that are no ground for the agreement's own unit."""
    chosen = area.departments.values("pk") if area.pk else []
    today = Q(ends_on=None, kind__in=DEPARTMENTS) | Q(pk__in=chosen)
    own = Q(pk=area.agreement.unit_id) if area.agreement else Q(pk__in=[])
    return Unit.objects.filter(today).exclude(own).order_by("path")


def areas_above(agreement: Agreement | None) -> Any:
    """The focus areas of the strategies the agreement lies under; of all, when none is chosen."""
    areas = FocusArea.objects.filter(strategy__isnull=False).order_by("strategy_id", "position")
    if agreement is not None and agreement.strategies.exists():
        return areas.filter(strategy__in=agreement.strategies.all())
    return areas.exclude(strategy__state="ended")


class ProjectForm(VersionedForm):
    class Meta:
        model = Project
        fields = ("title", "text", "is_cross_cutting")


class ActionForm(DueMixin, VersionedForm):
    class Meta:
        model = Action
        fields = ("text", "responsible", "due_raw")
        widgets: ClassVar = {"due_raw": PeriodInput, "text": forms.Textarea(attrs={"rows": 2})}
        help_texts: ClassVar = {
            "due_raw": gettext_lazy("Write it as you say it: 3. kvartal 2026, ultimo juni 2026.")
        }


class MinutesForm(VersionedForm):
    class Meta:
        model = DialogueMinutes
        fields = ("held_on", "attendees", "text")
        field_classes: ClassVar = {"held_on": DanishDateField}


class AnnexForm(VersionedForm):
    """A link; a file is uploaded on its own."""

    url = forms.URLField(label=gettext_lazy("Address"), assume_scheme="https", max_length=500)

    class Meta:
        model = Annex
        fields = ("title", "url")


class AreaStatusForm(VersionedForm):
    """How a focus area stands at follow-up: no part of the agreed text."""

    class Meta:
        model = FocusArea
        fields = ("status_text",)
