"""Development profiles of a unit in numbers, read from the mart: nothing but what may be told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.interventions.models import InterventionType, LadderStep
from roedtraad.casework.profiles.counting_rules import (
    active_in_words,
    change_in_words,
    evaluation_in_words,
    quarter_of,
)
from roedtraad.casework.profiles.models import Scale
from roedtraad.casework.profiles.queries.counting import rule_book
from roedtraad.casework.profiles.queries.rows_of_quarter import NONE, SEVERAL
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.statistics.disclosure.rectangles import REST
from roedtraad.insight.analytics.mart.opening import reading
from roedtraad.insight.analytics.numbers.figures import Figures
from roedtraad.insight.analytics.numbers.tables import (
    DIVISION_TITLES,
    SCALE,
    TABLES,
    Table,
    questionnaire,
)

from .across import units_below

ASKED = (
    "select starts_on, counted_at, unit, division, part, within, figures from told"
    " where key = $key and unit in (select unnest($units))"
)


@dataclass(frozen=True)
class Asked:
    """What a reader has chosen: a table, a division (empty: none) and the quarter's first day."""

    table: str = ""
    division: str = ""
    quarter: date | None = None


@dataclass(frozen=True)
class Line:
    """Figures of a unit, a part of it or a quarter; None where nothing of it may be told."""

    name: str
    figures: Figures | None
    quarter: date | None = None

    @property
    def is_told(self) -> bool:
        """Whether more than how many there are is told."""
        return self.figures is not None and bool(self.figures.outcomes)


@dataclass(frozen=True)
class ProfilePage:
    """The figures of a unit by what was chosen. `quarters`: those counted, the newest first.

    `lines`: the parts in the chosen quarter (of no division: none). `course`: the unit in every
    quarter, the oldest first. `below`: the next units below in the chosen quarter, by name.
    """

    unit: Unit
    tables: Sequence[Table]
    table: Table
    division: str
    quarters: Sequence[date]
    quarter: date | None
    counted_at: datetime | None
    whole: Line
    lines: Sequence[Line]
    course: Sequence[Line]
    below: Sequence[Line]
    rules: Sequence[str | Promise]

    @property
    def divisions(self) -> Mapping[str, str | Promise]:
        return DIVISION_TITLES


def profile_page(user: User, unit: Unit, asked: Asked) -> ProfilePage:
    """The page of a unit among `units_to_choose`. Raise `MartUnavailable` where none is built."""
    tables = _tables()
    table = next((each for each in tables if each.key == asked.table), tables[0])
    division = asked.division if asked.division in DIVISION_TITLES else ""
    below = sorted(units_below(user, unit), key=lambda each: danish_key(each.name))
    rows = _rows(table.key, [unit.pk, *(each.pk for each in below)])
    quarters = _quarters()
    quarter = asked.quarter if asked.quarter in quarters else next(iter(quarters), None)
    told: dict[tuple[date | None, int], Figures] = {
        (row.quarter, row.unit): row.figures for row in rows if not row.division
    }
    parts = [row for row in rows if row.unit == unit.pk and row.quarter == quarter]
    return ProfilePage(
        unit=unit,
        tables=tables,
        table=table,
        division=division,
        quarters=list(quarters),
        quarter=quarter,
        counted_at=quarters.get(quarter) if quarter else None,
        whole=Line(unit.name, told.get((quarter, unit.pk)), quarter),
        lines=_lines(parts, division, _Names()) if division else [],
        course=[Line("", told.get((each, unit.pk)), each) for each in reversed(list(quarters))],
        below=[Line(each.name, told.get((quarter, each.pk)), quarter) for each in below],
        rules=_rules(table, quarter),
    )


@dataclass(frozen=True)
class _Row:
    quarter: date
    unit: int
    division: str
    part: str
    within: str
    figures: Figures


def _rows(key: str, units: Sequence[int]) -> list[_Row]:
    with reading() as mart:
        found = mart.execute(ASKED, {"key": key, "units": list(units)}).fetchall()
    return [
        _Row(quarter, unit, division, part, within, Figures.read(json.loads(figures)))
        for quarter, _counted, unit, division, part, within, figures in found
    ]


def _quarters() -> dict[date, datetime]:
    """Every quarter of which anything is told, the newest first, and when it was counted."""
    with reading() as mart:
        found = mart.execute(
            "select starts_on, any_value(counted_at) from told group by 1 order by 1 desc"
        ).fetchall()
    return dict(found)


def _tables() -> list[Table]:
    """The declared ones, and one for each scale of a questionnaire of which anything is told."""
    with reading() as mart:
        keys = mart.execute("select distinct key from told where key like 'scale-%'").fetchall()
    scales = Scale.objects.in_bulk([int(key.removeprefix(SCALE)) for (key,) in keys])
    more = [questionnaire(pk, str(scale)) for pk, scale in scales.items()]
    return [*TABLES, *sorted(more, key=lambda each: danish_key(str(each.title)))]


def _lines(rows: Iterable[_Row], division: str, names: _Names) -> list[Line]:
    """The parts by name, those left out of each whole last; types under their step."""
    own = [row for row in rows if row.division == division]
    if division != "type":
        return [Line(names.of(division, row.part), row.figures) for row in _ordered(own, names)]
    steps = _ordered([row for row in rows if row.division == "step"], names)
    found: list[Line] = []
    for step in steps:
        inside = _ordered([row for row in own if row.within == step.part], names)
        title = names.of("step", step.part)
        if not inside or step.part == REST:
            found.append(Line(title, step.figures))
        for row in inside:
            name = names.of("type", row.part)
            found.append(
                Line(f"{title}: {name}" if row.part in {REST, NONE} else name, row.figures)
            )
    return found


def _ordered(rows: Iterable[_Row], names: _Names) -> list[_Row]:
    return sorted(
        rows,
        key=lambda row: (row.part == REST, danish_key(names.of(row.division, row.part))),
    )


class _Names:
    """What the parts of the divisions are called."""

    def of(self, division: str, part: str) -> str:
        if part == REST:
            return _("The others together")
        if part == SEVERAL:
            return _("In several target groups")
        if part == NONE:
            return _("In no target group") if division == "group" else _("Not stated")
        return self._known[division].get(int(part), _("Not stated"))

    @cached_property
    def _known(self) -> dict[str, dict[int, str]]:
        return {
            "step": {row.pk: str(row) for row in LadderStep.objects.all()},
            "type": {row.pk: str(row) for row in InterventionType.objects.all()},
            "group": {row.pk: str(row) for row in TargetGroup.objects.all()},
        }


def _rules(table: Table, quarter: date | None) -> list[str | Promise]:
    """The counting rule of the table, and the municipality's own numbers as they were then."""
    found: list[str | Promise] = [table.rule]
    if quarter is None:
        return found
    rules = rule_book().on(quarter_of(quarter).ends_on)
    if table.key == "families":
        found.append(active_in_words())
    if table.key == "evaluations":
        found.append(evaluation_in_words(rules))
    if table.has_points:
        found.append(change_in_words(rules))
    return found
