"""The forms of a use and of its targets. They parse and check; services save."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.dues import real_day, understood
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField
from roedtraad.foundation.ui.merging import save_over
from roedtraad.foundation.ui.widgets import PeriodInput
from roedtraad.steering.indicators.models import (
    Direction,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    Target,
)
from roedtraad.steering.indicators.passport import target_faults
from roedtraad.steering.indicators.services import TargetLevel, UseText

from .passport import stewards_for

LIMITS = ("low", "high")


class TargetForm(forms.Form):
    """What should be reached by when; `is_optional` where there need not be a target yet."""

    value = DanishDecimalField(label=_("Target"), required=False)
    low = DanishDecimalField(label=_("Lower limit"), required=False)
    high = DanishDecimalField(label=_("Upper limit"), required=False)
    due_raw = forms.CharField(
        label=_("Due"),
        required=False,
        max_length=120,
        widget=PeriodInput,
        help_text=_("Write it as you say it: ultimo 2026, 3. kvartal 2027."),
    )
    reason = forms.CharField(
        label=_("Why is the target revised?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The old target stays in the history, with its author and date."),
    )

    def __init__(
        self,
        *args: Any,
        indicator: Indicator,
        target: Target | None = None,
        is_optional: bool = False,
        **kwargs: Any,
    ) -> None:
        self.indicator, self.is_optional = indicator, is_optional
        if target is not None:
            names = ("value", "low", "high", "due_raw")
            kwargs["initial"] = {name: getattr(target, name) for name in names}
        super().__init__(*args, **kwargs)
        for name in _unused(indicator):
            del self.fields[name]
        if target is None:
            del self.fields["reason"]
        for name in ("value", *LIMITS):
            if name in self.fields:
                self.fields[name].widget.measured_in = indicator.measured_in

    def clean_due_raw(self) -> str:
        return real_day(self.cleaned_data["due_raw"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or (self.is_optional and not any(cleaned.values())):
            return cleaned
        if self.indicator.kind == IndicatorKind.MILESTONE and not cleaned.get("due_raw"):
            self.add_error("due_raw", _now("Write when the milestone should be reached."))
        numbers = {name: cleaned.get(name) for name in ("value", *LIMITS)}
        levels = list(self.indicator.counted_as.rubric.values_list("value", flat=True))
        for each in target_faults(self.indicator, **numbers, rubric=levels):
            self.add_error(each.name if each.name in self.fields else None, each.text)
        return cleaned

    def level(self) -> TargetLevel | None:
        """What was written; None where nothing was."""
        found = self.cleaned_data
        if not any(found.get(name) not in (None, "") for name in ("value", *LIMITS, "due_raw")):
            return None
        raw: str = found.get("due_raw") or ""
        due_from, due_on = understood(raw)
        return TargetLevel(
            value=found.get("value"),
            low=found.get("low"),
            high=found.get("high"),
            due_raw=raw,
            due_from=due_from,
            due_on=due_on,
        )


def _unused(indicator: Indicator) -> tuple[str, ...]:
    if indicator.kind == IndicatorKind.MILESTONE:
        return ("value", *LIMITS)
    return ("value",) if indicator.direction == Direction.WITHIN else LIMITS


class UseForm(forms.Form):
    """Who follows it, from where, and who reports."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    baseline = DanishDecimalField(
        label=_("Baseline"),
        required=False,
        help_text=_("Where one begins. Leave it empty if nobody knows; 0 is a value."),
    )
    baseline_on = DanishDateField(label=_("Date of the baseline"), required=False)
    steward = forms.ModelChoiceField(
        label=_("Who reports it"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Is reminded when a period has ended."),
    )
    ends_on = DanishDateField(
        label=_("Followed until"),
        required=False,
        help_text=_("Leave it empty as long as it is followed. What was measured stays."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        user: User,
        use: IndicatorUse | None = None,
        indicator: Indicator,
        is_owned: bool = False,
        **kwargs: Any,
    ) -> None:
        if use is not None:
            names = ("baseline", "baseline_on", "steward", "ends_on")
            kwargs["initial"] = {name: getattr(use, name) for name in names}
            kwargs["initial"]["base_version"] = use.version
        super().__init__(*args, **kwargs)
        self.use = use
        units: Any = self.fields["unit"]
        units.queryset = (
            access.units_for(user, Permission.INDICATOR_EDIT).filter(ends_on=None).order_by("path")
        )
        stewards: Any = self.fields["steward"]
        stewards.queryset = stewards_for(user, use.steward_id if use else None)
        self.fields["baseline"].widget.measured_in = indicator.measured_in
        for name in self._left_out(indicator, is_owned):
            del self.fields[name]

    def _left_out(self, indicator: Indicator, is_owned: bool) -> set[str]:
        found = {"unit"} if self.use else {"ends_on"}
        if is_owned or indicator.kind == IndicatorKind.MILESTONE:
            found |= {"baseline", "baseline_on"}
        if indicator.kind == IndicatorKind.REGISTER:
            found.add("steward")
        return found

    def text(self) -> UseText:
        found = self.cleaned_data
        kept = self.use
        baseline: Decimal | None = found.get("baseline", kept.baseline if kept else None)
        on: date | None = found.get("baseline_on", kept.baseline_on if kept else None)
        steward = found.get("steward", kept.steward if kept else None)
        return UseText(baseline, on, steward, found.get("ends_on"))

    def rebase(self, current: IndicatorUse) -> None:
        """Saving again is then a choice made knowingly."""
        save_over(self, current.version)
