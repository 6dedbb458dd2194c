"""The forms of a strategy and of each kind of part. They parse and check; services save."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.foundation.ui.fields import DanishDateField
from roedtraad.foundation.ui.widgets import PeriodInput
from roedtraad.steering.agreements.models import (
    CalendarStep,
    EffectGoal,
    EffectIndicator,
    FocusArea,
    Project,
    Strategy,
    Theme,
    Vision,
)
from roedtraad.steering.agreements.rule_words import RULE_LABELS
from roedtraad.steering.agreements.template_definition import RULE_NUMBERS, RULE_SWITCHES, Rules
from roedtraad.steering.agreements.template_json import HIGHEST_NUMBER, load_rules, rule_faults

from .due import DueMixin

LONG_TEXT = 20_000
DEPARTMENTS = (UnitKind.DEPARTMENT, UnitKind.ADMINISTRATION, UnitKind.DIRECTORATE)


def limit(field: forms.Field, longest: int) -> None:
    """Take no more than `longest` characters, and say so in the field."""
    field.max_length = longest  # type: ignore[attr-defined]
    field.validators.append(MaxLengthValidator(longest))


class Rebasing:
    """A form that can be built on a newer version than the one it was shown with."""

    data: Any

    def rebase(self, current: models.Model) -> None:
        """Saving again is then a choice made knowingly."""
        self.data = self.data.copy()
        self.data["base_version"] = str(getattr(current, "version", ""))


class VersionedForm(Rebasing, forms.ModelForm):  # type: ignore[type-arg]
    """A form that remembers which version of the row it shows."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # what is not stored yet has no version: whoever stores it first is newer
        stored = self.instance.version if self.instance.pk else 0
        self.fields["base_version"].initial = stored
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 5
                limit(field, LONG_TEXT)

    def links(self) -> dict[str, list[models.Model]]:
        """What was chosen in fields that hold several rows."""
        names = {each.name for each in self._meta.model._meta.many_to_many}
        return {name: list(self.cleaned_data[name]) for name in names & set(self.cleaned_data)}

    def values(self) -> dict[str, Any]:
        """All other values of the row."""
        left_out = {"base_version", *self.links()}
        return {name: v for name, v in self.cleaned_data.items() if name not in left_out}


class StrategyForm(VersionedForm):
    class Meta:
        model = Strategy
        fields = ("title", "unit", "starts_on", "ends_on", "mission", "text")
        field_classes: ClassVar = {"starts_on": DanishDateField, "ends_on": DanishDateField}
        help_texts: ClassVar = {
            "unit": gettext_lazy("The strategy covers this unit and all units below it."),
            "mission": gettext_lazy("What are you here for? A few sentences that all can repeat."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset = access.units_for(user, Permission.STRATEGY_EDIT).order_by("path")  # type: ignore[attr-defined]
        if self.instance.pk:
            field.disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end lies before the beginning."))
        return cleaned


class VisionForm(VersionedForm):
    class Meta:
        model = Vision
        fields = ("title", "text", "direction")


class FocusAreaForm(VersionedForm):
    class Meta:
        model = FocusArea
        fields = (
            *("number", "title", "text", "direction", "vision", "is_cross_cutting"),
            *("departments", "how_measured"),
        )
        widgets: ClassVar = {"departments": forms.CheckboxSelectMultiple}
        help_texts: ClassVar = {
            "departments": gettext_lazy("None chosen: the focus area is for all."),
            "is_cross_cutting": gettext_lazy("Several departments work on it together."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strategy: Strategy = self.instance.strategy
        self.fields["vision"].queryset = strategy.visions.all()  # type: ignore[attr-defined]
        units = Unit.objects.within(strategy.unit).filter(kind__in=DEPARTMENTS)
        self.fields["departments"].queryset = units.order_by("path")  # type: ignore[attr-defined]


class ThemeForm(VersionedForm):
    class Meta:
        model = Theme
        fields = ("title", "text")


class EffectGoalForm(VersionedForm):
    class Meta:
        model = EffectGoal
        fields = ("title", "text", "target_group", "origin", "focus_area")
        labels: ClassVar = {
            "target_group": gettext_lazy("Target group"),
            "focus_area": gettext_lazy("Focus area"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strategy: Strategy = self.instance.strategy
        self.fields["focus_area"].queryset = strategy.focus_areas.all()  # type: ignore[attr-defined]
        groups = TargetGroup.objects.filter(
            models.Q(is_active=True) | models.Q(pk=self.instance.target_group_id)
        )
        self.fields["target_group"].queryset = groups.order_by("title")  # type: ignore[attr-defined]


class EffectIndicatorForm(DueMixin, VersionedForm):
    class Meta:
        model = EffectIndicator
        fields = ("text", "due_raw")
        widgets: ClassVar = {"due_raw": PeriodInput}
        help_texts: ClassVar = {
            "text": gettext_lazy("Leave it empty while the indicator is being decided on."),
        }


class CalendarStepForm(DueMixin, VersionedForm):
    class Meta:
        model = CalendarStep
        fields = ("text", "due_raw")
        widgets: ClassVar = {"due_raw": PeriodInput}


class ProjectForm(VersionedForm):
    class Meta:
        model = Project
        fields = ("title", "text", "is_cross_cutting")


class ThemeChoiceForm(forms.Form):
    """A theme that other strategies use already."""

    theme = forms.ModelChoiceField(Theme.objects.none(), label=gettext_lazy("Theme"))

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Theme.objects.exclude(strategies=strategy).order_by("title")
        self.fields["theme"].queryset = others  # type: ignore[attr-defined]


class RulesForm(forms.Form):
    """Demands on agreements: of a strategy, or of a template."""

    def __init__(self, *args: Any, rules: Rules | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in RULE_NUMBERS:
            self.fields[name] = forms.IntegerField(
                label=RULE_LABELS[name],
                min_value=0,
                max_value=HIGHEST_NUMBER,
                required=False,
                initial=(getattr(rules, name) if rules else 0) or None,
                help_text=gettext_lazy("Empty: no limit."),
            )
        for name in RULE_SWITCHES:
            self.fields[name] = forms.BooleanField(
                label=RULE_LABELS[name],
                required=False,
                initial=getattr(rules, name) if rules else False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        faults = rule_faults(self.rules()) if not self.errors else []
        if faults:
            self.add_error("maximum_goals", faults[0])
        return cleaned

    def rules(self) -> Rules:
        return load_rules(self.cleaned_data)


class StrategyRulesForm(Rebasing, RulesForm):
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, rules=load_rules(strategy.rules), **kwargs)
        self.fields["base_version"].initial = strategy.version
