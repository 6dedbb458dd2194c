"""In what order a run takes its tests."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)  # the marks that folders give have been given
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # the long ones first, so that the other process has the rest to do beside them
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
