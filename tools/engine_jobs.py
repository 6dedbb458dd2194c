"""What `bench engine` times: each contestant runs alone in a process of its own.

A contestant reads what it needs from the files made before, then is timed, several times, and
answers the best time, the most memory it ever held, and figures by which results are compared.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tools.engine_data import QUARTERS, Size

ROUNDS = 3


@dataclass(frozen=True)
class Timed:
    """The best of the rounds, seconds; the most memory held, GB; and what must be equal for all."""

    seconds: float
    memory: float
    figures: tuple[float, ...]


def timed(work: Callable[[], tuple[float, ...]], rounds: int = ROUNDS) -> Timed:
    best = float("inf")
    figures: tuple[float, ...] = ()
    _forget_peak()
    for _ in range(rounds):
        started = time.perf_counter()
        figures = work()
        best = min(best, time.perf_counter() - started)
    return Timed(best, _peak(), figures)


def _forget_peak() -> None:
    """What was held while the columns were read is no part of the job."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _peak() -> float:
    """The most memory since then, GB, with the columns that the job has in hand.

    Not by `getrusage`: a new process inherits the peak of the one that started it.
    """
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024**2


def columns_of(file: Path, question: str) -> dict[str, Any]:
    """Columns as numpy arrays."""
    import duckdb

    with duckdb.connect(file, read_only=True) as connection:
        return dict(connection.execute(question).fetchnumpy())


def roll_up_floor(file: Path, size: Size) -> Timed:
    from tools import engine_floor

    facts = columns_of(file, "select * from facts")
    parents = columns_of(file, "select parent from edges order by unit")["parent"]
    shape = (size.inner, size.indicators, QUARTERS)
    names = ("unit", "indicator", "period", "numerator", "denominator")
    rows = tuple(facts[name] for name in names)
    engine_floor.roll_up(tuple(row[:5] for row in rows), parents, shape)  # compiled beforehand

    def work() -> tuple[float, ...]:
        made = engine_floor.roll_up(rows, parents, shape)
        return (float(made[0].sum()), float(made[1].sum()), round(float(made[2].sum()), 3))

    return timed(work)


def roll_up(file: Path, size: Size) -> Timed:
    """Ours: the expressions of the mart, level by level, stored in a file as the mart is."""
    import ibis

    from roedtraad.insight.analytics.measures.rollup import rolled_up

    place = file.with_suffix(".work")
    connection = ibis.duckdb.connect(place, memory_limit="6GB")
    connection.raw_sql(f"attach '{file}' as source (read_only)")
    tables = {
        name: connection.table(name, database=("source", "main"))
        for name in ("facts", "edges", "indicators")
    }
    count = 0

    def keep(level: Any) -> Any:
        nonlocal count
        count += 1
        return connection.create_table(f"level_{count}", level, overwrite=True)

    def work() -> tuple[float, ...]:
        nonlocal count
        count = 0
        rolled_up(**tables, depth=3, measured_levels={3}, keep=keep)
        return ()

    result = timed(work)
    made = ibis.union(*(connection.table(f"level_{each + 1}") for each in range(count)))
    sums = made.agg(
        numerator=made.numerator.sum(), denominator=made.denominator.sum(), value=made.value.sum()
    )
    row = sums.to_pyarrow().to_pylist()[0]
    connection.disconnect()
    place.unlink()
    figures = (row["numerator"], row["denominator"], round(row["value"], 3))
    return Timed(result.seconds, result.memory, figures)


def roll_up_pandas(file: Path, size: Size) -> Timed:
    import pandas as pd

    facts = pd.DataFrame(
        columns_of(file, "select unit, indicator, period, numerator, denominator from facts")
    )
    parents = columns_of(file, "select parent from edges order by unit")["parent"]
    keys, parts = ["unit", "indicator", "period"], ["numerator", "denominator"]

    def work() -> tuple[float, ...]:
        below, levels = facts, []
        for _ in range(3):
            above = below.assign(unit=parents[below["unit"].to_numpy()])
            below = above.groupby(keys, sort=False)[parts].sum().reset_index()
            below["value"] = 100 * below["numerator"] / below["denominator"]
            levels.append(below)
        sums = pd.concat(levels)[[*parts, "value"]].sum()
        return (sums["numerator"], sums["denominator"], round(sums["value"], 3))

    return timed(work, rounds=1 if size.indicators > 100 else ROUNDS)


def control_floor(file: Path, size: Size) -> Timed:
    from tools import engine_floor

    series = columns_of(file, SERIES)
    starts = _starts(series)
    engine_floor.newest_points(series["value"][:40], starts[:1])

    def work() -> tuple[float, ...]:
        codes = engine_floor.newest_points(series["value"], starts)
        return tuple(map(float, np.bincount(codes, minlength=9)))

    return timed(work)


SERIES = (
    "select unit, indicator, 100 * numerator / denominator as value from facts"
    " order by unit, indicator, period"
)


def _starts(series: dict[str, Any]) -> Any:
    is_new = np.ones(series["unit"].size, dtype=bool)
    is_new[1:] = (np.diff(series["unit"]) != 0) | (np.diff(series["indicator"]) != 0)
    return np.flatnonzero(is_new)


def control(file: Path, size: Size) -> Timed:
    """Ours: every series of the columns at once."""
    from roedtraad.insight.analytics.measures.standing import standings

    series = columns_of(file, SERIES)

    def work() -> tuple[float, ...]:
        found = standings(series["unit"], series["indicator"], series["value"])
        return tuple(map(float, np.bincount(_as_floor(found.newest.codes), minlength=9)))

    return timed(work)


def _as_floor(codes: Any) -> Any:
    """The floor numbers the rules in the order in which they count."""
    from roedtraad.foundation.statistics.xmr import Label
    from roedtraad.foundation.statistics.xmr_many import LABELS

    order = (
        *(Label.COMMON, Label.ABOVE, Label.BELOW, Label.INCREASING, Label.DECREASING),
        *(Label.NEAR_ABOVE, Label.NEAR_BELOW, Label.SHIFT_ABOVE, Label.SHIFT_BELOW),
    )
    places = np.array([order.index(label) for label in LABELS])
    return places[codes]


def questions(file: Path, size: Size, count: int = 200) -> list[float]:
    """Seconds for each of `count` questions: an area's siblings, 12 indicators, 12 quarters."""
    import duckdb

    from roedtraad.insight.analytics.measures.question import Question

    rng = np.random.default_rng(5)
    times = []
    with duckdb.connect(file, read_only=True, config={"threads": "1"}) as connection:
        for _ in range(count + 5):
            first = 1 + size.municipalities + 6 * int(rng.integers(0, size.municipalities))
            chosen = rng.choice(size.indicators, 12, replace=False)
            started = time.perf_counter()
            asked = Question(range(first, first + 6), [*map(int, chosen)], range(28, 40))
            rows = connection.cursor().execute(asked.sql(), asked.values).fetchall()
            times.append(time.perf_counter() - started)
            if len(rows) != 6 * 12 * 12:
                raise ValueError("a question must be answered whole")
    return times[5:]
