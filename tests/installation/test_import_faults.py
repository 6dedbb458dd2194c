"""An import that is cut off leaves all of it or nothing, and the file can be taken in again."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg

from tests.e2e.site import ROOT, Site

from .conftest import NewSite, Seeded

ROWS, MONTHS = 100_000, 250
COUNTS = (
    "SELECT (SELECT COUNT(*) FROM indicators_measurement WHERE batch_id IS NOT NULL),"
    " (SELECT COUNT(*) FROM indicators_measurementbatch),"
    " (SELECT COUNT(*) FROM indicators_indicator WHERE title LIKE 'Nr. %')"
)
UNIT = "Familiehuset Strandgården"


def a_file(folder: Path) -> Path:
    lines = ["Indikator;Periode;Værdi"]
    lines += [
        f"Nr. {indicator};{2005 + month // 12}M{month % 12 + 1:02};{indicator + month}"
        for indicator in range(ROWS // MONTHS)
        for month in range(MONTHS)
    ]
    path = folder / "mange.csv"
    path.write_text("\n".join(lines))
    return path


def counts(site: Site) -> tuple[int, ...]:
    """Measurements, batches and indicators, as whoever opens the database next finds them."""
    address = site.env.get("DATABASE_URL", "")
    if address:
        with psycopg.connect(address.replace("postgres://", "postgresql://", 1)) as server:
            row = server.execute(COUNTS).fetchone()
    else:
        with closing(sqlite3.connect(site.folder / "roedtraad.sqlite3")) as file:
            row = file.execute(COUNTS).fetchone()
    assert row is not None
    return tuple(row)


def cut_off(site: Site, words: list[str], seconds: float) -> None:
    """Begin an import, and kill it so long after its file was checked."""
    process = subprocess.Popen(
        [sys.executable, "-m", "roedtraad.config.cli", "manage", *words],
        cwd=ROOT,
        env={**site.env, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    with process.stdout as said:
        assert str(ROWS) in said.readline().decode()
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def test_an_import_killed_in_the_middle_leaves_all_or_nothing_and_is_run_again(
    new_site: NewSite, seeded_here: Seeded, tmp_path: Path
) -> None:
    site = new_site(like=seeded_here)
    file = str(a_file(tmp_path))
    words = ["import_measurements", file, "--as", "konsulent", "--unit", UNIT, "--create"]
    nothing, everything = (0, 0, 0), (ROWS, 1, ROWS // MONTHS)

    for seconds in (0.1, 0.4):
        if counts(site) == nothing:
            cut_off(site, words, seconds)
        assert counts(site) in (nothing, everything)
    if counts(site) == nothing:
        site.run(*words)

    assert counts(site) == everything
