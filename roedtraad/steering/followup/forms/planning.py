"""The forms of a round: planned with a whole year of them, changed, given units and phases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.lib.periods import Period
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.fields import DanishDateField, PeriodField
from roedtraad.steering.agreements.models import Strategy
from roedtraad.steering.agreements.queries.strategy import strategies_for
from roedtraad.steering.followup.models import FollowUpRound, MovingRule, Phase, PhaseKind, Rhythm
from roedtraad.steering.followup.queries.taking_part import areas_to_plan
from roedtraad.steering.followup.rhythm import Pace
from roedtraad.steering.followup.services.planning import Followed, RoundPlan
from roedtraad.steering.indicators.frequency import MeasuringPeriod

MOST_DAYS = 250  # working days: about a year
USUAL_DAYS = {PhaseKind.QUALIFY: 10, PhaseKind.REFLECT: 10, PhaseKind.MEET: 5}
ORDER = (
    _("It cannot close before it opens."),
    _("It cannot lock before it closes."),
    _("It cannot be due before it begins."),
)


def _days(label: Any, *, initial: int | None = None, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        initial=initial,
        min_value=least,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"class": "number"}),
    )


class FollowedFields(forms.Form):
    """What a round is the follow-up of."""

    follows_agreements = forms.BooleanField(
        label=_("The units' agreements, with goals and indicators"), required=False, initial=True
    )
    strategies = forms.ModelMultipleChoiceField(
        Strategy.objects.none(),
        label=_("Strategies that are followed up too"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    follows_profiles = forms.BooleanField(
        label=_("The families' development profiles"),
        required=False,
        help_text=_("Evaluations are held on the families' own pages; the round leads there."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["strategies"]
        field.queryset = strategies_for(user).order_by("title")

    def followed(self) -> Followed:
        chosen = self.cleaned_data
        return Followed(
            list(chosen["strategies"]), chosen["follows_agreements"], chosen["follows_profiles"]
        )


class PlanForm(FollowedFields):
    """A year of rounds, or a single one."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("The period is put after it: Follow-up 3rd quarter 2026."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Area"),
        help_text=_("The units below it that have an agreement take part. You can change that."),
    )
    rhythm = forms.ChoiceField(label=_("How often?"), choices=Rhythm, widget=forms.RadioSelect)
    year = forms.IntegerField(
        label=_("Year that is followed up"), required=False, min_value=2000, max_value=2100
    )
    period = PeriodField(
        label=_("Period, when it is once only"),
        required=False,
        help_text=_("Write it as you say it: 2024-26, 1. halvår 2026."),
    )
    opens_after = forms.IntegerField(
        label=_("Opens how many working days after the period is over?"),
        initial=1,
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        help_text=_("-40 is about two months before: for a follow-up in November and December."),
        widget=forms.NumberInput(attrs={"class": "number"}),
    )
    grace = _days(_("Grace after a phase is due, in working days"), initial=5)
    locks_after = _days(
        _("Locks how many working days after it closes? Empty: by hand"), initial=10
    )

    field_order = (
        *("name", "unit", "rhythm", "year", "period"),
        *("follows_agreements", "strategies", "follows_profiles", "opens_after"),
        *PhaseKind.values,
        *("grace", "locks_after"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        areas: Any = self.fields["unit"]
        areas.queryset = areas_to_plan(user)
        areas.initial = areas.queryset.first()
        for kind in PhaseKind:
            label = _now("%(phase)s: working days") % {"phase": kind.label}
            field = _days(label, initial=USUAL_DAYS.get(kind), least=1)
            field.help_text = _now("Empty: the round does not have this phase.")
            self.fields[kind.value] = field
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_once = cleaned.get("rhythm") == Rhythm.ONCE
        if is_once and not cleaned.get("period") and "period" not in self.errors:
            self.add_error("period", _now("Write the period that is followed up."))
        if not is_once and not cleaned.get("year") and "year" not in self.errors:
            self.add_error("year", _now("Write the year, for example 2027."))
        return cleaned

    def clean_period(self) -> MeasuringPeriod | None:
        found: Period | None = self.cleaned_data["period"]
        if found is None:
            return None
        if found.starts_on is None or found.ends_on is None:
            raise ValidationError(_now("Write a period with both a beginning and an end."))
        return MeasuringPeriod(found.starts_on, found.ends_on)

    def plan(self) -> RoundPlan:
        chosen = self.cleaned_data
        lengths = {kind: chosen[kind.value] for kind in PhaseKind if chosen[kind.value]}
        return RoundPlan(
            name=chosen["name"],
            unit=chosen["unit"],
            rhythm=Rhythm(chosen["rhythm"]),
            year=chosen["year"] or 0,
            period=chosen["period"] if chosen["rhythm"] == Rhythm.ONCE else None,
            followed=self.followed(),
            pace=Pace(chosen["opens_after"], lengths, chosen["grace"] or 0, chosen["locks_after"]),
        )


class RoundForm(FollowedFields):
    """The words and days of one round."""

    name = forms.CharField(label=_("Name"), max_length=120)
    opens_on = DanishDateField(label=_("Opens"))
    closes_on = DanishDateField(label=_("Closes"), help_text=_("The last day to write in it."))
    locks_on = DanishDateField(
        label=_("Locks"),
        required=False,
        help_text=_("From then on figures and follow-up of the period stand. Empty: by hand."),
    )
    grace_days = forms.IntegerField(
        label=_("Grace after a phase is due, in working days"), min_value=0, max_value=MOST_DAYS
    )
    moves_by = forms.ChoiceField(label=_("In the next year"), choices=MovingRule)
    field_order = (
        *("name", "opens_on", "closes_on", "locks_on", "grace_days", "moves_by"),
        *("follows_agreements", "strategies", "follows_profiles"),
    )

    def __init__(self, data: Any = None, *, row: FollowUpRound, user: User) -> None:
        names = [name for name in self.field_order if name != "strategies"]
        initial = {name: getattr(row, name) for name in names}
        initial["strategies"] = list(row.strategies.all())
        super().__init__(data, user=user, initial=initial)
        self.ends_on = row.ends_on
        chosen: Any = self.fields["strategies"]
        chosen.queryset = (
            chosen.queryset | Strategy.objects.filter(pk__in=row.strategies.all())
        ).distinct()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        _in_order(self, "opens_on", "closes_on", ORDER[0])
        _in_order(self, "closes_on", "locks_on", ORDER[1])
        locks_on = cleaned.get("locks_on")
        if locks_on and locks_on <= self.ends_on:
            self.add_error("locks_on", _now("It cannot lock before its period is over."))
        if not any(
            cleaned.get(name) for name in ("follows_agreements", "strategies", "follows_profiles")
        ):
            self.add_error("follows_agreements", _now("Choose something that is followed up."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "strategies"}


class UnitsForm(forms.Form):
    """Which units take part."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Units that take part"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, row: FollowUpRound) -> None:
        super().__init__(data, initial={"units": list(row.units.all())})
        field: Any = self.fields["units"]
        field.queryset = _below(row)


def _below(row: FollowUpRound) -> QuerySet[Unit]:
    within = Unit.objects.within(row.unit).existing_on(row.ends_on)
    return (within | Unit.objects.filter(pk__in=row.units.all())).order_by("path")


class PhaseForm(forms.Form):
    """A phase: when, by whom, and what is to be done."""

    kind = forms.ChoiceField(label=_("Phase"), choices=PhaseKind)
    title = forms.CharField(
        label=_("Called"),
        max_length=120,
        required=False,
        help_text=_("When you call it something else, such as Report to the council."),
    )
    starts_on = DanishDateField(label=_("Begins"))
    due_on = DanishDateField(label=_("Due"))
    role = forms.ChoiceField(
        label=_("Done by"),
        choices=Role,
        help_text=_("Whoever has the role nearest to the unit. A person can be named for a unit."),
    )
    text = forms.CharField(
        label=_("What is to be done"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, phase: Phase) -> None:
        initial = {name: getattr(phase, name) for name in self.base_fields} if phase.pk else {}
        super().__init__(data, initial=initial)
        if phase.pk:  # another kind is another phase
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        _in_order(self, "starts_on", "due_on", ORDER[2])
        return cleaned


def _in_order(form: forms.Form, first: str, then: str, fault: Any) -> None:
    cleaned: Mapping[str, date | None] = form.cleaned_data
    begins, ends = cleaned.get(first), cleaned.get(then)
    if begins and ends and ends < begins:
        form.add_error(then, fault)
