from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClockRun(models.Model):
    """When a job of the clock is due next, and who is at it now, so that no two do it at once."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=100, unique=True)
    due_at = models.DateTimeField(_("due"))
    holder = models.CharField(_("held by"), max_length=100, blank=True)
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    succeeded_at = models.DateTimeField(_("succeeded"), null=True, blank=True)
    fault = models.CharField(_("latest fault"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("clock job")
        verbose_name_plural = _("clock jobs")

    def __str__(self) -> str:
        return self.name
