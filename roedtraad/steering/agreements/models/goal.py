from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.indicators.models import IndicatorUse

from .agreement import Agreement
from .kept import Kept
from .source import source_field
from .strategy import EffectGoal, FocusArea, Theme


class Goal(Kept):
    """What is to be reached within an agreement's period; what it serves are links, no copies."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="goals")
    focus_area = models.ForeignKey(
        FocusArea,
        on_delete=models.SET_NULL,
        related_name="own_goals",
        null=True,
        blank=True,
        verbose_name=_("focus area of the agreement"),
    )
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("goal"), blank=True)
    why = models.TextField(_("why"), blank=True)
    method = models.TextField(_("method"), blank=True)
    success_criterion = models.TextField(_("success criterion"), blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    how_measured = models.TextField(_("how measured"), blank=True)
    resources = models.TextField(_("resources"), blank=True)
    status_text = models.TextField(_("status at follow-up"), blank=True)
    extra = models.JSONField(default=dict, blank=True)  # fields that only the template knows
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    owner_name = models.CharField(_("responsible"), max_length=160, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=1)
    focus_areas = models.ManyToManyField(
        FocusArea, related_name="goals", blank=True, verbose_name=_("serves focus areas")
    )
    themes = models.ManyToManyField(
        Theme, related_name="goals", blank=True, verbose_name=_("themes")
    )
    effect_goals = models.ManyToManyField(
        EffectGoal, related_name="goals", blank=True, verbose_name=_("serves effect goals")
    )
    target_groups = models.ManyToManyField(
        TargetGroup, related_name="+", blank=True, verbose_name=_("target groups")
    )
    un_goals = models.JSONField(_("UN goals"), default=list, blank=True)  # numbers 1 to 17
    no_link_reason = models.TextField(_("why it serves no aim above"), blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="carried_to", null=True, blank=True
    )
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class GoalIndicator(Kept):
    """An indicator in use by which a goal is followed, with its weight."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="goal_indicators")
    use = models.ForeignKey(IndicatorUse, on_delete=models.PROTECT, related_name="+")
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=1)
    position = models.PositiveIntegerField(default=0)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("indicator of a goal")
        verbose_name_plural = _("indicators of goals")
        constraints = [
            models.UniqueConstraint(fields=["goal", "use"], name="a_goal_has_an_indicator_once")
        ]

    def __str__(self) -> str:
        return str(self.use)


class ActionStatus(models.TextChoices):
    """How far an action is."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    DONE = "done", pgettext_lazy("action", "done")
    POSTPONED = "postponed", _("postponed")
    DROPPED = "dropped", _("dropped")


class Action(Kept):
    """What will be done towards a goal, by whom and when."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    text = models.TextField(_("action"))
    responsible = models.CharField(_("responsible"), max_length=160, blank=True)
    responsible_user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    due_raw = models.CharField(_("due"), max_length=120, blank=True)
    due_from = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # the date it was postponed to: no part of the agreed text, where the agreed date stays
    postponed_to_raw = models.CharField(_("postponed to"), max_length=120, blank=True)
    postponed_to_from = models.DateField(null=True, blank=True)
    postponed_to_on = models.DateField(null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ActionStatus, default=ActionStatus.PLANNED
    )
    status_reason = models.TextField(_("reason"), blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["postponed", "dropped"]) | ~Q(status_reason=""),
                name="a_postponed_or_dropped_action_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Postponement(models.Model):
    """An action's date before it was postponed, and why."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="postponements")
    old_due_raw = models.CharField(_("old date"), max_length=120, blank=True)
    old_due_from = models.DateField(null=True, blank=True)
    old_due_on = models.DateField(null=True, blank=True)
    reason = models.TextField(_("reason"))
    postponed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    postponed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("postponement")
        verbose_name_plural = _("postponements")

    def __str__(self) -> str:
        return self.old_due_raw


class StatusOverride(models.Model):
    """Somebody's own judgement of a goal's level instead of the computed one, with the reason."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="overrides")
    level = models.CharField(_("level"), max_length=20)
    reason = models.TextField(_("reason"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("manual status")
        verbose_name_plural = _("manual statuses")
        constraints = [
            models.UniqueConstraint(
                fields=["goal"],
                condition=Q(ended_at__isnull=True),
                name="one_manual_status_in_force_per_goal",
            )
        ]

    def __str__(self) -> str:
        return self.level
