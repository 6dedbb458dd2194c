from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import (
    Condition,
    GoalKind,
    GoalOutcome,
    GoalScale,
    IcsDimension,
    Manner,
    ProfileGoal,
    Recognition,
    Subject,
    Voice,
)
from roedtraad.casework.profiles.services.agreeing import Agreed
from roedtraad.casework.profiles.services.goals import TOOK_PART
from roedtraad.foundation.ui.fields import DanishDateField

from .profiles import People, Person, among

SHORT, LONG = {"rows": 2}, {"rows": 4}
VOICES = {
    Subject.FAMILY: (Voice.CHILD, Voice.PARENTS, Voice.NETWORK, Voice.PROFESSIONAL),
    Subject.MANAGEMENT: (Voice.EMPLOYEES, Voice.LEADERSHIP),
}
DESCRIBED = (GoalScale.ATTAINMENT, GoalScale.FFB)  # scales whose every number has words
WORDS = ("own_words", "own_words_by", "professional_words", "kind", "low_anchor", "high_anchor")


def level_name(scale: str, value: int) -> str:
    return f"{scale}_{value}".replace("-", "minus")


def aim_name(scale: str) -> str:
    return f"aim_{scale}"


def _worded_by(scale: str) -> list[tuple[int, str]]:
    known = SCALES[scale]
    if scale in DESCRIBED:
        return [(value, level_name(scale, value)) for value in known.values]
    return [(known.lowest, "low_anchor"), (known.highest, "high_anchor")]


class TagsForm(forms.Form):
    """Which dimensions and conditions a goal is about."""

    ics = forms.MultipleChoiceField(
        label=gettext_lazy("ICS dimensions"),
        choices=IcsDimension,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    conditions = forms.MultipleChoiceField(
        label=gettext_lazy("The six conditions"),
        choices=Condition,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ParticipationForm(forms.Form):
    """How the family took part in a goal, and whether they recognise it as theirs."""

    held_on = DanishDateField(label=gettext_lazy("When did you talk about it?"))
    people = People(
        label=gettext_lazy("Who took part?"), queryset=Citizen.objects.none(), required=False
    )
    others = forms.CharField(
        label=gettext_lazy("Who else took part?"), required=False, max_length=200
    )
    manner = forms.ChoiceField(label=gettext_lazy("How?"), choices=Manner, widget=forms.RadioSelect)
    recognition = forms.ChoiceField(
        label=gettext_lazy("Do they recognise the goal as theirs?"),
        choices=Recognition,
        widget=forms.RadioSelect,
    )
    wanted_changed = forms.CharField(
        label=gettext_lazy("What do they want changed?"),
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    why_not = forms.CharField(
        label=gettext_lazy("If not: why not?"), required=False, widget=forms.Textarea(attrs=SHORT)
    )

    def __init__(self, *args: Any, people: Sequence[Citizen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = among(people)
        if not people:
            del self.fields["people"]

    @property
    def took_part(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name, "") for name in TOOK_PART}

    @property
    def people_present(self) -> tuple[Citizen, ...]:
        return tuple(self.cleaned_data.get("people", ()))


class GoalForm(ParticipationForm, TagsForm):
    """A goal as it is agreed: own words first, then the scale, then the professional's words."""

    citizen = Person(
        label=gettext_lazy("Whose goal is it?"),
        queryset=Citizen.objects.none(),
        required=False,
        blank=True,
        empty_label=gettext_lazy("all of theirs"),
        widget=forms.RadioSelect,
    )
    own_words = forms.CharField(
        label=gettext_lazy("What is the goal, in own words?"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "own-words-field"}),
        help_text=gettext_lazy("Word for word, as it was said."),
    )
    own_words_by = forms.ChoiceField(
        label=gettext_lazy("Whose words are they?"), widget=forms.RadioSelect
    )
    scale = forms.ChoiceField(
        label=gettext_lazy("How will you follow it?"),
        choices=GoalScale,
        widget=forms.RadioSelect,
    )
    low_anchor = forms.CharField(
        label=gettext_lazy("What is it like when it is 0?"), required=False, max_length=200
    )
    high_anchor = forms.CharField(
        label=gettext_lazy("What is it like when it is 10?"), required=False, max_length=200
    )
    professional_words = forms.CharField(
        label=gettext_lazy("The goal in professional words"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("Written so that the family can read it too."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it to reach the goal?"),
        choices=GoalKind,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=gettext_lazy("Why is the goal changed?"),
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )

    def __init__(
        self,
        *args: Any,
        about: str,
        subjects: Sequence[Citizen],
        before: ProfileGoal | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = subjects
        fields: dict[str, Any] = self.fields
        fields["citizen"].queryset = among(subjects)
        if len(subjects) < 2:
            del fields["citizen"]
        if before is None:
            del fields["why"]
        fields["own_words_by"].choices = [
            (each.value, each.label) for each in VOICES[Subject(about)]
        ]
        for scale, known in SCALES.items():
            words = {value: f"{value}" for value in known.values}
            fields[aim_name(scale)] = forms.TypedChoiceField(
                label=_("Where do you want to be?"),
                choices=list(words.items()),
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        for scale in DESCRIBED:
            for value in SCALES[scale].values:
                fields[level_name(scale, value)] = forms.CharField(
                    label=f"{value}: {SCALES[scale].words[value]}",
                    required=False,
                    max_length=300,
                    widget=forms.Textarea(attrs=SHORT),
                )

    @property
    def aims(self) -> list[tuple[str, Any, list[tuple[int, str]]]]:
        """Of each scale the field of the aim, and the fields that say what its numbers mean."""
        return [(scale, self[aim_name(scale)], _worded_by(scale)) for scale in SCALES]

    @property
    def described(self) -> list[tuple[str, list[Any]]]:
        return [
            (scale, [self[level_name(scale, value)] for value in reversed(SCALES[scale].values)])
            for scale in DESCRIBED
        ]

    @property
    def agreed(self) -> Agreed:
        given = self.cleaned_data
        scale = given["scale"]
        facts = {name: given[name] for name in (*WORDS, "scale", "ics", "conditions")}
        if scale != GoalScale.NUMBER:
            facts |= {"low_anchor": "", "high_anchor": ""}
        facts["aim"] = given[aim_name(scale)]
        facts["citizen"] = self._whose()
        return Agreed(
            given["held_on"], facts, self._levels(scale), self.took_part, self.people_present
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        doubts = given.get("manner") == Manner.NONE or given.get("recognition") == Recognition.NO
        if doubts and not given.get("why_not", "").strip():
            text = _("Write why – in the family's words where you can.")
            self.add_error("why_not", ValidationError(text))
        return given

    def _whose(self) -> Citizen | None:
        if len(self.subjects) == 1:
            return self.subjects[0]
        whose: Citizen | None = self.cleaned_data.get("citizen")
        return whose

    def _levels(self, scale: str) -> dict[int, str]:
        if scale not in DESCRIBED:
            return {}
        return {
            value: self.cleaned_data[level_name(scale, value)] for value in SCALES[scale].values
        }

    @staticmethod
    def values_of(goal: ProfileGoal) -> dict[str, Any]:
        """What a changed goal begins with."""
        values = {name: getattr(goal, name) for name in (*WORDS, "scale", "ics", "conditions")}
        values |= {"citizen": goal.citizen_id, aim_name(goal.scale): goal.aim}
        if goal.scale in DESCRIBED:
            for level in goal.levels.all():
                values[level_name(goal.scale, level.value)] = level.description
        return values


class CloseGoalForm(forms.Form):
    """That a goal is closed, and how it ended."""

    closed_on = DanishDateField(label=gettext_lazy("Last day"))
    outcome = forms.ChoiceField(label=gettext_lazy("How did it end?"), widget=forms.RadioSelect)
    closing_note = forms.CharField(
        label=gettext_lazy("More about why"), required=False, widget=forms.Textarea(attrs=LONG)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = [each for each in GoalOutcome.choices if each[0] != GoalOutcome.CHANGED]
