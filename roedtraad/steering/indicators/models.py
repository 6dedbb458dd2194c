from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.foundation.organisation.models import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def value_field(label: StrOrPromise) -> models.DecimalField[Decimal | None, Decimal | None]:
    """A number of any size the field knows, with enough decimals; empty is missing, never 0."""
    return models.DecimalField(label, null=True, blank=True, max_digits=18, decimal_places=4)


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", _("higher is better")
    DOWN = "down", _("lower is better")
    WITHIN = "within", _("keep within limits")
    NONE = "none", _("neither is better")


class IndicatorKind(models.TextChoices):
    """How an indicator shows progress."""

    NUMBER = "number", pgettext_lazy("indicator", "number")
    MILESTONE = "milestone", _("milestone")


class Indicator(models.Model):
    """A definition: what is counted or reached, measured in what, from which source."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    title = models.TextField(_("title"))
    definition = models.TextField(_("definition"), blank=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=IndicatorKind, default=IndicatorKind.NUMBER
    )
    measured_in = models.CharField(_("unit of measure"), max_length=40, blank=True)
    direction = models.CharField(
        _("direction"), max_length=6, choices=Direction, default=Direction.UP
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    is_cumulative = models.BooleanField(_("values are cumulative"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.title


class IndicatorUse(models.Model):
    """An indicator in use by a unit: its baseline; dated targets and measurements belong to it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="uses")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    baseline = value_field(_("baseline"))
    baseline_on = models.DateField(_("baseline date"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("indicator in use")
        verbose_name_plural = _("indicators in use")

    def __str__(self) -> str:
        return f"{self.indicator} ({self.unit})"


class TargetQuerySet(models.QuerySet["Target"]):
    def in_force(self) -> TargetQuerySet:
        """Targets that no later revision has replaced."""
        return self.filter(replaced_by__isnull=True)


class Target(models.Model):
    """What a use should reach by when. A revised target stays; the new one says why."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    use = models.ForeignKey(IndicatorUse, on_delete=models.CASCADE, related_name="targets")
    value = value_field(_("target"))
    low = value_field(_("lower limit"))
    high = value_field(_("upper limit"))
    due_raw = models.CharField(_("due"), max_length=120, blank=True)  # as people wrote it
    due_from = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(_("reason"), blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        return f"{self.value} {self.due_raw}"


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def current(self) -> MeasurementQuerySet:
        """Only the newest revision of each date; earlier ones stay in the table."""
        newest = (
            Measurement.objects.filter(use=OuterRef("use"), measured_on=OuterRef("measured_on"))
            .order_by("-revision")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))


class Measurement(models.Model):
    """What a use showed on a date: a value, or a milestone done or not. Never overwritten."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    use = models.ForeignKey(IndicatorUse, on_delete=models.CASCADE, related_name="measurements")
    measured_on = models.DateField(_("date"))
    value = value_field(_("value"))
    numerator = value_field(_("numerator"))
    denominator = value_field(_("denominator"))
    is_done = models.BooleanField(_("done"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    reason = models.TextField(_("reason for the correction"), blank=True)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

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
                condition=Q(is_withdrawn=True) | Q(value__isnull=False) | Q(is_done__isnull=False),
                name="a_measurement_has_a_value",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.use} {self.measured_on}: {self.value if self.is_done is None else self.is_done}"
        )
