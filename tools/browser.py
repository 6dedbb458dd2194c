"""A browser for the tests: one on this machine, Playwright's own, or Debian's. Standard library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.steps import PYTHON, Trouble, run, step

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
FLAGS = [
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OWN = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def flags() -> list[str]:
    """A browser run by root refuses its sandbox."""
    return FLAGS + (["--no-sandbox"] if is_root() else [])


def find() -> str | None:
    """The first browser that starts; `CHROMIUM` names another."""
    named = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in NAMES)]
    return next((path for path in named if path and _starts(path)), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    answer = subprocess.run(
        [PYTHON if PYTHON.exists() else sys.executable, "-c", OWN],
        capture_output=True,
        text=True,
        check=False,
    )
    path = answer.stdout.strip()
    return path if path and Path(path).is_file() and _starts(path) else None


def _starts(path: str) -> bool:
    """A browser may be there and yet lack a library of the system."""
    try:
        command = [path, "--version"]
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def ensure() -> str:
    """Find a browser, or fetch one."""
    if found := find():
        return found
    for fetch in (_from_playwright, _from_debian):
        try:
            fetch()
        except Trouble as trouble:
            print(f"  {str(trouble).splitlines()[-1]}", flush=True)
        if found := find():
            return found
    raise Trouble(
        "No browser was found and none could be fetched. Install one:\n"
        "    apt-get install chromium            (Debian, as root)\n"
        "    .venv/bin/playwright install --with-deps chromium\n"
        "name one:\n    CHROMIUM=/path/to/chrome python3 dev.py check\n"
        "or leave it out:\n    python3 dev.py check --without browser"
    )


def _from_playwright() -> None:
    with step("fetch Playwright's browser"):
        run(
            [PYTHON, "-m", "playwright", "install", "chromium"],
            env={"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"},
        )


def _from_debian() -> None:
    if not (is_root() and shutil.which("apt-get")):
        return
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]  # another installation may be under way
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with step("install Debian's Chromium"):
        run([*apt, "update", "-q"], env=quiet)
        run([*apt, "install", "-qy", "--no-install-recommends", "chromium"], env=quiet)
