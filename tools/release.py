"""Keep the database of this version, as both engines store it, for the upgrade tests to come."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import postgres
from tools.steps import ROOT, step

KEPT = ROOT / "tests" / "releases"
ROEDTRAAD = [sys.executable, "-m", "roedtraad.config.cli"]


def main() -> int:
    with postgres.server() as address:
        for engine, database in (("sqlite", ""), ("postgresql", address)):
            with step(f"keep what {engine} stores"), tempfile.TemporaryDirectory() as folder:
                _keep(engine, database, Path(folder))
    return 0


def _keep(engine: str, database: str, folder: Path) -> None:
    from roedtraad import __version__

    env = {**os.environ, "ROEDTRAAD_MODE": "demo", "ROEDTRAAD_VAR": str(folder)}
    env["DATABASE_URL"] = database
    for words in (["prepare"], ["backup", str(folder / "backup")]):
        subprocess.run([*ROEDTRAAD, *words], cwd=ROOT, env=env, check=True)
    [backup] = [file for file in (folder / "backup").iterdir() if "keys" not in file.name]
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{__version__}-{engine}.zip").write_bytes(backup.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
