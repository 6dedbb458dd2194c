from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.interventions.models import Intervention
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.lib import sieve
from roedtraad.foundation.lib.sorting import danish_fold

from .goals import ProfileGoal


class NoteKind(models.TextChoices):
    """What a note tells of."""

    VISIT = "visit", _("visit")
    CONVERSATION = "conversation", _("conversation")
    PHONE = "phone", _("phone call")
    MEETING = "meeting", _("meeting")
    OBSERVATION = "observation", _("observation")
    MESSAGE = "message", _("message or letter")
    HANDOVER = "handover", _("handing over")
    OTHER = "other", _("other")


class DiaryEntryQuerySet(models.QuerySet["DiaryEntry"]):
    def current(self) -> DiaryEntryQuerySet:
        """Each note in its latest wording."""
        return self.filter(replaced_at=None)

    def standing(self) -> DiaryEntryQuerySet:
        """Those that count: in their latest wording, and not struck out."""
        return self.current().filter(struck_at=None)

    def first_wordings(self) -> DiaryEntryQuerySet:
        """Each note as it was first written: what follow-up, handing over and files belong to."""
        return self.filter(corrects=None)


class DiaryEntry(sieve.Sieved):
    """A note in the diary of a case, in one wording. Nothing in it is ever overwritten.

    A correction is a new row that names the first wording; the one before says when it ceased to
    count. `withheld_text` comes from or is about somebody else than the family, which never reads
    it. `key` is made on the device, so that a note delivered twice is kept once. The folded texts
    and their sieve are what is searched in. A note struck out is so in all its wordings: it is
    kept, and counts as nothing.
    """

    personal_fields: ClassVar[tuple[str, ...]] = (
        *("text", "folded", "withheld_text", "withheld_from", "folded_withheld", "follow_up"),
        *("people", "kind", "struck_because"),
        *sieve.FIELDS,
    )

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("what it tells of"), max_length=20, choices=NoteKind)
    happened_at = models.DateTimeField(_("when it happened"))
    text = models.TextField(_("note"))
    folded = models.TextField(editable=False)
    withheld_text = models.TextField(_("confidential part"), blank=True)
    withheld_from = models.CharField(_("from or about whom"), max_length=200, blank=True)
    folded_withheld = models.TextField(blank=True, editable=False)
    people = models.ManyToManyField(Citizen, related_name="+", blank=True)
    goals = models.ManyToManyField(ProfileGoal, related_name="diary_entries", blank=True)
    interventions = models.ManyToManyField(Intervention, related_name="+", blank=True)
    hand_over = models.BooleanField(_("for the next shift"), default=False)
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    follow_up = models.CharField(_("what is to be followed up"), max_length=200, blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True)
    followed_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="wordings",
        null=True,
        blank=True,
        db_index=False,  # nearly all correct nothing; below is an index of those that do
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    struck_because = models.CharField(_("why it is struck out"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device_at = models.DateTimeField(null=True, blank=True)  # the device's clock
    recorded_at = models.DateTimeField()  # ours

    objects = DiaryEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = _("diary note")
        verbose_name_plural = _("diary notes")
        indexes = [
            # the notes of a case, and enough of each to know which of them to look for words in
            models.Index(
                fields=[
                    *("case", "-happened_at", "-id"),
                    *("replaced_at", "struck_at", *sieve.FIELDS),
                ],
                name="diary_of_a_case",
            ),
            models.Index(
                fields=["author", "follow_up_on"],
                condition=Q(followed_up_at=None, follow_up_on__isnull=False),
                name="diary_follow_ups_of_an_author",
            ),
            models.Index(
                fields=["case", "follow_up_on"],
                condition=Q(followed_up_at=None, follow_up_on__isnull=False),
                name="diary_follow_ups_of_a_case",
            ),
            models.Index(
                fields=["corrects"],
                condition=Q(corrects__isnull=False),
                name="diary_wordings_of_a_note",
            ),
            models.Index(
                fields=["case", "recorded_at"],
                condition=Q(hand_over=True),
                name="diary_handed_over",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(replaced_at=None, corrects__isnull=False),
                name="one_wording_of_a_corrected_note_counts",
            ),
            models.CheckConstraint(
                condition=Q(withheld_text="") | ~Q(withheld_from=""),
                name="a_confidential_part_says_from_or_about_whom",
            ),
            models.CheckConstraint(
                condition=Q(followed_up_at=None, followed_up_by=None)
                | Q(
                    followed_up_at__isnull=False,
                    followed_up_by__isnull=False,
                    follow_up_on__isnull=False,
                ),
                name="a_follow_up_that_is_done_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_by=None, struck_because="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because="")),
                name="a_note_struck_out_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | Q(hand_over=False, follow_up_on=None),
                name="a_correction_has_no_follow_up_of_its_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        for name, value in searched_in(
            self.text, f"{self.withheld_text} {self.withheld_from}"
        ).items():
            setattr(self, name, value)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def note_id(self) -> int:
        """The key of the note, whichever its wording: that of the first."""
        return self.corrects_id or self.pk


def searched_in(text: str, withheld: str = "") -> dict[str, Any]:
    """What is kept of a note for the search, by the names of its fields."""
    folded, folded_withheld = _folded(text), _folded(withheld)
    texts = {"folded": folded, "folded_withheld": folded_withheld}
    return texts | sieve.sieve_of(folded, folded_withheld)


def _folded(text: str) -> str:
    """As the search folds its words; on one line, so that a phrase is found across lines."""
    return danish_fold(" ".join(text.split()))


class DiaryReading(models.Model):
    """That somebody has read what was handed over to the next shift."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    entry = models.ForeignKey(DiaryEntry, on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["read_at"]
        verbose_name = _("reading of a note handed over")
        verbose_name_plural = _("readings of notes handed over")
        constraints = [
            models.UniqueConstraint(fields=["entry", "user"], name="a_note_is_read_once_by_each")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.user_id}"


class DiaryAttachment(models.Model):
    """A file that belongs to a note. Its name may tell of somebody, so it is kept here alone."""

    personal_fields: ClassVar[tuple[str, ...]] = ("name",)

    entry = models.ForeignKey(DiaryEntry, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=200)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment of a note")
        verbose_name_plural = _("attachments of notes")

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.file_id}"
