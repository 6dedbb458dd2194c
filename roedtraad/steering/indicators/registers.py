"""Measures that are computed from registers: what can be chosen, and how each is counted.

Whoever keeps a register offers its measures from `AppConfig.ready`, so that this app need not
know of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

from roedtraad.foundation.organisation.models import Unit

Parameters = Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """What was counted. A share has numerator and denominator, and no value when out of none."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Parameter:
    """A choice of whoever defines the indicator: `choices` are (key, words), the first is usual.

    `more` finds further choices, such as what stands in a catalogue, whenever they are asked for.
    """

    name: str
    label: str | Promise
    choices: tuple[tuple[str, str | Promise], ...]
    more: Callable[[], Iterable[tuple[str, str]]] = tuple

    def offered(self) -> list[tuple[str, str | Promise]]:
        return [*self.choices, *self.more()]


Compute = Callable[[Unit, date, date, Parameters], Figure]


@dataclass(frozen=True)
class RegisterMeasure:
    """One measure. `compute` counts in a unit and all below it, from one day to another."""

    key: str
    title: str | Promise
    counting_rule: str | Promise
    compute: Compute
    measured_in: str = "%"
    numerator: str | Promise = ""
    denominator: str | Promise = ""
    parameters: tuple[Parameter, ...] = ()
    is_about_persons: bool = False

    def choices_in_words(self, parameters: Parameters) -> list[str]:
        """What was chosen, each in the words it was offered by."""
        return [
            f"{each.label} {dict(each.offered())[parameters[each.name]]}"
            for each in self.parameters
        ]


_measures: dict[str, RegisterMeasure] = {}


def offer(*measures: RegisterMeasure) -> None:
    """Add measures to choose from."""
    for each in measures:
        _measures[each.key] = each


def offered() -> list[RegisterMeasure]:
    return list(_measures.values())


def named(key: str) -> RegisterMeasure | None:
    """The measure; None when the app that offered it was left out since."""
    return _measures.get(key)


def chosen(measure: RegisterMeasure, parameters: Parameters) -> dict[str, str]:
    """What was chosen for each parameter, with the usual where nothing sensible was."""
    return {
        each.name: parameters[each.name]
        if parameters.get(each.name) in dict(each.offered())
        else each.choices[0][0]
        for each in measure.parameters
    }


def share(numerator: int, denominator: int) -> Figure:
    """A percentage; without a value when there was nothing to count out of."""
    value = Decimal(100 * numerator) / Decimal(denominator) if denominator else None
    return Figure(
        None if value is None else round(value, 4), Decimal(numerator), Decimal(denominator)
    )
