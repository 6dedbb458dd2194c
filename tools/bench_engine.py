"""The engine at national size against a compiled pass over the same columns, in one run.

pandas runs beside it at both sizes; Spark and Django's ORM, on both databases, at a tenth of the
indicators and scores; the import of measurements last. `--quick` is that tenth alone;
`--indicators=N`, `--scores=N`, `--municipalities=N` take any number.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tools import bench_import, engine_change, engine_orm, engine_spark, postgres
from tools import engine_jobs as jobs
from tools.engine_data import QUARTERS, Size, national, scores
from tools.engine_report import MOST_MEMORY, Aim, Line, memory, print_lines, ratio

QUICK = Size(indicators=30, scores=1_000_000)
RACES: dict[str, dict[str, Callable[[Path, Size], jobs.Timed]]] = {
    "roll-up": {
        "floor": jobs.roll_up_floor,
        "ours": jobs.roll_up,
        "pandas": jobs.roll_up_pandas,
    },
    "change": {
        "floor": engine_change.floor,
        "ours": engine_change.ours,
        "pandas": engine_change.pandas,
    },
    "control charts": {"floor": jobs.control_floor, "ours": jobs.control},
}
AT_MOST = {"roll-up": 5.0, "change": 1.0, "control charts": 12.0}  # × the floor
FASTER_THAN_ORM = 30.0
QUESTION_MS, QUESTION_RATIO = 10.0, 3.0
MOST_STATEMENTS = 12
FLAGS = {
    "--quick": "a tenth of the indicators and scores",
    "--municipalities=N": "how many there are; 98 where nothing is said",
    "--indicators=N": "how many each unit has; 300 where nothing is said",
    "--scores=N": "how many scores of cases; 10000000 where nothing is said",
}


def main(arguments: list[str]) -> int:
    """Make the data, time, print; 1 when results differ, or an aim is missed at national size."""
    size = _size(arguments)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "national.duckdb"
        lines = _raced(file, size)
        _print_size(size)
        aims = [*_of_ours(lines), *_asked(file, size), *_against_peers(file, size, lines)]
    aims += _imported()
    print("\nAims")
    for aim in aims:
        print(aim)
    if size != Size():
        print("They are set for the national size: at others a miss is only told.")
        aims = [aim for aim in aims if aim.bound == 0]
    return int(not all(aim.is_met for aim in aims))


def _of_ours(lines: list[Line]) -> Iterator[Aim]:
    yield print_lines(lines)
    for job, bound in AT_MOST.items():
        yield Aim(f"{job}, of the floor", ratio(lines, job, "ours", "floor"), bound)
    yield Aim("roll-up, of pandas", ratio(lines, "roll-up", "ours", "pandas"), 1.0)
    yield Aim("roll-up, memory", memory(lines, "roll-up", "ours"), MOST_MEMORY, "GB")


def _against_peers(file: Path, size: Size, lines: list[Line]) -> Iterator[Aim]:
    """Those that take minutes at national size, at a tenth of it, where ours and pandas run too."""
    if size.indicators > QUICK.indicators:
        size = replace(size, indicators=size.indicators // 10, scores=size.scores // 10)
        file = file.with_name("tenth.duckdb")
        lines = _raced(file, size)
    lines = [line for line in lines if line.job != "control charts"]
    for job, contestant in {"roll-up": engine_spark.roll_up, "change": engine_spark.change}.items():
        lines.append(Line(job, "Spark local", _alone(contestant, file, size)))
    saved = []
    with postgres.server() as address:
        for name, where in (("SQLite", ""), ("PostgreSQL", address)):
            other = _alone(engine_orm.roll_up_orm, file.parent, size, where)
            lines.append(Line("roll-up", f"ORM, {name}", other))
            saved.append((name, _alone(engine_orm.statements_of_saving, file.parent, where)))
    _print_size(size)
    yield print_lines(lines)
    for name, statements in saved:
        faster = ratio(lines, "roll-up", f"ORM, {name}", "ours")
        yield Aim(f"roll-up, faster than the ORM on {name}", faster, FASTER_THAN_ORM, "×", True)
        title = f"saving a measurement in this tree, {name}"
        yield Aim(title, statements, MOST_STATEMENTS, "statements")


def _imported() -> list[Aim]:
    print("\nImport of measurements")
    raced = {each.who: each for each in _alone(bench_import.raced)}
    for each in raced.values():
        print(f"{each.rows} rows, {each.who:<26} {each.seconds:8.2f} s")
    mine, floor, orm = (each.seconds for each in raced.values())
    return [
        Aim("import, of staging and SQL by hand", mine / floor, bench_import.AIM_FLOOR),
        Aim("import, faster than the ORM's bulk", orm / mine, bench_import.AIM_ORM, "×", True),
    ]


def _print_size(size: Size) -> None:
    print(
        f"\n{size.municipalities} municipalities × {size.units} units, {QUARTERS} quarters,"
        f" {size.indicators} indicators, {size.scores} scores"
    )


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


def _raced(file: Path, size: Size) -> list[Line]:
    _make(file, size)
    lines = [Line("change", "rows of goals made", _alone(engine_change.goals_made, file, size))]
    for job, contestants in RACES.items():
        for who, contestant in contestants.items():
            lines.append(Line(job, who, _alone(contestant, file, size)))
    return lines


def _alone(job: Callable[..., Any], *arguments: Any) -> Any:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(job, *arguments).result()


def _asked(file: Path, size: Size) -> Iterator[Aim]:
    """Questions to the roll-up of all, and of one municipality alone."""
    one = replace(size, municipalities=1, scores=size.scores // size.municipalities)
    alone = file.with_name("one.duckdb")
    _make(alone, one)
    medians, slow = [], []
    for name, asked, of in (("national", file, size), ("one alone", alone, one)):
        _alone(_store_roll_up, asked)
        times = sorted(each * 1e3 for each in _alone(jobs.questions, asked, of))
        medians.append(statistics.median(times))
        slow.append(times[int(len(times) * 0.95)])
        print(f"{'question':<15} {name:<18} p50 {medians[-1]:5.1f} ms  p95 {slow[-1]:5.1f} ms")
    yield Aim("question, p95", slow[0], QUESTION_MS, "ms")
    yield Aim("question, of one municipality alone", medians[0] / medians[1], QUESTION_RATIO)


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
