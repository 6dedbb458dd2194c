"""The form of an indicator of a goal: what is counted or reached, from where, to where, when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.dues import real_day, understood
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField
from roedtraad.foundation.ui.widgets import PeriodInput
from roedtraad.steering.agreements.models import GoalIndicator
from roedtraad.steering.agreements.queries.content import stages_in_force, target_in_force
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText, is_of_library
from roedtraad.steering.indicators.models import Direction, Indicator, IndicatorKind
from roedtraad.steering.indicators.passport import impossible
from roedtraad.steering.indicators.queries.library import in_library
from roedtraad.steering.indicators.services import TargetLevel

from .stages import StagesField, stages_as_text

KINDS = [
    (IndicatorKind.NUMBER, _("a number")),
    (IndicatorKind.MILESTONE, _("a milestone")),
]
TARGETS = ("value", "low", "high", "due_raw")


OF_DEFINITION = ("title", "kind", "measured_in", "direction", "definition", "is_cumulative")


class IndicatorForm(forms.Form):
    library = forms.ModelChoiceField(
        label=_("From the library"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("none: define a new one below"),
        help_text=_(
            "What the library has is counted in the same way by all. Choose it, and write only "
            "where you begin and what you want to reach."
        ),
    )
    title = forms.CharField(
        label=_("Indicator"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=KINDS,
        widget=forms.RadioSelect,
        initial=IndicatorKind.NUMBER,
        help_text=_("A number moves from a baseline to a target; a milestone is done or not."),
    )
    measured_in = forms.CharField(
        label=_("Unit of measure"),
        required=False,
        max_length=40,
        help_text=_("For example %, families, days."),
    )
    direction = forms.ChoiceField(
        label=_("Which way is better?"), choices=Direction, initial=Direction.UP
    )
    baseline = DanishDecimalField(
        label=_("Baseline"),
        required=False,
        help_text=_("Leave it empty if nobody knows. 0 is a value."),
    )
    baseline_on = DanishDateField(label=_("Date of the baseline"), required=False)
    value = DanishDecimalField(label=_("Target"), required=False)
    low = DanishDecimalField(label=_("Lower limit"), required=False)
    high = DanishDecimalField(label=_("Upper limit"), required=False)
    due_raw = forms.CharField(
        label=_("Due"),
        required=False,
        max_length=120,
        widget=PeriodInput,
        help_text=_("Write it as you say it: 3. kvartal 2026, ultimo juni 2026."),
    )
    stages = StagesField()
    definition = forms.CharField(
        label=_("Counting rule"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who is counted, from which source? Which decision is the figure for?"),
    )
    is_cumulative = forms.BooleanField(
        label=_("The values are cumulative"),
        required=False,
        help_text=_("Each value is the sum so far, not what happened since the last one."),
    )
    weight = DanishDecimalField(
        label=_("Weight"), required=False, initial=Decimal(1), max_digits=6, decimal_places=2
    )
    takes_newest = forms.BooleanField(
        label=_("Count by the library's definition as it is now"),
        required=False,
        help_text=_("The agreement was made by an earlier definition, and counts by it until now."),
    )
    reason = forms.CharField(
        label=_("Why is the target revised?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only for a target that has been approved: the old one stays with the reason."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, instance: GoalIndicator | None = None, **kwargs: Any) -> None:
        self.instance = instance
        if instance is not None and instance.pk:
            kwargs["initial"] = stored(instance) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["library"].queryset = in_library()  # type: ignore[attr-defined]
        for name in self._left_out():
            del self.fields[name]

    def _left_out(self) -> set[str]:
        """What cannot be asked: the library's definition is not the goal's to change."""
        if self.instance is None or self.instance.pk is None:
            return {"reason", "takes_newest"}
        indicator = self.instance.use.indicator
        if not is_of_library(indicator):
            return {"library", "takes_newest"}
        newest = set() if indicator.as_agreed_of_id else {"takes_newest"}
        return {"library", *OF_DEFINITION} | newest

    @property
    def chosen(self) -> Indicator | None:
        """The library's indicator that was chosen, or that the goal is followed by already."""
        picked: Indicator | None = self.cleaned_data.get("library")
        if picked is not None or "title" in self.fields or self.instance is None:
            return picked
        return self.instance.use.indicator

    def clean_due_raw(self) -> str:
        return real_day(self.cleaned_data["due_raw"])

    def clean_weight(self) -> Decimal | None:
        weight: Decimal | None = self.cleaned_data["weight"]
        if weight is not None and weight < 0:
            raise forms.ValidationError(_now("A weight is 0 or more; 0 counts for nothing."))
        return weight

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        low, high = cleaned.get("low"), cleaned.get("high")
        known = self.chosen
        if known is None and not cleaned.get("title") and "title" in self.fields:
            self.add_error("title", _now("Choose from the library, or say what is counted."))
        direction = known.direction if known else cleaned.get("direction")
        within = direction == Direction.WITHIN
        if within and low is None and high is None and "low" not in self.errors:
            self.add_error("low", _now("Write at least one of the limits."))
        due_on = understood(cleaned.get("due_raw") or "")[1]
        baseline_on = cleaned.get("baseline_on")
        if baseline_on and due_on and baseline_on >= due_on:
            self.add_error("baseline_on", _now("The baseline must lie before the target is due."))
        if low is not None and high is not None and high < low:
            self.add_error("high", _now("The upper limit lies below the lower one."))
        self._check_stages(cleaned, due_on)
        self._check_possible(cleaned)
        return cleaned

    def _check_stages(self, cleaned: dict[str, Any], due_on: date | None) -> None:
        stages = cleaned.get("stages") or []
        if not stages:
            return
        if cleaned.get("value") is None:
            self.add_error("stages", _now("Write the last target first: these are on its way."))
        elif due_on is not None and (stages[-1].due_on or due_on) >= due_on:
            self.add_error("stages", _now("They must all be due before the last target is."))

    def _check_possible(self, cleaned: dict[str, Any]) -> None:
        """What no measurement could ever be is no target: a share of 130 %, or beyond limits."""
        known = self._counted(cleaned)
        if known is None:
            return
        for name in ("baseline", "value", "low", "high"):
            if fault := impossible(known, cleaned.get(name)):
                self.add_error(name, fault)
        for each in cleaned.get("stages") or []:
            if fault := impossible(known, each.value):
                self.add_error("stages", f"{each.due_raw}: {fault}")

    def _counted(self, cleaned: dict[str, Any]) -> Indicator | None:
        """By what it is counted: the library's indicator, or the one that is written here."""
        if self.chosen is not None:
            return self.chosen
        if cleaned.get("kind") == IndicatorKind.MILESTONE:
            return None
        kind = cleaned.get("kind", IndicatorKind.NUMBER)
        return Indicator(kind=kind, measured_in=cleaned.get("measured_in", ""))

    def text(self) -> IndicatorText:
        """What was written, as the service takes it."""
        known = self.chosen
        if known is not None:
            return self._of_library(known)
        found = self.cleaned_data
        is_milestone = found["kind"] == IndicatorKind.MILESTONE
        decimals = [
            -int(number.normalize().as_tuple().exponent)
            for number in (found["baseline"], found["value"], found["low"], found["high"])
            if number is not None
        ]
        return IndicatorText(
            title=found["title"],
            kind=IndicatorKind(found["kind"]),
            definition=found["definition"],
            measured_in="" if is_milestone else found["measured_in"],
            direction=Direction(found["direction"]),
            decimals=max(0, *decimals, 0),
            is_cumulative=found["is_cumulative"],
            baseline=None if is_milestone else found["baseline"],
            baseline_on=None if is_milestone else found["baseline_on"],
            weight=Decimal(1) if found["weight"] is None else found["weight"],
            target=self._target(is_milestone),
            stages=() if is_milestone else tuple(found["stages"]),
        )

    def _of_library(self, known: Indicator) -> IndicatorText:
        """Where one begins and what one wants to reach; the rest the library says."""
        found = self.cleaned_data
        is_milestone = known.kind == IndicatorKind.MILESTONE
        return IndicatorText(
            title=known.title,
            kind=IndicatorKind(known.kind),
            direction=Direction(known.direction),
            baseline=None if is_milestone else found["baseline"],
            baseline_on=None if is_milestone else found["baseline_on"],
            weight=Decimal(1) if found["weight"] is None else found["weight"],
            target=self._target(is_milestone),
            stages=() if is_milestone else tuple(found["stages"]),
            takes_newest=bool(found.get("takes_newest")),
        )

    def _target(self, is_milestone: bool) -> TargetLevel | None:
        found = self.cleaned_data
        if all(found[name] in (None, "") for name in TARGETS):
            return None
        starts_on, on = understood(found["due_raw"])
        numbers = {} if is_milestone else {name: found[name] for name in ("value", "low", "high")}
        return TargetLevel(due_raw=found["due_raw"], due_from=starts_on, due_on=on, **numbers)


def stored(followed: GoalIndicator) -> dict[str, Any]:
    """What the form shows of an indicator as it is stored."""
    use, indicator = followed.use, followed.use.indicator
    targets = list(use.targets.order_by("set_at", "pk"))
    target = target_in_force(targets)
    shown = {name: getattr(target, name) for name in TARGETS} if target else {}
    return {
        "title": indicator.title,
        "kind": indicator.kind,
        "definition": indicator.definition,
        "measured_in": indicator.measured_in,
        "direction": indicator.direction,
        "is_cumulative": indicator.is_cumulative,
        "baseline": use.baseline,
        "baseline_on": use.baseline_on,
        "weight": followed.weight,
        "base_version": use.version,
        "stages": stages_as_text(stages_in_force(targets)),
        **shown,
    }
