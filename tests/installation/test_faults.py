"""What is confirmed is kept, whatever happens to the server."""

import contextlib
import json
import os
import signal
import sys
import threading
import time

import pytest

from tests.e2e.site import Site

from .conftest import SERVER, NewSite, Seeded
from .test_serving import children, within
from .visitor import Visitor

STRATEGIES = (
    "import json; from roedtraad.steering.agreements.models import Strategy;"
    "print(json.dumps(list(Strategy.objects.values_list('title', flat=True))))"
)
TOP = (
    "from roedtraad.foundation.organisation.models import Unit;"
    "print(Unit.objects.get(kind='council').pk)"
)


def kill_outright(site: Site) -> None:
    assert site.process is not None
    for pid in [site.process.pid, *children(site.process.pid)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    site.process.wait()


def save_until_cut_off(visitor: Visitor, unit: str, name: str, confirmed: list[str]) -> None:
    """One strategy after another; what the server said yes to is noted."""
    for number in range(10_000):
        title = f"{name}-{number}"
        fields = {"title": title, "unit": unit, "starts_on": "2026-01-01", "ends_on": "2029-12-31"}
        try:
            answer = visitor.post("/strategi/ny/", {**fields, "base_version": "0"})
        except (OSError, AssertionError):
            return
        assert answer.status == 302, answer.text
        confirmed.append(title)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_server_killed_in_the_middle_of_saves_loses_nothing_it_confirmed(
    new_site: NewSite, seeded_here: Seeded
) -> None:
    site = new_site(like=seeded_here, BESIDE_WEB="")
    unit = site.run("shell", "-v0", "-c", TOP).strip()
    confirmed: list[str] = []

    for life in range(3):
        site.start()
        threads = [
            threading.Thread(
                target=save_until_cut_off,
                args=(Visitor(site.url, "konsulent"), unit, f"liv{life}-{each}", confirmed),
            )
            for each in range(3)
        ]
        before = len(confirmed)
        for thread in threads:
            thread.start()
        assert within(30, lambda least=before + 10: len(confirmed) >= least)
        kill_outright(site)
        for thread in threads:
            thread.join()

    kept = set(json.loads(site.run("shell", "-v0", "-c", STRATEGIES)))
    assert set(confirmed) <= kept
    assert site.start().is_well()


@pytest.mark.skipif(bool(SERVER), reason="about SQLite")
def test_sqlite_waits_for_the_disk_before_it_confirms(
    new_site: NewSite, seeded_here: Seeded
) -> None:
    asked = (
        "from django.db import connection as c; k = c.cursor();"
        "print([k.execute(f'PRAGMA {each}').fetchone()[0]"
        " for each in ('journal_mode', 'synchronous', 'foreign_keys')])"
    )
    full = 2

    answer = new_site(like=seeded_here).run("shell", "-v0", "-c", asked)

    assert answer.strip() == f"['wal', {full}, 1]"


def slowest_answer(visitor: Visitor, path: str, until: threading.Event) -> float:
    slowest = 0.0
    while not until.is_set():
        started = time.monotonic()
        assert visitor.get(path).status == 200
        slowest = max(slowest, time.monotonic() - started)
    return slowest
