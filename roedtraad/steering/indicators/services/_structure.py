"""The rows below a definition: levels of a rubric, breakdowns and their groups."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from roedtraad.steering.indicators.models import (
    Breakdown,
    BreakdownGroup,
    Indicator,
    MeasurementPart,
    RubricLevel,
)
from roedtraad.steering.indicators.passport import Division, Group, Level


def set_rubric(indicator: Indicator, levels: Sequence[Level]) -> None:
    """The rubric as given. A level keeps its row by its number; one that was chosen stays."""
    kept = {row.value: row for row in indicator.rubric.all()}
    wanted = {each.value: each for each in levels}
    for value, row in kept.items():
        if value not in wanted:
            _remove(row)
    for value, each in wanted.items():
        row = kept.get(value) or RubricLevel(indicator=indicator, value=value)
        row.title, row.description = each.title, each.description
        row.save()


def set_breakdowns(indicator: Indicator, divisions: Sequence[Division]) -> None:
    """Breakdowns and groups as given: a new name is the same group, and keeps its values.

    A group that has values cannot be taken away, only ended.
    """
    kept = {row.pk: row for row in indicator.breakdowns.prefetch_related("groups")}
    named = {each.pk for each in divisions}
    for pk, row in kept.items():
        if pk not in named:
            for group in row.groups.all():
                _require_unused(group)
            row.delete()
    for place, each in enumerate(divisions):
        row = kept.get(each.pk or 0) or Breakdown(indicator=indicator)
        row.title, row.must_add_up, row.position = each.title, each.must_add_up, place
        row.save()
        _set_groups(row, each.groups)


def _set_groups(breakdown: Breakdown, groups: Sequence[Group]) -> None:
    kept = {row.pk: row for row in breakdown.groups.all()}
    named = {each.pk for each in groups}
    for pk, row in kept.items():
        if pk not in named:
            _require_unused(row)
            row.delete()
    for place, each in enumerate(groups):
        row = kept.get(each.pk or 0) or BreakdownGroup(breakdown=breakdown)
        row.title, row.is_ended, row.position = each.title, each.is_ended, place
        row.save()


def _remove(level: RubricLevel) -> None:
    try:
        level.delete()
    except ProtectedError as used:
        words = _("“%(title)s” has been chosen in measurements, and must stay a level.")
        raise ValidationError({"rubric": words % {"title": level.title}}) from used


def _require_unused(group: BreakdownGroup) -> None:
    """A cell is the keys of groups joined by "-"."""
    of = "measurement__use__indicator"
    indicator = group.breakdown.indicator_id
    cells = MeasurementPart.objects.filter(
        Q(**{of: indicator}) | Q(**{f"{of}__as_agreed_of": indicator})
    ).values_list("cell", flat=True)
    if any(str(group.pk) in cell.split("-") for cell in cells.distinct()):
        words = _("“%(title)s” has values. Mark it as no longer used instead.")
        raise ValidationError({"breakdowns": words % {"title": group.title}})
