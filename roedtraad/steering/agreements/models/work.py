"""What the work on an agreement leaves behind: changes, comments, drafts, annexes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.kept import KeptChange
from roedtraad.foundation.files.models import StoredFile

from .agreement import Agreement
from .goal import Goal
from .strategy import Strategy


class Change(KeptChange):
    """One saved change of a strategy or an agreement, with what is needed to undo it."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="changes", null=True, blank=True
    )
    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="changes", null=True, blank=True
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, related_name="changes", null=True, blank=True
    )
    is_text = models.BooleanField(default=True)  # False: follow-up, which approval does not freeze

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    @property
    def removes(self) -> bool:
        """Whether it took its subject away, deleted or kept for the approved text."""
        was_out = (self.before or {}).get("is_taken_out", False)
        return self.after is None or (bool(self.after.get("is_taken_out")) and not was_out)


class Thread(models.Model):
    """A conversation at one place of an agreement: a section or a goal."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="threads")
    goal = models.ForeignKey(
        Goal, on_delete=models.CASCADE, related_name="threads", null=True, blank=True
    )
    section_key = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment thread")
        verbose_name_plural = _("comment threads")

    def __str__(self) -> str:
        return f"{self.agreement} {self.section_key or self.goal or ''}".strip()


class Comment(models.Model):
    """What somebody said in a thread."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return self.text[:80]


class Draft(models.Model):
    """What somebody has typed in a form and not saved yet. Not a write: no audit, no history."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)  # the form: "goal:12"
    data = models.JSONField()
    base_version = models.PositiveIntegerField(null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_draft_per_user_and_form")
        ]

    def __str__(self) -> str:
        return self.key


class Annex(models.Model):
    """A file or a link that belongs to an agreement."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="annexes")
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    url = models.URLField(_("address"), blank=True, max_length=500)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) ^ ~Q(url=""), name="an_annex_is_a_file_or_a_link"
            )
        ]

    def __str__(self) -> str:
        return self.title
