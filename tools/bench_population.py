"""How often the printed intervals hold what is true, and what editions give away.

Over many invented populations: `--populations=N` (1000), and of so many as `--published=N` (20; the
linear programmes take seconds each) every edition, and every declared table of the last quarter, is
attacked by somebody who kept all of them.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from roedtraad.config.demo.population.figures import Truth
    from roedtraad.config.demo.population.tables import Counts, Flags

FLAGS = {
    "--populations=N": "how many are drawn; 1000 where nothing is said",
    "--published=N": "of how many the tables are published and attacked; 20 where nothing is said",
}
TODAY = date(2026, 11, 27)
LEAST, MOST, WIDE = 92.0, 98.0, 4.0


def main(arguments: list[str]) -> int:
    asked = dict(each.removeprefix("--").split("=") for each in arguments)
    is_held = _coverage(int(asked.get("populations", 1000)))
    published = int(asked.get("published", 20))
    are_safe = [_attacked(published), _tables_attacked(published)]
    return 0 if all(are_safe) and is_held else 1


def _coverage(count: int) -> bool:
    from roedtraad.config.demo.population.draw import draw
    from roedtraad.config.demo.population.figures import FIGURES, truth
    from roedtraad.config.demo.population.fjordby import fjordby

    design, started = fjordby(TODAY), time.monotonic()
    true = truth(design, families=10_000)
    held: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for seed in range(count):
        population = draw(design, seed)
        for name, figure in FIGURES.items():
            rows = figure(population, TODAY.toordinal())
            families = population.families.only(rows.family)
            for by, chosen, value in _scopes(families.unit, families.kind, true[name]):
                interval = rows.interval(chosen)
                if not np.isnan(interval.lower):
                    held[name, by].append(interval.lower <= value <= interval.upper)
    print(f"{count} populations in {time.monotonic() - started:.0f} s; intervals that hold, %")
    shares = {key: 100 * float(np.mean(found)) for key, found in held.items()}
    for name in FIGURES:
        of = "  ".join(f"{by} {shares[name, by]:5.1f}" for by in ("units", "kinds", "all"))
        print(f"  {name:<38} {of}   true {true[name].of_all:.3f}")
    return all(LEAST <= share <= MOST for share in shares.values())


def _scopes(unit: Counts, kind: Counts, true: Truth) -> Iterator[tuple[str, Flags, float]]:
    for by, of, values in (("units", unit, true.of_unit), ("kinds", kind, true.of_kind)):
        for place in np.flatnonzero(~np.isnan(values)):
            yield by, of == place, float(values[place])
    yield "all", np.full(unit.size, True), true.of_all


def _attacked(count: int) -> bool:
    from roedtraad.config.demo.population.draw import draw
    from roedtraad.config.demo.population.fjordby import fjordby
    from roedtraad.config.demo.population.publishing import declared, editions
    from roedtraad.foundation.statistics.tests.attacker import learnt

    whole = fjordby(TODAY)
    design = replace(whole, starts_on=date(2025, 9, 20), units=whole.units[:3]).with_families(20)
    started, widths = time.monotonic(), []
    for seed in range(count):
        published = list(editions(design, draw(design, seed)))
        widths += [width for _count, width in learnt(published, declared(design))]
    print(
        f"{count} populations published in {time.monotonic() - started:.0f} s: {len(widths)} small"
        f" counts, the narrowest interval that can be computed is {min(widths, default=WIDE):.0f}"
    )
    return min(widths, default=WIDE) >= WIDE - 1e-6


def _tables_attacked(count: int) -> bool:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.config.settings")
    django.setup()
    from roedtraad.config.demo.population.draw import draw
    from roedtraad.config.demo.population.fjordby import fjordby
    from roedtraad.config.demo.population.recording import quarter_ends
    from roedtraad.config.demo.population.told import OfQuarter, quarters, tree
    from roedtraad.config.demo.tests.table_attacker import attacked
    from roedtraad.insight.analytics.numbers.figures import told_of
    from roedtraad.insight.analytics.numbers.tables import TABLES

    design = fjordby(TODAY)
    last = quarters(quarter_ends(design.starts_on, design.ends_on).tolist())[-1]
    started, widths, told = time.monotonic(), [], 0
    for seed in range(count):
        happened = OfQuarter(design, draw(design, seed), last)
        for table in TABLES:
            rows = happened.rows(table.key)
            found = told_of(table, rows, tree(design))
            told += len(found)
            widths += attacked(found, rows, tree(design))
    print(
        f"{count} populations in {len(TABLES)} tables in {time.monotonic() - started:.0f} s: {told}"
        f" groups told, {len(widths)} small counts, the narrowest interval is {min(widths):.0f}"
    )
    return min(widths) >= WIDE - 1e-6
