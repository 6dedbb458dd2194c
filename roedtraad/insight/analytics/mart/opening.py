"""Where the mart lies, and opening it to read. What is missing is said; no number is made up.

A mart is a file of its own name, and `current` names the one to read: it is replaced in one
rename, and who reads the former one goes on reading it whole.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from django.conf import settings

POINTER = "current"
KEPT = 2  # the living one, and the one before for who was just about to open it
ABANDONED = 3600.0  # seconds: no build takes that long

logger = logging.getLogger(__name__)


class MartUnavailable(Exception):
    """There is no mart that can be read: it was never built, or its file is broken."""


Stamp = tuple[int, ...]  # of a file: another one has another
_opened: dict[Path, tuple[Stamp, duckdb.DuckDBPyConnection]] = {}
_lock = threading.Lock()


def folder() -> Path:
    """Where this installation keeps its marts."""
    return Path(settings.VAR) / "mart"


def publish(new: Path) -> None:
    """Let `new`, which lies in the folder of marts, be the one that is read from now on."""
    pointer = new.parent / POINTER
    draft = pointer.with_suffix(f".{os.getpid()}")
    draft.write_text(new.name, "utf-8")
    os.replace(draft, pointer)
    _tidy(new.parent)


def _tidy(marts: Path) -> None:
    """Former marts go, and what builds left behind that were cut off."""
    for old in sorted(marts.glob("*.duckdb"), key=lambda each: each.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
    for left in marts.glob("*.duckdb.new*"):
        with suppress(OSError):  # DuckDB's folder of what did not fit in memory stays
            if time.time() - left.stat().st_mtime > ABANDONED:
                left.unlink()


def current(marts: Path | None = None) -> Path:
    """The file to read. Raise `MartUnavailable` where none was ever published."""
    marts = marts or folder()
    try:
        name = (marts / POINTER).read_text("utf-8").strip()
        return marts / Path(name).name
    except (OSError, UnicodeDecodeError) as fault:
        raise MartUnavailable("no mart was built yet") from fault


@contextmanager
def reading(marts: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the mart as it was last published, on one thread. Raise `MartUnavailable`.

    A mart that cannot be read to the end is put out of use: the clock then builds one anew.
    """
    path = current(marts)
    try:
        yield _connected(path).cursor()
    except (OSError, duckdb.Error) as fault:
        logger.exception("the mart cannot be read and is put out of use")
        _put_out_of_use(path)
        raise MartUnavailable(str(fault)) from fault


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    """The file opened once; anew when another lies in its place."""
    about = path.stat()
    stamp = (about.st_ino, about.st_size, about.st_mtime_ns)
    with _lock:
        if path not in _opened or _opened[path][0] != stamp:
            # none may be left: DuckDB gives whoever opens a file again what it already holds of it
            for other in [each for each in _opened if each.parent == path.parent]:
                del _opened[other]  # its cursors stay usable until they are let go
            connection = duckdb.connect(path, read_only=True, config={"threads": "1"})
            _opened[path] = (stamp, connection)
        return _opened[path][1]


def _put_out_of_use(path: Path) -> None:
    with _lock:
        _opened.pop(path, None)
    with suppress(OSError):
        if (path.parent / POINTER).read_text("utf-8").strip() == path.name:
            (path.parent / POINTER).unlink()
