"""What each measure of casework is counted from, so that a figure and its cases are of one rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from roedtraad.casework.cases.basis import Basis
from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.cases.queries import counts, growing
from roedtraad.casework.interventions.queries import granted, target_groups
from roedtraad.casework.profiles.queries import counts as profiles
from roedtraad.casework.profiles.queries import instruments
from roedtraad.casework.profiles.queries.counting import rule_book
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.registers import Parameters

BasisOf = Callable[[Unit, date, date, Parameters], Basis | None]


def group_of(chosen: Parameters) -> TargetGroup | None:
    """The target group that was chosen; None where nobody chose one, or it is no more."""
    return TargetGroup.objects.filter(pk=int(chosen.get("group") or 0)).first()


def _in_target_group(unit: Unit, first: date, last: date, chosen: Parameters) -> Basis | None:
    group = group_of(chosen)
    return target_groups.families_in(group, unit, last) if group else None


def _with_profile(unit: Unit, first: date, last: date, chosen: Parameters) -> Basis | None:
    group = group_of(chosen)
    return profiles.families_with_profile(group, unit, last) if group else None


def _in_time(unit: Unit, first: date, last: date, chosen: Parameters) -> Basis:
    return profiles.evaluations_in_time(unit, first, last, rule_book())


def _in_period(basis: Callable[[Unit, date, date], Basis]) -> BasisOf:
    return lambda unit, first, last, _chosen: basis(unit, first, last)


def _on_last_day(basis: Callable[[Unit, date], Basis]) -> BasisOf:
    return lambda unit, _first, last, _chosen: basis(unit, last)


BASES: Mapping[str, BasisOf] = {
    "families_in_target_group": _in_target_group,
    "families_with_active_profile": _with_profile,
    "active_profiles": _on_last_day(profiles.active_profiles),
    "goals_made_with_family": _in_period(profiles.goals_made_with_family),
    "goals_recognised": _in_period(profiles.goals_recognised),
    "evaluations_in_time": _in_time,
    "interventions_discussed": _in_period(granted.started_with_discussion),
    "open_cases": _on_last_day(counts.open_cases),
    "cases_with_intervention": _on_last_day(granted.cases_with_intervention),
    "session_feedback": _in_period(instruments.cases_with_session_feedback),
    "transitions_begun": _in_period(growing.with_transition),
    "transition_complaints": _in_period(growing.complaints_in),
}
