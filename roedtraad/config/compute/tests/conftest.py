from pathlib import Path

import pytest

from .running import Command


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """`roedtraad compute`, run in this process."""
    return Command(tmp_path, capsys)
