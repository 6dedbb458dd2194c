from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .indicator import Indicator
from .use import IndicatorUse


class Annotation(models.Model):
    """Something that happened and may explain a series: of one unit's use, or of all uses.

    Limits may begin anew there, with a reason: what was before is then another process. Or the
    measurement of that day is left out of mean and limits, with a reason, and shown all the same.
    Never changed; one that was wrong is ended and stays.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="annotations", null=True, blank=True
    )
    use = models.ForeignKey(
        IndicatorUse, on_delete=models.CASCADE, related_name="annotations", null=True, blank=True
    )
    happened_on = models.DateField(_("date"))
    text = models.CharField(_("what happened"), max_length=200)
    begins_anew = models.BooleanField(_("the limits begin anew"), default=False)
    leaves_out = models.BooleanField(
        _("the measurement is left out of mean and limits"), default=False
    )
    reason = models.TextField(_("why, where the limits are changed"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["happened_on", "pk"]
        verbose_name = _("note on a series")
        verbose_name_plural = _("notes on series")
        constraints = [
            models.CheckConstraint(
                condition=Q(indicator__isnull=False) ^ Q(use__isnull=False),
                name="an_annotation_is_of_an_indicator_or_a_use",
            ),
            models.CheckConstraint(
                condition=Q(begins_anew=False) | ~Q(reason=""),
                name="limits_that_begin_anew_say_why",
            ),
            models.CheckConstraint(
                condition=Q(leaves_out=False) | (~Q(reason="") & Q(begins_anew=False)),
                name="a_measurement_that_is_left_out_says_why",
            ),
            models.CheckConstraint(
                condition=Q(leaves_out=False) | Q(use__isnull=False),
                name="only_a_measurement_of_one_use_is_left_out",
            ),
        ]

    def __str__(self) -> str:
        return self.text
