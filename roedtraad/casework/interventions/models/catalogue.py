from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LadderStep(models.Model):
    """A step of the ladder: from the ordinary environment to the most intrusive placement."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    number = models.PositiveSmallIntegerField(_("step"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("step of the ladder")
        verbose_name_plural = _("steps of the ladder")

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class InterventionType(models.Model):
    """An entry of the catalogue: what kind of intervention it is, and by which law."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    code = models.CharField(_("code"), max_length=40, blank=True)  # the shipped entry's, or own
    title = models.CharField(_("title"), max_length=200)
    law = models.CharField(_("law"), max_length=80, blank=True)
    paragraph = models.CharField(_("paragraph"), max_length=80, blank=True)
    ladder_step = models.ForeignKey(
        LadderStep,
        on_delete=models.PROTECT,
        related_name="types",
        null=True,
        blank=True,
        verbose_name=_("step of the ladder"),
    )
    description = models.TextField(_("description"), blank=True)
    starts_on = models.DateField(_("offered from"), null=True, blank=True)
    ends_on = models.DateField(_("offered until"), null=True, blank=True)

    class Meta:
        verbose_name = _("intervention type")
        verbose_name_plural = _("intervention types")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="one_intervention_type_per_code"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="an_intervention_type_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def by_law(self) -> str:
        """ "Barnets lov § 32, stk. 1, nr. 5"."""
        return f"{self.law} {self.paragraph}".strip()
