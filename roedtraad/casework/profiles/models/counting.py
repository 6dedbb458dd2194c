from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CountingDecision(models.Model):
    """The counting rules from a day on, who set them and why. Never changed or taken away.

    Of two from the same day the later decision counts. See `counting_rules` for what they mean.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    starts_on = models.DateField(_("counted so from"))
    active_days = models.PositiveSmallIntegerField(
        _("active days before an evaluation is due"),
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days after the quarter to approve an evaluation"), validators=[MaxValueValidator(90)]
    )
    change_days = models.PositiveSmallIntegerField(
        _("days between the first and the last score"),
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    reason = models.CharField(_("why"), max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("decision about counting rules")
        verbose_name_plural = _("decisions about counting rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(active_days__range=(1, 90))
                & Q(grace_days__lte=90)
                & Q(change_days__range=(1, 365)),
                name="counting_rules_are_numbers_that_can_be_met",
            )
        ]

    def __str__(self) -> str:
        return str(self.starts_on)
