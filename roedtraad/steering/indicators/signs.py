"""What lists say of a series besides its level: how it has changed, how far it can be trusted.

A sign holds no figure and no sentence, so it may be kept and shown to whoever may see the list.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy

from .development import FALSE_NOW, SIGNALS, Development, Verdict
from .models import CredibilityKind
from .quality import Quality, Trust


class Data(models.TextChoices):
    """How far figures can be trusted, best first. Its word is shown with a shape."""

    SOUND = "sound", pgettext_lazy("data", "no doubt about them")
    STALE = "stale", pgettext_lazy("data", "out of date")
    UNUSUAL = "unusual", pgettext_lazy("data", "should be checked")
    DOUBTED = "doubted", pgettext_lazy("data", "doubted")
    NONE = "none", pgettext_lazy("data", "not measured")


DATA_SHAPES = {
    Data.SOUND: "good",
    Data.STALE: "waiting",
    Data.UNUSUAL: "warning",
    Data.DOUBTED: "bad",
    Data.NONE: "none",
}
UNTRUSTED = frozenset({Data.STALE, Data.UNUSUAL, Data.DOUBTED})
SEVERITY = {data: place for place, data in enumerate(Data)}


@dataclass(frozen=True)
class Sign:
    """One series, or several as one. `verdict` is None where there is no number to follow.

    `series` have been judged for change, `signals` of them are signals now; of series that have
    not changed, about `by_chance` would be.
    """

    verdict: Verdict | None = None
    data: Data = Data.NONE
    series: int = 0
    signals: int = 0
    by_chance: float = 0.0


def sign_of(development: Development | None, quality: Quality) -> Sign:
    """The sign of one series."""
    data = _data_of(quality)
    if development is None:
        return Sign(None, data)
    chance = FALSE_NOW.get(development.method) if development.method else None
    if development.verdict == Verdict.TOO_FEW or chance is None:
        return Sign(development.verdict, data)
    return Sign(development.verdict, data, 1, int(development.is_signal), chance)


def joined(signs: list[Sign]) -> Sign:
    """Several series as one: what is worse is not hidden by what is better."""
    verdicts = {each.verdict for each in signs}
    return Sign(
        next((each for each in _BY_WEIGHT if each in verdicts), None),
        max((each.data for each in signs), key=lambda data: SEVERITY[data], default=Data.NONE),
        sum(each.series for each in signs),
        sum(each.signals for each in signs),
        sum(each.by_chance for each in signs),
    )


_BY_WEIGHT = (
    *(Verdict.WORSE, Verdict.UNSETTLED, Verdict.HIGHER, Verdict.LOWER),
    *(Verdict.BETTER, Verdict.NO_CHANGE, Verdict.TOO_FEW),
)


def is_signal(verdict: Verdict | None) -> bool:
    """Whether a change is more than chance."""
    return verdict in SIGNALS


def _data_of(quality: Quality) -> Data:
    if quality.is_valid is None:
        return Data.NONE
    if quality.credibility == CredibilityKind.DOUBT:
        return Data.DOUBTED
    if quality.missed:
        return Data.STALE
    if any(each.trust in (Trust.DOUBTFUL, Trust.WRONG) for each in quality.findings):
        return Data.UNUSUAL
    return Data.SOUND
