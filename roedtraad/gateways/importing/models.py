from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Agreement, Strategy
from roedtraad.steering.indicators.models import MeasurementBatch


class ReadingState(models.TextChoices):
    """How far a document is on its way to a living plan."""

    WAITING = "waiting", _("waiting to be read")
    READING = "reading", _("being read")
    READY = "ready", _("ready to be looked through")
    REFUSED = "refused", _("could not be read")
    CREATED = "created", _("made into a plan")
    DROPPED = "dropped", _("given up")


class PlanReading(models.Model):
    """One document that is read into a proposal, looked through by a person and made a plan."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ReadingState, default=ReadingState.WAITING
    )
    refusal = models.TextField(_("why it could not be read"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    lines = models.JSONField(default=list)  # [{number, page, text}] of the extracted text
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    strategy = models.ForeignKey(
        Strategy, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("plan being read in")
        verbose_name_plural = _("plans being read in")
        constraints = [
            models.CheckConstraint(
                condition=Q(agreement__isnull=True) | Q(strategy__isnull=True),
                name="a_reading_becomes_an_agreement_or_a_strategy",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


class Decision(models.TextChoices):
    """What the person looking through has said of an element."""

    OPEN = "open", _("not looked at")
    ACCEPTED = "accepted", _("accepted")
    CORRECTED = "corrected", _("corrected")
    DROPPED = "dropped", pgettext_lazy("element", "dropped")


class ReadElement(models.Model):
    """One element of a proposal: what was read, where, how surely, and what was decided of it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    reading = models.ForeignKey(PlanReading, on_delete=models.CASCADE, related_name="elements")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, related_name="children", null=True, blank=True
    )
    kind = models.CharField(max_length=20)  # a key of `elements.KINDS`
    fields = models.JSONField(default=dict)
    as_read = models.JSONField(default=dict)  # `fields` before anybody corrected them
    confidence = models.FloatField(default=1.0)
    page = models.PositiveIntegerField(null=True, blank=True)
    line_from = models.PositiveIntegerField(null=True, blank=True)
    line_to = models.PositiveIntegerField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("element read")
        verbose_name_plural = _("elements read")

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class ReviewStep(models.Model):
    """One step of looking through, with the elements as they were before, so it can be undone."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    reading = models.ForeignKey(PlanReading, on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(max_length=10)
    before = models.JSONField(default=list)  # rows as they were
    made = models.JSONField(default=list)  # keys of rows the step made
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step of looking through")
        verbose_name_plural = _("steps of looking through")

    def __str__(self) -> str:
        return self.action


class ImportState(models.TextChoices):
    """How far a file of measurements is."""

    NEW = "new", _("columns to be confirmed")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    TAKING_IN = "taking_in", _("being read in")
    DONE = "done", _("read in")
    REFUSED = "refused", _("could not be read")
    GIVEN_UP = "given_up", _("given up")


class MeasurementImport(models.Model):
    """One spreadsheet of measurements on its way in: what its columns mean, what was found."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState, default=ImportState.NEW
    )
    refusal = models.TextField(_("why it could not be read"), blank=True)
    signature = models.CharField(max_length=64, blank=True)  # of the headings
    sample = models.JSONField(default=dict)  # headings, first rows, names of sheets
    meaning = models.JSONField(default=dict)  # `measurements.layout.Meaning`
    is_remembered = models.BooleanField(default=False)
    wanted = models.JSONField(default=list)  # [slot, unit, title, use or None, frequency, …]
    divided = models.JSONField(default=list)  # `measurements.dividing.Divided`, to be made
    counts = models.JSONField(default=dict)  # fault, or "" for right → how many figures
    skipped = models.PositiveIntegerField(_("rows left out"), default=0)
    progress = models.PositiveIntegerField(_("figures read"), default=0)
    only_right = models.BooleanField(default=False)
    batch = models.ForeignKey(
        MeasurementBatch, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("file of measurements")
        verbose_name_plural = _("files of measurements")

    def __str__(self) -> str:
        return str(self.document)


class ColumnMapping(models.Model):
    """What the columns of files with these headings mean, as somebody last confirmed it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    signature = models.CharField(max_length=64)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    meaning = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("meaning of columns")
        verbose_name_plural = _("meanings of columns")
        constraints = [
            models.UniqueConstraint(
                fields=["signature", "saved_by"], name="one_meaning_per_layout_and_user"
            )
        ]

    def __str__(self) -> str:
        return self.signature[:12]
