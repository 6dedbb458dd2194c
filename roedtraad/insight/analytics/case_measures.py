"""Measures counted from casework. Only numbers leave it, through disclosure control."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.profiles.counting_rules import active_in_words
from roedtraad.casework.profiles.queries.counting import evaluations_rule
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.registers import (
    Compute,
    Figure,
    Parameter,
    Parameters,
    RegisterMeasure,
    share,
)

from .behind.bases import BASES


def _computed(key: str, *, is_share: bool) -> Compute:
    """The number that the measure's basis gives; none where nothing is chosen to count."""

    def compute(unit: Unit, first: date, last: date, chosen: Parameters) -> Figure:
        basis = BASES[key](unit, first, last, chosen)
        if basis is None:
            return Figure(None)
        counted = basis.counted()
        return share(*counted) if is_share else Figure(Decimal(counted.of))

    return compute


def _measure(key: str, title: str | Promise, rule: str | Promise, **more: Any) -> RegisterMeasure:
    compute = _computed(key, is_share="denominator" in more)
    return RegisterMeasure(key, title, rule, compute, **more, is_about_persons=True)


def _groups() -> list[tuple[str, str]]:
    return [(str(row.pk), row.title) for row in TargetGroup.objects.order_by("title")]


def _joined(rule: str | Promise, words: Callable[[], str]) -> str:
    """A counting rule with the municipality's own numbers, as they are when it is shown."""
    return lazy(lambda: f"{rule} {words()}", str)()


GROUP = Parameter("group", _("Which target group?"), (("", "–"),), _groups)
MEASURES = (
    _measure(
        "families_in_target_group",
        _("Families in the target group"),
        _(
            "Families with a case of the unit or those below it that was open on the last day of "
            "the period and belonged to the target group then: by the criteria of the group, with "
            "ages, codes and interventions as they were that day; without criteria, by being put "
            "in it. Cases of one family count once."
        ),
        measured_in="familier",
        parameters=(GROUP,),
    ),
    _measure(
        "families_with_active_profile",
        _("Share of families in the target group with an active profile"),
        _joined(
            _(
                "Families in the target group on the last day of the period, counted as in "
                "“Families in the target group”. One counts when one of its cases had an active "
                "development profile on that day."
            ),
            active_in_words,
        ),
        numerator=_("With an active profile"),
        denominator=_("Families in the target group"),
        parameters=(GROUP,),
    ),
    _measure(
        "active_profiles",
        _("Active development profiles"),
        _joined(
            _(
                "Profiles of the unit and those below it that were active on the last day of the "
                "period."
            ),
            active_in_words,
        ),
        measured_in="profiler",
    ),
    _measure(
        "goals_made_with_family",
        _("Share of goals made with the family"),
        _(
            "Goals agreed in the period on profiles of the unit and those below it; a changed goal "
            "is a new one. One counts when it is noted that somebody of the family took part in "
            "it, on the last day of the period or before."
        ),
        numerator=_("Goals that the family took part in"),
        denominator=_("Goals agreed"),
    ),
    _measure(
        "goals_recognised",
        _("Share of goals the family recognises as theirs"),
        _(
            "Goals agreed in the period whose family was asked whether the goal is theirs. One "
            "counts when they last answered yes, by the last day of the period."
        ),
        numerator=_("Goals the family calls theirs"),
        denominator=_("Goals whose family was asked"),
    ),
    _measure(
        "evaluations_in_time",
        _("Share of evaluations in time"),
        _joined(
            _(
                "Evaluations due in the quarters that end in the period, on profiles of the unit "
                "and those below it. A quarter is counted when its days of grace are over, by the "
                "rules of its last day."
            ),
            evaluations_rule,
        ),
        numerator=_("Evaluations approved in time"),
        denominator=_("Evaluations due"),
    ),
    _measure(
        "interventions_discussed",
        _("Share of interventions with a referral discussion"),
        _(
            "Interventions that began in the period, provided by the unit or one below it. One "
            "counts when its referral discussion was held on its first day or before."
        ),
        numerator=_("Interventions with a discussion by their first day"),
        denominator=_("Interventions that began"),
    ),
    _measure(
        "open_cases",
        _("Open cases"),
        _(
            "Cases of the unit and those below it that were open on the last day of the period: "
            "opened on that day or before, and not closed by it."
        ),
        measured_in="sager",
    ),
    _measure(
        "cases_with_intervention",
        _("Cases with an intervention that runs"),
        _(
            "Cases in which an intervention provided by the unit or one below it ran on the last "
            "day of the period. A case with two is counted once."
        ),
        measured_in="sager",
    ),
    _measure(
        "session_feedback",
        _("Share of new cases with feedback on a session"),
        _(
            "Cases of the unit and those below it that were opened in the period. One counts when "
            "somebody has answered how a session was by the last day of the period; an answer that "
            "was withdrawn does not count."
        ),
        numerator=_("New cases with feedback on a session"),
        denominator=_("New cases"),
    ),
    _measure(
        "transitions_begun",
        _("Share of those of 16 and 17 with a transition begun"),
        _(
            "Young people of 16 or 17 whom a case open on the last day of the period is about. One "
            "counts when the transition to adult life was begun by that day, also if completed."
        ),
        numerator=_("With a transition begun"),
        denominator=_("Young people of 16 and 17 in open cases"),
    ),
    _measure(
        "transition_complaints",
        _("Complaints about transitions to adult life"),
        _("Complaints received in the period about transitions in the unit's cases."),
        measured_in="klager",
    ),
)
