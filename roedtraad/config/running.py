"""Whether this installation is being served: a lock its parent process holds while it lives."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path


def _lock(var: Path) -> Path:
    return var / "serving.lock"


@contextlib.contextmanager
def held(var: Path) -> Iterator[bool]:
    """Hold the installation; False if somebody else does. The system lets go of what has ended."""
    var.mkdir(parents=True, exist_ok=True)
    with _lock(var).open("a") as stream:
        if sys.platform == "win32":
            yield True
            return
        import fcntl

        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def is_running(var: Path) -> bool:
    with held(var) as free:
        return not free
