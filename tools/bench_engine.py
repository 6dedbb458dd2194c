"""The engine at national size against a compiled pass over the same columns, in one run.

Django's ORM runs beside it at a tenth, on both databases, and the import of measurements last.
`--quick` takes a tenth of the indicators and scores; `--indicators=N`, `--scores=N` any number.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tools import bench_import, postgres
from tools import engine_jobs as jobs
from tools.engine_data import Size, national, scores
from tools.engine_orm import roll_up_orm

QUICK = Size(indicators=30, scores=1_000_000)
AIM = {"roll-up": 5.0, "change": 1.0, "control charts": 12.0}
FASTER_THAN_ORM = 30.0


@dataclass(frozen=True)
class Line:
    """One line of the report."""

    job: str
    who: str
    result: jobs.Timed


def main(arguments: list[str]) -> int:
    """Make the data, time, print; 1 when a ratio is above its aim or two results differ."""
    size = _size(arguments)
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "national.duckdb", Path(folder) / "one.duckdb"
        _make(large, size)
        one = replace(size, municipalities=1, scores=size.scores // size.municipalities)
        _make(small, one)
        lines = list(_raced(large, size))
        is_good = [
            _print(lines, size),
            _asked(large, size, small, one),
            *_against_orm(Path(folder), replace(size, indicators=max(1, size.indicators // 10))),
        ]
    return max(int(not all(is_good)), bench_import.main([]))


def _size(arguments: list[str]) -> Size:
    size = QUICK if "--quick" in arguments else Size()
    for argument in arguments:
        name, _, value = argument.removeprefix("--").partition("=")
        if name in ("municipalities", "indicators", "scores") and value.isdigit():
            size = replace(size, **{name: int(value)})
    return size


def _make(file: Path, size: Size) -> None:
    import duckdb

    made = national(size)
    with duckdb.connect(file) as connection:
        for name, table in (
            *(("facts", made.facts), ("edges", made.edges), ("indicators", made.indicators)),
            ("scores", scores(size)),
        ):
            connection.register("made", table)
            connection.execute(f"create table {name} as select * from made")  # noqa: S608
            connection.unregister("made")


def _raced(file: Path, size: Size) -> Any:
    yield Line("goals", "made from scores", _alone(jobs.goals_made, file, size))
    for job, contestants in {
        "roll-up": {
            "floor": jobs.roll_up_floor,
            "ours": jobs.roll_up,
            "pandas": jobs.roll_up_pandas,
        },
        "change": {"floor": jobs.change_floor, "ours": jobs.change},
        "control charts": {"floor": jobs.control_floor, "ours": jobs.control},
    }.items():
        for who, contestant in contestants.items():
            yield Line(job, who, _alone(contestant, file, size))


def _alone(job: Callable[..., Any], *arguments: Any) -> Any:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(job, *arguments).result()


def _print(lines: list[Line], size: Size) -> bool:
    print(
        f"{size.municipalities} municipalities × {size.units} units, {size.indicators} indicators"
    )
    floors = {line.job: line.result for line in lines if line.who == "floor"}
    is_good = True
    for line in lines:
        floor = floors.get(line.job)
        ratio = f"{line.result.seconds / floor.seconds:6.2f} × floor" if floor else ""
        print(
            f"{line.job:<15} {line.who:<17} {line.result.seconds:8.3f} s"
            f"  {line.result.memory:5.1f} GB  {ratio}"
        )
        if floor and not _same(line.result.figures, floor.figures):
            print(f"  DIFFERENT RESULTS: {line.result.figures} and {floor.figures}")
            is_good = False
        if floor and line.who == "ours" and line.result.seconds > AIM[line.job] * floor.seconds:
            print(f"  above the aim of {AIM[line.job]:g}")
            is_good = False
    return is_good


def _same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= 1e-9 * max(1, abs(b)) for a, b in zip(one, other, strict=True))


def _asked(large: Path, size: Size, small: Path, one: Size) -> bool:
    """Questions to the roll-up of all, and of one municipality alone."""
    medians = []
    for name, file, of in (("national", large, size), ("one alone", small, one)):
        _alone(_store_roll_up, file)
        times = sorted(_alone(jobs.questions, file, of))
        p95 = times[int(len(times) * 0.95)]
        medians.append((statistics.median(times), p95))
        print(f"question {name:<10} p50 {medians[-1][0] * 1e3:5.1f} ms  p95 {p95 * 1e3:5.1f} ms")
    ratio = medians[0][0] / medians[1][0]
    print(f"question national against one alone: {ratio:.2f} ×")
    return bool(ratio <= 3 and medians[0][1] <= 0.010)


def _against_orm(folder: Path, size: Size) -> Iterator[bool]:
    """The roll-up of a tenth of the indicators, ours and by the ORM on each database."""
    file = folder / "tenth.duckdb"
    _make(file, replace(size, scores=1_000))
    mine = _alone(jobs.roll_up, file, size)
    with postgres.server() as address:
        for name, where in (("SQLite", ""), ("PostgreSQL", address)):
            other = _alone(roll_up_orm, folder, size, where)
            ratio = other.seconds / mine.seconds
            print(
                f"roll-up of {size.indicators} indicators: ORM on {name} {other.seconds:.2f} s,"
                f" ours {mine.seconds:.3f} s: {ratio:.0f} × faster"
            )
            yield ratio >= FASTER_THAN_ORM and _same(other.figures, mine.figures)


def _store_roll_up(file: Path) -> None:
    """`rolled`, in order, as a mart holds it."""
    import ibis

    from roedtraad.insight.analytics.measures.rollup import KEYS, rolled_up

    connection = ibis.duckdb.connect(file, memory_limit="6GB")
    tables = {name: connection.table(name) for name in ("facts", "edges", "indicators")}
    count = 0

    def keep(level: Any) -> Any:
        nonlocal count
        count += 1
        return connection.create_table(f"level_{count}", level, temp=True)

    rolled = rolled_up(**tables, depth=3, measured_levels={3}, keep=keep)
    connection.create_table("rolled", rolled.order_by(*KEYS))
    connection.disconnect()
