from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.audit.kept import KeptChange
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.drafts import FormDraft
from roedtraad.steering.agreements.models import Agreement, Theme


class TheoryState(models.TextChoices):
    """Where a theory is in its life: written, relied on, or replaced and kept."""

    DRAFT = "draft", _("draft")
    IN_USE = "in_use", pgettext_lazy("theory", "in use")
    ENDED = "ended", pgettext_lazy("theory", "no longer in use")


class TheoryOfChange(models.Model):
    """How a unit thinks that what it does leads to what it wants, for whom, and in which matter."""

    personal_fields: ClassVar[tuple[str, ...]] = ()
    not_kept: ClassVar[tuple[str, ...]] = ("state", "number", "in_use_since")  # moved by steps

    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    text = models.TextField(_("what it is about"), blank=True)
    target_group = models.ForeignKey(
        TargetGroup,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("target group"),
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("agreement"),
    )
    themes = models.ManyToManyField(Theme, related_name="+", blank=True, verbose_name=_("themes"))
    state = models.CharField(
        _("state"), max_length=8, choices=TheoryState, default=TheoryState.DRAFT
    )
    number = models.PositiveIntegerField(_("edition"), default=1, editable=False)
    in_use_since = models.DateTimeField(null=True, editable=False)
    revises = models.ForeignKey(  # the edition in use that this draft is to replace
        "self", on_delete=models.SET_NULL, related_name="revisions", null=True, blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("theory of change")
        verbose_name_plural = _("theories of change")
        constraints = [
            models.UniqueConstraint(
                fields=["revises"],
                condition=Q(state="draft"),
                name="one_draft_at_a_time_revises_a_theory",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TheoryChange(KeptChange):
    """One saved change of a theory, with what is needed to undo it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    theory = models.ForeignKey(TheoryOfChange, on_delete=models.CASCADE, related_name="changes")

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("change of a theory")
        verbose_name_plural = _("changes of theories")


class TheoryDraft(FormDraft):
    """A form of a theory as one user left it, not saved yet."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    class Meta(FormDraft.Meta):
        verbose_name = _("draft of a form")
        verbose_name_plural = _("drafts of forms")
