"""Periods whose figures are settled and must not change. Whoever settles them, further up, says so
from `AppConfig.ready`; who wants them changed must have them reopened there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roedtraad.foundation.organisation.models import Unit


@dataclass(frozen=True)
class ClosedPeriod:
    """The days, both counted, in which nothing changes in a unit and in all below its path."""

    path: str
    starts_on: date
    ends_on: date
    by: str  # what settled it: "Opfølgning 3. kvartal 2026"
    holds_texts: bool  # whether the follow-up of agreements that end in it is settled too


Provider = Callable[[], Iterable[ClosedPeriod]]
_providers: list[Provider] = []


def provide(function: Provider) -> None:
    """Let `function` say which periods are settled."""
    _providers.append(function)


def periods() -> list[ClosedPeriod]:
    """Every settled period; one query for each who settles."""
    return [period for provider in _providers for period in provider()]


def period_at(unit: Unit, day: date, *, of_texts: bool = False) -> ClosedPeriod | None:
    """The settled period of `unit` that the day lies in; with `of_texts` one that holds texts."""
    found = (
        each
        for each in periods()
        if each.starts_on <= day <= each.ends_on and unit.path.startswith(each.path)
    )
    return next((each for each in found if each.holds_texts or not of_texts), None)


def require_open(unit: Unit, day: date) -> None:
    """Raise `ValidationError`, with what to do, when the figures of that day are settled."""
    if closed := period_at(unit, day):
        raise ValidationError(
            _(
                "%(round)s is locked: figures until %(day)s can no longer be changed. Ask the one"
                " who plans the follow-up to reopen it, and say why."
            )
            % {"round": closed.by, "day": date_format(closed.ends_on, "j. F Y")},
            code="locked",
        )
