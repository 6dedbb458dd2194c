"""The same expressions on Spark: no database of ours is involved, so it is asked only once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from roedtraad.insight.analytics.measures.change import BY, changes, first_and_last
from roedtraad.insight.analytics.measures.rollup import rolled_up
from tools import java

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore"),  # Spark's and its bridge's own
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="asked with SQLite: it needs none"),
]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    java.use()
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, Path]:
    """A tree of three levels, two indicators of each rule, and scores, with holes in them."""
    rng = np.random.default_rng(7)
    units = [(0, None, 0), *((u, 0, 1) for u in (1, 2)), *((u, 1 + u % 2, 2) for u in range(3, 9))]
    facts = [
        (unit, indicator, period, *parts, 1)
        for unit in [2, *range(3, 9)]
        for indicator in range(6)
        for period in range(8)
        if rng.random() > 0.2
        for parts in [(float(rng.integers(0, 20)), float(rng.integers(0, 40)) or None)]
    ]
    scores = [
        (goal, goal % 3, goal % 2, goal % 7, date(2025, 1, 1) + timedelta(days=int(day)), value)
        for goal in range(60)
        for day in sorted(rng.choice(600, rng.integers(1, 6), replace=False))
        for value in [float(rng.integers(0, 11))]
    ]
    rules = [(i, ("sum", "mean", "none")[i % 3], 100.0) for i in range(6)]
    made = {
        "edges": (["unit", "parent", "level"], units),
        "facts": (["unit", "indicator", "period", "numerator", "denominator", "units"], facts),
        "indicators": (["indicator", "over_units", "scale"], rules),
        "scores": (["goal", "unit", "intervention", "family", "scored_on", "value"], scores),
    }
    for name, (columns, rows) in made.items():
        arrays = [pa.array(column) for column in zip(*rows, strict=True)]
        pq.write_table(pa.table(dict(zip(columns, arrays, strict=True))), tmp_path / name)
    return {name: tmp_path / name for name in made}


def roll_up(backend: ibis.BaseBackend, tables: dict[str, Path]) -> pd.DataFrame:
    read = {name: backend.read_parquet(str(path)) for name, path in tables.items()}
    found = rolled_up(
        read["facts"], read["edges"], read["indicators"], depth=2, measured_levels={1, 2}
    )
    return in_order(backend, found, ["unit", "indicator", "period"])


def change(backend: ibis.BaseBackend, tables: dict[str, Path]) -> pd.DataFrame:
    goals = first_and_last(backend.read_parquet(str(tables["scores"])))
    return in_order(backend, changes(goals), [*BY, "change"])


def in_order(backend: ibis.BaseBackend, found: ibis.Table, keys: list[str]) -> pd.DataFrame:
    return backend.to_pandas(found).sort_values(keys).reset_index(drop=True)


@pytest.mark.parametrize("measure", [roll_up, change])
def test_spark_gives_the_same_as_duckdb(
    measure: object, tables: dict[str, Path], spark: SparkSession
) -> None:
    here = measure(ibis.duckdb.connect(), tables)
    there = measure(ibis.pyspark.connect(spark), tables)

    assert len(here) > 10
    pd.testing.assert_frame_equal(here, there, check_dtype=False, rtol=1e-12)
