"""What `bench engine` times of change: first to last score by unit × quarter × intervention.

Every contestant ends with n, mean, SD, the shares that changed reliably and the interval of the
mean in each of these groups; `figures` are their sums.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from tools.engine_data import BEGUN, DAYS, INTERVENTIONS, QUARTERS, Size
from tools.engine_jobs import Timed, columns_of, timed

RELIABLE = 2.45  # points on a scale of 0–10
LARGEST_GROUP = 100_000


def floor(file: Path, size: Size) -> Timed:
    """The raw scores in memory, in order, into groups in one compiled pass."""
    from tools import engine_floor

    scores = columns_of(
        file,
        f"select goal, unit, intervention, date_diff('day', date '{BEGUN}', scored_on)::int d,"  # noqa: S608
        " value from scores",
    )
    rows = tuple(scores[name] for name in ("goal", "unit", "intervention", "d", "value"))
    more = (_quarters(), (size.nodes, QUARTERS, INTERVENTIONS), RELIABLE, _reach())
    engine_floor.change(tuple(row[:5] for row in rows), *more)  # compiled beforehand
    made = np.empty(0)

    def work() -> tuple[float, ...]:
        nonlocal made
        made = engine_floor.change(rows, *more)
        return ()

    result = timed(work)
    return Timed(result.seconds, result.memory, tuple(map(float, made.sum(axis=(1, 2, 3)))))


def _quarters() -> Any:
    """Which quarter each day lies in, counted from the first."""
    days = np.datetime64(BEGUN) + np.arange(DAYS)
    months = days.astype("datetime64[M]").astype(int)
    return ((months - months[0]) // 3).astype(np.int32)


def _reach() -> Any:
    from scipy.stats import t

    sizes = np.arange(2, LARGEST_GROUP)
    return np.concatenate([[0, 0], t.ppf(0.975, sizes - 1) / np.sqrt(sizes)])


def goals_made(file: Path, size: Size) -> Timed:
    """Ours, when the mart is built: raw scores into one row for each goal."""
    import ibis

    from roedtraad.insight.analytics.measures.change import first_and_last

    connection = ibis.duckdb.connect(file)
    goals = first_and_last(connection.table("scores"))

    def work() -> tuple[float, ...]:
        connection.create_table("goals", goals, overwrite=True)
        return ()

    return timed(work, rounds=1)


def ours(file: Path, size: Size) -> Timed:
    """From the rows in the file, one for each goal."""
    import ibis

    from roedtraad.insight.analytics.measures.change import change_by_group, changes

    connection = ibis.duckdb.connect(file, read_only=True)
    expression = changes(connection.table("goals"))

    def work() -> tuple[float, ...]:
        return summed(change_by_group(expression.to_pyarrow(), threshold=RELIABLE, fewest=2))

    return timed(work)


def summed(found: Any) -> tuple[float, ...]:
    """`figures` of a `GroupChange`."""
    better, worse = found.reliable_share()
    columns = (found.n, found.mean, found.sd, better, worse, found.lower, found.upper)
    return tuple(float(np.nansum(column)) for column in columns)


def pandas(file: Path, size: Size) -> Timed:
    """The raw scores in memory, by pandas' own means."""
    import pandas as pd
    from scipy.stats import t

    scores = pd.DataFrame(columns_of(file, "select * from scores"))
    by = ["unit", "quarter", "intervention"]

    def work() -> tuple[float, ...]:
        goals = scores.groupby("goal", sort=False).agg(
            unit=("unit", "last"),
            intervention=("intervention", "last"),
            first=("value", "first"),
            last=("value", "last"),
            begun=("scored_on", "first"),
            ended=("scored_on", "last"),
        )
        goals = goals[(goals["ended"] - goals["begun"]).dt.days >= 28]
        change = goals["last"] - goals["first"]
        made = (
            goals.assign(
                quarter=goals["ended"].dt.to_period("Q"),
                change=change,
                better=change > RELIABLE,
                worse=change < -RELIABLE,
            )
            .groupby(by)
            .agg(
                n=("change", "size"),
                mean=("change", "mean"),
                sd=("change", "std"),
                better=("better", "mean"),
                worse=("worse", "mean"),
            )
        )
        reach = t.ppf(0.975, made["n"] - 1) * made["sd"] / np.sqrt(made["n"])
        sums = made.assign(lower=made["mean"] - reach, upper=made["mean"] + reach).sum()
        return tuple(map(float, sums))

    return timed(work, rounds=1)
