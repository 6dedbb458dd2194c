"""Steps of a set-up: each says what it does and how long it took; what is done is skipped."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "var"
BIN = "Scripts" if os.name == "nt" else "bin"
EXE = ".exe" if os.name == "nt" else ""
VENV = ROOT / ".venv"
PYTHON = VENV / BIN / f"python{EXE}"


class Trouble(Exception):  # noqa: N818
    """Something that the person at the keyboard can mend; the text says how."""


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what begins; when it is done, say how long it took."""
    print(f"· {title} …", flush=True)
    started = time.monotonic()
    yield
    print(f"  done in {time.monotonic() - started:.1f} s", flush=True)


def digest(paths: Iterable[Path], *more: str) -> str:
    """One hash of what the files hold."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text("utf-8") == value


def put_stamp(stamp: Path, value: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value, "utf-8")


def run(
    command: Sequence[str | Path], *, hint: str = "", env: Mapping[str, str] | None = None
) -> None:
    """Run a command in the project's folder; what it says is shown only when it fails."""
    line = [str(part) for part in command]
    try:
        result = subprocess.run(  # noqa: S603  the commands are ours
            line,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Trouble(f"{line[0]} could not be started: {error}") from error
    if result.returncode:
        tail = "\n".join(result.stdout.splitlines()[-30:])
        raise Trouble(f"{tail}\n\nThis failed: {' '.join(line)}" + (f"\n{hint}" if hint else ""))


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Let two set-ups started at once run one after the other."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / f".{name}.lock").open("w") as stream:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)
        yield
