"""Measures counted from casework. Only numbers leave it, through disclosure control."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.cases.queries import counts, growing
from roedtraad.casework.interventions.queries import granted, target_groups
from roedtraad.casework.profiles.counting_rules import active_in_words
from roedtraad.casework.profiles.queries import counts as profiles
from roedtraad.casework.profiles.queries import instruments
from roedtraad.casework.profiles.queries.counting import evaluations_rule, rule_book
from roedtraad.casework.profiles.queries.counts import Counted
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


def with_session_feedback(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return share(*instruments.cases_with_session_feedback(unit, first, last))


def with_transition(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return share(*growing.with_transition(unit, first, last))


def transition_complaints(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return Figure(Decimal(growing.complaints_in(unit, first, last)))


def in_target_group(unit: Unit, first: date, last: date, chosen: Parameters) -> Figure:
    group = TargetGroup.objects.filter(pk=int(chosen["group"] or 0)).first()
    return Figure(Decimal(target_groups.count_in(group, unit, last)) if group else None)


def with_profile(unit: Unit, first: date, last: date, chosen: Parameters) -> Figure:
    group = TargetGroup.objects.filter(pk=int(chosen["group"] or 0)).first()
    return _share(profiles.families_with_profile(group, unit, last)) if group else Figure(None)


def active_profiles(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return Figure(Decimal(profiles.active_profiles(unit, last)))


def made_with_family(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return _share(profiles.goals_made_with_family(unit, first, last))


def recognised(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return _share(profiles.goals_recognised(unit, first, last))


def evaluated_in_time(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    return _share(profiles.evaluations_in_time(unit, first, last, rule_book()))


def _share(counted: Counted) -> Figure:
    return share(counted.part, counted.of)


def _groups() -> list[tuple[str, str]]:
    return [(str(row.pk), row.title) for row in TargetGroup.objects.order_by("title")]


def _joined(rule: str | Promise, words: Callable[[], str]) -> str:
    """A counting rule with the municipality's own numbers, as they are when it is shown."""
    return lazy(lambda: f"{rule} {words()}", str)()


GROUP = Parameter("group", _("Which target group?"), (("", "–"),), _groups)
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
        parameters=(GROUP,),
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="families_with_active_profile",
        title=_("Share of families in the target group with an active profile"),
        counting_rule=_joined(
            _(
                "Families in the target group on the last day of the period, counted as in "
                "“Families in the target group”. One counts when one of its cases had an active "
                "development profile on that day."
            ),
            active_in_words,
        ),
        compute=with_profile,
        numerator=_("With an active profile"),
        denominator=_("Families in the target group"),
        parameters=(GROUP,),
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="active_profiles",
        title=_("Active development profiles"),
        counting_rule=_joined(
            _(
                "Profiles of the unit and those below it that were active on the last day of the "
                "period."
            ),
            active_in_words,
        ),
        compute=active_profiles,
        measured_in="profiler",
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="goals_made_with_family",
        title=_("Share of goals made with the family"),
        counting_rule=_(
            "Goals agreed in the period on profiles of the unit and those below it; a changed goal "
            "is a new one. One counts when it is noted that somebody of the family took part in "
            "it, on the last day of the period or before."
        ),
        compute=made_with_family,
        numerator=_("Goals that the family took part in"),
        denominator=_("Goals agreed"),
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="goals_recognised",
        title=_("Share of goals the family recognises as theirs"),
        counting_rule=_(
            "Goals agreed in the period whose family was asked whether the goal is theirs. One "
            "counts when they last answered yes, by the last day of the period."
        ),
        compute=recognised,
        numerator=_("Goals the family calls theirs"),
        denominator=_("Goals whose family was asked"),
        is_about_persons=True,
    ),
    RegisterMeasure(
        key="evaluations_in_time",
        title=_("Share of evaluations in time"),
        counting_rule=_joined(
            _(
                "Evaluations due in the quarters that end in the period, on profiles of the unit "
                "and those below it. A quarter is counted when its days of grace are over, by the "
                "rules of its last day."
            ),
            evaluations_rule,
        ),
        compute=evaluated_in_time,
        numerator=_("Evaluations approved in time"),
        denominator=_("Evaluations due"),
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
        key="session_feedback",
        title=_("Share of new cases with feedback on a session"),
        counting_rule=_(
            "Cases of the unit and those below it that were opened in the period. One counts when "
            "somebody has answered how a session was by the last day of the period; an answer that "
            "was withdrawn does not count."
        ),
        compute=with_session_feedback,
        numerator=_("New cases with feedback on a session"),
        denominator=_("New cases"),
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
