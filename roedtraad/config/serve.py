"""Web server, job worker and clock under one parent, which ends all of them with itself.

The parent is plain Python without Django, so that it stays small and cannot fail with them.
"""

from __future__ import annotations

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from .running import held

ROOT = Path(__file__).resolve().parents[2]
GRACE = 8.0  # seconds a child gets to finish what it is doing
STEADY = 30.0  # a child that lived this long starts again at once
LONGEST_PAUSE = 30.0
HEALTH = "/sundhed/"
BESIDE = ("worker", "clock")


@dataclass
class Child:
    """One process that is kept alive."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = 0.0
    next_start: float = field(default=0.0)

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )

    def signal(self, number: int) -> None:
        """Reach the child and whatever it has started itself."""
        if self.process is None:
            return
        try:
            if os.name == "posix":
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)
        except (ProcessLookupError, PermissionError, OSError):
            pass

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


def end_with_parent() -> None:
    """Linux: even when the parent is killed outright, the child is told to end."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Supervisor:
    """Keeps its children running until it is told to stop."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stopping = False

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def run(self, when_ready: Callable[[], None], ready: Callable[[], bool]) -> int:
        for number in (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)):
            signal.signal(number, self.stop)
        for child in self.children:
            child.start()
        announced = False
        try:
            while not self.stopping:
                for child in self.children:
                    self._keep(child)
                if not announced and ready():
                    announced = True
                    when_ready()
                time.sleep(0.2)
        finally:
            self._end_all()
        return 0

    def _keep(self, child: Child) -> None:
        if child.is_running():
            return
        now = time.monotonic()
        if child.process is not None:
            child.signal(_KILL)  # what a crashed server left behind would hold its port
            lived = now - child.started_at
            child.pause = 0.5 if lived > STEADY else min(LONGEST_PAUSE, max(1, child.pause * 2))
            child.next_start = now + child.pause
            _say(f"{child.name} ended ({child.process.returncode}); again in {child.pause:g} s")
            child.process = None
        elif now >= child.next_start:
            child.start()

    def _end_all(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        while time.monotonic() < until and any(child.is_running() for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.signal(_KILL)
            if child.process is not None:
                child.process.wait()


_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def main(arguments: list[str]) -> int:
    """`serve`: get the installation ready, then serve until told to stop."""
    with held(Path(os.environ.get("ROEDTRAAD_VAR") or ROOT / "var")) as alone:
        if not alone:
            _say("This installation is being served already.")
            return 1
        return _serve(arguments)


def _serve(arguments: list[str]) -> int:
    host = os.environ.get("HOST", "127.0.0.1")
    demo = os.environ.get("ROEDTRAAD_MODE") == "demo"
    port = _port(host, arguments, choose=demo)
    if port is None:
        return 1
    if unknown := sorted({*_beside()} - {*BESIDE}):
        _say(f"BESIDE_WEB names {' and '.join(BESIDE)}, not {unknown[0]!r}")
        return 1
    if "--prepared" not in arguments:
        prepared = subprocess.run([*_ROEDTRAAD, "prepare"], cwd=ROOT, check=False)  # noqa: S603
        if prepared.returncode:
            return prepared.returncode
    address = os.environ.get("PUBLIC_ADDRESS") or f"http://{host}:{port}"
    os.environ.setdefault("PUBLIC_ADDRESS", address)
    supervisor = Supervisor(_children(host, port))
    return supervisor.run(
        when_ready=lambda: _announce(address, demo=demo), ready=lambda: is_answering(host, port)
    )


_ROEDTRAAD = [sys.executable, "-m", "roedtraad.config.cli"]


def _children(host: str, port: int) -> list[Child]:
    workers = os.environ.get("WEB_WORKERS", "2")
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    web += ["--host", host, "--port", str(port), "--workers", workers]
    web += ["--blocking-threads", "4", "--backpressure", "64", "--http", "1"]
    web += ["--respawn-failed-workers", "--log-level", "warning"]
    web += ["roedtraad.config.wsgi:application"]
    beside = {
        "worker": Child("worker", [*_ROEDTRAAD, "worker"]),
        "clock": Child("clock", [*_ROEDTRAAD, "manage", "clock"]),
    }
    return [Child("web server", web), *(beside[name] for name in _beside())]


def _beside() -> list[str]:
    """What runs beside the web server; the rest is run by whoever runs this."""
    return os.environ.get("BESIDE_WEB", " ".join(BESIDE)).replace(",", " ").split()


def _port(host: str, arguments: list[str], *, choose: bool) -> int | None:
    """The port to serve on; a demonstration takes the next free one rather than give up."""
    numbers = [each for each in arguments if not each.startswith("-")]
    given = (numbers or [os.environ.get("PORT", "8000")])[0]
    if not given.isdigit():
        _say(f"PORT must be a number, not {given!r}")
        return None
    first = int(given)
    for port in range(first, first + (50 if choose else 1)):
        if _is_free(host, port):
            if port != first:
                _say(f"Port {first} is in use; {port} is taken instead.")
            return port
    _say(f"Port {first} is in use. Choose another: PORT={first + 1} python3 dev.py …")
    return None


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def is_answering(host: str, port: int) -> bool:
    """Whether the web server says that it and its database are well."""
    there = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    connection = http.client.HTTPConnection(there, port, timeout=2)
    try:
        connection.request("GET", HEALTH, headers={"Host": "127.0.0.1"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _announce(address: str, *, demo: bool) -> None:
    _say("")
    _say(f"  Rød Tråd: {address}")
    if demo:
        subprocess.run([*_ROEDTRAAD, "logins"], cwd=ROOT, check=False)  # noqa: S603
    _say("  Stop with Ctrl-C.")


def _say(text: str) -> None:
    print(text, flush=True)
