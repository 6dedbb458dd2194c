"""The forms of a new agreement and of the next period."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.fields import DanishDateField
from roedtraad.steering.agreements.models import (
    BudgetTiming,
    Strategy,
    StrategyState,
    TemplateVersion,
)
from roedtraad.steering.agreements.services.starting import NewAgreement, usual_role


class _PeriodForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _now("The end lies before the beginning."))
        return cleaned


class NewAgreementForm(_PeriodForm):
    template_version = forms.ModelChoiceField(
        label=_("Template"), queryset=TemplateVersion.objects.none()
    )
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    title = forms.CharField(label=_("Title"), max_length=200)
    starts_on = DanishDateField(label=_("From"))
    ends_on = DanishDateField(label=_("To"))
    period_raw = forms.CharField(
        label=_("The period in words"),
        required=False,
        max_length=120,
        help_text=_("As it is usually called, for example 2026-27."),
    )
    budget_timing = forms.ChoiceField(label=_("Made"), choices=BudgetTiming, required=False)
    others = forms.ModelMultipleChoiceField(
        label=_("Units side by side"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_(
            "Only when units agree side by side. Otherwise the administration above the unit"
            " is the other party."
        ),
    )
    strategies = forms.ModelMultipleChoiceField(
        label=_("Strategies it lies under"),
        queryset=Strategy.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = (
            TemplateVersion.objects.filter(template__is_active=True, published_at__isnull=False)
            .order_by("template", "-number")
            .values_list("template", "pk")
        )
        first: dict[int, int] = {}
        for template, pk in newest:
            first.setdefault(template, pk)
        versions = TemplateVersion.objects.filter(pk__in=first.values()).select_related("template")
        fields: Any = self.fields
        fields["template_version"].queryset = versions
        fields["template_version"].label_from_instance = lambda row: row.template.name
        units = access.units_for(user, Permission.AGREEMENT_EDIT).filter(ends_on=None)
        fields["unit"].queryset = units.order_by("path")
        fields["others"].queryset = Unit.objects.filter(ends_on=None).order_by("path")
        fields["strategies"].queryset = Strategy.objects.exclude(state=StrategyState.ENDED)

    def new_agreement(self) -> NewAgreement:
        found = self.cleaned_data
        unit = found["unit"]
        others = [each for each in found["others"] if each != unit]
        parties = [(each, usual_role(each)) for each in (unit, *others)] if others else []
        return NewAgreement(
            template_version=found["template_version"],
            unit=unit,
            title=found["title"],
            starts_on=found["starts_on"],
            ends_on=found["ends_on"],
            period_raw=found["period_raw"],
            budget_timing=BudgetTiming(found["budget_timing"] or BudgetTiming.UNKNOWN),
            parties=parties,
            strategies=list(found["strategies"]),
        )


class NextPeriodForm(_PeriodForm):
    """The title and dates of the next period; what continues is chosen beside it."""

    title = forms.CharField(label=_("Title"), max_length=200)
    starts_on = DanishDateField(label=_("From"))
    ends_on = DanishDateField(label=_("To"))
    period_raw = forms.CharField(label=_("The period in words"), required=False, max_length=120)
