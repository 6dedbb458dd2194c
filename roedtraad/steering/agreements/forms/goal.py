"""The forms of a goal: its texts as the template words them, its links, its status at follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.ui.fields import DanishDecimalField
from roedtraad.steering.agreements.models import EffectGoal, Goal, Theme
from roedtraad.steering.agreements.template_definition import Definition
from roedtraad.steering.agreements.un_goals import UN_GOALS

from .parts import areas_above, worded
from .strategy import LONG_TEXT, VersionedForm

TEXTS = ("text", "why", "method", "success_criterion", "follow_up", "how_measured", "resources")
LINKS = ("focus_areas", "themes", "effect_goals", "target_groups", "un_goals")


@dataclass(frozen=True)
class Fold:
    """A group of boxes, folded until something in it is chosen or must be put right."""

    field: forms.BoundField
    chosen: int

    @property
    def is_open(self) -> bool:
        return bool(self.chosen or self.field.errors)


class GoalForm(VersionedForm):
    template_name = "agreements/goal_form.html"

    un_goals = forms.TypedMultipleChoiceField(
        label=_("UN goals"),
        choices=[(number, f"{number}. {name}") for number, name in UN_GOALS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Goal
        fields = (
            *("number", "title", "focus_area", *TEXTS, "owner_name", "weight"),
            *(*LINKS, "no_link_reason"),
        )
        field_classes: ClassVar = {"weight": DanishDecimalField}
        widgets: ClassVar = {
            **dict.fromkeys(LINKS[:4], forms.CheckboxSelectMultiple),
            "title": forms.TextInput,
        }
        help_texts: ClassVar = {
            "weight": _("How much the goal counts beside the others; 1 is usual."),
            "no_link_reason": _("Only for a goal that serves nothing in the strategy."),
        }

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = str(definition.word("goal").one)
        self.fields["owner_name"].label = _("Responsible")
        self._use(definition)
        self._link_choices()
        self.fields["weight"].required = False
        self.extras = [each for each in definition.goal_fields if each.is_extra]
        for each in self.extras:
            self.fields[each.name] = forms.CharField(
                label=str(each.label),
                help_text=str(each.help),
                required=False,
                max_length=LONG_TEXT,
                widget=forms.Textarea(attrs={"rows": 5}),
                initial=self.instance.extra.get(each.extra_key, ""),
            )

    def _use(self, definition: Definition) -> None:
        """Only the fields the template uses, in its words; what is written already stays."""
        for name in TEXTS:
            used = definition.goal_field(name)
            if used is not None:
                worded(self, name, used)
            elif definition.goal_fields and not getattr(self.instance, name):
                del self.fields[name]
        owner = definition.goal_field("owner")
        if owner is not None:
            worded(self, "owner_name", owner)
        for name in LINKS:
            if name not in definition.links and not self._is_linked(name):
                del self.fields[name]

    def _is_linked(self, name: str) -> bool:
        if name == "un_goals":
            return bool(self.instance.un_goals)
        return self.instance.pk is not None and getattr(self.instance, name).exists()

    def _link_choices(self) -> None:
        agreement = self.instance.agreement
        own = agreement.focus_areas.all()
        if own:
            self.fields["focus_area"].queryset = own  # type: ignore[attr-defined]
        else:
            del self.fields["focus_area"]
        areas = areas_above(agreement)
        strategies = areas.values("strategy")
        choices = {
            "focus_areas": areas,
            "themes": Theme.objects.filter(strategies__in=strategies).distinct(),
            "effect_goals": EffectGoal.objects.filter(strategy__in=strategies),
            "target_groups": TargetGroup.objects.filter(is_active=True).order_by("title"),
        }
        for name, rows in choices.items():
            if name in self.fields:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]
                if not rows.exists():
                    del self.fields[name]

    def get_context(self) -> dict[str, Any]:
        """What the goal is comes first, then what it serves, in groups to fold out."""
        shown = self.visible_fields()
        last = (*LINKS, "no_link_reason")
        return super().get_context() | {
            "first": [each for each in shown if each.name not in last],
            "folds": [Fold(each, len(each.value() or ())) for each in shown if each.name in LINKS],
            "rest": [each for each in shown if each.name == "no_link_reason"],
        }

    def clean_weight(self) -> Any:
        weight = self.cleaned_data.get("weight")
        if weight is not None and weight < 0:
            raise ValidationError(_now("A weight is 0 or more; 0 counts for nothing."))
        return 1 if weight is None else weight

    def values(self) -> dict[str, Any]:
        values = super().values()
        names = {each.name: each.extra_key for each in self.extras}
        written = {key: values.pop(name) for name, key in names.items() if name in values}
        if written:
            extra = {**self.instance.extra, **written}
            values["extra"] = {key: text for key, text in extra.items() if text}
        return values


class GoalStatusForm(VersionedForm):
    """How a goal stands, in words, at follow-up: no part of the agreed text."""

    class Meta:
        model = Goal
        fields = ("status_text",)
