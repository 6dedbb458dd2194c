"""What was told about development profiles of each quarter: nothing that was left out is here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.organisation.models import Unit


class ToldQuarter(models.Model):
    """That the figures of a quarter were counted. They stand: a quarter is counted once.

    Counted again, with what came late, the difference of two counts would tell of few persons.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    starts_on = models.DateField(_("quarter"), unique=True)
    counted_at = models.DateTimeField()
    rules = models.JSONField()  # the counting rules' numbers, as they were for that quarter

    class Meta:
        verbose_name = _("quarter of figures")
        verbose_name_plural = _("quarters of figures")
        ordering = ["starts_on"]

    def __str__(self) -> str:
        return f"{self.starts_on}"


class ToldFigure(models.Model):
    """A figure of a unit in a quarter, or of one part of the unit, that nobody can be found by.

    `figures` is read by `numbers.figures.Figures`. A part is named by its key, or by the word for
    all that are not told one by one.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    quarter = models.ForeignKey(ToldQuarter, on_delete=models.PROTECT, related_name="figures")
    table = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    division = models.CharField(max_length=10, blank=True)
    part = models.CharField(max_length=20, blank=True)
    within = models.CharField(max_length=20, blank=True)
    figures = models.JSONField()

    class Meta:
        verbose_name = _("told figure")
        verbose_name_plural = _("told figures")
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "table", "unit", "division", "part", "within"],
                name="a_figure_is_told_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quarter_id}: {self.table}, {self.unit_id}"
