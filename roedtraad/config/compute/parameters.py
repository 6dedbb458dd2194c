"""The parameters of a method: described once, so checked and explained from one place."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from .refusals import Refused


class _Required:
    """Stands in for a default where there is none."""


REQUIRED: Final = _Required()


@dataclass(frozen=True)
class Parameter:
    """One parameter: `kind` names a check below, `unit` and `about` are for the reader."""

    name: str
    kind: str
    about: str
    default: Any = REQUIRED
    unit: str = "–"
    choices: tuple[str, ...] = ()
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None
    at_most_items: int | None = None

    @property
    def is_nullable(self) -> bool:
        return self.default is None

    @property
    def default_text(self) -> str:
        if self.default is REQUIRED:
            return "krævet"
        return json.dumps(self.default, ensure_ascii=False)

    @property
    def allowed_text(self) -> str:
        """What a value may be, in words: "0 ≤ x < 1" or the words to choose from."""
        if self.choices:
            return " | ".join(self.choices)
        low = f"{self.at_least:g} ≤ " if self.at_least is not None else ""
        low = low or (f"{self.above:g} < " if self.above is not None else "")
        high = f" ≤ {self.at_most:g}" if self.at_most is not None else ""
        high = high or (f" < {self.below:g}" if self.below is not None else "")
        return f"{low}x{high}" if low or high else ""


COMMON = (
    Parameter("where", "where", "kun rækker med disse værdier: kolonne → værdi eller liste", {}),
)
TIMED = (
    Parameter("from", "value", "kun rækker fra og med dette tidspunkt", None, "tid"),
    Parameter("until", "value", "kun rækker før dette tidspunkt", None, "tid"),
)

KINDS = {
    "column": "kolonne",
    "columns": "liste af kolonner",
    "number": "tal",
    "integer": "heltal",
    "flag": "true/false",
    "choice": "tekst",
    "value": "værdi",
    "values": "liste af værdier",
    "choices": "liste af tekster",
    "numbers": "liste af tal",
    "range": "[mindste, største]",
    "cells": "liste af [række, kolonne]",
    "where": "objekt",
}


def read_parameters(path: Path | None) -> dict[str, Any]:
    """The object in the file, as it stands; no file is an empty object."""
    if path is None:
        return {}
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise Refused(
            f"Parameterfilen '{path}' kan ikke læses: den findes ikke, eller du må ikke læse den."
        ) from None
    except UnicodeDecodeError:
        raise Refused("Parameterfilen er ikke i UTF-8. Gem den i UTF-8 og prøv igen.") from None
    try:
        given = json.loads(content, parse_constant=_no_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise Refused(
            f"Parameterfilen er ikke gyldig JSON: fejl i linje {error.lineno}, tegn {error.colno}."
        ) from None
    except RecursionError:
        raise Refused("Parameterfilen er ikke gyldig: den er indlejret for dybt.") from None
    if not isinstance(given, dict):
        raise Refused("Parameterfilen skal indeholde ét JSON-objekt: {…}.")
    return given


def _no_constant(name: str) -> NoReturn:
    raise Refused(f"Parameterfilen indeholder '{name}', som ikke er et tal. Brug null.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _value in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Refused(f"'{name}' står to gange i parameterfilen.")
    return dict(pairs)


def checked(given: Mapping[str, Any], parameters: Sequence[Parameter]) -> dict[str, Any]:
    """The parameters in their own order, defaults filled in; wrong ones are refused."""
    names = [parameter.name for parameter in parameters]
    for name in given:
        if name not in names:
            raise Refused(f"Parameteren '{name}' kendes ikke. Metoden har: {', '.join(names)}.")
    return {parameter.name: _value(parameter, given) for parameter in parameters}


def _value(parameter: Parameter, given: Mapping[str, Any]) -> Any:
    if parameter.name not in given:
        if parameter.default is REQUIRED:
            raise Refused(f"Parameteren '{parameter.name}' mangler ({parameter.about}).")
        return parameter.default
    value = given[parameter.name]
    if value is None:
        if parameter.is_nullable:
            return None
        raise Refused(f"Parameteren '{parameter.name}' må ikke være null.")
    return _CHECKS[parameter.kind](parameter, value)


def _wrong(parameter: Parameter, value: object) -> Refused:
    shown = json.dumps(value, ensure_ascii=False)
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    allowed = f", {parameter.allowed_text}" if parameter.allowed_text else ""
    return Refused(
        f"Parameteren '{parameter.name}' skal være {KINDS[parameter.kind]}{allowed}; "
        f"{shown} kan ikke bruges."
    )


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) < 1e300
        and math.isfinite(value)
    )


def _is_within(parameter: Parameter, value: float) -> bool:
    return not (
        (parameter.at_least is not None and value < parameter.at_least)
        or (parameter.above is not None and value <= parameter.above)
        or (parameter.at_most is not None and value > parameter.at_most)
        or (parameter.below is not None and value >= parameter.below)
    )


def _is_scalar(value: object) -> bool:
    return isinstance(value, str) or _is_number(value)


def _number(parameter: Parameter, value: Any) -> Any:
    if not _is_number(value) or not _is_within(parameter, value):
        raise _wrong(parameter, value)
    return value


def _integer(parameter: Parameter, value: Any) -> int:
    if _number(parameter, value) != int(value):
        raise _wrong(parameter, value)
    return int(value)


def _flag(parameter: Parameter, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(parameter, value)
    return value


def _choice(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str) or value not in parameter.choices:
        raise _wrong(parameter, value)
    return value


def _text(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(parameter, value)
    return value


def _scalar(parameter: Parameter, value: Any) -> Any:
    if not _is_scalar(value):
        raise _wrong(parameter, value)
    return value


def _each(check: Callable[[Parameter, Any], Any]) -> Callable[[Parameter, Any], Any]:
    def checked_list(parameter: Parameter, value: Any) -> list[Any]:
        most = parameter.at_most_items
        if not isinstance(value, list) or (most is not None and len(value) > most):
            raise _wrong(parameter, value)
        return [check(parameter, item) for item in value]

    return checked_list


def _range(parameter: Parameter, value: Any) -> list[float]:
    is_pair = isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))
    if not is_pair or value[0] >= value[1]:
        raise _wrong(parameter, value)
    return list(value)


def _cell(parameter: Parameter, value: Any) -> list[int]:
    is_pair = isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))
    if not is_pair or any(number != int(number) or number < 0 for number in value):
        raise _wrong(parameter, value)
    return [int(number) for number in value]


def _where(parameter: Parameter, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(parameter, value)
    for wanted in value.values():
        each = wanted if isinstance(wanted, list) else [wanted]
        if not all(item is None or _is_scalar(item) for item in each):
            raise _wrong(parameter, wanted)
    return value


_CHECKS: dict[str, Callable[[Parameter, Any], Any]] = {
    "column": _text,
    "columns": _each(_text),
    "number": _number,
    "integer": _integer,
    "flag": _flag,
    "choice": _choice,
    "choices": _each(_choice),
    "value": _scalar,
    "values": _each(_scalar),
    "numbers": _each(_number),
    "range": _range,
    "cells": _each(_cell),
    "where": _where,
}
