"""Measurements: `bench pages`, `bench reader`; without a name all of them, one after the other."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    known = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    names = [each for each in arguments if not each.startswith("-")]
    names = names or [each for each in known if each != "import"]  # the engine's has it
    if unknown := sorted(set(names) - set(known)):
        print(f"There is no measurement {', '.join(unknown)}; there is: {', '.join(known)}")
        return 2
    rest = [each for each in arguments if each.startswith("-")]
    return max(int(importlib.import_module(f"tools.bench_{name}").main(rest)) for name in names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
