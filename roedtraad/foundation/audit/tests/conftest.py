from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection

from roedtraad.foundation.audit import append_only

from .sealed_log import MARCH, Traveller


@pytest.fixture
def clock() -> Iterator[Traveller]:
    with time_machine.travel(MARCH, tick=False) as traveller:
        yield traveller


@pytest.fixture
def _unprotected(db: None) -> None:
    """As somebody who owns the database could make it, and put it back."""
    append_only.remove(connection)
