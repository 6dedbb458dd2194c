from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.interventions.models import InterventionType
from roedtraad.steering.agreements.models import EffectGoal, Goal
from roedtraad.steering.indicators.models import IndicatorUse

from .theory import TheoryOfChange

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def effect_field(label: StrOrPromise) -> models.DecimalField[Decimal | None, Decimal | None]:
    """A number as indicators keep theirs; empty is not measured, never 0."""
    return models.DecimalField(label, null=True, blank=True, max_digits=18, decimal_places=4)


class NodeKind(models.TextChoices):
    """The columns, from whom it concerns to what it is for."""

    TARGET_GROUP = "target_group", _("target group")
    INTERVENTION = "intervention", pgettext_lazy("theory", "intervention")
    OUTPUT = "output", _("output")
    RESULT_GOAL = "result_goal", _("result goal")
    EFFECT_GOAL = "effect_goal", _("effect goal")


COLUMNS = tuple(NodeKind)
# the row of another app that a box of each kind may stand for
REFERENCES = {
    NodeKind.TARGET_GROUP: "target_group",
    NodeKind.INTERVENTION: "intervention_type",
    NodeKind.RESULT_GOAL: "goal",
    NodeKind.EFFECT_GOAL: "effect_goal",
}


class Evidence(models.TextChoices):
    """How well it is known that one thing leads to another, the weakest first."""

    HYPOTHESIS = "hypothesis", _("hypothesis")
    LITERATURE = "literature", _("literature")
    BEFORE_AFTER = "before_after", _("local before and after")
    COMPARISON = "comparison", pgettext_lazy("evidence", "comparison")


class Likelihood(models.TextChoices):
    """How likely a risk is."""

    LOW = "low", pgettext_lazy("likelihood", "low")
    MEDIUM = "medium", pgettext_lazy("likelihood", "medium")
    HIGH = "high", pgettext_lazy("likelihood", "high")


class Node(models.Model):
    """A box of a theory. It has words of its own, or stands for a row elsewhere, or both."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    theory = models.ForeignKey(TheoryOfChange, on_delete=models.CASCADE, related_name="nodes")
    kind = models.CharField(_("column"), max_length=12, choices=NodeKind)
    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    target_group = models.ForeignKey(
        TargetGroup,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("target group"),
    )
    intervention_type = models.ForeignKey(
        InterventionType,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("intervention type"),
    )
    goal = models.ForeignKey(
        Goal,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("goal"),
    )
    effect_goal = models.ForeignKey(
        EffectGoal,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("effect goal"),
    )
    resources = models.TextField(_("resources"), blank=True)
    organisation = models.TextField(_("organisation"), blank=True)
    activities = models.TextField(_("activities"), blank=True)
    position = models.PositiveIntegerField(default=0)  # within its column
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("box")
        verbose_name_plural = _("boxes")

    def __str__(self) -> str:
        return self.title or str(self.stands_for or "") or str(self.get_kind_display())

    @property
    def stands_for(self) -> models.Model | None:
        """The row of another app that the box points to."""
        name = REFERENCES.get(NodeKind(self.kind))
        return getattr(self, name) if name else None


class NodeIndicator(models.Model):
    """An indicator in use by which a box is followed."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="node_indicators")
    use = models.ForeignKey(IndicatorUse, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("indicator of a box")
        verbose_name_plural = _("indicators of boxes")
        constraints = [
            models.UniqueConstraint(
                fields=["node", "use"], name="a_box_is_followed_once_by_an_indicator"
            )
        ]

    def __str__(self) -> str:
        return str(self.use.indicator)


class Link(models.Model):
    """That one box leads to another: what is assumed, how it is known, what was measured."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    theory = models.ForeignKey(TheoryOfChange, on_delete=models.CASCADE, related_name="links")
    from_node = models.ForeignKey(
        Node, on_delete=models.CASCADE, related_name="links_out", verbose_name=_("from")
    )
    to_node = models.ForeignKey(
        Node, on_delete=models.CASCADE, related_name="links_in", verbose_name=_("to")
    )
    assumption = models.TextField(_("assumption"), blank=True)
    evidence = models.CharField(
        _("evidence"), max_length=12, choices=Evidence, default=Evidence.HYPOTHESIS
    )
    evidence_source = models.TextField(_("source of the evidence"), blank=True)
    evidence_on = models.DateField(_("date of the evidence"), null=True, blank=True)
    effect = models.TextField(_("measured effect"), blank=True)
    effect_value = effect_field(_("size of the effect"))
    effect_low = effect_field(_("interval from"))
    effect_high = effect_field(_("interval to"))
    effect_count = models.PositiveIntegerField(_("number measured"), null=True, blank=True)
    effect_on = models.DateField(_("measured on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("arrow")
        verbose_name_plural = _("arrows")
        constraints = [
            models.UniqueConstraint(fields=["from_node", "to_node"], name="one_arrow_between_two"),
            models.CheckConstraint(
                condition=~Q(from_node=F("to_node")), name="an_arrow_leads_to_another_box"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_node} → {self.to_node}"


class Risk(models.Model):
    """What may make a theory fail, and what is done about it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    theory = models.ForeignKey(TheoryOfChange, on_delete=models.CASCADE, related_name="risks")
    node = models.ForeignKey(
        Node,
        on_delete=models.SET_NULL,
        related_name="risks",
        null=True,
        blank=True,
        verbose_name=_("concerns the box"),
    )
    text = models.TextField(_("risk"))
    likelihood = models.CharField(
        _("likelihood"), max_length=6, choices=Likelihood, default=Likelihood.MEDIUM
    )
    response = models.TextField(_("what is done about it"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("risk")
        verbose_name_plural = _("risks")

    def __str__(self) -> str:
        return self.text
