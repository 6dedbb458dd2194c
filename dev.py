#!/usr/bin/env python3
"""Set up and run Rød Tråd: `python3 dev.py demo`, `… check`; `… help` lists the rest."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

if sys.version_info < (3, 11):  # noqa: UP036  the first line a newcomer's Python reads
    sys.exit("Python 3.11 or newer is needed.")

from tools import environment  # noqa: E402  after the version is known to do
from tools.steps import PYTHON, Trouble  # noqa: E402


def demo(arguments: list[str]) -> None:
    """Serve a made-up municipality; everything it needs is fetched the first time."""
    environment.set_up("runtime")
    data = os.environ.setdefault("ROEDTRAAD_VAR", str(ROOT / "var" / "demo"))
    Path(data).mkdir(parents=True, exist_ok=True)
    os.environ["ROEDTRAAD_MODE"] = "demo"
    _become("-m", "roedtraad.config.cli", "serve", *arguments)


def serve(arguments: list[str]) -> None:
    """Serve this installation: web server, worker and clock under one parent."""
    environment.set_up("runtime")
    _become("-m", "roedtraad.config.cli", "serve", *arguments)


def setup(arguments: list[str]) -> None:
    """Only fetch and make what is needed (for development; `setup runtime` for serving)."""
    environment.set_up(arguments[0] if arguments else "dev")


def check(arguments: list[str]) -> None:
    """Every check and test there is; `--without GROUP` leaves one out and says so."""
    environment.set_up("dev")
    _become("-m", "tools.check", *arguments)


def test(arguments: list[str]) -> None:
    """Run pytest with the arguments given."""
    environment.set_up("dev")
    _become("-m", "pytest", *arguments)


def bench(arguments: list[str]) -> None:
    """Measure: `bench pages`; `bench --help` tells what else there is."""
    environment.set_up("dev")
    _become("-m", "tools.bench", *arguments)


def messages(arguments: list[str]) -> None:
    """Bring the Danish catalogue in step with the code and list what lacks a translation."""
    environment.set_up("dev")
    _become("-m", "tools.messages", *arguments)


def format(arguments: list[str]) -> None:
    """Format the Python files."""
    environment.set_up("dev")
    subprocess.run([PYTHON, "-m", "ruff", "check", "-q", "--fix", *(arguments or ["."])], cwd=ROOT)
    _become("-m", "ruff", "format", *(arguments or ["."]))


def backup(arguments: list[str]) -> None:
    """Copy database and files into one file, the keys into another: `backup [FOLDER]`."""
    environment.set_up("runtime")
    _become("-m", "roedtraad.config.cli", "backup", *_whole_paths(arguments))


def restore(arguments: list[str]) -> None:
    """Put a backup back: `restore FILE [--keys FILE] [--yes]`."""
    environment.set_up("runtime")
    _become("-m", "roedtraad.config.cli", "restore", *_whole_paths(arguments))


def manage(arguments: list[str]) -> None:
    """Pass on to manage.py."""
    environment.set_up("runtime")
    _become("manage.py", *arguments)


VERBS = [demo, check, test, bench, messages, format, setup, serve, manage, backup, restore]


def _whole_paths(arguments: list[str]) -> list[str]:
    """A path was meant from where the command was typed; the work is done elsewhere."""
    return [each if each.startswith("-") else os.path.abspath(each) for each in arguments]


def _become(*arguments: str) -> None:
    """Let Python of the environment take this process over, so that signals reach it directly."""
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if os.name != "posix":
        sys.exit(subprocess.run(command, cwd=ROOT).returncode)
    os.chdir(ROOT)
    os.execv(command[0], command)


def main() -> None:
    word, *arguments = sys.argv[1:] or ["help"]
    verb = next((each for each in VERBS if each.__name__ == word), None)
    if verb is None:
        lines = [f"  {each.__name__:<9} {each.__doc__}" for each in VERBS]
        print("python3 dev.py VERB\n\n" + "\n".join(lines))
        sys.exit(0 if word in {"help", "-h", "--help"} else 2)
    try:
        verb(arguments)
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
