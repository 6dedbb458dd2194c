from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.lib.numbers import format_number
from roedtraad.foundation.organisation.models import Unit

from ._fields import value_field
from .indicator import Indicator


class IndicatorUse(models.Model):
    """An indicator in use by a unit: its baseline; dated targets and measurements belong to it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="uses")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    baseline = value_field(_("baseline"))
    baseline_on = models.DateField(_("baseline date"), null=True, blank=True)
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("who reports it"),
    )
    ends_on = models.DateField(_("followed until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("indicator in use")
        verbose_name_plural = _("indicators in use")

    def __str__(self) -> str:
        return f"{self.indicator} ({self.unit})"


class TargetQuerySet(models.QuerySet["Target"]):
    def in_force(self) -> TargetQuerySet:
        """Targets that no later revision has replaced."""
        return self.filter(replaced_by__isnull=True)


class Target(models.Model):
    """What a use should reach by when. A revised target stays; the new one says why."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    use = models.ForeignKey(IndicatorUse, on_delete=models.CASCADE, related_name="targets")
    value = value_field(_("target"))
    low = value_field(_("lower limit"))
    high = value_field(_("upper limit"))
    due_raw = models.CharField(_("due"), max_length=120, blank=True)  # as people wrote it
    due_from = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(_("reason"), blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        levels = (self.value, self.low, self.high)
        known = (format_number(each) for each in levels if each is not None)
        return f"{' – '.join(known)} {self.due_raw}".strip()
