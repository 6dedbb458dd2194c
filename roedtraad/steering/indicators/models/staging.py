from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ._fields import value_field


class StagedMeasurement(models.Model):
    """One figure of a file on its way in: where it stands, what it is, and what is wrong with it.

    Rows are written and read many at a time, in the tables' own language, and gone when the file
    is taken in or given up. `staging` is the caller's key of the file; `slot` numbers the uses it
    fills, those that are not made yet too. `fault` is empty where nothing is wrong.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    staging = models.BigIntegerField()
    row_number = models.PositiveIntegerField(_("row"))
    column_name = models.CharField(_("column"), max_length=80, blank=True)
    slot = models.PositiveIntegerField(default=0)
    use_id = models.BigIntegerField(null=True)
    period_from = models.DateField(null=True)
    measured_on = models.DateField(null=True)
    value = value_field(_("value"))
    numerator = value_field(_("numerator"))
    denominator = value_field(_("denominator"))
    is_not_counted = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    raw = models.CharField(max_length=80, blank=True)  # as it stood in the file
    earlier_revision = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=12, blank=True)
    is_done = models.BooleanField(null=True)
    cell = models.CharField(max_length=60, blank=True)  # of which groups; empty for the whole
    adds_to = models.BigIntegerField(default=0)  # the breakdown whose figures make the whole

    class Meta:
        verbose_name = _("figure on its way in")
        verbose_name_plural = _("figures on their way in")
        indexes = [models.Index(fields=["staging", "fault", "row_number"])]

    def __str__(self) -> str:
        return f"{self.staging}: {self.row_number}"
