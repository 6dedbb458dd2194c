"""Questionnaires as data: what is asked, how it is answered, and which scales come of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SCORE: dict[str, Any] = {"max_digits": 9, "decimal_places": 4}


class Informant(models.TextChoices):
    """Who has answered, seen from whom the answers are about."""

    CHILD = "child", _("the child or young person")
    PARENT = "parent", _("parent")
    NETWORK = "network", _("somebody in the network")
    PRACTITIONER = "practitioner", _("practitioner")
    TEACHER = "teacher", _("teacher or day-care")


class InstrumentUse(models.TextChoices):
    """What an instrument is for. Sessions are counted apart: they measure the help, not a life."""

    STATE = "state", _("how somebody is doing")
    SESSION = "session", _("how a session was")


class Worded(models.Model):
    """Something with a text in Danish and, where there is one, in English."""

    class Meta:
        abstract = True

    def worded(self, name: str) -> str:
        """The text of the reader's language, else the Danish one."""
        english = str(getattr(self, f"{name}_en")) if get_language() == "en" else ""
        return english or str(getattr(self, name))


class Instrument(Worded):
    """A questionnaire, ours or somebody else's, with the licence by which it is used.

    Without `may_show_items` its questions are neither shown nor answered here: scores that were
    worked out elsewhere are entered.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    code = models.CharField(_("short name"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    use = models.CharField(
        _("what it measures"), max_length=20, choices=InstrumentUse, default=InstrumentUse.STATE
    )
    purpose = models.TextField(_("purpose"), blank=True)
    purpose_en = models.TextField(_("purpose in English"), blank=True)
    owner = models.CharField(_("who has the rights"), max_length=200)
    licence = models.TextField(_("licence"))
    may_show_items = models.BooleanField(
        _("the licence lets the questions be shown and answered here"), default=False
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.worded("title")


class InstrumentVersion(Worded):
    """A form of an instrument: for whom, with which questions and scales.

    Once published it is never changed, since answers rest on it; a new version is written instead.
    Scores of different versions are not mixed.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField(_("version"), max_length=80)
    label_en = models.CharField(_("version in English"), max_length=80, blank=True)
    lead = models.TextField(_("what is said before the questions"), blank=True)
    lead_en = models.TextField(_("the same in English"), blank=True)
    informants = models.JSONField(_("who may answer"), default=list)
    is_self_report = models.BooleanField(_("one answers about oneself"), default=False)
    age_from = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to the age of"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    retired_on = models.DateField(_("not to be used after"), null=True, blank=True)

    class Meta:
        verbose_name = _("version of an instrument")
        verbose_name_plural = _("versions of instruments")
        ordering = ["instrument", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "label"], name="one_version_of_an_instrument_per_label"
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="an_instrument_version_is_for_an_age_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.worded('label')}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def informant_words(self) -> list[str]:
        return [str(each.label) for each in Informant if each.value in self.informants]


class AnswerSet(models.Model):
    """The answers that the questions of one block have in common, in the order of the blocks."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("block of questions")
        verbose_name_plural = _("blocks of questions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.position}"


class AnswerOption(Worded):
    """One answer that can be given: what is kept is `value`, what it counts is `points`."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    answer_set = models.ForeignKey(AnswerSet, on_delete=models.CASCADE, related_name="options")
    value = models.SmallIntegerField(_("value"))
    points = models.SmallIntegerField(_("points"))
    label = models.CharField(_("answer"), max_length=120, blank=True)
    label_en = models.CharField(_("answer in English"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer_set", "value"], name="an_answer_is_offered_once"
            )
        ]

    def __str__(self) -> str:
        return self.worded("label") or str(self.value)


class Item(Worded):
    """A question, or of a licensed questionnaire only its number: then there is no text."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="items")
    answer_set = models.ForeignKey(AnswerSet, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("question"), max_length=400, blank=True)
    text_en = models.CharField(_("question in English"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="a_question_has_a_number_of_its_own"
            )
        ]

    def __str__(self) -> str:
        return self.worded("text") or str(_("Question %(number)s")) % {"number": self.number}


class Better(models.TextChoices):
    """Which way is better. It belongs to the scale and is never guessed from the scores."""

    HIGHER = "higher", _("a higher score is better")
    LOWER = "lower", _("a lower score is better")


class Scoring(models.TextChoices):
    """How a scale's score comes of its questions, or of other scales."""

    SUM = "sum", _("the sum of the questions")
    MEAN = "mean", _("the mean of the questions")
    PARTS = "parts", _("the sum of other scales")
    ENTERED = "entered", _("worked out elsewhere and entered")


class Scale(Worded):
    """One score of a version: which questions make it, its ends, and which way is better."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="scales")
    position = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(_("short name"), max_length=40)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    scoring = models.CharField(_("how it is scored"), max_length=20, choices=Scoring)
    factor = models.DecimalField(_("multiplied by"), default=Decimal(1), **SCORE)
    fewest_answered = models.PositiveSmallIntegerField(
        _("questions that must be answered"), null=True, blank=True
    )
    lowest = models.DecimalField(_("lowest score"), **SCORE)
    highest = models.DecimalField(_("highest score"), **SCORE)
    better = models.CharField(_("which way is better"), max_length=10, choices=Better)
    is_threshold_inclusive = models.BooleanField(
        _("a change exactly as large as the limit counts as reliable"), default=False
    )
    items: models.ManyToManyField[Item, ScaleItem] = models.ManyToManyField(
        Item, through="ScaleItem", related_name="scales"
    )
    parts: models.ManyToManyField[Scale, models.Model] = models.ManyToManyField(
        "self", symmetrical=False, related_name="totals", blank=True, verbose_name=_("scales")
    )

    class Meta:
        verbose_name = _("scale")
        verbose_name_plural = _("scales")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_scale_per_short_name"),
            models.CheckConstraint(
                condition=Q(highest__gt=F("lowest")), name="a_scale_ends_above_its_beginning"
            ),
            models.CheckConstraint(
                condition=Q(factor__gt=0), name="a_scale_is_multiplied_by_more_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.worded("title")

    @property
    def direction(self) -> int:
        """+1 where higher is better, −1 where lower is."""
        return 1 if self.better == Better.HIGHER else -1


class ScaleItem(models.Model):
    """That a question counts in a scale, straight or turned round."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="scale_items")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    is_reversed = models.BooleanField(_("turned round"), default=False)

    class Meta:
        verbose_name = _("question of a scale")
        verbose_name_plural = _("questions of scales")
        constraints = [
            models.UniqueConstraint(fields=["scale", "item"], name="a_question_counts_once")
        ]

    def __str__(self) -> str:
        return f"{self.scale_id}: {self.item_id}"
