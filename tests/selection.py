"""Which tests a run takes, and in what order."""

from __future__ import annotations

import pytest

DATABASE = {"db", "transactional_db"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that no database has a part in",
    )


@pytest.hookimpl(trylast=True)  # the marks that folders give have been given
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        left_out = [item for item in items if not _needs_database(item)]
        items[:] = [item for item in items if _needs_database(item)]
        config.hook.pytest_deselected(items=left_out)
    # the long ones first, so that the other process has the rest to do beside them
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _needs_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    markers = (item.get_closest_marker(name) for name in ("django_db", "processes"))
    return not DATABASE.isdisjoint(fixtures) or any(markers)
