import pytest

from tools.bench import main


def test_help_tells_of_every_measurement_and_its_flags_and_runs_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = main(["--help"])

    told = capsys.readouterr().out
    assert status == 0
    assert all(name in told for name in ("cases", "engine", "import", "pages", "reader"))
    assert "--quick" in told and "--rows=N" in told


@pytest.mark.parametrize(
    "arguments", [["sider"], ["pages", "--quick"], ["import", "--rows=mange"], ["--sizes"]]
)
def test_what_no_measurement_understands_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(arguments)

    assert status == 2
    assert "bench [NAME …]" in capsys.readouterr().out


def test_several_measurements_are_not_made_in_one_database(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@localhost/ingenting")

    status = main([])

    assert status == 2
    assert "DATABASE_URL" in capsys.readouterr().out
