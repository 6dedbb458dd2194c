from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
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


class Notice(models.Model):
    """A message that something happened to a thing. It names the thing, never a person."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=60)
    subject_type = models.CharField(_("kind of thing"), max_length=60)
    subject_pk = models.PositiveBigIntegerField(_("thing"))
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [models.Index(fields=["recipient", "read_at"], name="notices_of_recipient")]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_type", "subject_pk"],
                condition=Q(read_at__isnull=True),
                name="one_unread_notice_of_a_kind_about_a_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_pk}"


class CalendarFeed(models.Model):
    """The secret address by which a user's own calendar reads the dates; only its hash is kept."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    read_at = models.DateTimeField(_("read"), null=True)

    class Meta:
        verbose_name = _("calendar subscription")
        verbose_name_plural = _("calendar subscriptions")

    def __str__(self) -> str:
        return str(self.user)
