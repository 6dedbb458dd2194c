from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .cases import Case


class WorkerRole(models.TextChoices):
    ADVISER = "adviser", _("responsible adviser")
    PRACTITIONER = "practitioner", _("practitioner")
    SUBSTITUTE = "substitute", _("stand-in")


class CaseWorkerQuerySet(models.QuerySet["CaseWorker"]):
    def valid_on(self, on: date) -> CaseWorkerQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class CaseWorker(models.Model):
    """That a user works on a case in a period. It is what opens the case to them."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="workers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("employee"),
    )
    role = models.CharField(_("role"), max_length=20, choices=WorkerRole)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = CaseWorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("employee on a case")
        verbose_name_plural = _("employees on cases")
        indexes = [models.Index(fields=["user", "ends_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user", "role"],
                condition=Q(ends_on=None),
                name="nobody_has_the_same_role_twice_on_a_case",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ends_on=None, role="adviser"),
                name="a_case_has_one_responsible_adviser",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="work_on_a_case_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"


class EmergencyAccess(models.Model):
    """That somebody opened a case that is not theirs, with a written reason, for some hours."""

    personal_fields: ClassVar[tuple[str, ...]] = ("reason",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why"))
    opened_at = models.DateTimeField(_("opened"))
    ends_at = models.DateTimeField(_("ends"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    check_note = models.CharField(_("what the leader found"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        indexes = [models.Index(fields=["user", "ends_at"])]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.case_id}"


class OwnRelation(models.Model):
    """The CPR number of a user or of their relatives: to look those up tells the leader.

    It is shown to nobody; it is sealed so that its blind index can follow a change of keys.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ("cpr_index", "is_self")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    cpr_index = models.CharField(max_length=90, editable=False)
    cpr_sealed = models.CharField(max_length=120, editable=False)
    is_self = models.BooleanField(_("own number"), default=False)

    class Meta:
        verbose_name = _("own or relative's number")
        verbose_name_plural = _("own and relatives' numbers")
        constraints = [
            models.UniqueConstraint(fields=["user", "cpr_index"], name="one_relation_per_number")
        ]

    def __str__(self) -> str:
        return str(self.user_id)


class SealingKey(models.Model):
    """The fingerprint of a key that CPR numbers were sealed with, to know a wrong one at once."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    number = models.PositiveIntegerField(unique=True)
    fingerprint = models.CharField(max_length=64)
    first_used_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("key of CPR numbers")
        verbose_name_plural = _("keys of CPR numbers")

    def __str__(self) -> str:
        return str(self.number)
