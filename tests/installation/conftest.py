"""Whole installations, with processes and data of their own, on the database of this test run."""

from __future__ import annotations

import itertools
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests import seeding
from tests.e2e.site import Site, copied, environment
from tools.steps import alone

SERVER = os.environ.get("DATABASE_URL", "")
NewSite = Callable[..., Site]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "installation" in item.path.parts:
            item.add_marker(pytest.mark.processes)
            item.add_marker(pytest.mark.long)


@contextmanager
def _database(template: str = "") -> Iterator[str]:
    """The address of a new database, gone afterwards; nothing where SQLite makes its own."""
    if not SERVER:
        yield ""
        return
    address = _create_database(template)
    try:
        yield address
    finally:
        _drop_database(address)


def _create_database(template: str = "") -> str:
    name = f"roedtraad_{uuid.uuid4().hex[:12]}"
    source = f" TEMPLATE {_name_in(template)}" if template else ""
    with psycopg.connect(_for_psycopg(SERVER), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}{source}")
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


def _drop_database(address: str) -> None:
    with psycopg.connect(_for_psycopg(SERVER), autocommit=True) as server:
        server.execute(f"DROP DATABASE {_name_in(address)} WITH (FORCE)")


def _name_in(address: str) -> str:
    return urlsplit(address).path[1:]


def _for_psycopg(address: str) -> str:
    return address.replace("postgres://", "postgresql://", 1)


@dataclass(frozen=True)
class Seeded:
    """The data of the demonstration, to be copied."""

    folder: Path
    database: str


@pytest.fixture(scope="session")
def seeded_here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    """To be copied, and never served itself."""
    if not SERVER:
        yield Seeded(seeding.demonstration(tmp_path_factory), "")
        return
    folder = seeding.of_all_processes(tmp_path_factory) / "on-postgresql"
    using, address_of = folder / f"used-by-{os.getpid()}", folder / "address"
    with alone("seeded-on-postgresql"):
        if not address_of.exists():
            folder.mkdir(exist_ok=True)
            address = _create_database()
            seeding.seed(environment(folder, DATABASE_URL=address))
            address_of.write_text(address, "utf-8")
        using.touch()
    address = address_of.read_text("utf-8")
    yield Seeded(folder, address)
    with alone("seeded-on-postgresql"):
        using.unlink()
        if not [*folder.glob("used-by-*")]:  # whoever comes now makes another
            address_of.unlink()
            _drop_database(address)


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[NewSite]:
    """`new_site()` is an empty installation; `new_site(like=seeded_here)` one with its data."""
    with sites_below(tmp_path) as make:
        yield make


@contextmanager
def sites_below(top: Path) -> Iterator[NewSite]:
    """What makes installations, each with a folder of its own; they are gone afterwards."""
    with ExitStack() as until_the_end:
        numbers = itertools.count()

        def make(*, like: Seeded | None = None, mode: str = "demo", **more: str) -> Site:
            folder = top / f"site{next(numbers)}"
            folder.mkdir()
            if like is not None:
                copied(like.folder, folder)
            address = until_the_end.enter_context(_database(like.database if like else ""))
            site = Site(folder, environment(folder, mode=mode, DATABASE_URL=address, **more))
            until_the_end.callback(site.stop)
            return site

        yield make
