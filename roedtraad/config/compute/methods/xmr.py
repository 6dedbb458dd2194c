"""A control chart of single values, by the rules of Making data count."""

from __future__ import annotations

from typing import Any

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.series import Series, series
from roedtraad.config.compute.table import Table
from roedtraad.config.compute.wording import counted
from roedtraad.foundation.statistics.xmr import RULE_SET, XmrChart, xmr

DIRECTIONS = {"higher": 1, "lower": -1, "neutral": 0}


def _run(table: Table, given: Given) -> Answer:
    points = series(table, given["time"], table.numbers(given["value"]))
    starts, unused = _starts(points, given["rebase"])
    chart = xmr(
        points.values,
        direction=DIRECTIONS[given["improvement"]],
        target=given["target"],
        screen=given["screen"],
        starts=starts,
    )
    warnings = [*points.warnings, *unused]
    if chart.last.has_trial_limits:
        warnings.append(
            "Grænserne er foreløbige: de hviler på "
            f"{counted(len(chart.last.labels), 'punkt')}, færre end 13."
        )
    return Answer(_described(chart, points, given), len(table), len(points.times), tuple(warnings))


def _starts(points: Series, rebase: list[Any]) -> tuple[tuple[int, ...], list[str]]:
    """Where new segments begin: at the first point that is not before the given time."""
    scale = points.scale.with_bounds(points.times, rebase)
    keys = [scale.key(time) for time in points.times]
    starts, unused = [], []
    for value in rebase:
        limit = scale.key(str(value))
        start = sum(key < limit for key in keys)  # type: ignore[operator]
        starts.append(start)
        if not 0 < start < len(keys) or starts.count(start) > 1:
            unused.append(f"'rebase' ved {value} deler ikke serien og er ikke brugt.")
    return tuple(starts), unused


def _described(chart: XmrChart, points: Series, given: Given) -> dict[str, Any]:
    last, variation = chart.last, chart.variation
    found: dict[str, Any] = {
        "n": len(points.times),
        "mean": last.mean,
        "lpl": last.lower,
        "upl": last.upper,
        "amr": last.mean_range,
        "times": points.times,
        "labels": chart.labels,
        "point_type": variation,
        "last_variation": variation[-1],
    }
    if given["target"] is not None:
        found |= {"target": given["target"], "assurance": chart.assurance}
    if given["rebase"]:
        for number, segment in enumerate(chart.segments):
            found[f"seg{number}"] = {
                "mean": segment.mean,
                "lpl": segment.lower,
                "upl": segment.upper,
                "labels": segment.labels,
            }
    found["trial_limits"] = last.has_trial_limits
    found["rule_set"] = chart.rule_set
    return found


METHOD = Method(
    about="XmR-kontrolkort efter reglerne i Making data count: er der sket noget, eller svinger "
    "det bare?",
    row="én periode. n tæller perioder.",
    parameters=(
        Parameter("time", "column", "periodens tidspunkt; hvert én gang"),
        Parameter("value", "column", "periodens værdi"),
        Parameter(
            "improvement",
            "choice",
            "hvilken vej der er bedring",
            "neutral",
            choices=tuple(DIRECTIONS),
        ),
        Parameter("target", "number", "måltal", None, "som value"),
        Parameter("screen", "flag", "udelad spring på 3,267 × middelspringet, én gang", True),
        Parameter("rebase", "values", "hvert tidspunkt begynder et nyt afsnit", [], "tid"),
        Parameter(
            "rule_set", "choice", "regelsættets navn og version", RULE_SET, choices=(RULE_SET,)
        ),
    ),
    run=_run,
    is_timed=True,
)
