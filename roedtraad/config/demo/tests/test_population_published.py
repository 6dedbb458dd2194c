"""What is published of a population, quarter after quarter, gives no small count away."""

import itertools
from dataclasses import replace
from datetime import date

from roedtraad.config.demo.population.draw import draw
from roedtraad.config.demo.population.fjordby import fjordby
from roedtraad.config.demo.population.publishing import declared, editions
from roedtraad.foundation.statistics.tests.attacker import learnt

DESIGN = fjordby(date(2026, 11, 27))
OFTEN_LATE = replace(DESIGN.nature, late=0.5, lateness=45.0)
YEAR = replace(
    DESIGN, starts_on=date(2025, 9, 20), units=DESIGN.units[:3], nature=OFTEN_LATE
).with_families(20)


def test_no_small_count_of_any_edition_can_be_computed_from_all_of_them() -> None:
    published = list(editions(YEAR, draw(YEAR, 1)))

    intervals = learnt(published, declared(YEAR))
    assert len(intervals) > 30
    assert min(width for _count, width in intervals) >= 4 - 1e-6
    for former, later in itertools.pairwise(published):
        hidden = {cell for cell, count in former.published.items() if count is None}
        assert all(later.published[cell] is None for cell in hidden)
    assert any(each.stands for each in published)  # some late scores were too few to be told
