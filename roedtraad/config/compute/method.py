"""What a method is to the command: its parameters, and a function from table to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .parameters import Parameter
from .table import Table

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a method found.

    `values` are the method's own keys of the output, in the order they are printed; NaN, infinite
    and None become null. `used` replaces parameters by what was used in their place (a sample SD).
    """

    values: Mapping[str, Any]
    n_original: int
    n_used: int
    warnings: tuple[str, ...] = ()
    used: Mapping[str, Any] = field(default_factory=dict)
    method: str | None = None  # only where the variant is the method, as in rci


@dataclass(frozen=True)
class Method:
    """One word after `compute`. `run` gets the rows that `where`, `from` and `until` have left."""

    about: str
    row: str
    parameters: tuple[Parameter, ...]
    run: Callable[[Table, Given], Answer]
    is_timed: bool = False  # takes `from` and `until`, on the column that `time` names
