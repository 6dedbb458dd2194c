"""The same expressions on Spark, local mode: a peer of `bench engine`, with equal results."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tools import java
from tools.engine_change import RELIABLE, summed
from tools.engine_data import Size
from tools.engine_jobs import Timed, timed

TABLES = ("facts", "edges", "indicators", "scores")


def roll_up(file: Path, size: Size) -> Timed:
    from roedtraad.insight.analytics.measures.rollup import rolled_up

    def work(tables: dict[str, Any]) -> tuple[float, ...]:
        rolled = rolled_up(
            **{name: tables[name] for name in TABLES[:3]},
            depth=3,
            measured_levels={3},
            keep=lambda level: level.cache(),
        )
        parts = (rolled.numerator.sum(), rolled.denominator.sum(), rolled.value.sum())
        sums = rolled.agg(**dict(zip("abc", parts, strict=True)))
        row = sums.to_pyarrow().to_pylist()[0]
        return (row["a"], row["b"], round(row["c"], 3))

    return _on_spark(file, work)


def change(file: Path, size: Size) -> Timed:
    from roedtraad.insight.analytics.measures.change import (
        change_by_group,
        changes,
        first_and_last,
    )

    def work(tables: dict[str, Any]) -> tuple[float, ...]:
        changed = changes(first_and_last(tables["scores"])).to_pyarrow()
        return summed(change_by_group(changed, threshold=RELIABLE, fewest=2))

    return _on_spark(file, work)


def _on_spark(file: Path, work: Any) -> Timed:
    """Time one round, and no memory: that is Java's."""
    import duckdb
    import ibis

    java.use()
    from pyspark.sql import SparkSession

    with tempfile.TemporaryDirectory() as folder:
        with duckdb.connect(file, read_only=True) as connection:
            for name in TABLES:
                connection.execute(f"copy {name} to '{folder}/{name}.parquet'")
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.memory", "4g")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", f"{folder}/warehouse")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        backend = ibis.pyspark.connect(session)
        tables = {name: backend.read_parquet(f"{folder}/{name}.parquet") for name in TABLES}
        try:
            result = timed(lambda: work(tables), rounds=1)
        finally:
            session.stop()
    return Timed(result.seconds, 0.0, result.figures)
