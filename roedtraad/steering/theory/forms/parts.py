"""Forms of boxes, arrows and risks."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField
from roedtraad.steering.theory.models import Evidence, Link, Node, NodeKind, Risk
from roedtraad.steering.theory.models.graph import REFERENCES
from roedtraad.steering.theory.queries.choices import choices_of, indicators_to_choose

from .versioned import VersionedForm

ROYE = ("resources", "organisation", "activities")


class NodeForm(VersionedForm):
    """A box: its words, what it stands for, how it is followed; an intervention says by what."""

    class Meta:
        model = Node
        fields = ("title", *REFERENCES.values(), "text", *ROYE)
        help_texts: ClassVar = {
            "title": gettext_lazy("May be empty when the box stands for something below."),
            "resources": gettext_lazy("Money, time, rooms, skills, technology."),
            "organisation": gettext_lazy("Who leads, who does what, with whom."),
            "activities": gettext_lazy("What is done, by which methods, how often."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = NodeKind(self.instance.kind)
        for of, name in REFERENCES.items():
            if of != kind:
                del self.fields[name]
            else:
                field: Any = self.fields[name]
                field.queryset = choices_of(self.instance, user)
        if kind != NodeKind.INTERVENTION:
            for name in ROYE:
                del self.fields[name]
        if kind != NodeKind.TARGET_GROUP:
            self.fields["uses"] = self._uses(user)

    def _uses(self, user: User) -> Any:
        uses: Any = forms.ModelMultipleChoiceField(
            indicators_to_choose(self.instance, user),
            required=False,
            label=_("Followed by the indicators"),
            help_text=_("Indicators that units of yours use. Hold Ctrl to choose several."),
        )
        if self.instance.pk:
            rows = self.instance.node_indicators.all()
            uses.initial = [row.use_id for row in rows]
        return uses

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        reference = REFERENCES.get(NodeKind(self.instance.kind))
        if not cleaned.get("title") and not (reference and cleaned.get(reference)):
            told = _("Write a title, or choose what the box stands for.")
            self.add_error("title", ValidationError(told))
        return cleaned


class LinkForm(VersionedForm):
    """An arrow: why, from where it is known, what was measured."""

    evidence_on = DanishDateField(label=gettext_lazy("Date of the evidence"), required=False)
    effect_value = DanishDecimalField(
        label=gettext_lazy("Size of the effect"), required=False, max_digits=18, decimal_places=4
    )
    effect_low = DanishDecimalField(
        label=gettext_lazy("Interval from"), required=False, max_digits=18, decimal_places=4
    )
    effect_high = DanishDecimalField(
        label=gettext_lazy("Interval to"), required=False, max_digits=18, decimal_places=4
    )
    effect_on = DanishDateField(label=gettext_lazy("Measured on"), required=False)

    class Meta:
        model = Link
        fields = (
            *("assumption", "evidence", "evidence_source", "evidence_on"),
            *("effect", "effect_value", "effect_low", "effect_high", "effect_count", "effect_on"),
        )
        help_texts: ClassVar = {
            "assumption": gettext_lazy("Why should the one lead to the other?"),
            "evidence_source": gettext_lazy("A title, a report, a count of your own."),
            "effect": gettext_lazy("What was seen when somebody measured it."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("evidence") != Evidence.HYPOTHESIS and not cleaned.get("evidence_source"):
            told = _("Say from where it is known, or call it a hypothesis.")
            self.add_error("evidence_source", ValidationError(told))
        low, high = cleaned.get("effect_low"), cleaned.get("effect_high")
        if low is not None and high is not None and high < low:
            told = _("The interval ends before it begins.")
            self.add_error("effect_high", ValidationError(told))
        return cleaned


class RiskForm(VersionedForm):
    """What may go wrong, and what is done about it."""

    class Meta:
        model = Risk
        fields = ("text", "likelihood", "response", "node")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["node"]
        field.queryset = self.instance.theory.nodes.select_related(*REFERENCES.values())


class ConnectForm(forms.Form):
    """To which box an arrow leads, and why."""

    to_node: Any = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Leads to"))
    assumption = forms.CharField(
        label=gettext_lazy("Assumption"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why should the one lead to the other?"),
    )

    def __init__(self, *args: Any, node: Node, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to_node"]
        field.queryset = node.theory.nodes.exclude(pk=node.pk)
        field.label_from_instance = lambda each: f"{names[each.pk]} ({each.get_kind_display()})"
