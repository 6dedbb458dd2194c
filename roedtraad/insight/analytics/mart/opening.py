"""Where the mart lies, and opening it to read. What is missing is said; no number is made up.

A mart is a file of its own name, and `current` names the one to read: it is replaced in one
rename, and who reads the former one goes on reading it whole.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

import duckdb
from django.conf import settings

POINTER = "current"
KEPT = 2  # the living one, and the one before for who was just about to open it


class MartUnavailable(Exception):
    """There is no mart that can be read: it was never built, or its file is broken."""


_opened: dict[Path, duckdb.DuckDBPyConnection] = {}
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
    for old in sorted(new.parent.glob("*.duckdb"), key=lambda each: each.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)


def current(marts: Path | None = None) -> Path:
    """The file to read. Raise `MartUnavailable` where none was ever published."""
    marts = marts or folder()
    try:
        return marts / (marts / POINTER).read_text("utf-8").strip()
    except OSError as fault:
        raise MartUnavailable("no mart was built yet") from fault


def cursor(marts: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A cursor on the mart as it was last published, on one thread. Raise `MartUnavailable`."""
    path = current(marts)
    with _lock:
        if path not in _opened:
            _forget_other_marts_of(path.parent)
            _opened[path] = _connect(path)
        return _opened[path].cursor()


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(path, read_only=True, config={"threads": "1"})
    except (OSError, duckdb.Error) as fault:
        raise MartUnavailable(str(fault)) from fault


def _forget_other_marts_of(marts: Path) -> None:
    """Their cursors stay usable until they are let go."""
    for path in [each for each in _opened if each.parent == marts]:
        del _opened[path]
