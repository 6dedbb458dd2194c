"""`roedtraad compute METHOD`: read, check, compute, print one JSON object, or refuse."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from .method import Answer, Method
from .methods import MODULES, method_named
from .output import as_json
from .parameters import COMMON, TIMED, Parameter, checked, read_parameters
from .refusals import Refused, sentence_of
from .table import Table, read_table, same_value
from .times import within

REFUSED = 2


class _Parser(argparse.ArgumentParser):
    """A wrong call is refused in one sentence, as wrong data are."""

    def error(self, message: str) -> NoReturn:
        raise Refused(
            "Kommandoen forstås ikke. Skriv: roedtraad compute METODE --data FIL.csv "
            f"--params FIL.json (METODE er en af {', '.join(MODULES)})."
        )


def main(argv: Sequence[str]) -> int:
    """Compute, print the answer and answer 0; or print a Danish sentence and answer 2."""
    try:
        output = _output(argv)
    except Refused as refusal:
        one_line = " ".join(refusal.sentence.split())  # what it quotes may hold a line break
        sys.stderr.buffer.write(f"{one_line}\n".encode())
        sys.stderr.flush()
        return REFUSED
    try:
        sys.stdout.buffer.write(output.encode())
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _output(argv: Sequence[str]) -> str:
    from .explanation import explain, list_methods

    if not argv:
        raise Refused(f"Metoden mangler. Vælg en af: {', '.join(MODULES)}.")
    if argv[0] in {"-h", "--help"}:
        return list_methods()
    name = argv[0]
    if name not in MODULES:
        raise Refused(f"Metoden '{name}' kendes ikke. Vælg en af: {', '.join(MODULES)}.")
    parser = _Parser(prog=f"roedtraad compute {name}", add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--params", type=Path)
    arguments = parser.parse_args(argv[1:])
    if arguments.help:
        return explain(name, method_named(name))
    if arguments.data is None:
        raise Refused("Datafilen mangler: skriv --data FIL.csv.")
    found = compute(name, read_table(arguments.data), read_parameters(arguments.params))
    return json.dumps(found, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def compute(name: str, table: Table, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The whole answer of one method, ready for JSON; refuses with a sentence in Danish."""
    from numpy.linalg import LinAlgError

    from roedtraad.foundation.statistics import VERSION
    from roedtraad.foundation.statistics.unusable import UnusableData

    method = method_named(name)
    known = [*method.parameters, *COMMON, *(TIMED if method.is_timed else ())]
    given = checked(parameters, known)
    rows = _asked_for(table, method, given, known)
    try:
        with _libraries_are_silent():
            answer = method.run(rows, given)
    except UnusableData as unusable:
        raise Refused(sentence_of(unusable)) from unusable
    except (ArithmeticError, LinAlgError) as error:
        raise Refused("Tallene er for store eller for små til at regne på.") from error
    return _object(name, given, answer, VERSION)


def _object(name: str, given: Mapping[str, Any], answer: Answer, version: str) -> dict[str, Any]:
    whole = {
        "command": name,
        "method": answer.method or name,
        "params": {**given, **answer.used},
        "n_original": answer.n_original,
        "n_used": answer.n_used,
        **answer.values,
        "warnings": list(answer.warnings),
        "library_version": version,
    }
    written: dict[str, Any] = as_json(whole)
    return written


def _asked_for(
    table: Table, method: Method, given: Mapping[str, Any], known: Sequence[Parameter]
) -> Table:
    """The rows that `where`, `from` and `until` leave; every column named must be there."""
    for parameter in known:
        if parameter.kind in {"column", "columns"} and (named := given[parameter.name]):
            for column in [named] if isinstance(named, str) else named:
                table.position(column)
    table = _where(table, given["where"])
    if method.is_timed:
        table = within(table, given["time"], given["from"], given["until"])
    return table


def _where(table: Table, where: Mapping[str, Any]) -> Table:
    for column, wanted in where.items():
        values = wanted if isinstance(wanted, list) else [wanted]
        table = table.kept(
            [any(same_value(cell, value) for value in values) for cell in table.cells(column)]
        )
    if not len(table):
        raise Refused("Ingen rækker i datafilen opfylder 'where'.")
    return table


@contextlib.contextmanager
def _libraries_are_silent() -> Iterator[None]:
    """What a library warns of is told in the answer, or is no news to the reader."""
    import warnings

    import numpy as np

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield
