from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Citizen

from .profiles import DevelopmentProfile, Voice


class GoalScale(models.TextChoices):
    """How nearness to a goal is told; its numbers stand in `goal_scales`."""

    NUMBER = "number", _("0–10 with own words")
    ATTAINMENT = "attainment", _("goal attainment, −2 to +2 with described levels")
    FFB = "ffb", _("FFB level of functioning, 0–4")


class GoalKind(models.TextChoices):
    """What is meant by reaching the goal (FFB's type of goal)."""

    DEVELOP = "develop", _("develop")
    MAINTAIN = "maintain", _("maintain")
    LIMIT_LOSS = "limit_loss", _("limit loss")


class GoalOutcome(models.TextChoices):
    """How a goal ended."""

    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    NOT_REACHED = "not_reached", _("not reached")
    CHANGED = "changed", _("changed into a new goal")
    NOT_WANTED = "not_wanted", _("not wanted any more")
    STOPPED = "stopped", _("stopped with the intervention")


class IcsDimension(models.TextChoices):
    """The ten dimensions of ICS (the Danish social board's edition of the triangle)."""

    HEALTH = "health", _("health")
    BEHAVIOUR = "behaviour", _("development and behaviour")
    LEARNING = "learning", _("day care, school and learning")
    LEISURE = "leisure", _("leisure and friends")
    CARE = "care", _("safe care")
    GUIDANCE = "guidance", _("stimulation and guidance")
    RELATIONS = "relations", _("support of relations")
    FAMILY = "family", _("the family and its background")
    LIVING = "living", _("housing, work and money")
    NETWORK = "network", _("social network")


class Condition(models.TextChoices):
    """The six conditions that practice looks at; tags, no field of the law."""

    DEVELOPMENT = "development", _("development and behaviour")
    FAMILY = "family", _("family")
    SCHOOL = "school", _("school")
    HEALTH = "health", _("health")
    LEISURE = "leisure", _("leisure and friendships")
    OTHER = "other", _("other matters")


class ProfileGoalQuerySet(models.QuerySet["ProfileGoal"]):
    def open_on(self, on: date) -> ProfileGoalQuerySet:
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


class ProfileGoal(models.Model):
    """One concrete goal on a profile, first in the family's own words, then the professional's.

    What it says and how it is scored never change: a changed goal is a new one that names this as
    its predecessor.
    """

    personal_fields: ClassVar[tuple[str, ...]] = (
        *("citizen", "own_words", "own_words_by", "professional_words", "low_anchor"),
        *("high_anchor", "closing_note", "ics", "conditions"),
    )

    profile = models.ForeignKey(DevelopmentProfile, on_delete=models.PROTECT, related_name="goals")
    citizen = models.ForeignKey(
        Citizen,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("whose goal"),
    )
    own_words = models.TextField(_("the goal in the family's own words"))
    own_words_by = models.CharField(_("whose words"), max_length=12, choices=Voice)
    professional_words = models.TextField(_("the goal in professional words"), blank=True)
    scale = models.CharField(_("scale"), max_length=12, choices=GoalScale, default=GoalScale.NUMBER)
    kind = models.CharField(
        _("type of goal"), max_length=12, choices=GoalKind, default=GoalKind.DEVELOP
    )
    low_anchor = models.CharField(_("what 0 looks like"), max_length=200, blank=True)
    high_anchor = models.CharField(_("what 10 looks like"), max_length=200, blank=True)
    aim = models.SmallIntegerField(_("where we want to be"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1)]
    )
    ics = models.JSONField(_("ICS dimensions"), default=list, blank=True)
    conditions = models.JSONField(_("the six conditions"), default=list, blank=True)
    predecessor = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor"
    )
    opened_on = models.DateField(_("agreed"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    outcome = models.CharField(_("how it ended"), max_length=12, choices=GoalOutcome, blank=True)
    closing_note = models.TextField(_("more about why"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = ProfileGoalQuerySet.as_manager()

    class Meta:
        ordering = ["opened_on", "pk"]
        verbose_name = _("operational goal")
        verbose_name_plural = _("operational goals")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="an_operational_goal_does_not_close_before_it_opens",
            ),
            models.CheckConstraint(
                condition=(Q(closed_on=None) & Q(outcome=""))
                | (~Q(closed_on=None) & ~Q(outcome="")),
                name="an_operational_goal_that_closed_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.pk}"


class GoalLevel(models.Model):
    """What one number on a goal's scale looks like."""

    personal_fields: ClassVar[tuple[str, ...]] = ("description",)

    goal = models.ForeignKey(ProfileGoal, on_delete=models.PROTECT, related_name="levels")
    value = models.SmallIntegerField(_("number"))
    description = models.CharField(_("what it looks like"), max_length=300)

    class Meta:
        ordering = ["value"]
        verbose_name = _("level of a goal")
        verbose_name_plural = _("levels of goals")
        constraints = [
            models.UniqueConstraint(fields=["goal", "value"], name="one_level_per_goal_and_number")
        ]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.value}"


class Manner(models.TextChoices):
    """How somebody took part."""

    CONVERSATION = "conversation", _("a conversation")
    DRAWING = "drawing", _("drawing or play")
    NETWORK_MEETING = "network_meeting", _("a network meeting")
    DISTANCE = "distance", _("by phone or video")
    OWN_PAGES = "own_pages", _("on the family's own pages")
    NONE = "none", _("did not take part")


class Recognition(models.TextChoices):
    """Whether somebody recognises a goal as theirs."""

    YES = "yes", _("yes, it is theirs")
    CHANGE = "change", _("it is to be changed")
    NO = "no", _("no, it is not theirs")
    NOT_ASKED = "not_asked", _("not asked")


class Participation(models.Model):
    """How and when the family took part in setting or changing a goal, and what they said."""

    personal_fields: ClassVar[tuple[str, ...]] = (
        *("people", "others", "wanted_changed", "why_not", "recognition"),
    )

    goal = models.ForeignKey(ProfileGoal, on_delete=models.PROTECT, related_name="participations")
    held_on = models.DateField(_("when"))
    manner = models.CharField(_("how"), max_length=20, choices=Manner)
    people = models.ManyToManyField(Citizen, related_name="+", blank=True)
    others = models.CharField(_("who else took part"), max_length=200, blank=True)
    wanted_changed = models.TextField(_("what they wanted changed"), blank=True)
    recognition = models.CharField(
        _("do they recognise the goal as theirs?"), max_length=12, choices=Recognition
    )
    why_not = models.TextField(_("why not"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "pk"]
        verbose_name = _("participation")
        verbose_name_plural = _("participation")

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.held_on}"
