from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ._fields import value_field
from .indicator import RubricLevel
from .use import IndicatorUse


class MeasurementBatch(models.Model):
    """One import of many measurements: from which file, by whom, and whether it was undone."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)  # SHA-256 of the file's bytes
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    refused_count = models.PositiveIntegerField(_("refused rows"), default=0)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import of measurements")
        verbose_name_plural = _("imports of measurements")
        indexes = [models.Index(fields=["digest"])]

    def __str__(self) -> str:
        return self.file_name


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def known_on(self, day: date) -> MeasurementQuerySet:
        """Only the revisions that had been recorded when `day` ended."""
        return self.filter(recorded_at__date__lte=day)

    def current(self) -> MeasurementQuerySet:
        """Only the newest revision of each date; earlier ones stay in the table."""
        newest = (
            Measurement.objects.filter(use=OuterRef("use"), measured_on=OuterRef("measured_on"))
            .order_by("-revision")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))


class Measurement(models.Model):
    """What a use showed on a date, or in the period that ends on it. Never overwritten."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    use = models.ForeignKey(IndicatorUse, on_delete=models.CASCADE, related_name="measurements")
    period_from = models.DateField(_("from"), null=True, blank=True)
    measured_on = models.DateField(_("date"))
    value = value_field(_("value"))
    numerator = value_field(_("numerator"))
    denominator = value_field(_("denominator"))
    is_done = models.BooleanField(_("done"), null=True, blank=True)
    level = models.ForeignKey(
        RubricLevel,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("level"),
    )
    is_not_counted = models.BooleanField(_("not counted"), default=False)
    is_confirmed = models.BooleanField(_("confirmed though unusual"), default=False)
    note = models.TextField(_("note"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    reason = models.TextField(_("reason for the correction"), blank=True)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    indicator_version = models.PositiveIntegerField(default=1, editable=False)
    batch = models.ForeignKey(
        MeasurementBatch,
        on_delete=models.PROTECT,
        related_name="measurements",
        null=True,
        blank=True,
        verbose_name=_("import"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    # no fields: whether what may not be handed out was taken out, and whether that is because
    # nobody knows how many persons are behind it
    is_hidden = False
    lacks_numbers = False

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        constraints = [
            models.UniqueConstraint(
                fields=["use", "measured_on", "revision"],
                name="one_measurement_per_use_date_and_revision",
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawn=True)
                | Q(is_not_counted=True)
                | Q(value__isnull=False)
                | Q(is_done__isnull=False)
                | Q(level__isnull=False),
                name="a_measurement_has_a_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use} {date_format(self.measured_on, 'SHORT_DATE_FORMAT')}"

    def hide(self, *, lacks_numbers: bool = False) -> None:
        """Take out what may not be handed out; the row is for reading only from then on."""
        self.value = self.numerator = self.denominator = self.level = None
        self.note, self.reason, self.is_hidden = "", "", True
        self.lacks_numbers = lacks_numbers


class MeasurementPart(models.Model):
    """The share of a measurement that falls in one group, or in one crossing of groups.

    `cell` is the keys of the groups, in the order of their breakdowns, joined by "-".
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="parts")
    cell = models.CharField(max_length=60)
    value = value_field(_("value"))
    numerator = value_field(_("numerator"))
    denominator = value_field(_("denominator"))

    class Meta:
        verbose_name = _("part of a measurement")
        verbose_name_plural = _("parts of measurements")
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "cell"], name="one_part_per_measurement_and_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cell}: {self.value}"


class CredibilityKind(models.TextChoices):
    """What a steward or a reader says of a measurement's credibility."""

    SIGNED_OFF = "signed", _("signed off")
    DOUBT = "doubt", _("doubt")
    SETTLED = "settled", _("doubt settled")


class CredibilityNote(models.Model):
    """Somebody's word on whether a measurement can be believed; the newest one counts."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    measurement = models.ForeignKey(
        Measurement, on_delete=models.CASCADE, related_name="credibility_notes"
    )
    kind = models.CharField(_("credibility"), max_length=7, choices=CredibilityKind)
    text = models.TextField(_("why"), blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("word on credibility")
        verbose_name_plural = _("words on credibility")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="doubt") | ~Q(text=""), name="a_doubt_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
