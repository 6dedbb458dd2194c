"""A goal's status in plain sentences, with the numbers behind it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.lib.numbers import PERCENT
from roedtraad.foundation.ui.chart_frame import measured
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.level_words import is_withheld, part_sentence

from .status import GoalStatus, Rule


def goal_sentence(status: GoalStatus) -> str:
    """Why a goal stands as it does: a judgement made by hand first, then the computed one."""
    sentences = []
    if status.override is not None:
        sentences.append(
            _("Judged by hand: %(level)s. Reason: %(reason)s")
            % {"level": status.override.level.label, "reason": _ended(status.override.reason)}
        )
        sentences.append(_("Computed: %(sentence)s") % {"sentence": _computed(status)})
    else:
        sentences.append(_computed(status))
    if status.overdue_actions:
        sentences.append(
            ngettext(
                "%(count)d action is overdue.",
                "%(count)d actions are overdue.",
                status.overdue_actions,
            )
            % {"count": status.overdue_actions}
        )
    return " ".join(sentences)


def _computed(status: GoalStatus) -> str:
    if not status.parts:
        return _("The goal has no indicator, so nothing can be said of its level.")
    if status.decisive is None:
        return _("None of the goal's indicators has a weight, so none decides.")
    if status.rule == Rule.WEIGHTED and status.progress is not None:
        return " ".join([_weighed(status, status.progress), *_hidden_by_the_mean(status)])
    sentence = part_sentence(status.decisive)
    if len(status.parts) > 1:
        sentence += " " + _("Decided by the indicator “%(title)s”.") % {
            "title": status.decisive.indicator.title
        }
    return sentence


def _weighed(status: GoalStatus, progress: Decimal) -> str:
    words = {
        "level": capfirst(str(status.computed.label)),
        "percent": _percent(progress),
        "expected": "" if status.expected is None else _percent(status.expected),
    }
    if status.expected is None or status.computed == Level.REACHED:
        return _("%(level)s: weighed together, the indicators are %(percent)s of the way.") % words
    return (
        _(
            "%(level)s: weighed together, the indicators are %(percent)s of the way;"
            " about %(expected)s was expected now."
        )
        % words
    )


def _hidden_by_the_mean(status: GoalStatus) -> list[str]:
    """The parts that moved the wrong way, are overdue or missing, which a mean does not show."""
    sentences = {
        Level.WORSE: _("“%(title)s” has moved the wrong way."),
        Level.OVERDUE: _("“%(title)s” is overdue."),
        Level.NO_DATA: _("“%(title)s” has no measurements and is not counted."),
    }
    withheld = _("“%(title)s” has measurements that are not shown, and is not counted.")
    return [
        (
            withheld
            if part.level == Level.NO_DATA and is_withheld(part.indicator)
            else sentences[part.level]
        )
        % {"title": part.indicator.title}
        for part in status.parts
        if part.level in sentences
    ]


def _percent(share: Decimal) -> str:
    return measured(number_format(round(share * 100), use_l10n=True), PERCENT)


def _ended(reason: str) -> str:
    reason = reason.strip()
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
