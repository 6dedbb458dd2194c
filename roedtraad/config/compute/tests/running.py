"""Running the command as a user does, and comparing its answer with an expected file."""

import csv
import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from roedtraad.config.compute.command import main

ROOT = Path(__file__).parents[4]
DATA = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared")) / "data"
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the reference data are not here (ROEDTRAAD_SHARED)"
)


def expected(name: str) -> Any:
    """The content of an expected file."""
    return json.loads((DATA / "expected" / name).read_text("utf-8"))


class Command:
    """`roedtraad compute`, with the files it is given written first."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def table(self, header: str, rows: Iterable[Sequence[object]]) -> Path:
        """A CSV file of these rows; None is written as nothing."""
        path = self.folder / "data.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header.split(","))
            writer.writerows(rows)
        return path

    def text(self, content: str | bytes) -> Path:
        path = self.folder / "data.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, method: str, data: Path, params: Mapping[str, Any]) -> tuple[int, str, str]:
        """Exit status, stdout, stderr."""
        file = self.folder / "params.json"
        file.write_text(json.dumps(params), "utf-8")
        self.capsys.readouterr()
        status = main([method, "--data", str(data), "--params", str(file)])
        out, err = self.capsys.readouterr()
        return status, out, err

    def answer(self, method: str, data: Path, /, **params: Any) -> dict[str, Any]:
        """The object the command prints; it must succeed and say nothing else."""
        status, out, err = self.run(method, data, params)
        assert (status, err) == (0, "")
        answer: dict[str, Any] = json.loads(out, parse_constant=_no_constant)
        return answer

    def refusal(self, method: str, data: Path, /, **params: Any) -> str:
        """The sentence of a refusal: exit status 2, nothing on stdout, one line on stderr."""
        status, out, err = self.run(method, data, params)
        assert (status, out) == (2, "")
        assert err.endswith("\n") and err.count("\n") == 1
        return err.strip()


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def differences(found: Any, wanted: Any, *, relative: float = 1e-9, at: str = "") -> list[str]:
    """Where `found` is not what is `wanted`: each key of an object, each item of a list."""
    if isinstance(wanted, Mapping):
        if not isinstance(found, Mapping):
            return [f"{at}: no object"]
        return [
            each
            for key, value in wanted.items()
            for each in (
                differences(found[key], value, relative=relative, at=f"{at}/{key}")
                if key in found
                else [f"{at}/{key} is not there"]
            )
        ]
    if isinstance(wanted, list):
        if not isinstance(found, list) or len(found) != len(wanted):
            return [f"{at}: {found} is not a list of {len(wanted)}"]
        return [
            each
            for index, value in enumerate(wanted)
            for each in differences(found[index], value, relative=relative, at=f"{at}/{index}")
        ]
    return [] if _is_same(found, wanted, relative) else [f"{at}: {found!r} is not {wanted!r}"]


def _is_same(found: Any, wanted: Any, relative: float) -> bool:
    if isinstance(wanted, float) and isinstance(found, int | float):
        return math.isclose(found, wanted, rel_tol=relative, abs_tol=1e-12)
    if isinstance(wanted, int) and isinstance(found, float) and not isinstance(wanted, bool):
        return math.isclose(found, wanted, rel_tol=relative, abs_tol=1e-12)
    return type(found) is type(wanted) and found == wanted
