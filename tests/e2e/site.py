"""A whole installation for a browser test: own data, own server, worker and clock."""

from __future__ import annotations

import contextlib
import email
import email.policy
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from roedtraad.config.serve import end_with_parent

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, *, mode: str = "demo", **more: str) -> dict[str, str]:
    """What tells an installation where its data are."""
    return {
        **os.environ,
        "ROEDTRAAD_MODE": mode,
        "ROEDTRAAD_VAR": str(folder),
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
        "WEB_WORKERS": "1",
        "SESSION_MINUTES": "600",  # those who are signed in beforehand stay so to the last test
        **more,
    }


def run_roedtraad(env: dict[str, str], *words: str) -> str:
    """One call of the command `roedtraad`; its output, or a failing test with what it said."""
    return run_module(env, "roedtraad.config.cli", *words)


def run_module(env: dict[str, str], module: str, *words: str) -> str:
    """A program of the project or its tests, with the data that `env` names."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env={**env, "DJANGO_SETTINGS_MODULE": "roedtraad.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass
class Site:
    """A running installation at `url`, with its data below `folder`."""

    folder: Path
    env: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    signed_in: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text("utf-8", "replace")

    def start(self) -> Site:
        (self.folder / "mail").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "roedtraad.config.cli", "serve", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--prepared"],
                cwd=ROOT,
                env={**self.env, "PUBLIC_ADDRESS": self.url},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=os.name == "posix",
                preexec_fn=end_with_parent if sys.platform == "linux" else None,
            )
        until = time.monotonic() + 60
        while not self.is_well():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < until, f"no answer in a minute\n{self.log}"
            time.sleep(0.1)
        return self

    def is_well(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.closing(connection), contextlib.suppress(OSError):
            connection.request("GET", "/sundhed/")
            return connection.getresponse().status == 200
        return False

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)

    def run(self, *words: str) -> str:
        """A management command on this installation's data."""
        return run_roedtraad(self.env, "manage", *words)

    def mails(self) -> list[EmailMessage]:
        """What was mailed, oldest first."""
        files = sorted((self.folder / "mail").glob("*"), key=lambda file: file.stat().st_mtime)
        texts = [part for file in files for part in file.read_bytes().split(b"-" * 79)]
        return [
            email.message_from_bytes(text.strip(), policy=email.policy.default)
            for text in texts
            if text.strip()
        ]


def copied(seeded: Path, folder: Path) -> Path:
    """Another installation with the same data and its own everything."""
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    return folder
