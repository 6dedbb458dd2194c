from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .cases import Case
from .people import Citizen


class AgeEvent(models.Model):
    """A task that a birthday has opened in a case, and what was done about it."""

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen", "falls_on", "note")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="age_events")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    age = models.PositiveSmallIntegerField(_("age"))
    falls_on = models.DateField(_("birthday"))
    settled_on = models.DateField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.TextField(_("what was done"), blank=True)

    class Meta:
        verbose_name = _("task of a birthday")
        verbose_name_plural = _("tasks of birthdays")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "citizen", "age"], name="one_task_per_birthday_in_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.age}"


class Transition(models.Model):
    """A young person's way from the children's to the adults' side, begun at 16."""

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen", "outcome")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transitions")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField(_("begun"))
    ended_on = models.DateField(_("completed"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)

    class Meta:
        verbose_name = _("transition to adult life")
        verbose_name_plural = _("transitions to adult life")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "citizen"],
                condition=Q(ended_on=None),
                name="one_transition_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_transition_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.started_on}"


class TransitionStep(models.Model):
    """Something that must be in place, who sees to it, and by when."""

    personal_fields: ClassVar[tuple[str, ...]] = ("note",)

    transition = models.ForeignKey(Transition, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("step"), max_length=200)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("responsible"),
    )
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step of a transition")
        verbose_name_plural = _("steps of transitions")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class TransitionComplaint(models.Model):
    """A complaint about a transition: it is counted, with how it ended."""

    personal_fields: ClassVar[tuple[str, ...]] = ("subject_matter", "outcome")

    transition = models.ForeignKey(Transition, on_delete=models.CASCADE, related_name="complaints")
    received_on = models.DateField(_("received"))
    subject_matter = models.TextField(_("what it is about"))
    outcome = models.TextField(_("how it ended"), blank=True)

    class Meta:
        verbose_name = _("complaint about a transition")
        verbose_name_plural = _("complaints about transitions")

    def __str__(self) -> str:
        return f"{self.transition_id}: {self.received_on}"
