from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roedtraad.foundation.organisation.models import Unit


class MovingRule(models.TextChoices):
    """How a date finds its place in the next year's wheel."""

    WORKDAY = "workday", _("the same working day of the month")
    WORKDAY_FROM_END = "workday_from_end", _("the same working day counted from the month's end")
    WEEKDAY = "weekday", _("the same weekday of the month, such as the second Tuesday")
    WEEK = "week", _("the same weekday of the same week")
    DATE = "date", _("the same date, or the next working day")


class DateKind(models.TextChoices):
    """What a date of the wheel is about."""

    BUDGET = "budget", _("budget")
    POLITICAL = "political", _("political meeting")
    MEETING = "meeting", pgettext_lazy("wheel", "other meeting")
    DEADLINE = "deadline", _("deadline")


class WheelDate(models.Model):
    """A date beside the rounds of a year's wheel: of the budget, or of a political meeting."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=DateKind)
    on = models.DateField(_("date"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    moves_by = models.CharField(
        _("in the next year"), max_length=16, choices=MovingRule, default=MovingRule.WEEKDAY
    )
    copied_from = models.OneToOneField(
        "self", on_delete=models.SET_NULL, related_name="copy", null=True, editable=False
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("date of the wheel")
        verbose_name_plural = _("dates of the wheel")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("on")),
                name="a_date_of_the_wheel_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title
