from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.foundation.organisation.models import Unit

from .catalogue import InterventionType


class EndReason(models.TextChoices):
    """Why an intervention ended."""

    REACHED = "reached", _("the goals were reached")
    LESS = "less", _("a less intrusive intervention is enough")
    MORE = "more", _("a more intrusive intervention is needed")
    DECLINED = "declined", _("the family did not want it any more")
    NOT_HELPING = "not_helping", _("it did not help")
    MOVED = "moved", _("the family moved")
    AGE = "age", _("age")
    BREAKDOWN = "breakdown", _("it broke down: an end that was not planned")
    OTHER = "other", _("another reason")


class InterventionQuerySet(models.QuerySet["Intervention"]):
    def running_on(self, on: date) -> InterventionQuerySet:
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=on), starts_on__lte=on)


class Intervention(models.Model):
    """What a citizen or a family receives from a unit, from and to. Prices come with grants."""

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen", "purpose", "end_note")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    citizen = models.ForeignKey(
        Citizen,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("for whom"),
    )
    type = models.ForeignKey(
        InterventionType,
        on_delete=models.PROTECT,
        related_name="interventions",
        verbose_name=_("intervention type"),
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("provided by")
    )
    purpose = models.TextField(_("purpose"), blank=True)
    starts_on = models.DateField(_("from"))
    planned_to = models.DateField(_("expected until"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason, blank=True)
    end_note = models.TextField(_("more about why"), blank=True)

    objects = InterventionQuerySet.as_manager()

    class Meta:
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        indexes = [models.Index(fields=["unit", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="an_intervention_does_not_end_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(planned_to=None) | Q(planned_to__gte=F("starts_on")),
                name="an_intervention_is_not_planned_to_end_before_it_starts",
            ),
            models.CheckConstraint(
                condition=(Q(ended_on=None) & Q(end_reason=""))
                | (~Q(ended_on=None) & ~Q(end_reason="")),
                name="an_intervention_that_ended_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.type_id}"


class ReferralDiscussion(models.Model):
    """The qualified discussion of which type and method a family is to have: who took part, why."""

    personal_fields: ClassVar[tuple[str, ...]] = ("participants", "method", "reasons")

    intervention = models.OneToOneField(
        Intervention, on_delete=models.PROTECT, related_name="discussion"
    )
    held_on = models.DateField(_("held"))
    participants = models.TextField(_("who took part, and from where"))
    method = models.CharField(_("method"), max_length=200)
    reasons = models.TextField(_("why this type and this method"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("referral discussion")
        verbose_name_plural = _("referral discussions")

    def __str__(self) -> str:
        return f"{self.intervention_id}: {self.held_on}"
