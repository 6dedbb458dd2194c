from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.organisation.models import Unit

from .source import source_field
from .strategy import Strategy
from .template import TemplateVersion


class AgreementState(models.TextChoices):
    """Where an agreement is in its life; the ways between are in `lifecycle`."""

    DRAFT = "draft", _("draft")
    DIALOGUE = "dialogue", _("in dialogue")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    ACTIVE = "active", pgettext_lazy("agreement", "active")
    AMENDING = "amending", _("being amended")
    FOLLOWED_UP = "followed_up", _("followed up")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class BudgetTiming(models.TextChoices):
    """Whether an agreement was made before or after the budget was adopted."""

    UNKNOWN = "unknown", _("not stated")
    BEFORE = "before", _("before the budget")
    AFTER = "after", _("after the budget")


class Agreement(models.Model):
    """What a principal and a unit, or units side by side, have agreed for a period."""

    personal_fields: ClassVar[tuple[str, ...]] = ()
    not_kept: ClassVar[tuple[str, ...]] = ("state", "carried_until")  # moved by steps and rolls

    title = models.CharField(_("title"), max_length=200)
    template_version = models.ForeignKey(
        TemplateVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("template")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    units = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("units covered")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=AgreementState, default=AgreementState.DRAFT
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    period_raw = models.CharField(_("period"), max_length=120, blank=True)
    budget_timing = models.CharField(
        _("made"), max_length=8, choices=BudgetTiming, default=BudgetTiming.UNKNOWN
    )
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    strategies = models.ManyToManyField(Strategy, related_name="agreements", blank=True)
    target_groups = models.ManyToManyField(TargetGroup, related_name="+", blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="next", null=True, blank=True
    )
    carried_until = models.BigIntegerField(null=True, editable=False)  # last change of the roll
    version = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    source = source_field()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="an_agreement_does_not_end_before_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class PartyRole(models.TextChoices):
    """As what a unit takes part in an agreement."""

    PRINCIPAL = "principal", _("principal")
    UNIT = "unit", _("unit")


class Party(models.Model):
    """One side of an agreement."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=PartyRole)
    represented_by = models.CharField(_("represented by"), max_length=120, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "unit"], name="a_unit_is_party_once_to_an_agreement"
            )
        ]

    def __str__(self) -> str:
        return str(self.unit)


class Approval(models.Model):
    """One party's approval of the text with one hash; a change of the text voids it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="approvals")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(
                fields=["party"],
                condition=Q(voided_at__isnull=True),
                name="one_approval_in_force_per_party",
            )
        ]

    def __str__(self) -> str:
        on = timezone.localdate(self.approved_at)
        return f"{self.party} {date_format(on, 'SHORT_DATE_FORMAT')}"


class Version(models.Model):
    """The text of an agreement as it was when all parties had approved it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    approvals = models.ManyToManyField(Approval, related_name="+")

    class Meta:
        ordering = ["number"]
        verbose_name = _("approved version")
        verbose_name_plural = _("approved versions")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="one_approved_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"


class Amendment(models.Model):
    """A change of an approved agreement: why, and what it was before and after."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveIntegerField(_("number"))
    reason = models.TextField(_("reason"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    before = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    after = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    is_abandoned = models.BooleanField(_("abandoned"), default=False)

    class Meta:
        ordering = ["number"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_amendment_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"


class Step(models.Model):
    """One step in the life of an agreement: from which state to which, by whom and why."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=12, choices=AgreementState, blank=True)
    to_state = models.CharField(max_length=12, choices=AgreementState)
    reason = models.TextField(_("reason"), blank=True)
    taken_by = models.ForeignKey(  # None: the clock
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return f"{self.agreement}: {self.to_state}"


class Section(models.Model):
    """The text of one section of an agreement; the template says which there are."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=60)
    title = models.CharField(_("title"), max_length=200, blank=True)  # of a section of its own
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "key"], name="one_section_per_key")
        ]

    def __str__(self) -> str:
        return self.title or self.key


class Fact(models.Model):
    """A fact about the unit as the agreement states it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="facts")
    label = models.CharField(_("label"), max_length=120)
    value = models.TextField(_("value"), blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    def __str__(self) -> str:
        return self.label


class BudgetLine(models.Model):
    """An amount of an agreement's budget in one year, in Danish kroner."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("year"))
    label = models.CharField(_("line"), max_length=160)
    amount = models.DecimalField(_("amount in kroner"), max_digits=16, decimal_places=2)
    is_total = models.BooleanField(_("total"), default=False)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "year", "pk"]
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")

    def __str__(self) -> str:
        return f"{self.label} {self.year}"


class Project(models.Model):
    """Work in an agreement that is not tied to an effect goal."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="projects", null=True, blank=True
    )
    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="projects", null=True, blank=True
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    is_cross_cutting = models.BooleanField(_("cross-cutting"), default=False)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = source_field()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(strategy__isnull=True) ^ Q(agreement__isnull=True),
                name="a_project_belongs_to_a_strategy_or_an_agreement",
            )
        ]

    def __str__(self) -> str:
        return self.title


class DialogueMinutes(models.Model):
    """The minutes of a dialogue meeting about an agreement."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="minutes")
    held_on = models.DateField(_("held on"))
    attendees = models.TextField(_("who took part"), blank=True)
    text = models.TextField(_("minutes"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("minutes of a dialogue meeting")
        verbose_name_plural = _("minutes of dialogue meetings")

    def __str__(self) -> str:
        return f"{self.agreement} {self.held_on}"
