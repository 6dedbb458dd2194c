from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.models import Meeting
from roedtraad.casework.profiles.pictures import Picture
from roedtraad.foundation.ui.fields import DanishDateField
from roedtraad.foundation.ui.merging import save_over

from .profiles import People, among

LINES = 7
USUAL = (Picture.HELLO, Picture.GOAL, Picture.GOOD, Picture.HARD, Picture.PLAN, Picture.NEXT)


class MeetingForm(forms.Form):
    """A meeting and its agenda: a picture and a few plain words on each line."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = DanishDateField(label=gettext_lazy("Day"))
    clock = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "invalid": gettext_lazy("Write the time as hours and minutes – for example 14:30.")
        },
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200)
    people = People(
        label=gettext_lazy("Who is invited?"), queryset=Citizen.objects.none(), required=False
    )
    others = forms.CharField(
        label=gettext_lazy("Who else is invited?"), required=False, max_length=300
    )
    called_off = forms.BooleanField(label=gettext_lazy("The meeting is called off"), required=False)

    def __init__(self, *args: Any, people: Sequence[Citizen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = among(people)
        if not people:
            del self.fields["people"]
        for number in range(LINES):
            self.fields[f"picture_{number}"] = forms.ChoiceField(
                label=_("Picture %d") % (number + 1), choices=Picture, required=False
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What we talk about, line %d") % (number + 1),
                required=False,
                max_length=120,
            )

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        return [(self[f"picture_{number}"], self[f"text_{number}"]) for number in range(LINES)]

    @property
    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        at: time = given["clock"]
        agenda = [
            {"picture": given[f"picture_{number}"], "text": given[f"text_{number}"]}
            for number in range(LINES)
            if given[f"text_{number}"]
        ]
        return {
            "starts_at": timezone.make_aware(datetime.combine(given["day"], at)),
            "place": given["place"],
            "others": given["others"],
            "called_off": given["called_off"],
            "agenda": agenda,
        }

    def clean(self) -> None:
        """A picture without words is no line of the agenda."""
        for number in range(LINES):
            if not self.cleaned_data.get(f"text_{number}"):
                self.cleaned_data[f"picture_{number}"] = ""

    def rebase(self, version: int) -> None:
        """Let the form be saved over the version it was told of."""
        save_over(self, version)

    @staticmethod
    def usual() -> dict[str, Any]:
        """An agenda to begin with, that a child can follow."""
        lines: dict[str, Any] = {}
        for number, picture in enumerate(USUAL):
            lines[f"picture_{number}"] = picture
            lines[f"text_{number}"] = str(Picture(picture).label).capitalize()
        return lines

    @staticmethod
    def values_of(row: Meeting) -> dict[str, Any]:
        at = timezone.localtime(row.starts_at)
        values: dict[str, Any] = {
            "base_version": row.version,
            "day": at.date(),
            "clock": at.time(),
            "place": row.place,
            "others": row.others,
            "called_off": row.called_off,
            "people": [citizen.pk for citizen in row.people.all()],
        }
        for number, item in enumerate(row.agenda[:LINES]):
            values[f"picture_{number}"] = item["picture"]
            values[f"text_{number}"] = item["text"]
        return values
