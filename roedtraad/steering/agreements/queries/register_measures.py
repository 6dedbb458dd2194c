"""Measures computed from what agreements hold. Each counts in a unit and all that lay below it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.organisation.queries import day_of_period, units_below
from roedtraad.steering.agreements.access import AS_APPROVED, BEING_AMENDED
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    Goal,
    GoalIndicator,
    Version,
)
from roedtraad.steering.indicators.models import Measurement
from roedtraad.steering.indicators.registers import (
    Figure,
    Parameter,
    Parameters,
    RegisterMeasure,
    share,
)

FIRST, LATEST = "first", "latest"


def goals_with_indicator(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    goals = _goals(unit, first, last)
    followed = GoalIndicator.objects.filter(goal=OuterRef("pk"))
    return share(goals.filter(Exists(followed)).count(), goals.count())


def goals_with_data(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    goals = _goals(unit, first, last)
    newer = Measurement.objects.filter(
        use=OuterRef("use"), measured_on=OuterRef("measured_on"), revision__gt=OuterRef("revision")
    )
    measured = Measurement.objects.filter(
        ~Exists(newer),
        is_withdrawn=False,
        is_not_counted=False,
        measured_on__range=(first, last),
        use__in=GoalIndicator.objects.filter(goal=OuterRef(OuterRef("pk"))).values("use"),
    )
    return share(goals.filter(Exists(measured)).count(), goals.count())


def actions_done_on_time(unit: Unit, first: date, last: date, chosen: Parameters) -> Figure:
    due = "due_on" if chosen["due"] == FIRST else "agreed_on"
    actions = (
        Action.objects.filter(goal__in=_all_goals(unit, first, last).values("pk"))
        .exclude(status=ActionStatus.DROPPED)
        .annotate(agreed_on=Coalesce("postponed_to_on", "due_on"))
        .filter(**{f"{due}__range": (first, last)})
    )
    in_time = actions.filter(status=ActionStatus.DONE, done_on__lte=F(due))
    return share(in_time.count(), actions.count())


def agreements_before_start(unit: Unit, first: date, last: date, _chosen: Parameters) -> Figure:
    approved = Version.objects.filter(agreement=OuterRef("pk")).order_by("number")
    begun = _agreements(unit, first, last).filter(starts_on__range=(first, last))
    in_time = begun.annotate(
        approved_on=Subquery(approved.values(day=TruncDate("approved_at"))[:1])
    ).filter(approved_on__lt=F("starts_on"))
    return share(in_time.count(), begun.count())


def _agreements(unit: Unit, first: date, last: date) -> QuerySet[Agreement]:
    units = units_below(unit, day_of_period(first, last))
    return Agreement.objects.filter(unit__in=units.values("pk"), versions__isnull=False).distinct()


def _all_goals(unit: Unit, first: date, last: date) -> QuerySet[Goal]:
    """Goals of agreements that were approved at some time, and not withdrawn."""
    return Goal.objects.filter(
        agreement__in=_agreements(unit, first, last).filter(state__in=AS_APPROVED | BEING_AMENDED)
    )


def _goals(unit: Unit, first: date, last: date) -> QuerySet[Goal]:
    """Those whose agreement covers the last day of the period."""
    return _all_goals(unit, first, last).filter(
        agreement__starts_on__lte=last, agreement__ends_on__gte=last
    )


MEASURES = (
    RegisterMeasure(
        key="goals_with_indicator",
        title=_("Share of goals with an indicator"),
        counting_rule=_(
            "Goals of approved agreements that cover the last day of the period, in the unit and "
            "all below it as the tree was that day. A goal counts when at least one indicator "
            "follows it."
        ),
        compute=goals_with_indicator,
        numerator=_("Goals with an indicator"),
        denominator=_("Goals in force"),
    ),
    RegisterMeasure(
        key="goals_with_data",
        title=_("Share of goals with figures in the period"),
        counting_rule=_(
            "Goals of approved agreements that cover the last day of the period. A goal counts "
            "when one of its indicators has a measurement dated in the period that stands."
        ),
        compute=goals_with_data,
        numerator=_("Goals with a measurement in the period"),
        denominator=_("Goals in force"),
    ),
    RegisterMeasure(
        key="actions_done_on_time",
        title=_("Share of actions done in time"),
        counting_rule=_(
            "Actions of approved agreements that were due in the period; dropped ones are left "
            "out. An action counts when it was done on the day it was due, or before."
        ),
        compute=actions_done_on_time,
        numerator=_("Actions done in time"),
        denominator=_("Actions due in the period"),
        parameters=(
            Parameter(
                "due",
                _("Which date counts when an action was postponed?"),
                ((LATEST, _("the date it was postponed to")), (FIRST, _("the first date"))),
            ),
        ),
    ),
    RegisterMeasure(
        key="agreements_before_start",
        title=_("Share of agreements approved before they begin"),
        counting_rule=_(
            "Agreements whose period begins in the period. One counts when all parties had "
            "approved it before its first day."
        ),
        compute=agreements_before_start,
        numerator=_("Agreements approved before their first day"),
        denominator=_("Agreements that began"),
    ),
)
