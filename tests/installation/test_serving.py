import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.site import ROOT, Site, free_port

from .conftest import SERVER, NewSite, Seeded, sites_below

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
about_processes = pytest.mark.skipif(bool(SERVER), reason="about processes: asked beside SQLite")


def children(parent: int) -> dict[int, str]:
    """The processes below one, at any depth, by id, each with its command line."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                status = (folder / "stat").read_text().rpartition(")")[2].split()
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            parents[int(folder.name)] = (int(status[1]), line)
    found: dict[int, str] = {}
    ahead = [parent]
    while ahead:
        above = ahead.pop()
        below = {pid: line for pid, (its_parent, line) in parents.items() if its_parent == above}
        found |= below
        ahead += below
    return found


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not (done := holds()) and time.monotonic() < until:
        time.sleep(0.1)
    return done


def is_gone(pid: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True


def all_gone(pids: list[int]) -> bool:
    return all(is_gone(pid) for pid in pids)


@pytest.fixture
def served(new_site: NewSite, seeded_here: Seeded) -> Site:
    """One that a test may end."""
    return new_site(like=seeded_here, mode="production").start()


@pytest.fixture(scope="module")
def lasting(seeded_here: Seeded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One that is still served when a test is done with it."""
    with sites_below(tmp_path_factory.mktemp("lasting")) as new_site:
        yield new_site(like=seeded_here, mode="production").start()


def pid_of(site: Site) -> int:
    assert site.process is not None
    return site.process.pid


@about_processes
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_all_within_seconds(served: Site, number: signal.Signals) -> None:
    family = list(children(pid_of(served)))
    assert len(family) >= 4  # web server and its worker, job worker, clock

    os.kill(pid_of(served), number)

    assert served.process is not None
    assert served.process.wait(10) == 0
    assert within(2, lambda: all_gone(family))


@about_processes
def test_a_parent_killed_outright_leaves_no_orphan(served: Site) -> None:
    family = list(children(pid_of(served)))

    os.kill(pid_of(served), signal.SIGKILL)

    assert within(10, lambda: all_gone(family))


@about_processes
def test_an_installation_is_served_once(lasting: Site) -> None:
    command = [sys.executable, "-m", "roedtraad.config.cli", "serve", str(free_port())]

    again = subprocess.run(
        command, cwd=ROOT, env=lasting.env, capture_output=True, text=True, timeout=60, check=False
    )

    assert again.returncode == 1
    assert "being served already" in again.stdout


@about_processes
def test_a_port_in_use_is_said_and_a_demonstration_takes_the_next(
    lasting: Site, new_site: NewSite
) -> None:
    other = new_site(mode="production", PORT=str(lasting.port))
    command = [sys.executable, "-m", "roedtraad.config.cli", "serve", "--prepared"]

    refused = subprocess.run(
        command, cwd=ROOT, env=other.env, capture_output=True, text=True, timeout=60, check=False
    )

    assert refused.returncode == 1
    assert f"Port {lasting.port} is in use" in refused.stdout


def test_jobs_and_clock_run(lasting: Site) -> None:
    started = datetime.now(UTC).isoformat()
    log = "from roedtraad.foundation.notices.models import ClockRun;"
    log += f"print(ClockRun.objects.filter(succeeded_at__gte='{started}').count())"

    assert within(20, lambda: int(lasting.run("shell", "-v0", "-c", log)) > 0)


@about_processes
def test_nothing_is_printed_that_was_typed(lasting: Site) -> None:
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{lasting.url}/sundhed/x?navn=Hemmelig%20Person")  # noqa: S310

    assert "Hemmelig" not in lasting.log


@about_processes
def test_what_is_killed_is_started_again(lasting: Site) -> None:
    before = children(pid_of(lasting))

    for pid in before:
        os.kill(pid, signal.SIGKILL)

    names = ("granian", "cli worker", "manage clock")

    def are_new() -> bool:
        lines = [line for pid, line in children(pid_of(lasting)).items() if pid not in before]
        return all(any(name in line for line in lines) for name in names)

    assert within(20, are_new)
    assert within(20, lasting.is_well)
