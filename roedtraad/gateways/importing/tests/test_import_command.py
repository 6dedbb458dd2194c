from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.models import Measurement

pytestmark = pytest.mark.django_db


def run(path: Path, user: User, *more: str) -> None:
    call_command(
        "import_measurements",
        str(path),
        "--as",
        user.username,
        "--unit",
        "Familiehuset Nord",
        *more,
    )


def test_a_file_is_checked_and_read_in(
    tmp_path: Path, leader: User, north: Unit, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sager.csv"
    path.write_text("År;Sager;Klager\n2024;41;mange\n2025;43;4\n")

    with pytest.raises(CommandError, match="Nogle tal er forkerte"):
        run(path, leader, "--create")
    run(path, leader, "--create", "--only-right")

    said = capsys.readouterr()
    assert "række 2, Klager: “mange” er ikke et tal" in said.err
    assert "3 målinger er indlæst" in said.out
    assert Measurement.objects.count() == 3


def test_a_dry_run_stores_nothing(tmp_path: Path, leader: User, north: Unit) -> None:
    path = tmp_path / "sager.csv"
    path.write_text("År;Sager\n2024;41\n")

    run(path, leader, "--create", "--dry-run")

    assert not Measurement.objects.exists()


def test_who_may_not_is_refused_in_words(tmp_path: Path, outsider: User, north: Unit) -> None:
    path = tmp_path / "sager.csv"
    path.write_text("År;Sager\n2024;41\n")

    with pytest.raises(CommandError, match="må ikke"):
        run(path, outsider, "--create")
