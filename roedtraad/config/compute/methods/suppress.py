"""Disclosure control of a table of counts: what to hide, and what could still be computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from roedtraad.config.compute.method import Answer, Given, Method
from roedtraad.config.compute.parameters import Parameter
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.table import Table
from roedtraad.foundation.statistics.disclosure.cells import Counts, Flags
from roedtraad.foundation.statistics.disclosure.tables import (
    SafeTable,
    audited,
    safe_table,
    small_margins,
)

SMALL_MARGIN = (
    "En sum er selv under grænsen, og den offentliggøres: læg rækker eller kolonner sammen, eller "
    "udelad summen."
)
NO_PATTERN = (
    "Selv når alle celler skjules, kan et lille tal regnes ud: læg rækker eller kolonner sammen."
)
NOT_LEAST = (
    "Tabellen er stor: mønstret er kontrolleret, men det er ikke bevist, at det skjuler så få "
    "celler som muligt."
)


def _run(table: Table, given: Given) -> Answer:
    names = table.texts(given["row"])
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(f"Rækken '{twice}' står mere end én gang i kolonnen '{given['row']}'.")
    columns = _columns(table, given)
    counts = np.column_stack([_counts(table, column) for column in columns])
    threshold, width = given["threshold"], given["protect_width"]
    width = threshold - 1 if width is None else width
    values = {
        "rows": names,
        "cols": columns,
        "table": counts,
        "row_totals": counts.sum(axis=1),
        "col_totals": counts.sum(axis=0),
        "total": counts.sum(),
        "threshold": threshold,
        **_attacked(counts, threshold),
    }
    if given["pattern"] is None:
        found, warnings = _searched(counts, threshold, width)
    else:
        found, warnings = _checked(counts, threshold, width, given["pattern"])
    used = {"columns": columns, "protect_width": width}
    return Answer({**values, **found}, counts.size, counts.size, tuple(warnings), used)


def _columns(table: Table, given: Given) -> list[str]:
    named = given["columns"]
    columns = [each for each in table.header if each != given["row"]] if named is None else named
    if not columns:
        raise Refused("Tabellen har ingen kolonner med antal.")
    if given["row"] in columns or len(set(columns)) < len(columns):
        raise Refused("'columns' må nævne hver kolonne én gang, og ikke rækkernes navne.")
    return list(columns)


def _counts(table: Table, column: str) -> Counts:
    numbers = table.numbers(column)
    wrong = np.flatnonzero(~(np.isfinite(numbers) & (numbers >= 0) & (numbers == np.rint(numbers))))
    if wrong.size:
        raise Refused(
            f"Linje {table.lines[wrong[0]]}, kolonnen '{column}': et antal er et helt tal på "
            "mindst 0, og ingen celle må mangle."
        )
    return np.asarray(numbers, dtype=np.int64)


def _attacked(counts: Counts, threshold: int) -> dict[str, Any]:
    """What can be computed when nothing but the small counts is hidden."""
    alone = audited(counts, np.zeros(counts.shape, dtype=bool), threshold=threshold)
    exact = alone.primary & (alone.highest - alone.lowest < 1)
    rows, columns = small_margins(counts, threshold)
    return {
        "primary": np.argwhere(alone.primary),
        "primary_only_attack": _limits(alone),
        "exactly_recoverable_if_primary_only": np.argwhere(exact),
        "margins_below_threshold": {"rows": rows, "cols": columns},
    }


def _searched(counts: Counts, threshold: int, width: float) -> tuple[dict[str, Any], list[str]]:
    best = safe_table(counts, threshold=threshold, width=width)
    if best is None:
        note = SMALL_MARGIN if any(small_margins(counts, threshold)) else NO_PATTERN
        nothing = dict.fromkeys(("secondary", "audit", "published_table"))
        return {
            "feasible_with_published_margins": False,
            "infeasible_note": note,
            "min_secondary_cells_no_exact_disclosure": None,
            "min_secondary_cells": None,
            "one_optimal_secondary": None,
            **nothing,
            "audit_passed": False,
        }, [note]
    inexact = safe_table(counts, threshold=threshold, width=min(1, width))
    least = inexact if inexact is not None and inexact.is_least else None
    found = {
        "feasible_with_published_margins": True,
        "infeasible_note": None,
        "min_secondary_cells_no_exact_disclosure": _chosen(least) if least else None,
        "min_secondary_cells": int(best.secondary.sum()) if best.is_least else None,
        "one_optimal_secondary": _choice(best) if best.is_least else None,
        **_published(best),
    }
    return found, [] if best.is_least and least else [NOT_LEAST]


def _checked(
    counts: Counts, threshold: int, width: float, pattern: Sequence[Sequence[int]]
) -> tuple[dict[str, Any], list[str]]:
    extra = np.zeros(counts.shape, dtype=bool)
    for row, column in pattern:
        if row >= counts.shape[0] or column >= counts.shape[1]:
            raise Refused(f"'pattern' nævner cellen [{row}, {column}], som tabellen ikke har.")
        extra[row, column] = True
    table = audited(counts, extra, threshold=threshold, width=width)
    has_small = any(small_margins(counts, threshold))
    everything = audited(counts, counts > 0, threshold=threshold, width=width)
    note = None if everything.is_safe else SMALL_MARGIN if has_small else NO_PATTERN
    return {
        "feasible_with_published_margins": everything.is_safe,
        "infeasible_note": note,
        **_published(table),
    }, [note] if note else []


def _published(table: SafeTable) -> dict[str, Any]:
    hidden = table.hidden
    shown = [
        [None if hidden[row, column] else int(count) for column, count in enumerate(line)]
        for row, line in enumerate(table.counts)
    ]
    return {
        "secondary": np.argwhere(table.secondary),
        "audit": _limits(table),
        "published_table": shown,
        "audit_passed": table.is_safe,
    }


def _limits(table: SafeTable) -> dict[str, list[float]]:
    return {
        f"{row},{column}": [table.lowest[row, column], table.highest[row, column]]
        for row, column in np.argwhere(table.hidden)
    }


def _choice(table: SafeTable) -> dict[str, Any]:
    secondary: Flags = table.secondary
    return {
        "cells": np.argwhere(secondary),
        "suppressed_count": int(table.counts[secondary].sum()),
    }


def _chosen(table: SafeTable) -> dict[str, Any]:
    return {"k": int(table.secondary.sum()), **_choice(table)}


METHOD = Method(
    about="Skjul små antal i en tabel, så ingen kan regne dem ud, og bevis det.",
    row="en række i en tabel over antal; summer står ikke i filen. n tæller celler.",
    parameters=(
        Parameter("row", "column", "rækkernes navne, hvert én gang"),
        Parameter("columns", "columns", "kolonner med antal; null er alle andre", None),
        Parameter(
            "threshold",
            "integer",
            "antal fra 1 og op til under grænsen skjules",
            5,
            "antal",
            at_least=2,
        ),
        Parameter(
            "protect_width",
            "number",
            "så bredt et interval skal hvert skjult lille antal have; null er grænsen minus 1",
            None,
            "antal",
            above=0,
        ),
        Parameter(
            "pattern",
            "cells",
            "kontrollér kun, at disse celler ([række, kolonne] fra 0) er nok",
            None,
        ),
    ),
    run=_run,
)
