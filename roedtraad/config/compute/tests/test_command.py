"""What every method of `roedtraad compute` has in common."""

import subprocess
import sys

import pytest

from roedtraad.config.compute.command import main
from roedtraad.config.compute.methods import MODULES, method_named

from .running import Command


def test_the_answer_says_what_was_asked_and_by_what(command: Command) -> None:
    data = command.table("case,score", [("a", 1), ("b", 2), ("b", 0)])

    answer = command.answer("gas", data, where={"case": ["a", "c"]})

    assert (answer["command"], answer["method"]) == ("gas", "gas")
    assert answer["params"] == {
        "case": "case",
        "score": "score",
        "weight": None,
        "baseline": None,
        "rho": 0.3,
        "where": {"case": ["a", "c"]},
    }
    assert (answer["n_original"], answer["n_used"]) == (1, 1)
    assert answer["warnings"] == []
    assert answer["library_version"]


@pytest.mark.parametrize("wanted", [1, 1.0, "1", "1.0"])
def test_a_number_and_its_text_are_the_same_to_where(command: Command, wanted: object) -> None:
    data = command.table("case,score,unit", [("a", 1, 1), ("b", 2, 2)])

    answer = command.answer("gas", data, where={"unit": wanted})

    assert [case["case"] for case in answer["cases"]] == ["a"]


def test_where_can_ask_for_what_is_missing(command: Command) -> None:
    data = command.table("case,score,unit", [("a", 1, None), ("b", 2, 2)])

    answer = command.answer("gas", data, where={"unit": None})

    assert [case["case"] for case in answer["cases"]] == ["a"]


@pytest.mark.parametrize("name", MODULES)
def test_a_method_explains_its_parameters(capsys: pytest.CaptureFixture[str], name: str) -> None:
    status = main([name, "--help"])

    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    assert all(f"  {parameter.name}  (" in out for parameter in method_named(name).parameters)
    assert out.count("enhed:") == out.count("standard:") > 1


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_the_methods_are_listed(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 0

    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in MODULES)


def test_neither_django_nor_a_database_is_loaded(command: Command) -> None:
    data = command.table("case,score", [("a", 1)])
    code = (
        "import sys; from roedtraad.config import cli;"
        f"cli.main(['compute', 'gas', '--data', {str(data)!r}]);"
        "print(sorted({'django', 'sqlite3', 'psycopg', 'pandas', 'statsmodels'} & {*sys.modules}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
    assert done.stderr == ""
