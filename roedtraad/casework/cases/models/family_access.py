from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .cases import Case
from .people import Citizen


class FamilyAccess(models.Model):
    """That somebody of a case has pages of their own, by a nameless account, until it is closed."""

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_accesses")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="family_accesses")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("access to the family's own pages")
        verbose_name_plural = _("accesses to the family's own pages")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "citizen"],
                condition=Q(closed_at=None),
                name="one_open_access_per_person_of_a_case",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="a_family_access_does_not_close_before_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.case_id}"


class FamilyCode(models.Model):
    """A code on paper that lets somebody in to their own pages once. Only its hash is kept.

    `selector` is its first part, by which it is found, so that wrong tries are counted on it.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    access = models.ForeignKey(FamilyAccess, on_delete=models.CASCADE, related_name="codes")
    selector = models.CharField(max_length=8, unique=True)
    code_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")

    def __str__(self) -> str:
        return str(self.pk)

    def works_at(self, moment: datetime) -> bool:
        return self.used_at is None and self.taken_back_at is None and self.expires_at > moment
