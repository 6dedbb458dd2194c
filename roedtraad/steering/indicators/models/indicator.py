from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.foundation.organisation.models import Unit

from ._fields import value_field


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", _("higher is better")
    DOWN = "down", _("lower is better")
    WITHIN = "within", _("keep within limits")
    NONE = "none", _("neither is better")


class IndicatorKind(models.TextChoices):
    """How an indicator shows progress."""

    NUMBER = "number", pgettext_lazy("indicator", "number")
    PERCENTAGE = "percentage", _("percentage")
    MILESTONE = "milestone", _("milestone")
    EVIDENCE = "evidence", _("described evidence")
    REGISTER = "register", _("register measure")


class Aggregation(models.TextChoices):
    """How values of several periods, or of several units, make one."""

    SUM = "sum", pgettext_lazy("aggregation", "the sum")
    LATEST = "latest", pgettext_lazy("aggregation", "the latest")
    MEAN = "mean", pgettext_lazy("aggregation", "the mean, weighted by the denominator")
    NONE = "none", pgettext_lazy("aggregation", "not at all")


class Frequency(models.TextChoices):
    """How often an indicator is measured; empty where it is measured when there is something."""

    MONTH = "month", pgettext_lazy("frequency", "every month")
    QUARTER = "quarter", pgettext_lazy("frequency", "every quarter")
    THIRD = "third", pgettext_lazy("frequency", "every third of a year")
    HALF_YEAR = "half_year", pgettext_lazy("frequency", "every half-year")
    YEAR = "year", pgettext_lazy("frequency", "every year")
    SCHOOL_YEAR = "school_year", pgettext_lazy("frequency", "every school year")


class Indicator(models.Model):
    """A definition, its passport: what is counted or reached, why, how, and from which source."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    title = models.TextField(_("title"))
    definition = models.TextField(_("definition"), blank=True)
    purpose = models.TextField(_("why it is followed"), blank=True)
    decision = models.TextField(_("which decision it is for"), blank=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=IndicatorKind, default=IndicatorKind.NUMBER
    )
    measured_in = models.CharField(_("unit of measure"), max_length=40, blank=True)
    numerator_text = models.CharField(_("what is counted"), max_length=200, blank=True)
    denominator_text = models.CharField(_("out of which"), max_length=200, blank=True)
    direction = models.CharField(
        _("direction"), max_length=6, choices=Direction, default=Direction.UP
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    is_cumulative = models.BooleanField(_("values are cumulative"), default=False)
    over_time = models.CharField(
        _("values of several periods together"),
        max_length=6,
        choices=Aggregation,
        default=Aggregation.LATEST,
    )
    over_units = models.CharField(
        _("values of several units together"),
        max_length=6,
        choices=Aggregation,
        default=Aggregation.NONE,
    )
    frequency = models.CharField(_("how often"), max_length=11, choices=Frequency, blank=True)
    days_to_report = models.PositiveSmallIntegerField(_("days to report"), default=30)
    source = models.CharField(_("source"), max_length=200, blank=True)
    counting_rule = models.TextField(_("counting rule"), blank=True)
    register_measure = models.CharField(_("register measure"), max_length=60, blank=True)
    register_parameters = models.JSONField(_("choices of the register measure"), default=dict)
    lowest = value_field(_("lowest possible value"))
    highest = value_field(_("highest possible value"))
    largest_jump = value_field(_("largest usual change between two periods"))
    is_about_persons = models.BooleanField(_("is about persons"), default=False)
    has_crossed_breakdowns = models.BooleanField(_("breakdowns are crossed"), default=False)
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("steward"),
    )
    is_shared = models.BooleanField(_("in the library"), default=False)
    defined_by = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("defined by"),
    )
    ended_on = models.DateField(_("no longer used from"), null=True, blank=True)
    # an approved agreement keeps the definition it was made by until it is amended: ADR 15
    as_agreed_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="as_agreed",
        null=True,
        blank=True,
        verbose_name=_("as agreed before a change of"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.title

    @property
    def counted_as(self) -> Indicator:
        """Whose rubric and breakdowns it has: all versions of a definition share them."""
        return self if self.as_agreed_of is None else self.as_agreed_of

    @property
    def counted_as_pk(self) -> int:
        """The key of `counted_as`, without looking it up."""
        return self.as_agreed_of_id or self.pk


class IndicatorVersion(models.Model):
    """The definition of an indicator as it read before a change, and why it was changed."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    definition = models.JSONField()  # field name → value, rubric and breakdowns with it
    reason = models.TextField(_("reason"), blank=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of a definition")
        verbose_name_plural = _("versions of definitions")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="one_definition_per_indicator_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.number}"


class RubricLevel(models.Model):
    """One level of described evidence: what must be seen before it may be chosen."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="rubric")
    value = models.SmallIntegerField(_("value"))
    title = models.CharField(_("level"), max_length=80)
    description = models.TextField(_("what is seen"), blank=True)

    class Meta:
        ordering = ["value"]
        verbose_name = _("level of the rubric")
        verbose_name_plural = _("levels of the rubric")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "value"], name="one_level_per_indicator_and_value"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Breakdown(models.Model):
    """A way in which the values of an indicator are divided: by sex, by age, by municipality."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="breakdowns")
    title = models.CharField(_("divided by"), max_length=80)
    must_add_up = models.BooleanField(_("the parts must add up to the whole"), default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("breakdown")
        verbose_name_plural = _("breakdowns")

    def __str__(self) -> str:
        return self.title


class BreakdownGroup(models.Model):
    """One group of a breakdown. Its title may be corrected; its values stay its own."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    breakdown = models.ForeignKey(Breakdown, on_delete=models.CASCADE, related_name="groups")
    title = models.CharField(_("group"), max_length=80)
    position = models.PositiveIntegerField(default=0)
    is_ended = models.BooleanField(_("no longer used"), default=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("group of a breakdown")
        verbose_name_plural = _("groups of a breakdown")

    def __str__(self) -> str:
        return self.title
