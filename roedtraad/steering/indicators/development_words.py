"""What can be said of a series' development, in one plain sentence with its numbers."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.ui.chart_frame import measured

from .charted import Charted, Method, Rule
from .development import FALSE_NOW, Development, Lack, Verdict
from .level import FEWEST_CASES

SHAPES = {
    Verdict.BETTER: "good",
    Verdict.WORSE: "bad",
    Verdict.HIGHER: "warning",
    Verdict.LOWER: "warning",
    Verdict.UNSETTLED: "warning",
    Verdict.NO_CHANGE: "none",
    Verdict.TOO_FEW: "unsure",
}


def method_name(method: Method) -> str:
    """What a chart is called in Danish offices."""
    names = {
        Method.XMR: _("XmR chart"),
        Method.P: _("p chart"),
        Method.P_PRIME: _("p′ chart"),
        Method.U: _("u chart"),
        Method.RUN: _("run chart"),
        Method.NONE: "",
    }
    return names[method]


def development_sentence(found: Development, measured_in: str = "", decimals: int = 0) -> str:
    """One sentence: the verdict, what it rests on, by which method, since when."""
    word = capfirst(str(found.verdict.label))
    if found.verdict == Verdict.TOO_FEW:
        return f"{word}: {_too_few(found)}"
    last = found.last
    if last is None or last.centre is None:
        return f"{word}."
    writes = _Writer(measured_in, decimals)
    if found.rule is None:
        return f"{word}: {_no_change(found, last, writes)}"
    said = f"{word}: {_signal(found, last, writes)}"
    return f"{said} {_moved(found, writes)}" if found.moved_by is not None else said


def _moved(found: Development, writes: _Writer) -> str:
    """That the signal is of the mean, which a single point has moved, and not of the others."""
    if found.moved_by is None:
        return ""
    words = {
        "value": writes(float(found.moved_by.by.value)),
        "day": date_format(found.moved_by.by.on, "DATE_FORMAT"),
    }
    if found.moved_by.without is not None:
        words["word"] = str(found.moved_by.without.label)
        return (
            _(
                "The sign rests on a mean that one measurement, %(value)s on %(day)s, has moved:"
                " without it the newest says %(word)s."
            )
            % words
        )
    return (
        _(
            "The sign rests on a mean that one measurement, %(value)s on %(day)s, has moved:"
            " without it the newest is no sign of change."
        )
        % words
    )


def period_words(found: Development) -> str:
    """What must be known to read it: that running totals were taken apart, what is left out."""
    said = []
    if found.is_per_period:
        said.append(_("The figures of each period, taken from the running totals."))
    if found.left_out:
        days = ", ".join(date_format(each.on, "DATE_FORMAT") for each in found.left_out)
        words = ngettext(
            "The measurement of %(days)s is shown, but is not part of mean and limits.",
            "The measurements of %(days)s are shown, but are not part of mean and limits.",
            len(found.left_out),
        )
        said.append(words % {"days": days})
    return " ".join(said)


def false_signals(developments: list[Development]) -> str:
    """How many of many series would show a signal now though nothing has changed."""
    judged = [each for each in developments if each.method not in (None, Method.NONE)]
    expected = sum(FALSE_NOW.get(each.method, 0.0) for each in judged if each.method)
    return expected_by_chance(len(judged), sum(each.is_signal for each in judged), expected)


def expected_by_chance(series: int, signals: int, by_chance: float) -> str:
    """How many signals there are now in many series, beside what chance alone would give."""
    if series < 2:
        return ""
    words = {"count": series, "signals": signals, "expected": _about(by_chance)}
    return (
        _(
            "Signal now in %(signals)d of %(count)d series;"
            " about %(expected)s would be seen though nothing had changed."
        )
        % words
    )


def _about(number: float) -> str:
    return number_format(round(number, 1), decimal_pos=1, use_l10n=True)


class _Writer:
    """Writes values in the unit of the series."""

    def __init__(self, measured_in: str, decimals: int) -> None:
        self.measured_in, self.decimals = measured_in, decimals

    def __call__(self, value: float | None) -> str:
        if value is None:
            return "–"
        places = self.decimals
        if abs(value) < 10 and places == 0 and value != round(value):
            places = 1
        text = number_format(
            f"{value:.{places}f}", decimal_pos=places, use_l10n=True, force_grouping=True
        )
        return measured(text, self.measured_in)


def _too_few(found: Development) -> str:
    if found.lack == Lack.CASES:
        cases = int(found.cases or 0)
        return ngettext(
            "the newest figure is of %(count)d case; %(fewest)d are needed.",
            "the newest figure is of %(count)d cases; %(fewest)d are needed.",
            cases,
        ) % {"count": cases, "fewest": FEWEST_CASES}
    if not found.n:
        return _("nothing has been measured.")
    numbers = {"count": found.n, "fewest": found.needed}
    if len(found.segments) > 1:
        return (
            ngettext(
                "%(count)d measurement since the limits began anew; %(fewest)d are needed to tell"
                " a change from chance.",
                "%(count)d measurements since the limits began anew; %(fewest)d are needed to tell"
                " a change from chance.",
                found.n,
            )
            % numbers
        )
    return (
        ngettext(
            "%(count)d measurement; %(fewest)d are needed to tell a change from chance.",
            "%(count)d measurements; %(fewest)d are needed to tell a change from chance.",
            found.n,
        )
        % numbers
    )


def _no_change(found: Development, last: Charted, writes: _Writer) -> str:
    since = found.observations[-found.n].on
    words = {
        "count": found.n,
        "centre": writes(last.centre),
        "method": _method(last),
        "since": _month(since),
    }
    lower, upper = last.lower[-1], last.upper[-1]
    if lower is None or upper is None:
        return (
            _("%(count)d measurements about the median %(centre)s (%(method)s, since %(since)s).")
            % words
        )
    words |= {"low": writes(lower), "high": writes(upper)}
    return (
        _(
            "%(count)d measurements about the mean %(centre)s, the newest within %(low)s to"
            " %(high)s (%(method)s, since %(since)s)."
        )
        % words
    )


def _signal(found: Development, last: Charted, writes: _Writer) -> str:
    is_high = last.values[-1] > (last.centre or 0)
    since = found.since
    words = {
        "count": found.count,
        "method": _method(last),
        "since": _month(since) if since else "",
        "value": writes(last.values[-1]),
        "limit": writes(last.upper[-1] if is_high else last.lower[-1]),
    }
    sentences = {
        (Rule.SHIFT, True): _(
            "%(count)d measurements in a row above the centre (%(method)s, since %(since)s)."
        ),
        (Rule.SHIFT, False): _(
            "%(count)d measurements in a row below the centre (%(method)s, since %(since)s)."
        ),
        (Rule.OUTSIDE, True): _(
            "the newest, %(value)s, lies above the upper limit of %(limit)s (%(method)s)."
        ),
        (Rule.OUTSIDE, False): _(
            "the newest, %(value)s, lies below the lower limit of %(limit)s (%(method)s)."
        ),
        (Rule.NEAR, True): _(
            "two of the newest three lie close to the upper limit of %(limit)s (%(method)s)."
        ),
        (Rule.NEAR, False): _(
            "two of the newest three lie close to the lower limit of %(limit)s (%(method)s)."
        ),
        (Rule.CROSSINGS, True): _(
            "the series crosses its centre more seldom than chance does, and has been above it"
            " for %(count)d measurements (%(method)s, since %(since)s)."
        ),
        (Rule.CROSSINGS, False): _(
            "the series crosses its centre more seldom than chance does, and has been below it"
            " for %(count)d measurements (%(method)s, since %(since)s)."
        ),
    }
    if found.rule == Rule.TREND:
        rises = len(last.values) > 1 and last.values[-1] > last.values[-2]
        sentence = (
            _("%(count)d measurements in a row, each higher (%(method)s, since %(since)s).")
            if rises
            else _("%(count)d measurements in a row, each lower (%(method)s, since %(since)s).")
        )
        return sentence % words
    return sentences[found.rule or Rule.SHIFT, is_high] % words


def _method(last: Charted) -> str:
    name = method_name(last.method)
    return (
        _("%(method)s, limits still moving") % {"method": name} if last.has_trial_limits else name
    )


def _month(on: date) -> str:
    return date_format(on, "YEAR_MONTH_FORMAT")
