from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.profiles.due import DueState
from roedtraad.casework.profiles.evaluation_rules import field_of
from roedtraad.casework.profiles.models import Course, EvaluatedGoal, Evaluation, GoalOutcome
from roedtraad.casework.profiles.services.evaluations import OF_A_GOAL, WORDS, Written
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.fields import DanishDateField
from roedtraad.foundation.ui.merging import save_over

LONG = {"rows": 4}
SHORT = {"rows": 2}
ENDED = [("", "–"), *(each for each in GoalOutcome.choices if each[0] != GoalOutcome.CHANGED)]


class Later:
    """A field that is needed before it is ready, and may be empty while it is a draft."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:  # type: ignore[attr-defined]
            super().validate(value)  # type: ignore[misc]


class LaterText(Later, forms.CharField):
    pass


class LaterChoice(Later, forms.ChoiceField):
    pass


class LaterDay(Later, DanishDateField):
    pass


@dataclass(frozen=True)
class GoalFields:
    """What is written of one goal."""

    summary: BoundField
    course: BoundField
    reason: BoundField
    outcome: BoundField


class EvaluationForm(forms.Form):
    """The words of an evaluation, with four fields for each goal. As a draft all may be empty."""

    use_required_attribute = False
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held_on = DanishDateField(label=_("Held"))
    family_view = LaterText(
        label=_("What does the family say?"),
        widget=forms.Textarea(attrs=LONG),
        help_text=_("In their own words: what helps, what is to be different?"),
    )
    family_view_by = forms.CharField(label=_("Whose words?"), required=False, max_length=200)
    not_asked_because = forms.CharField(
        label=_("Not asked? Write why"), required=False, widget=forms.Textarea(attrs=SHORT)
    )
    conclusion = forms.CharField(
        label=_("What do we adjust?"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("What we do differently from now on, who does it, and from when."),
    )
    plain_words = forms.CharField(
        label=_("To the family, in plain words"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("It stands on the family's own edition. Write so that a child can read it."),
    )
    next_on = LaterDay(label=_("When do we look at the goals next?"))

    def __init__(
        self, *args: Any, goals: Sequence[int], is_of_family: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.goals = list(goals)
        if not is_of_family:
            view = self.fields["family_view"]
            view.label = _("What do the employees say?")
            view.help_text = _("Word for word: what helps, what is to be different?")
            del self.fields["plain_words"]
        for goal in self.goals:
            self.fields |= _fields(goal)

    def of_goal(self, goal: int) -> GoalFields:
        return GoalFields(*(self[field_of(name, goal)] for name in OF_A_GOAL))

    def written(self) -> Written:
        given = self.cleaned_data
        return Written(
            {name: given[name] for name in WORDS if name in given},
            {
                goal: {name: given[field_of(name, goal)] for name in OF_A_GOAL}
                for goal in self.goals
            },
        )

    def rebase(self, version: int) -> None:
        """Let the form be saved over the version it was told of."""
        save_over(self, version)

    @staticmethod
    def values_of(row: Evaluation, goals: Sequence[EvaluatedGoal]) -> dict[str, Any]:
        values = {name: getattr(row, name) for name in WORDS} | {"base_version": row.version}
        for each in goals:
            values |= {field_of(name, each.goal_id): getattr(each, name) for name in OF_A_GOAL}
        return values


def _fields(goal: int) -> dict[str, forms.Field]:
    return {
        field_of("summary", goal): LaterText(
            label=_("What do scores and notes say?"),
            widget=forms.Textarea(attrs=LONG),
        ),
        field_of("course", goal): LaterChoice(
            label=_("What now?"), choices=Course, widget=forms.RadioSelect
        ),
        field_of("reason", goal): forms.CharField(
            label=_("Why?"),
            required=False,
            widget=forms.Textarea(attrs=SHORT),
            help_text=_("Always when the goal is changed or stops."),
        ),
        field_of("outcome", goal): LaterChoice(
            label=_("How did it end, if it stops?"), choices=ENDED
        ),
    }


class QuarterForm(forms.Form):
    """Which quarter is to be evaluated, by its first day; and the goal one comes from."""

    quarter = forms.DateField()
    goal = forms.IntegerField(required=False)


class ReaderForm(forms.Form):
    """Whom the family's edition is for."""

    reader = forms.ChoiceField(
        label=_("For whom?"),
        required=False,
        help_text=_("Only the reader's own scores stand there. Without a reader there are none."),
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [("", _("the whole family")), *readers]  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """What is still missing in an evaluation that is sent back."""

    note = forms.CharField(label=_("What is still missing?"), widget=forms.Textarea(attrs=LONG))


class DueFilterForm(forms.Form):
    """What of the list of evaluations is wanted."""

    state = forms.ChoiceField(
        label=_("How far"),
        required=False,
        choices=[("", _("all that wait")), *DueState.choices],
    )
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Unit"), queryset=None, required=False, empty_label=_("all")
    )
    worker: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Employee"), queryset=None, required=False, empty_label=_("all")
    )
    mine = forms.BooleanField(label=_("Only cases I am on"), required=False)

    def __init__(self, *args: Any, units: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["worker"].queryset = workers  # type: ignore[attr-defined]
