"""Measures counted from casework. Only numbers leave it, through disclosure control."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.cases.queries import counts, growing
from roedtraad.casework.interventions.queries import granted, target_groups
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.registers import (
    Figure,
    Parameter,
    Parameters,
    RegisterMeasure,
    share,
)


def discussed(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return share(*granted.started_with_discussion(unit, first, last))


def open_cases(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return Figure(Decimal(counts.open_cases(unit, last)))


def with_intervention(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return Figure(Decimal(granted.cases_with_intervention(unit, last)))


def with_transition(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return share(*growing.with_transition(unit, first, last))


def transition_complaints(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return Figure(Decimal(growing.complaints_in(unit, first, last)))


def in_target_group(unit: Unit, first: date, last: date, chosen: Parameters) -> Figure:
    group = TargetGroup.objects.filter(pk=int(chosen["group"] or 0)).first()
    return Figure(Decimal(target_groups.count_in(group, unit, last)) if group else None)


def _groups() -> list[tuple[str, str]]:
    return [(str(row.pk), row.title) for row in TargetGroup.objects.order_by("title")]


MEASURES = (
    RegisterMeasure(
        key="families_in_target_group",
        title=_("Families in the target group"),
        counting_rule=_(
            "Families with a case of the unit or those below it that was open on the last day of "
            "the period and belonged to the target group then: by the criteria of the group, with "
            "ages, codes and interventions as they were that day; without criteria, by being put "
            "in it. Cases of one family count once."
        ),
        compute=in_target_group,
        measured_in="familier",
        parameters=(Parameter("group", _("Which target group?"), (("", "–"),), _groups),),
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="interventions_discussed",
        title=_("Share of interventions with a referral discussion"),
        counting_rule=_(
            "Interventions that began in the period, provided by the unit or one below it. One "
            "counts when its referral discussion was held on its first day or before."
        ),
        compute=discussed,
        numerator=_("Interventions with a discussion by their first day"),
        denominator=_("Interventions that began"),
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="open_cases",
        title=_("Open cases"),
        counting_rule=_(
            "Cases of the unit and those below it that were open on the last day of the period: "
            "opened on that day or before, and not closed by it."
        ),
        compute=open_cases,
        measured_in="sager",
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="cases_with_intervention",
        title=_("Cases with an intervention that runs"),
        counting_rule=_(
            "Cases in which an intervention provided by the unit or one below it ran on the last "
            "day of the period. A case with two is counted once."
        ),
        compute=with_intervention,
        measured_in="sager",
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="transitions_begun",
        title=_("Share of those of 16 and 17 with a transition begun"),
        counting_rule=_(
            "Young people of 16 or 17 whom a case open on the last day of the period is about. One "
            "counts when the transition to adult life was begun by that day, also if completed."
        ),
        compute=with_transition,
        numerator=_("With a transition begun"),
        denominator=_("Young people of 16 and 17 in open cases"),
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="transition_complaints",
        title=_("Complaints about transitions to adult life"),
        counting_rule=_("Complaints received in the period about transitions in the unit's cases."),
        compute=transition_complaints,
        measured_in="klager",
        is_about_persons=True,
    ),
)
