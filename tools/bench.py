"""Measurements: `bench pages`, `bench reader --truth`; without a name all of them.

Each runs in a process of its own, with a database of its own.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
IN_ANOTHER = {"import"}  # the engine's measurement has it
Flags = dict[str, str]  # as it is written, with N for a number → what it does


def main(arguments: list[str]) -> int:
    if {"help", "-h", "--help"} & set(arguments):
        print(_help())
        return 0
    names = [each for each in arguments if not each.startswith("-")]
    flags = [each for each in arguments if each.startswith("-")]
    if unknown := sorted(set(names) - set(_known())):
        print(f"There is no measurement {', '.join(unknown)}.\n\n{_help()}")
        return 2
    chosen = names or [each for each in _known() if each not in IN_ANOTHER]
    if unknown := [each for each in flags if not any(_takes(name, each) for name in chosen)]:
        print(f"There is no {', '.join(unknown)} for {', '.join(chosen)}.\n\n{_help()}")
        return 2
    if len(chosen) > 1 and os.environ.get("DATABASE_URL"):
        print("DATABASE_URL is one database, and each measurement needs its own: name one.")
        return 2
    if len(chosen) == 1:
        return int(_module(chosen[0]).main(flags))
    return max(_alone(name, [each for each in flags if _takes(name, each)]) for name in chosen)


def _alone(name: str, flags: list[str]) -> int:
    print(f"\n=== bench {' '.join([name, *flags])}", flush=True)
    return subprocess.run([sys.executable, "-m", "tools.bench", name, *flags]).returncode


def _known() -> list[str]:
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"tools.bench_{name}")


def _flags(name: str) -> Flags:
    found: Flags = getattr(_module(name), "FLAGS", {})
    return found


def _takes(name: str, flag: str) -> bool:
    """`--rows=5` is taken where there is `--rows=N`."""
    word, equals, value = flag.partition("=")
    if equals and not value.isdigit():
        return False
    return word + (equals and "=N") in _flags(name)


def _help() -> str:
    lines = ["bench [NAME …] [FLAG …]    without a name all, each in a process of its own\n"]
    for name in _known():
        first = str(_module(name).__doc__).partition("\n")[0]
        note = "  (part of the engine's)" if name in IN_ANOTHER else ""
        lines.append(f"  {name:<8} {first}{note}")
        lines += [f"             {flag:<20} {does}" for flag, does in _flags(name).items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
