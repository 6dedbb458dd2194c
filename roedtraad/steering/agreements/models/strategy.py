from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.organisation.models import Unit

from .source import source_field


class Direction(models.TextChoices):
    """At whom an aim is directed."""

    CITIZEN = "citizen", _("directed at citizens")
    ORGANISATION = "organisation", _("directed at the organisation")


class Origin(models.TextChoices):
    """Who set an effect goal."""

    NATIONAL = "national", _("national")
    INTER_MUNICIPAL = "inter_municipal", _("between municipalities")
    LOCAL = "local", _("local")


class StrategyState(models.TextChoices):
    """Where a strategy is in its life."""

    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", _("ended")


class Theme(models.Model):
    """A professional theme that runs across areas and years."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.title


class Strategy(models.Model):
    """A plan above the agreements, for a period: mission, visions, focus areas, effect goals."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=StrategyState, default=StrategyState.DRAFT
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    mission = models.TextField(_("mission"), blank=True)
    text = models.TextField(_("introduction"), blank=True)
    themes = models.ManyToManyField(Theme, related_name="strategies", blank=True)
    rules = models.JSONField(_("demands on agreements"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="a_strategy_does_not_end_before_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Vision(models.Model):
    """What a strategy aims at, directed at citizens or at the organisation."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="visions")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    direction = models.CharField(
        _("direction"), max_length=12, choices=Direction, default=Direction.CITIZEN
    )
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("vision")
        verbose_name_plural = _("visions")

    def __str__(self) -> str:
        return self.title


class FocusArea(models.Model):
    """An area a strategy, or one agreement of its own, gives special attention."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="focus_areas", null=True, blank=True
    )
    agreement = models.ForeignKey(
        "agreements.Agreement",
        on_delete=models.CASCADE,
        related_name="focus_areas",
        null=True,
        blank=True,
    )
    vision = models.ForeignKey(
        Vision, on_delete=models.SET_NULL, related_name="focus_areas", null=True, blank=True
    )
    number = models.CharField(_("number"), max_length=10, blank=True)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    direction = models.CharField(
        _("direction"), max_length=12, choices=Direction, default=Direction.CITIZEN
    )
    is_cross_cutting = models.BooleanField(_("cross-cutting"), default=False)
    departments = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("departments")
    )
    serves = models.ManyToManyField(
        "self", symmetrical=False, related_name="served_by", blank=True, verbose_name=_("serves")
    )
    how_measured = models.TextField(_("how measured"), blank=True)
    resources = models.TextField(_("resources"), blank=True)
    status_text = models.TextField(_("status"), blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")
        constraints = [
            models.CheckConstraint(
                condition=Q(strategy__isnull=True) ^ Q(agreement__isnull=True),
                name="a_focus_area_belongs_to_a_strategy_or_an_agreement",
            )
        ]

    def __str__(self) -> str:
        return self.title


class EffectGoal(models.Model):
    """A long-term effect for a target group, set nationally, between municipalities or locally."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="effect_goals")
    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    focus_area = models.ForeignKey(
        FocusArea, on_delete=models.SET_NULL, related_name="effect_goals", null=True, blank=True
    )
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    origin = models.CharField(_("origin"), max_length=16, choices=Origin, default=Origin.LOCAL)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("effect goal")
        verbose_name_plural = _("effect goals")

    def __str__(self) -> str:
        return self.title


class EffectIndicator(models.Model):
    """How an effect goal is seen; empty text means that its indicator is awaited."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    effect_goal = models.ForeignKey(EffectGoal, on_delete=models.CASCADE, related_name="indicators")
    text = models.TextField(_("indicator"), blank=True)
    due_raw = models.CharField(_("due"), max_length=120, blank=True)
    due_from = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("effect indicator")
        verbose_name_plural = _("effect indicators")

    def __str__(self) -> str:
        return self.text


class CalendarStep(models.Model):
    """A step in a strategy's calendar."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="calendar_steps")
    text = models.CharField(_("step"), max_length=300)
    due_raw = models.CharField(_("due"), max_length=120)
    due_from = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["due_on", "position", "pk"]
        verbose_name = _("calendar step")
        verbose_name_plural = _("calendar steps")

    def __str__(self) -> str:
        return self.text
