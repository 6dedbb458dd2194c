"""What can be asked of the lists of agreements and goals."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import day_of_period
from roedtraad.steering.agreements.access import readable
from roedtraad.steering.agreements.models import AgreementState, FocusArea, StrategyState, Theme
from roedtraad.steering.agreements.queries.agreement_list import AgreementFilter
from roedtraad.steering.agreements.queries.approved import agreements_as_approved
from roedtraad.steering.agreements.queries.goal_table import GoalFilter
from roedtraad.steering.agreements.queries.levels import level_choices

TODAYS_TREE = "i-dag"
ANY = [("", _("all"))]


class _ListForm(forms.Form):
    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = access.units_for(
            user, Permission.AGREEMENT_VIEW_APPROVED, Permission.AGREEMENT_VIEW
        )
        self.fields["unit"].queryset = units.order_by("path")  # type: ignore[attr-defined]
        self.fields["year"].widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})
        self.fields["year"].localize = False
        self.fields["traeet"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def asked(self, name: str) -> Any:
        """The value when it makes sense; a wrong address asks for everything."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def follows_today(self) -> bool:
        """Whether a year's figures are asked for by today's tree."""
        return bool(self.asked("traeet") == TODAYS_TREE)

    @property
    def tree_day(self) -> date | None:
        """The day whose tree a unit's figures of the year follow, where it is not today's."""
        unit, year = self.asked("unit"), self.asked("year")
        if unit is None or year is None:
            return None
        day = day_of_period(date(year, 1, 1), date(year, 12, 31))
        return None if day == timezone.localdate() else day

    def wanted_tree(self) -> date | None:
        return None if self.follows_today else self.tree_day


class AgreementListForm(_ListForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*ANY, ("live", _("all that are not over")), *AgreementState.choices],
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("all")
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)

    def wanted(self) -> AgreementFilter:
        return AgreementFilter(
            words=self.asked("q") or "",
            state=self.asked("state") or "",
            unit=self.asked("unit"),
            on=self.wanted_tree(),
            year=self.asked("year"),
        )


class MissingListForm(_ListForm):
    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("all")
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)
    only_required = forms.BooleanField(label=_("Only what is required"), required=False)

    def wanted(self) -> AgreementFilter:
        return AgreementFilter(
            unit=self.asked("unit"), on=self.wanted_tree(), year=self.asked("year")
        )


class GoalListForm(_ListForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("all")
    )
    level = forms.ChoiceField(
        label=_("Status"), required=False, choices=lambda: [*ANY, *level_choices()]
    )
    focus_area = forms.ModelChoiceField(
        label=_("Focus area"),
        required=False,
        queryset=FocusArea.objects.none(),
        empty_label=_("all"),
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"), required=False, queryset=Theme.objects.none(), empty_label=_("all")
    )
    agreement = forms.TypedChoiceField(
        label=_("Agreement"), required=False, coerce=int, empty_value=None
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        titles = [(each.pk, each.title) for each in agreements_as_approved(user, readable(user))]
        ordered = sorted(titles, key=lambda row: danish_key(row[1]))
        self.fields["agreement"].choices = [*ANY, *ordered]  # type: ignore[attr-defined]
        areas = FocusArea.objects.filter(
            strategy__isnull=False, strategy__state=StrategyState.IN_FORCE
        )
        self.fields["focus_area"].queryset = areas.order_by("strategy", "position")  # type: ignore[attr-defined]
        self.fields["theme"].queryset = Theme.objects.order_by("position", "pk")  # type: ignore[attr-defined]

    def wanted(self) -> GoalFilter:
        area, theme = self.asked("focus_area"), self.asked("theme")
        return GoalFilter(
            words=self.asked("q") or "",
            unit=self.asked("unit"),
            on=self.wanted_tree(),
            level=self.asked("level") or "",
            focus_area=area.pk if area else None,
            theme=theme.pk if theme else None,
            agreement=self.asked("agreement"),
            year=self.asked("year"),
        )
