from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .goals import GoalOutcome, ProfileGoal
from .profiles import DevelopmentProfile


class Course(models.TextChoices):
    """What is done about a goal after an evaluation."""

    CONTINUES = "continues", _("continues")
    CHANGES = "changes", _("is changed")
    STOPS = "stops", _("stops")


class Evaluation(models.Model):
    """The look at a profile that is due once a quarter; approved, it does not change.

    Written, then said to be ready (`submitted_at`), then approved or sent back with a note.
    `measures` are the verdicts of the questionnaires as they stood when it was approved.
    """

    personal_fields: ClassVar[tuple[str, ...]] = (
        *("family_view", "family_view_by", "not_asked_because", "conclusion", "plain_words"),
        *("returned_note", "measures"),
    )

    profile = models.ForeignKey(
        DevelopmentProfile, on_delete=models.PROTECT, related_name="evaluations"
    )
    quarter_start = models.DateField(_("quarter"))
    held_on = models.DateField(_("held"))
    family_view = models.TextField(_("what the family says"), blank=True)
    family_view_by = models.CharField(_("who said it"), max_length=200, blank=True)
    not_asked_because = models.TextField(_("why the family was not asked"), blank=True)
    conclusion = models.TextField(_("what is adjusted"), blank=True)
    plain_words = models.TextField(_("to the family, in plain words"), blank=True)
    next_on = models.DateField(_("next time"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)  # one more at each save
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_note = models.TextField(_("what is still missing"), blank=True)
    measures = models.JSONField(default=list, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["quarter_start"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "quarter_start"], name="one_evaluation_per_profile_and_quarter"
            ),
            models.CheckConstraint(
                condition=(Q(approved_at=None) & Q(approved_by=None))
                | (~Q(approved_at=None) & ~Q(approved_by=None)),
                name="an_approved_evaluation_says_by_whom",
            ),
            models.CheckConstraint(
                condition=(Q(submitted_at=None) & Q(submitted_by=None))
                | (~Q(submitted_at=None) & ~Q(submitted_by=None)),
                name="an_evaluation_that_is_ready_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.quarter_start}"


class EvaluatedGoal(models.Model):
    """What an evaluation says about one goal. `figures` are the verdicts as they were shown."""

    personal_fields: ClassVar[tuple[str, ...]] = ("summary", "reason", "outcome", "figures")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="goals")
    goal = models.ForeignKey(ProfileGoal, on_delete=models.PROTECT, related_name="evaluated")
    summary = models.TextField(_("what scores and notes say"), blank=True)
    course = models.CharField(_("what now"), max_length=12, choices=Course, blank=True)
    reason = models.TextField(_("why"), blank=True)
    outcome = models.CharField(_("how it ended"), max_length=20, choices=GoalOutcome, blank=True)
    figures = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("evaluated goal")
        verbose_name_plural = _("evaluated goals")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "goal"], name="a_goal_is_evaluated_once_in_an_evaluation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.goal_id}"
