"""The form of a date of the wheel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.fields import DanishDateField
from roedtraad.steering.followup.models import DateKind, MovingRule, WheelDate
from roedtraad.steering.followup.queries.taking_part import areas_to_plan


class DateForm(forms.Form):
    """A date: what, when, whose, and how it moves into the next year."""

    title = forms.CharField(label=_("What happens?"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=DateKind)
    on = DanishDateField(label=_("Date"))
    ends_on = DanishDateField(label=_("Last day, when it takes several"), required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Whose date is it?"),
        help_text=_("Everybody in the unit, below it and above it sees it."),
    )
    moves_by = forms.ChoiceField(label=_("In the next year"), choices=MovingRule)

    def __init__(self, data: Any = None, *, user: User, row: WheelDate | None = None) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields} if row else {}
        super().__init__(data, initial=initial or {"moves_by": MovingRule.WEEKDAY})
        areas: Any = self.fields["unit"]
        areas.queryset = areas_to_plan(user)
        if row is None:
            areas.initial = areas.queryset.first()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        on, ends_on = cleaned.get("on"), cleaned.get("ends_on")
        if on and ends_on and ends_on < on:
            self.add_error("ends_on", _now("The last day is before the first."))
        if on and ends_on == on:
            cleaned["ends_on"] = None
        return cleaned
