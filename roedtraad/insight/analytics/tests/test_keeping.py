import logging
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from roedtraad.foundation.organisation.models import Unit
from roedtraad.insight.analytics.mart import keeping, opening, source
from roedtraad.insight.analytics.mart.build import build, source_tables
from roedtraad.steering.indicators.models import Aggregation
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def measured(unit: Unit, value: int) -> None:
    use = IndicatorUseFactory(unit=unit, indicator__over_units=Aggregation.SUM)
    MeasurementFactory(use=use, value=value)


def values() -> list[float]:
    with opening.reading() as mart:
        rows = mart.execute("select value from measurement order by value").fetchall()
    return [value for (value,) in rows]


def test_a_new_measurement_is_in_the_mart_after_the_next_look(north: Unit) -> None:
    measured(north, 4)
    keeping.refresh()
    measured(north, 0)

    changed = keeping.refresh()

    assert "measurement" in changed
    assert values() == [0, 4]


def test_where_nothing_changed_nothing_is_built(north: Unit) -> None:
    measured(north, 4)
    keeping.refresh()
    before = opening.current()

    changed = keeping.refresh()

    assert changed == frozenset()
    assert opening.current() == before


def test_a_renamed_unit_is_read_anew_without_reading_measurements(north: Unit) -> None:
    measured(north, 4)
    keeping.refresh()
    Unit.objects.filter(pk=north.pk).update(name="Nordhuset")

    changed = keeping.refresh()

    with opening.reading() as mart:
        names = mart.execute("select name from unit where unit = ?", [north.pk]).fetchall()
    assert changed == {"unit"}
    assert names == [("Nordhuset",)]
    assert values() == [4]


def test_a_mart_made_from_zero_is_the_same_as_the_one_kept_fresh(north: Unit) -> None:
    measured(north, 4)
    keeping.refresh()
    measured(north, 7)
    keeping.refresh()

    assert keeping.rebuild() == ()


def test_the_night_finds_and_mends_a_mart_that_is_wrong(
    north: Unit, caplog: pytest.LogCaptureFixture
) -> None:
    measured(north, 4)
    keeping.refresh()
    with opening.reading() as mart:
        about = mart.table("about").to_arrow_table()
    wrong = source_tables()
    measurement = wrong["measurement"]
    at = measurement.column_names.index("value")
    wrong["measurement"] = measurement.set_column(
        at, "value", source.columns("measurement", [(1, 1, 1, 99.0, None, None, 1)])["value"]
    )
    build(wrong, opening.folder(), about)

    with caplog.at_level(logging.ERROR):
        differing = keeping.rebuild()

    assert differing == ("measurement",)
    assert "measurement" in caplog.text
    assert values() == [4]


BROKEN: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "cut short": lambda mart: os.truncate(mart, 5000),
    "emptied": lambda mart: os.truncate(mart, 0),
    "overwritten": lambda mart: mart.write_bytes(b"no database" * 1000),
    "pointer deleted": lambda mart: (mart.parent / opening.POINTER).unlink(),
    "pointer overwritten": lambda mart: (mart.parent / opening.POINTER).write_bytes(b"\xff\n/etc"),
    "made by other code": lambda mart: altered(mart, "update about set stamp = 'other'"),
    "with other tables": lambda mart: altered(mart, "drop table about"),
}


def altered(mart: Path, statement: str) -> None:
    opening._opened.clear()  # only one may have it open who writes
    with duckdb.connect(mart) as connection:
        connection.execute(statement)


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_mart_is_built_anew(north: Unit, how: str) -> None:
    measured(north, 4)
    keeping.refresh()
    values()  # it is open when it breaks
    BROKEN[how](opening.current())

    keeping.refresh()

    assert values() == [4]


def test_nothing_is_shown_from_memory_of_a_file_that_is_broken(north: Unit) -> None:
    measured(north, 4)
    keeping.refresh()
    values()
    os.truncate(opening.current(), 20_000)

    with pytest.raises(opening.MartUnavailable):
        values()


def test_a_build_that_fails_leaves_the_living_mart_and_nothing_else(
    north: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured(north, 4)
    keeping.refresh()
    measured(north, 0)
    monkeypatch.setattr("roedtraad.insight.analytics.mart.build.MOST_MEMORY", "1KB")

    with pytest.raises(duckdb.Error):
        keeping.refresh()

    assert values() == [4]
    assert len(list(opening.folder().iterdir())) == 2


def test_few_marts_are_kept(north: Unit) -> None:
    for value in range(4):
        measured(north, value)
        keeping.refresh()

    assert len(list(opening.folder().glob("*.duckdb"))) == opening.KEPT
