"""What a score is held against: norm sets with their source, and how reliable a scale is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Sex

from .instruments import SCORE, Informant, Scale, Worded


class CutoffKind(models.TextChoices):
    """Where a cut-off comes from; a, b and c are Jacobson and Truax's."""

    NONE = "", _("there is none")
    STATED = "stated", _("stated by the source")
    A = "a", _("a: two SDs from the clinical group's mean")
    B = "b", _("b: two SDs from the other group's mean")
    C = "c", _("c: between the two groups' means")


class NormSet(models.Model):
    """What is usual among whom: never worked out from the case load, always with its source.

    Blank informant, sex and ages mean all. `reliable_points` is a limit of reliable change that the
    source states itself; else it is worked out from `sd` and a reliability.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="norms")
    source = models.CharField(_("source"), max_length=300)
    edition = models.CharField(_("edition of the norms"), max_length=80)
    country = models.CharField(_("country"), max_length=2, default="DK")
    informant = models.CharField(_("answered by"), max_length=20, choices=Informant, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    age_from = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to the age of"), null=True, blank=True)
    valid_from = models.DateField(_("used from"))
    valid_to = models.DateField(_("used until"), null=True, blank=True)
    sd = models.DecimalField(_("SD of the scores"), null=True, blank=True, **SCORE)
    reliable_points = models.DecimalField(
        _("points of a reliable change, as the source states it"), null=True, blank=True, **SCORE
    )
    cutoff_kind = models.CharField(
        _("cut-off"), max_length=10, choices=CutoffKind, blank=True, default=CutoffKind.NONE
    )
    cutoff = models.DecimalField(_("cut-off, points"), null=True, blank=True, **SCORE)
    is_cutoff_inclusive = models.BooleanField(
        _("a score exactly on the cut-off is on the good side"), default=False
    )
    clinical_mean = models.DecimalField(
        _("mean of the clinical group"), null=True, blank=True, **SCORE
    )
    clinical_sd = models.DecimalField(_("SD of the clinical group"), null=True, blank=True, **SCORE)
    functional_mean = models.DecimalField(
        _("mean of the other group"), null=True, blank=True, **SCORE
    )
    functional_sd = models.DecimalField(_("SD of the other group"), null=True, blank=True, **SCORE)

    class Meta:
        verbose_name = _("norm set")
        verbose_name_plural = _("norm sets")
        ordering = ["informant", "age_from", "sex", "-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_norm_set_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="a_norm_set_is_for_an_age_span",
            ),
            models.CheckConstraint(
                condition=Q(sd=None) | Q(sd__gt=0), name="the_sd_of_a_norm_set_is_above_nothing"
            ),
            models.CheckConstraint(
                condition=Q(reliable_points=None) | Q(reliable_points__gt=0),
                name="a_reliable_change_is_more_than_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(cutoff_kind="stated") | ~Q(cutoff=None),
                name="a_stated_cutoff_has_its_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.edition}"

    def counts_on(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Band(Worded):
    """What the norm set calls scores from `starts_at` up to the next band."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    norm_set = models.ForeignKey(NormSet, on_delete=models.CASCADE, related_name="bands")
    starts_at = models.DecimalField(_("from"), **SCORE)
    title = models.CharField(_("what it is called"), max_length=80)
    title_en = models.CharField(_("what it is called in English"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("band of scores")
        verbose_name_plural = _("bands of scores")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["norm_set", "starts_at"], name="one_band_begins_at_a_score"
            )
        ]

    def __str__(self) -> str:
        return self.worded("title")


class ReliabilityKind(models.TextChoices):
    """Change over months is held against test-retest where it is known."""

    RETEST = "retest", _("test-retest")
    INTERNAL = "internal", _("internal consistency")


class Reliability(models.Model):
    """How reliable a scale is by a source: of which kind, and for whose answers (blank: all)."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="reliabilities")
    kind = models.CharField(_("kind"), max_length=20, choices=ReliabilityKind)
    value = models.DecimalField(_("reliability"), max_digits=5, decimal_places=4)
    informant = models.CharField(_("answered by"), max_length=20, choices=Informant, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("reliability")
        verbose_name_plural = _("reliabilities")
        ordering = ["-kind", "informant", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=Decimal(0)) & Q(value__lt=Decimal(1)),
                name="a_reliability_is_from_0_to_below_1",
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.get_kind_display()}, {self.source})"
