"""The data of the demonstration, made once for all processes of a test run.

`SEEDED` names a folder in which several runs find what the first of them has made.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.site import environment, run_roedtraad
from tools.steps import alone


def of_all_processes(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have together."""
    own = factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


def demonstration(factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation on SQLite, to be copied and never served itself."""
    shared = os.environ.get("SEEDED")
    folder = (Path(shared) if shared else of_all_processes(factory)) / "demonstration"
    with alone("seeded-for-tests"):
        if not (folder / "ready").exists():
            folder.mkdir(parents=True, exist_ok=True)
            seed(environment(folder, DATABASE_URL=""))
            (folder / "ready").touch()
    return folder


def seed(env: dict[str, str]) -> None:
    run_roedtraad(env, "prepare")
    # what is due is done, so that no installation begins by doing it
    run_roedtraad(env, "manage", "clock", "--once")
