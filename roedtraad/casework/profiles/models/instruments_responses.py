"""What somebody has answered: never overwritten, told apart by an id made where it was written."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.interventions.models import Intervention

from .instruments import SCORE, Informant, InstrumentVersion, Scale


class ResponseWay(models.TextChoices):
    """How the scores came here."""

    ANSWERED = "answered", _("answered here")
    ENTERED = "entered", _("scores entered")
    IMPORTED = "imported", _("read in from a spreadsheet")


class ResponseQuerySet(models.QuerySet["Response"]):
    def standing(self) -> ResponseQuerySet:
        """What counts: not corrected by a later one, and not withdrawn."""
        return self.filter(replaced_by=None, is_withdrawal=False)


class Response(models.Model):
    """One time somebody answered about a citizen in a case.

    `entry_id` is made where it was written: the same delivered twice is stored once. A correction
    is a new row that replaces the old one; a withdrawal replaces it with nothing. `answered_by` is
    the citizen who answered, None for professionals; `recorded_by` None is the family themselves.
    """

    personal_fields: ClassVar[tuple[str, ...]] = (
        *("citizen", "informant", "answered_by", "answered_on", "answers", "comment", "reason"),
    )

    entry_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", verbose_name=_("about")
    )
    version = models.ForeignKey(
        InstrumentVersion, on_delete=models.PROTECT, related_name="responses"
    )
    informant = models.CharField(_("answered by"), max_length=20, choices=Informant)
    answered_by = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_on = models.DateField(_("answered"))
    way = models.CharField(max_length=20, choices=ResponseWay)
    answers = models.JSONField(default=dict, blank=True)  # the number of a question: its value
    comment = models.TextField(_("in their own words"), blank=True)
    intervention = models.ForeignKey(
        Intervention,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("intervention"),
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    is_withdrawal = models.BooleanField(default=False)
    reason = models.CharField(_("why it is corrected"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    recorded_at = models.DateTimeField()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("answered questionnaire")
        verbose_name_plural = _("answered questionnaires")
        indexes = [models.Index(fields=["case", "answered_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="an_answer_does_not_replace_itself",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(reason=""), name="a_correction_says_why"
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawal=False) | ~Q(replaces=None),
                name="a_withdrawal_withdraws_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.version_id}, {self.answered_on}"


class ScaleScore(models.Model):
    """The score of one scale in a response; None where too few questions were answered."""

    personal_fields: ClassVar[tuple[str, ...]] = ("score",)

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="scores")
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(_("score"), null=True, blank=True, **SCORE)
    n_answered = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("score of a scale")
        verbose_name_plural = _("scores of scales")
        constraints = [
            models.UniqueConstraint(fields=["response", "scale"], name="one_score_per_scale")
        ]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.scale_id}"
