"""`--help`: what a method takes, with unit, default and what is allowed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from .method import Method
from .methods import MODULES, method_named
from .parameters import COMMON, KINDS, TIMED, Parameter

WIDTH = 100


def list_methods() -> str:
    """Every method with what it is for."""
    lines = [f"  {name:<12} {method_named(name).about}" for name in MODULES]
    return (
        "roedtraad compute METODE --data FIL.csv --params FIL.json\n"
        "roedtraad compute METODE --help\n\n" + "\n".join(lines) + "\n"
    )


def explain(name: str, method: Method) -> str:
    """The method's rows and each of its parameters."""
    known = [*method.parameters, *COMMON, *(TIMED if method.is_timed else ())]
    blocks = [line for parameter in known for line in _lines(parameter)]
    row = textwrap.fill(f"Række: {method.row}", WIDTH)
    return (
        f"roedtraad compute {name} --data FIL.csv --params FIL.json\n\n"
        f"{textwrap.fill(method.about, WIDTH)}\n{row}\n\n"
        "Data: CSV i UTF-8 med komma, overskrift og decimalpunktum; tom eller NA mangler.\n"
        "Parametre: ét JSON-objekt. Kolonner nævnes ved navn.\n\n" + "\n".join(blocks) + "\n"
    )


def _lines(parameter: Parameter) -> Iterator[str]:
    facts = [
        KINDS[parameter.kind],
        f"enhed: {parameter.unit}",
        f"standard: {parameter.default_text}",
    ]
    if parameter.allowed_text:
        facts.append(f"tilladt: {parameter.allowed_text}")
    yield f"  {parameter.name}  ({'; '.join(facts)})"
    yield textwrap.fill(parameter.about, WIDTH, initial_indent="      ", subsequent_indent="      ")
