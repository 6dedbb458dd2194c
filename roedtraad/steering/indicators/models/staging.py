from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ._fields import value_field

MOST_STAGED = 2**32  # figures of one file: its rows have the keys from this many times its own


class StagedQuerySet(models.QuerySet["StagedMeasurement"]):
    def of(self, staging: int) -> StagedQuerySet:
        """The figures of one file."""
        return self.filter(pk__range=keys_of(staging))


class StagedMeasurement(models.Model):
    """One figure of a file on its way in: where it stands, what it is, and what is wrong with it.

    Rows are written and read many at a time, in the tables' own language, and gone when the file
    is taken in or given up. The file stands in the key (`keys_of`), which spares an index that is
    as large as the rows; what most figures lack has its default in the database. `slot` numbers
    the uses that a file fills, those that are not made yet too. `fault` is empty where nothing is
    wrong; row 0 is no row of the file but what its figures bring with them.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    id = models.BigIntegerField(primary_key=True)
    row_number = models.PositiveIntegerField(_("row"))
    column_name = models.CharField(_("column"), max_length=80, blank=True, db_default="")
    slot = models.PositiveIntegerField(db_default=0)
    use_id = models.BigIntegerField(null=True)
    period_from = models.DateField(null=True)
    measured_on = models.DateField(null=True)
    value = value_field(_("value"))
    numerator = value_field(_("numerator"))
    denominator = value_field(_("denominator"))
    is_not_counted = models.BooleanField(db_default=False)
    note = models.TextField(blank=True, db_default="")
    raw = models.CharField(max_length=80, blank=True, db_default="")  # as it stood in the file
    earlier_revision = models.PositiveIntegerField(db_default=0)
    fault = models.CharField(max_length=12, blank=True, db_default="")
    is_done = models.BooleanField(null=True)
    # of which groups; empty for the whole
    cell = models.CharField(max_length=60, blank=True, db_default="")
    adds_to = models.BigIntegerField(db_default=0)  # the breakdown whose figures make the whole

    objects = StagedQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure on its way in")
        verbose_name_plural = _("figures on their way in")

    def __str__(self) -> str:
        return f"{self.pk // MOST_STAGED}: {self.row_number}"


def keys_of(staging: int) -> tuple[int, int]:
    """The first and the last key that figures of a file can have."""
    return staging * MOST_STAGED, (staging + 1) * MOST_STAGED - 1
