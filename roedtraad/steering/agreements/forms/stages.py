"""Targets on the way to the last one, one on each line: "60: ultimo 2026"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.lib.numbers import format_number, parse_number
from roedtraad.foundation.ui.dues import understood
from roedtraad.steering.indicators.models import Target
from roedtraad.steering.indicators.services import TargetLevel


class StagesField(forms.CharField):
    """Answers the targets by when they are due; says which line is not understood, and why."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Targets on the way"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_(
                "One on each line: the value, a colon, and when – 60: ultimo 2026. The goal is"
                " judged by the one that is due next."
            ),
            **options,
        )

    def clean(self, value: Any) -> list[TargetLevel]:
        text = super().clean(value)
        levels = [_level(line) for line in text.splitlines() if line.strip()]
        levels.sort(key=lambda each: (each.due_on is None, each.due_on))
        for before, each in zip(levels, levels[1:], strict=False):
            if before.due_on == each.due_on:
                words = _now("Two targets on the way are for %(due)s. Keep one of them.")
                raise ValidationError(words % {"due": each.due_raw})
        return levels


def stages_as_text(targets: Iterable[Target]) -> str:
    """The targets as they are written in the field."""
    written = (each for each in targets if each.value is not None)
    return "\n".join(f"{format_number(each.value or 0)}: {each.due_raw}" for each in written)


def _level(line: str) -> TargetLevel:
    number, colon, due = (part.strip() for part in line.partition(":"))
    value = parse_number(number.rstrip("% "))
    starts_on, on = understood(due)
    if not colon or value is None or on is None:
        words = _now(
            "The line “%(line)s” is not understood. Write the value, a colon and when –"
            " for example 60: ultimo 2026."
        )
        raise ValidationError(words % {"line": line.strip()})
    return TargetLevel(value=value, due_raw=due, due_from=starts_on, due_on=on)
