"""Every check and test, in groups; all are run, and what failed is said at the end."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from tools import browser, postgres
from tools.steps import BIN, ROOT, VENV, Trouble

LONGEST = 25 * 60  # seconds: a group that hangs must not hang everything
PY = sys.executable
MANAGE = [PY, "manage.py"]
PYTEST = [PY, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", "-ra"]
# a file's tests share what they set up; in the order in which they are collected
BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]
IN_PRODUCTION = {
    "ROEDTRAAD_MODE": "production",
    "PUBLIC_ADDRESS": "https://check.example",
    "ROEDTRAAD_VAR": str(ROOT / "var" / "check"),
}
STATIC_CHECKS: dict[str, tuple[list[str], Mapping[str, str]]] = {
    "types": ([PY, "-m", "mypy", "roedtraad", "tools", "dev.py"], {}),
    "lint": ([PY, "-m", "ruff", "check", "."], {}),
    "format": ([PY, "-m", "ruff", "format", "--check", "."], {}),
    "imports": ([str(VENV / BIN / "lint-imports"), "--no-cache"], {}),
    "migrations": ([*MANAGE, "makemigrations", "--check", "--dry-run"], IN_PRODUCTION),
    "translations": ([PY, "-m", "tools.messages", "check"], {}),
    "deployment": ([*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], IN_PRODUCTION),
}
TESTS = ("sqlite", "postgresql", "browser")
GROUPS = (*STATIC_CHECKS, *TESTS)


@dataclass(frozen=True)
class Result:
    """How one group went."""

    group: str
    seconds: float
    fault: str = ""

    def __str__(self) -> str:
        word = "FAILED" if self.fault else "ok"
        return f"  {self.group:<13} {word:<7} {self.seconds:6.0f} s"


def main(arguments: list[str]) -> int:
    chosen = _chosen(arguments)
    started = time.monotonic()
    static = [group for group in STATIC_CHECKS if group in chosen]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(_static_check, static))
    with TemporaryDirectory(prefix="roedtraad-check-") as seeded:
        os.environ["SEEDED"] = seeded  # the demonstration's data, made by the first that wants them
        results += [_tested(group) for group in TESTS if group in chosen]
    print("\nSummary")
    for result in results:
        print(result)
    failed = [result for result in results if result.fault]
    for result in failed:
        print(f"\n{result.group}: {result.fault}")
    if left_out := [group for group in GROUPS if group not in chosen]:
        print(f"\nLEFT OUT, as told: {', '.join(left_out)}")
    print(f"\n{'FAILED' if failed else 'All is well'}, {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def _chosen(arguments: list[str]) -> list[str]:
    parser = argparse.ArgumentParser(prog="dev.py check")
    parser.add_argument("--without", action="append", default=[], choices=GROUPS)
    parser.add_argument("--only", action="append", default=[], choices=GROUPS)
    given = parser.parse_args(arguments)
    return [each for each in given.only or GROUPS if each not in given.without]


def _static_check(group: str) -> Result:
    command, env = STATIC_CHECKS[group]
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    output = (done.stdout + done.stderr).strip()
    result = Result(group, time.monotonic() - started, output if done.returncode else "")
    print(str(result), flush=True)
    return result


def _tested(group: str) -> Result:
    print(f"\nTests: {group}", flush=True)
    started = time.monotonic()
    try:
        fault = _RUNS[group]()
    except Trouble as trouble:
        fault = str(trouble)
    result = Result(group, time.monotonic() - started, fault)
    print(str(result), flush=True)
    return result


def _on_sqlite() -> str:
    return _pytest([*BY_FILE, "-m", "not browser"], {"DATABASE_URL": ""})


def _on_postgresql() -> str:
    with postgres.server() as address:
        return _pytest([*BY_FILE, "-m", "not browser"], {"DATABASE_URL": address})


def _in_browser() -> str:
    found = browser.ensure()
    print(f"  with {found}", flush=True)
    return _pytest(["-m", "browser", "tests"], {"DATABASE_URL": "", "CHROMIUM": found})


_RUNS: dict[str, Callable[[], str]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
    "browser": _in_browser,
}


def _pytest(arguments: list[str], env: Mapping[str, str]) -> str:
    """Run the tests, showing their progress; answer what went wrong in a sentence."""
    settings = {key: value for key, value in {**os.environ, **env}.items() if value}
    try:
        done = subprocess.run(
            [*PYTEST, *arguments], cwd=ROOT, env=settings, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return f"not done in {LONGEST // 60} minutes"
    return f"pytest ended with {done.returncode}; see above" if done.returncode else ""


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
