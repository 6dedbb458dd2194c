from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One thing somebody did or read. Rows are only ever added, sealed and, by month, expired.

    Holds ids and field names; never the values of personal fields.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("who"),
    )
    action = models.CharField(_("action"), max_length=60)
    is_read = models.BooleanField(_("only read"), default=False)
    subject_type = models.CharField(_("kind of subject"), max_length=60)
    subject_id = models.CharField(_("subject"), max_length=40)
    unit_id = models.BigIntegerField(_("unit"), null=True)
    reason = models.TextField(_("why"), blank=True)
    detail = models.JSONField(default=dict)
    import_id = models.CharField(_("import"), max_length=40, blank=True)
    happened_at = models.DateTimeField(_("when"))
    month = models.CharField(max_length=7)  # "2026-11": the segment the row belongs to

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        indexes = [
            models.Index(fields=["month", "id"]),
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_of_a_subject"),
            models.Index(fields=["actor", "happened_at"]),
            models.Index(fields=["unit_id", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"


class AuditSeal(models.Model):
    """A batch of events of one month, sealed by a hash that includes the seal before it.

    `event_ids` are the events sealed, as "1-40,42": on PostgreSQL an id may be committed after
    later ones, and is then sealed in a later batch.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    month = models.CharField(max_length=7)
    number = models.PositiveIntegerField()
    first_event_id = models.BigIntegerField()
    last_event_id = models.BigIntegerField()
    event_count = models.PositiveIntegerField()
    event_ids = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "number"], name="one_audit_seal_per_month_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} #{self.number}"


class AuditMonth(models.Model):
    """A month of the log that is closed: its closing hash stays when its events have expired."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    month = models.CharField(max_length=7, unique=True)
    previous_closing_hash = models.CharField(max_length=64)
    closing_hash = models.CharField(max_length=64)
    event_count = models.PositiveIntegerField()
    closed_at = models.DateTimeField()
    expired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("month of the audit log")
        verbose_name_plural = _("months of the audit log")

    def __str__(self) -> str:
        return self.month
