"""What is said of the figures: sentences and cells, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.ui.chart_frame import number

from .figures import Figures
from .tables import Table

Limits = Sequence[float | None]


def percent(share: Limits) -> str:
    """ "62,8 % (52,8–71,8)"; without limits where too few families carry them."""
    return with_limits(share, factor=100, unit=" %")


def points(mean: Limits) -> str:
    return with_limits(mean, factor=1, unit="")


def with_limits(found: Limits, *, factor: int, unit: str) -> str:
    value, lower, upper = found
    if value is None:
        return "–"
    said = f"{number(factor * value, 1)}{unit}"
    if lower is None or upper is None:
        return said
    return f"{said} ({number(factor * lower, 1)}–{number(factor * upper, 1)})"


def sentences(table: Table, figures: Figures | None) -> tuple[str, str]:
    """What is known, and how well."""
    if figures is None:
        few = _("So few families are behind it that nothing can be said without finding somebody.")
        return few, ""
    if not figures.outcomes:
        said = _(
            "%(n)d %(counted)s. How they are divided is not shown: it would tell of fewer than "
            "five families."
        ) % {"n": figures.n, "counted": table.counted}
        return said, _missing_said(table, figures)
    share, limits = _share_said(table, figures)
    mean = _mean_said(*figures.mean) if figures.mean else ""
    return share, " ".join(filter(None, [limits, mean, _missing_said(table, figures)]))


def _missing_said(table: Table, figures: Figures) -> str:
    if not table.missing:
        return ""
    if figures.missing is None:
        return _(
            "How many are missing is not shown: there are none, or it could tell of fewer than "
            "five families."
        )
    said = ngettext("%(count)d more is missing.", "%(count)d more are missing.", figures.missing)
    return said % {"count": figures.missing}


def _share_said(table: Table, figures: Figures) -> tuple[str, str]:
    value, lower, upper = figures.share or (None, None, None)
    words = {
        "outcome": table.outcomes[table.main],
        "count": figures.outcomes[table.main],
        "of": figures.n,
        "counted": table.counted,
        "percent": "–" if value is None else number(100 * value, 1),
    }
    said = _("%(outcome)s: %(count)d of %(of)d %(counted)s, %(percent)s %%.") % words
    if lower is None or upper is None:
        return said, ""
    limits = {"lower": number(100 * lower, 1), "upper": number(100 * upper, 1)}
    return said, _("The uncertainty reaches from %(lower)s to %(upper)s %%.") % limits


def _mean_said(value: float | None, lower: float | None, upper: float | None) -> str:
    if value is None:
        return _("No mean change is told.")
    if lower is None or upper is None:
        return _("The mean change is %(mean)s points.") % {"mean": number(value, 1)}
    words = {"mean": number(value, 1), "lower": number(lower, 1), "upper": number(upper, 1)}
    said = _("The mean change is %(mean)s points (%(lower)s to %(upper)s).") % words
    if lower <= 0 <= upper:
        return f"{said} " + _("It cannot be told from no change.")
    return said
