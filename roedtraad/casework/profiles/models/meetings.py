from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Citizen

from .profiles import DevelopmentProfile


class Meeting(models.Model):
    """A meeting about a profile: when and where, who is invited, and what is talked about.

    `agenda` is a list of {"picture", "text"}; the pictures are those of `pictures`.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ("place", "people", "others", "agenda")

    profile = models.ForeignKey(
        DevelopmentProfile, on_delete=models.PROTECT, related_name="meetings"
    )
    starts_at = models.DateTimeField(_("when"))
    place = models.CharField(_("where"), max_length=200)
    people = models.ManyToManyField(Citizen, related_name="+", blank=True)
    others = models.CharField(_("who else is invited"), max_length=300, blank=True)
    agenda = models.JSONField(_("agenda"), default=list)
    called_off = models.BooleanField(_("called off"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.starts_at:%Y-%m-%d}"
