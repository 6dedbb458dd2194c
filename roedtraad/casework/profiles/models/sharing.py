from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Case, Citizen

from .goals import ProfileGoal
from .instruments_responses import Response
from .profiles import BIG, DevelopmentProfile


class SharedKind(models.TextChoices):
    """What can be shared with somebody of the family, each by itself."""

    GOAL = "goal", _("the goal in own words")
    SCORES = "scores", _("the scores of a goal")
    ANSWERS = "answers", _("an answered questionnaire")
    PLAN = "plan", _("the plan")


class Ground(models.TextChoices):
    """On what a share rests: it counts as long as that does."""

    AUTHORITY = "authority", _("parental authority, as long as it lasts")
    PERSON = "person", _("with this person, until it is taken back")


class ShareQuerySet(models.QuerySet["Share"]):
    def standing(self) -> ShareQuerySet:
        return self.filter(revoked_at=None)


class Share(models.Model):
    """That one person of a case is shown something that is another's, until it is taken back.

    `owner` is whose words, scores or answers they are; None for a plan. Nothing is shared without
    such a row, and it is for one person alone.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ("owner", "with_citizen")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=12, choices=SharedKind)
    goal = models.ForeignKey(
        ProfileGoal, on_delete=models.PROTECT, related_name="shares", null=True, blank=True
    )
    profile = models.ForeignKey(
        DevelopmentProfile, on_delete=models.PROTECT, related_name="shares", null=True, blank=True
    )
    response = models.ForeignKey(
        Response, on_delete=models.PROTECT, related_name="shares", null=True, blank=True
    )
    owner = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    with_citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", verbose_name=_("with whom")
    )
    ground = models.CharField(_("on what it rests"), max_length=12, choices=Ground)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    shared_at = models.DateTimeField(_("shared"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("share with somebody of the family")
        verbose_name_plural = _("shares with somebody of the family")
        indexes = [models.Index(fields=["case", "with_citizen"])]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind__in=("goal", "scores"), profile=None, response=None, goal__isnull=False)
                    | Q(kind="plan", goal=None, response=None, owner=None, profile__isnull=False)
                    | Q(kind="answers", goal=None, profile=None, response__isnull=False)
                ),
                name="a_share_is_of_one_thing_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | ~Q(owner=models.F("with_citizen")),
                name="nobody_is_shown_their_own_by_a_share",
            ),
            models.UniqueConstraint(
                *("kind", "with_citizen"),
                Coalesce("goal", "profile", "response", Value(0, BIG)),
                Coalesce("owner", Value(0, BIG)),
                condition=Q(revoked_at=None),
                name="one_standing_share_of_a_thing_with_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.with_citizen_id}"
