"""A verdict in plain words, and everything that it was judged by. Change, never effect."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roedtraad.foundation.statistics.reliable_change import ChangeMethod
from roedtraad.foundation.ui.chart_frame import day, number

from .verdicts import STATED, Basis, Verdict, VerdictState

S = VerdictState
SHORT: dict[VerdictState, str | Promise] = {
    S.TOO_FEW: gettext_lazy("too few measurements"),
    S.TOO_CLOSE: gettext_lazy("too few measurements"),
    S.NO_LIMIT: gettext_lazy("cannot be judged"),
    S.CANNOT_SHOW: gettext_lazy("cannot be shown"),
    S.RECOVERED: gettext_lazy("better, and past the cut-off"),
    S.IMPROVED: gettext_lazy("better"),
    S.UNCHANGED: gettext_lazy("no reliable change"),
    S.DETERIORATED: gettext_lazy("worse"),
    S.HARMED: gettext_lazy("worse, and past the cut-off"),
}
TONES = {
    **dict.fromkeys((S.RECOVERED, S.IMPROVED), "better"),
    **dict.fromkeys((S.DETERIORATED, S.HARMED), "worse"),
}


def points(value: Decimal | float) -> str:
    """A number of points as people write it, with a decimal where there is one."""
    shown = round(float(value), 1)
    return number(shown, 0 if shown == int(shown) else 1)


def short(found: Verdict) -> str:
    return str(SHORT[found.state])


def sentence(found: Verdict) -> str:
    """What can be said of the change, with the numbers that it rests on."""
    if found.first is None or found.last is None or found.toward is None:
        return _("One measurement. Change can be told when there are two.")
    if found.state is S.TOO_CLOSE:
        return _(
            "The measurements are less than %(days)s days apart: too few to tell a change."
        ) % {"days": found.basis.fewest_days}
    words = {
        "first": points(found.first[1]),
        "last": points(found.last[1]),
        "limit": points(found.basis.limit or 0),
        "moved": _moved(found.toward),
    }
    told = _("From %(first)s to %(last)s: %(moved)s.") % words
    return f"{told} {_reading(found, words)}".strip()


def _moved(toward: Decimal) -> str:
    size = abs(toward)
    words, plural = {"points": points(size)}, 1 if size == 1 else 2
    if not size:
        return _("the same")
    if toward > 0:
        return ngettext("%(points)s point better", "%(points)s points better", plural) % words
    return ngettext("%(points)s point worse", "%(points)s points worse", plural) % words


def _reading(found: Verdict, words: dict[str, str]) -> str:
    if found.state is S.NO_LIMIT:
        return _(
            "Whether that is more than the uncertainty of the instrument cannot be told: norms or "
            "a reliability with a source are missing."
        )
    if found.state is S.CANNOT_SHOW:
        return _(
            "The first score was so near the best end of the scale that a reliable change for "
            "the better could not be shown."
        )
    if found.state is S.UNCHANGED:
        if found.basis.is_inclusive:
            return _("That may be chance: it takes %(limit)s points.") % words
        return _("That may be chance: it takes more than %(limit)s points.") % words
    reading = _("That is more than the uncertainty of the instrument (%(limit)s points).") % words
    return f"{reading} {_crossing(found)}".strip()


def _crossing(found: Verdict) -> str:
    if found.basis.cutoff is None:
        return ""
    words = {"cutoff": points(found.basis.cutoff)}
    if found.state is S.RECOVERED:
        return _("The score has passed the cut-off of %(cutoff)s to the good side.") % words
    if found.state is S.HARMED:
        return _("The score has passed the cut-off of %(cutoff)s to the bad side.") % words
    return ""


def method(basis: Basis) -> list[tuple[str, str]]:
    """What a verdict rests on: label and value, in the order they are read."""
    rows = [(_("Method"), _method(basis)), (_("Limit"), _limit(basis))]
    if basis.sd is not None and basis.reliability is not None:
        reliability = basis.reliability
        rows += [
            (_("SD"), number(basis.sd, 2)),
            (
                _("Reliability"),
                f"{number(reliability.value, 2)}, {reliability.get_kind_display()} "
                f"({reliability.source})",
            ),
        ]
    if basis.cutoff is not None and basis.norm_set is not None:
        kind = basis.norm_set.get_cutoff_kind_display()
        rows.append((_("Cut-off"), f"{points(basis.cutoff)}, {kind}"))
    rows.append((_("Norm set"), _norms(basis)))
    better = _("a higher score is better") if basis.direction > 0 else _("a lower score is better")
    return [*rows, (_("Which way is better"), better)]


def _method(basis: Basis) -> str:
    if basis.method == ChangeMethod.JT:
        return _("reliable change by Jacobson and Truax, 95 percent")
    if basis.method == STATED:
        return _("limit of reliable change as the source states it")
    return _("none: a norm set with SD and a reliability, each with its source, is needed")


def _limit(basis: Basis) -> str:
    if basis.limit is None:
        return "–"
    words = {"limit": number(basis.limit, 2)}
    if basis.is_inclusive:
        return _("%(limit)s points or more") % words
    return _("more than %(limit)s points") % words


def _norms(basis: Basis) -> str:
    norms = basis.norm_set
    if norms is None:
        return _("none fits who answered, the age and the day")
    parts = [f"{norms.source}, {norms.edition}", norms.country]
    parts += [str(norms.get_informant_display())] if norms.informant else []
    parts += [str(norms.get_sex_display())] if norms.sex else []
    if norms.age_from is not None or norms.age_to is not None:
        parts.append(ages(norms.age_from, norms.age_to))
    parts.append(_("from %(day)s") % {"day": day(norms.valid_from)})
    return ", ".join(parts)


def ages(first: int | None, last: int | None) -> str:
    """ "6–12 years", "from 13 years", "to 5 years"; nothing for all."""
    if first is None and last is None:
        return ""
    if last is None:
        return _("from %(first)s years") % {"first": first}
    if first is None:
        return _("to %(last)s years") % {"last": last}
    return _("%(first)s–%(last)s years") % {"first": first, "last": last}
