"""What a spreadsheet of measurements is, and what its columns mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.access import Permission, units_for
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.widgets import PeriodInput
from roedtraad.gateways.importing.measurements.cells import span_in
from roedtraad.gateways.importing.measurements.layout import Across, Meaning, Role
from roedtraad.gateways.importing.models import MeasurementImport

ROLES = [
    (Role.VALUE, _("values")),
    (Role.INDICATOR, _("name of the indicator")),
    (Role.UNIT, _("unit")),
    (Role.PERIOD, _("period")),
    (Role.GROUP, _("group (sex, age …)")),
    (Role.NUMERATOR, _("numerator")),
    (Role.DENOMINATOR, _("denominator")),
    (Role.NOTE, _("note")),
    (Role.IGNORED, _("is not read")),
]
ACROSS = [
    (Across.NOTHING, _("nothing that matters, or only the period")),
    (Across.INDICATOR, _("an indicator each")),
    (Across.PERIOD, _("a period each")),
    (Across.UNIT, _("a unit each")),
    (Across.GROUP, _("a group each")),
]


class MeasurementFileForm(forms.Form):
    """A spreadsheet, and the unit whose figures it holds where the rows do not say."""

    file = forms.FileField(label=_("File"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_for(user, Permission.MEASUREMENT_RECORD).order_by("name")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        own = [held.unit for held in roles_of(user, timezone.localdate())]
        mine = units.filter(pk__in=own).last() or (units.first() if len(units) == 1 else None)
        self.fields["unit"].initial = mine


class MeaningForm(forms.Form):
    """What each column holds, and what the file does not say itself."""

    across = forms.ChoiceField(
        label=_("The headings of the columns of values say"),
        choices=ACROSS,
        required=False,
    )
    title = forms.CharField(
        label=_("Indicator"),
        required=False,
        max_length=200,
        help_text=_("Where no column names it, or as the beginning of all names."),
    )
    period = forms.CharField(
        label=_("Period"),
        required=False,
        max_length=60,
        widget=PeriodInput,
        help_text=_("Where neither column nor heading says when: 2018, 3. kvartal 2026."),
    )
    measured_in = forms.CharField(
        label=_("Unit of measure of new indicators"), required=False, max_length=40
    )
    label_periods = forms.BooleanField(
        label=_("The period stands in the name of the row"), required=False
    )
    skip_totals = forms.BooleanField(label=_("Leave rows of totals out"), required=False)
    creates = forms.BooleanField(
        label=_("Create indicators that are not there yet"), required=False
    )
    divides = forms.BooleanField(
        label=_("Create groups for indicators that are not divided yet"), required=False
    )
    divided_by = forms.CharField(
        label=_("What the groups divide by"),
        required=False,
        max_length=80,
        help_text=_("Where no column is headed so: sex, age."),
    )

    def __init__(self, *args: Any, importing: MeasurementImport, **kwargs: Any) -> None:
        self.importing = importing
        self.meaning = Meaning.from_json(importing.meaning)
        super().__init__(*args, **{"initial": self._initial(), **kwargs})
        self.sample = importing.sample
        for at, heading in enumerate(self.sample["headings"]):
            name = heading or _now("column %(number)s") % {"number": at + 1}
            self.fields[f"role_{at}"] = forms.ChoiceField(label=name, choices=ROLES)
            self.fields[f"heading_{at}"] = forms.CharField(
                label=_now("What “%(heading)s” means") % {"heading": name},
                required=False,
                max_length=200,
            )

    def _initial(self) -> dict[str, Any]:
        found = self.meaning.to_json()
        for at, role in enumerate(self.meaning.roles):
            found[f"role_{at}"] = role
            found[f"heading_{at}"] = (
                self.meaning.headings[at] or self.importing.sample["headings"][at]
            )
        return found

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Per column: heading, the two fields, and what stands in its first rows."""
        return [
            {
                "heading": heading,
                "role": self[f"role_{at}"],
                "means": self[f"heading_{at}"],
                "cells": [row[at] if at < len(row) else "" for row in self.sample["rows"][:3]],
            }
            for at, heading in enumerate(self.sample["headings"])
        ]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What is said of the whole table."""
        return [self[name] for name in type(self).base_fields]

    def clean_period(self) -> str:
        text: str = self.cleaned_data["period"]
        if text and span_in(text) is None:
            raise forms.ValidationError(
                _now("This cannot be read as a period. Write it like 3. kvartal 2026 or 2018.")
            )
        return text

    def chosen(self) -> Meaning:
        """What was said."""
        found = self.cleaned_data
        count = len(self.sample["headings"])
        roles = tuple(Role(found[f"role_{at}"]) for at in range(count))
        return Meaning(
            sheet=self.meaning.sheet,
            roles=roles,
            across=Across(found["across"]),
            headings=tuple(
                found[f"heading_{at}"] if roles[at] == Role.VALUE else "" for at in range(count)
            ),
            title=found["title"].strip(),
            period=found["period"],
            measured_in=found["measured_in"].strip(),
            unit=self.importing.unit_id,
            label_periods=found["label_periods"],
            skip_totals=found["skip_totals"],
            creates=found["creates"],
            divides=found["divides"],
            divided_by=found["divided_by"].strip(),
        )
