"""The declared tables of two hundred populations, attacked by somebody who has all that is told."""

from dataclasses import replace
from datetime import date

from roedtraad.config.demo.population.draw import draw
from roedtraad.config.demo.population.fjordby import fjordby
from roedtraad.config.demo.population.recording import quarter_ends
from roedtraad.config.demo.population.told import OfQuarter, quarters, tree
from roedtraad.config.demo.tests.table_attacker import CLOSE, WIDE, attacked
from roedtraad.foundation.statistics.disclosure.groups import Told
from roedtraad.insight.analytics.numbers.figures import told_of
from roedtraad.insight.analytics.numbers.tables import TABLES

WHOLE = fjordby(date(2026, 11, 27))
DESIGN = replace(WHOLE, starts_on=date(2025, 9, 20), units=WHOLE.units[:4]).with_families(16)
QUARTERS = quarters(quarter_ends(DESIGN.starts_on, DESIGN.ends_on).tolist())
POPULATIONS = 200


def test_no_small_number_can_be_worked_out_from_what_is_told() -> None:
    widths: list[float] = []
    told_whole = 0

    for seed in range(POPULATIONS):
        table = TABLES[seed % len(TABLES)]
        quarter = QUARTERS[seed // len(TABLES) % len(QUARTERS)]
        rows = OfQuarter(DESIGN, draw(DESIGN, seed), quarter).rows(table.key)
        told = told_of(table, rows, tree(DESIGN))
        told_whole += sum(group.told > Told.TOTAL for group, _figures in told)
        for _group, figures in told:
            numbers = [figures.n, *figures.outcomes.values(), *figures.details.values()]
            assert all(each == 0 or each >= 5 for each in (*numbers, figures.missing or 0))
        widths += attacked(told, rows, tree(DESIGN))

    assert min(widths) >= WIDE - CLOSE
    assert len(widths) > 2_000 and told_whole > 100  # neither all nor nothing is hidden
