from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.interventions.models import Intervention
from roedtraad.foundation.organisation.models import Unit

BIG = models.BigIntegerField()


class Subject(models.TextChoices):
    """What the profiles of a template are about."""

    FAMILY = "family", _("a child or a family")
    MANAGEMENT = "management", _("a management goal")


class Voice(models.TextChoices):
    """Whose words a part of a profile holds."""

    CHILD = "child", _("the child")
    PARENTS = "parents", _("the parents")
    NETWORK = "network", _("the network")
    PROFESSIONAL = "professional", _("the professionals")
    LEADERSHIP = "leadership", _("the leadership")
    EMPLOYEES = "employees", _("the employees")


class ProfileTemplate(models.Model):
    """One version of what a kind of profile asks for. Published, it never changes.

    `definition` is read by `profile_template.sections_of`.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    title = models.CharField(_("name"), max_length=120)
    about = models.CharField(_("about"), max_length=12, choices=Subject, default=Subject.FAMILY)
    number = models.PositiveIntegerField(_("version"), default=1)
    definition = models.JSONField()
    published_on = models.DateField(_("in use from"), null=True, blank=True)
    retired_on = models.DateField(_("in use until"), null=True, blank=True)

    class Meta:
        verbose_name = _("template of profiles")
        verbose_name_plural = _("templates of profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["title", "number"], name="one_version_per_profile_template_and_number"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProfileOutcome(models.TextChoices):
    """How a profile ended."""

    REACHED = "reached", _("the goals were reached")
    PARTLY = "partly", _("some of the goals were reached")
    DROPPED_OUT = "dropped_out", _("the family stopped before the end")
    MOVED_ON = "moved_on", _("the work goes on in another profile or intervention")
    OTHER = "other", _("another reason")


class ProfileQuerySet(models.QuerySet["DevelopmentProfile"]):
    def open_on(self, on: date) -> ProfileQuerySet:
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


class DevelopmentProfile(models.Model):
    """Goals, perspectives, actions and evaluations about a family, a child – or a management goal.

    About the whole family where it has no subjects. A management goal is named by the label of
    its model and its key, since steering stands above casework.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ("purpose", "closing_note")

    template = models.ForeignKey(ProfileTemplate, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    intervention = models.ForeignKey(
        Intervention,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("intervention"),
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    steered_model = models.CharField(max_length=60, blank=True, editable=False)
    steered_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    purpose = models.TextField(_("purpose"), blank=True)
    expected_to = models.DateField(_("expected until"), null=True, blank=True)
    opened_on = models.DateField(_("opened"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    outcome = models.CharField(_("how it ended"), max_length=20, choices=ProfileOutcome, blank=True)
    closing_note = models.TextField(_("more about why"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("development profile")
        verbose_name_plural = _("development profiles")
        indexes = [
            models.Index(fields=["unit", "opened_on"]),
            models.Index(fields=["steered_model", "steered_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(case=None) & ~Q(steered_model="") & ~Q(steered_id=None))
                | (~Q(case=None) & Q(steered_model="") & Q(steered_id=None)),
                name="a_profile_is_about_a_case_or_a_management_goal",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="a_profile_does_not_close_before_it_opens",
            ),
            models.CheckConstraint(
                condition=(Q(closed_on=None) & Q(outcome=""))
                | (~Q(closed_on=None) & ~Q(outcome="")),
                name="a_profile_that_closed_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id or self.steered_id}: {self.opened_on}"


class ProfileSubject(models.Model):
    """That a profile is about this child. Of several, each has sections of their own."""

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen",)

    profile = models.ForeignKey(
        DevelopmentProfile, on_delete=models.PROTECT, related_name="subjects"
    )
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("whom a profile is about")
        verbose_name_plural = _("whom profiles are about")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "citizen"], name="a_profile_is_about_somebody_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.citizen_id}"


class SectionText(models.Model):
    """What was written in a section of a profile, about one child or all, in one voice.

    Never overwritten: a new text is a new row, and the one before says when it was replaced.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen", "text", "barriers")

    profile = models.ForeignKey(DevelopmentProfile, on_delete=models.PROTECT, related_name="texts")
    section = models.SlugField(max_length=40)  # the key of the section in the template
    citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    voice = models.CharField(max_length=12, choices=Voice, blank=True)
    text = models.TextField(_("text"), blank=True)
    barriers = models.TextField(_("what stands in the way"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("text of a profile")
        verbose_name_plural = _("texts of profiles")
        constraints = [
            models.UniqueConstraint(
                *("profile", "section", "voice"),
                Coalesce("citizen", Value(0, BIG)),
                condition=Q(replaced_at=None),
                name="one_text_counts_per_section_child_and_voice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.section}"


class ActionState(models.TextChoices):
    """How far a planned action has come."""

    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    GIVEN_UP = "given_up", _("given up")


class PlannedAction(models.Model):
    """A pedagogical action of a profile: what is done, by whom, from when to when."""

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen", "description", "responsible", "note")

    profile = models.ForeignKey(
        DevelopmentProfile, on_delete=models.PROTECT, related_name="actions"
    )
    citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    description = models.TextField(_("what is done"))
    responsible = models.CharField(_("who does it"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    state = models.CharField(
        _("how far"), max_length=12, choices=ActionState, default=ActionState.PLANNED
    )
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("planned action")
        verbose_name_plural = _("planned actions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_planned_action_does_not_end_before_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}: {self.starts_on}"
