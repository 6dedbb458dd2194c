"""What many goals, or the indicators of one, say together: one plain sentence for each part."""

from __future__ import annotations

from enum import StrEnum

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.lib.numbers import PERCENT
from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.steering.indicators.development_words import expected_by_chance

from .rolled import Count, Part, Together, Whole

NAMED = 3  # how many that are missing are named in the sentence; the table has them all


class Kind(StrEnum):
    """What the children are."""

    GOALS = "goals"
    INDICATORS = "indicators"


def level_sentence(whole: Whole, kind: Kind) -> str:
    """How they stand against what they should be now."""
    return _sentence(whole, whole.level, kind)


def answers_sentence(whole: Whole, kind: Kind) -> str:
    """How each of them stands, where what they are together is said by another rule."""
    part = whole.level
    if part.number < 2:
        return ""
    return " ".join([f"{capfirst(_counted(whole, part, kind))}.", _missing(part)]).strip()


def change_sentence(whole: Whole, kind: Kind) -> str:
    """How they have changed, and how many signals chance alone would give."""
    signs = whole.signs
    words = _sentence(whole, whole.change, kind)
    chance = expected_by_chance(signs.series, signs.signals, signs.by_chance)
    return f"{words} {chance}".strip()


def data_sentence(whole: Whole, kind: Kind) -> str:
    """How far what it rests on can be trusted."""
    return _sentence(whole, whole.data, kind)


def _sentence(whole: Whole, part: Part, kind: Kind) -> str:
    if part.together == Together.NOTHING:
        return _nothing(kind)
    word = capfirst(part.word)
    if part.together == Together.TOO_FEW:
        numbers = {"known": part.known, "number": part.number}
        word += ", " + _("only %(known)s of %(number)s can be judged") % numbers
    return f"{word} – {_counted(whole, part, kind)}. {_missing(part)}".strip()


def _nothing(kind: Kind) -> str:
    if kind == Kind.GOALS:
        return _("There is no goal to judge.")
    return _("There is no indicator with a weight to judge by.")


def _counted(whole: Whole, part: Part, kind: Kind) -> str:
    """ "5 goals: 3 reached, 2 behind": how many of each, and their weight where that differs."""
    words = (
        ngettext("%(number)s goal", "%(number)s goals", part.number)
        if kind == Kind.GOALS
        else ngettext("%(number)s indicator", "%(number)s indicators", part.number)
    )
    number = words % {"number": part.number}
    if [each.word for each in part.counts] == [part.word]:
        return number
    return f"{number}: " + ", ".join(_count(each, whole) for each in part.counts)


def _count(each: Count, whole: Whole) -> str:
    words = f"{each.number} {each.word}"
    if not whole.is_weighted:
        return words
    share = measured(number_format(round(each.share * 100), use_l10n=True), PERCENT)
    return _("%(words)s (weight %(share)s)") % {"words": words, "share": share}


def _missing(part: Part) -> str:
    """Who has no answer, where they have names here."""
    named = [f"“{name}” ({why})" for name, why in part.missing[:NAMED] if name]
    if not named:
        return ""
    more = len(part.missing) - NAMED
    if more > 0:
        words = ngettext("%(count)d more", "%(count)d more", more) % {"count": more}
        named.append(words)
    return _("Not counted as good: %(names)s.") % {"names": ", ".join(named)}
