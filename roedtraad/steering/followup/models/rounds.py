from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.models import Role
from roedtraad.foundation.lib.periods import format_period
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Strategy

from .wheel import MovingRule


class Rhythm(models.TextChoices):
    """How often a round comes again."""

    QUARTER = "quarter", _("every quarter")
    THIRD = "third", _("every third of a year")
    HALF_YEAR = "half_year", _("every half-year")
    YEAR = "year", _("once a year")
    ONCE = "once", _("once only")


class RoundState(models.TextChoices):
    """Where a round is: `life` says which steps lead on."""

    PLANNED = "planned", pgettext_lazy("round", "planned")
    OPEN = "open", pgettext_lazy("round", "open")
    CLOSED = "closed", pgettext_lazy("round", "closed")
    LOCKED = "locked", pgettext_lazy("round", "locked")


class FollowUpRound(models.Model):
    """One turn of the follow-up of a period: by which units, of what, and from when to when."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=120)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("area")
    )
    units = models.ManyToManyField(Unit, related_name="+", verbose_name=_("units that take part"))
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm)
    starts_on = models.DateField(_("follows from"))
    ends_on = models.DateField(_("follows until"))
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"))
    locks_on = models.DateField(_("locks"), null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(_("grace in working days"), default=0)
    moves_by = models.CharField(
        _("in the next year"), max_length=16, choices=MovingRule, default=MovingRule.WORKDAY
    )
    strategies = models.ManyToManyField(
        Strategy, related_name="+", blank=True, verbose_name=_("strategies")
    )
    follows_agreements = models.BooleanField(_("the units' agreements"), default=True)
    follows_profiles = models.BooleanField(_("the families' development profiles"), default=False)
    state = models.CharField(
        _("state"), max_length=8, choices=RoundState, default=RoundState.PLANNED
    )
    copied_from = models.OneToOneField(
        "self", on_delete=models.SET_NULL, related_name="copy", null=True, editable=False
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["opens_on", "pk"]
        verbose_name = _("follow-up round")
        verbose_name_plural = _("follow-up rounds")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="a_round_follows_until_after_it_follows_from",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="a_round_does_not_close_before_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(locks_on__isnull=True) | Q(locks_on__gte=F("closes_on")),
                name="a_round_does_not_lock_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(locks_on__isnull=True) | Q(locks_on__gt=F("ends_on")),
                name="a_round_does_not_lock_before_its_period_is_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"

    @property
    def period(self) -> str:
        return format_period(self.starts_on, self.ends_on, get_language() or "da")


class RoundStep(models.Model):
    """A step in the life of a round: from which state to which, by whom and why."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    round = models.ForeignKey(FollowUpRound, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=8, choices=RoundState)
    to_state = models.CharField(max_length=8, choices=RoundState)
    reason = models.TextField(_("reason"), blank=True)
    taken_by = models.ForeignKey(  # None: the clock
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step of a round")
        verbose_name_plural = _("steps of rounds")

    def __str__(self) -> str:
        return f"{self.round}: {self.to_state}"


class PhaseKind(models.TextChoices):
    """What is done in a phase."""

    QUALIFY = "qualify", _("Qualify data")
    REFLECT = "reflect", _("Professional reflection")
    MEET = "meet", _("Area leaders' meeting")
    REPORT = "report", _("Report to committee and council")
    ADJUST = "adjust", _("Adjust")


COMMON = (PhaseKind.MEET, PhaseKind.REPORT)  # held once for the round, by its own unit


class Phase(models.Model):
    """A part of a round with its own time: what is done, when, and in which role."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    round = models.ForeignKey(FollowUpRound, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("phase"), max_length=8, choices=PhaseKind)
    title = models.CharField(_("called"), max_length=120, blank=True)
    text = models.TextField(_("what is to be done"), blank=True)
    starts_on = models.DateField(_("begins"))
    due_on = models.DateField(_("due"))
    role = models.CharField(_("done by"), max_length=30, choices=Role)

    class Meta:
        ordering = ["starts_on", "due_on", "pk"]
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="a_phase_is_not_due_before_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def is_common(self) -> bool:
        """Whether it is held once for the round, and not by each unit."""
        return self.kind in COMMON


class UnitPhase(models.Model):
    """What one unit owes in a phase: who does it, whether it is begun and done, and what is noted.

    A phase that is held once for the whole round is owed by the round's own unit.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="unit_phases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(  # None: whoever has the phase's role
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.TextField(_("note"), blank=True)
    begun_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("a unit's part of a phase")
        verbose_name_plural = _("units' parts of phases")
        constraints = [
            models.UniqueConstraint(fields=["phase", "unit"], name="a_unit_has_one_part_of_a_phase")
        ]

    def __str__(self) -> str:
        return f"{self.phase}: {self.unit}"
