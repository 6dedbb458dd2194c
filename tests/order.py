"""Which tests a run takes, and in what order."""

from __future__ import annotations

import os

import pytest

# what reads, counts and computes by itself: where no database has a part in it, the same result is
# not asked for again beside another database
BY_THEMSELVES = (
    "roedtraad/config/compute/",
    "roedtraad/foundation/statistics/",
    "roedtraad/gateways/importing/",
    "tests/test_architecture.py",
    "tests/test_sizes.py",
)
ASK_FOR_A_DATABASE = {"db", "transactional_db", "django_db_setup"}


@pytest.hookimpl(trylast=True)  # the marks that folders give have been given
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # the long ones first, so that the other process has the rest to do beside them
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if os.environ.get("DATABASE_URL"):
        left_out = [item for item in items if _needs_no_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _needs_no_database(item: pytest.Item) -> bool:
    asks = item.get_closest_marker("django_db") is not None
    asks |= bool(ASK_FOR_A_DATABASE & set(getattr(item, "fixturenames", ())))
    return item.nodeid.startswith(BY_THEMSELVES) and not asks
