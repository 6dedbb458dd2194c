"""Every example of the command's contract, read out of the contract itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from roedtraad.config.compute.methods import MODULES

from .running import DATA, Command, differences, needs_data

CONTRACT = DATA / "compute.md"
HEADING = re.compile(r"^## (?:\d+\. )+(?P<method>[a-z-]+)|^## .*8\. u-chart")
EXAMPLE = re.compile(r"^\*\*Example(?: (?P<method>[a-z]-chart))?\*\* `(?P<file>[\w.]+\.csv)`")


def examples() -> Iterator[Any]:
    """Method, file, parameters and what is expected, by method and file."""
    method, file, params = "", "", {}
    for line in CONTRACT.read_text("utf-8").splitlines() if CONTRACT.is_file() else []:
        text = line.strip().removeprefix("- ")
        if heading := HEADING.match(line):
            method, file = heading["method"] or "", ""
        elif example := EXAMPLE.match(text):
            method, file = example["method"] or method, example["file"]
        elif text.startswith("`params "):
            params = json.loads(text.removeprefix("`params ").removesuffix("`"))
        elif text.startswith("`expect ") and method in MODULES and (DATA / file).is_file():
            wanted = json.loads(text.removeprefix("`expect ").removesuffix("`"))
            yield pytest.param(method, file, params, wanted, id=f"{method} {file}")


def part_of(answer: Any, path: str) -> Any:
    for step in path.split("/") if path else []:
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


@needs_data
@pytest.mark.parametrize(("method", "file", "params", "wanted"), list(examples()))
def test_the_contracts_example_is_answered_as_it_says(
    command: Command, method: str, file: str, params: dict[str, Any], wanted: dict[str, Any]
) -> None:
    answer = command.answer(method, DATA / file, **params)

    found = part_of(answer, wanted.get("part", ""))
    shown = {
        key: value for key, value in wanted.items() if key not in {"compare", "part", "prefix"}
    }
    source, _, path = wanted["compare"].partition("#")
    reference = part_of(json.loads((DATA / "expected" / source).read_text("utf-8")), path)
    prefix = wanted.get("prefix", "")
    assert differences(found, shown, relative=1e-6 if method == "its" else 1e-9) == []
    same = {key: reference[prefix + key] for key in shown if prefix + key in reference}
    assert same
    assert differences(found, same, relative=1e-6 if method == "its" else 1e-9) == []


@needs_data
def test_the_contract_has_examples_of_most_methods() -> None:
    assert len({example.values[0] for example in examples()}) >= 8
