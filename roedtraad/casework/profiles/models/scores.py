from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Citizen

from .goals import ProfileGoal
from .profiles import BIG


class Rater(models.TextChoices):
    """Who gave a score. Never averaged over."""

    CHILD = "child", _("the child")
    PARENT = "parent", _("a parent")
    PRACTITIONER = "practitioner", _("the practitioner")
    TEACHER = "teacher", _("the teacher")
    NETWORK = "network", _("the network")
    LEADER = "leader", _("the leader")
    TEAM_LEADER = "team_leader", _("the team leader")


class ScoreQuerySet(models.QuerySet["Score"]):
    def current(self) -> ScoreQuerySet:
        """Not those that a later one of the same day corrects."""
        return self.filter(replaced_at=None)


class Score(models.Model):
    """A dated rating of how near a goal is, by one rater. Without a value: asked, not assessed.

    `key` is made on the device, so that a score delivered twice is kept once. A correction is a new
    row: the one before is kept and says when it ceased to count. Withdrawn without a note is undone
    in the moment it was given.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen", "value", "note", "withdrawn_note")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    goal = models.ForeignKey(ProfileGoal, on_delete=models.PROTECT, related_name="scores")
    rater = models.CharField(_("who scored"), max_length=12, choices=Rater)
    citizen = models.ForeignKey(
        Citizen,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("which of them"),
    )
    value = models.SmallIntegerField(_("score"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    given_on = models.DateField(_("when"))
    device_at = models.DateTimeField(null=True, blank=True)  # the device's clock
    given_at = models.DateTimeField(default=timezone.now)  # ours, as the device's is reckoned to it
    recorded_at = models.DateTimeField()  # ours, when it arrived
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_note = models.TextField(_("why it is withdrawn"), blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        indexes = [models.Index(fields=["goal", "given_on"])]
        constraints = [
            models.UniqueConstraint(
                *("goal", "rater", "given_on"),
                Coalesce("citizen", Value(0, BIG)),
                condition=Q(replaced_at=None),
                name="one_score_counts_per_goal_rater_and_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None) | ~Q(replaced_at=None),
                name="a_withdrawn_score_counts_no_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.given_on}"
