"""How long the pages take that are opened most, in a large municipality, against an empty page."""

from __future__ import annotations

import sys
import time
from typing import Any

from tools.page_times import FLAGS, ROUNDS, Page, installation, measure, number_of, signed_in

__all__ = ["FLAGS", "main"]
POINTS = 200
AIM = 5.0
OWED, QUARTERS_BEFORE = 60, 10


def main(arguments: list[str]) -> int:
    """Make the municipality, measure, print; 1 when a page is above the aim."""
    with installation():
        return _measured(number_of(arguments, "--rounds", ROUNDS))


def _measured(rounds: int) -> int:
    from roedtraad.config.demo.bulk import Size, enlarge
    from roedtraad.config.demo.play import play

    size = Size()
    print(f"making {size.units} units, {size.goals} goals, {size.measurements} measurements …")
    play()
    started = time.perf_counter()
    client = signed_in("chef")

    def enlarged() -> list[Page]:
        enlarge(size)
        return _pages(client, *_examples(newest=True), _theory(boxes=60))

    is_good = measure(_pages(client, *_examples(), _theory()), enlarged, rounds, AIM)
    print(f"measured in {time.perf_counter() - started:.0f} s")
    return int(not is_good)


def _examples(*, newest: bool = False) -> tuple[int, int]:
    """An agreement in force with the most goals, and a goal of it."""
    from django.db.models import Count

    from roedtraad.steering.agreements.models import Agreement

    agreements = Agreement.objects.filter(state="active").annotate(count=Count("goals"))
    order = ("-pk",) if newest else ("-count", "pk")
    chosen = agreements.order_by(*order)[0]
    return chosen.pk, chosen.goals.order_by("pk")[0].pk


def _theory(*, boxes: int = 0) -> int:
    """A theory of change: the demonstration's, or one of so many boxes."""
    from roedtraad.config.demo.theories import large_theory
    from roedtraad.steering.theory.models import TheoryOfChange

    if boxes:
        return large_theory(boxes).pk
    return TheoryOfChange.objects.filter(state="in_use").order_by("pk")[0].pk


def _goal_of(theory: int) -> int:
    """A goal that a box of the theory stands for."""
    from roedtraad.steering.theory.models import Node

    boxes = Node.objects.filter(theory=theory, goal__isnull=False).order_by("pk")
    return boxes.values_list("goal", flat=True)[0]


def _pages(client: Any, agreement: int, goal: int, theory: int) -> list[Page]:
    from django.urls import reverse

    entry = f"{reverse('indicators:entry')}?enhed={_entered()}"
    of_theory = reverse("agreements:goal_page", args=[_goal_of(theory)])
    return [
        Page("empty page", reverse("empty_page"), client),
        Page("overview (I dag)", reverse("notices:today"), client),
        Page("matrix", reverse("matrix:matrix"), client),
        Page("agreement", reverse("agreements:page", args=[agreement]), client),
        Page("goal", reverse("agreements:goal_page", args=[goal]), client),
        Page("goal with a theory", of_theory, client),
        Page("entry, 60 indicators", entry, client),
        Page("theory", reverse("theory:page", args=[theory]), client),
        Page("indicator, 200 points", reverse("indicators:use", args=[_long_series(goal)]), client),
    ]


def _entered() -> int:
    """A unit that owes 60 measurements for the newest quarter, each with ten before it."""
    from datetime import date
    from decimal import Decimal

    from django.utils import timezone

    from roedtraad.foundation.accounts.models import User
    from roedtraad.foundation.organisation.models import Unit
    from roedtraad.steering.indicators.frequency import last_ended, period_with
    from roedtraad.steering.indicators.models import (
        Frequency,
        Indicator,
        IndicatorUse,
        Measurement,
    )

    unit = Unit.objects.filter(kind="agreement_unit").earliest("pk")
    if Indicator.objects.filter(title="Skyldig 0").exists():
        return unit.pk
    days: list[date] = []
    period = last_ended(Frequency.QUARTER, timezone.localdate())
    for _earlier in range(QUARTERS_BEFORE):
        period = last_ended(Frequency.QUARTER, period.starts_on)
        days.append(period_with(Frequency.QUARTER, period.ends_on).ends_on)
    indicators = Indicator.objects.bulk_create(
        Indicator(title=f"Skyldig {each}", frequency=Frequency.QUARTER) for each in range(OWED)
    )
    uses = IndicatorUse.objects.bulk_create(
        IndicatorUse(indicator=each, unit=unit) for each in indicators
    )
    author = User.objects.get(username="chef")
    Measurement.objects.bulk_create(
        Measurement(use=use, measured_on=day, value=Decimal(40), recorded_by=author)
        for use in uses
        for day in days
    )
    return unit.pk


def _long_series(goal: int) -> int:
    """A use in the goal's unit that was measured in 200 months."""
    from datetime import date
    from decimal import Decimal

    from roedtraad.foundation.accounts.models import User
    from roedtraad.steering.agreements.models import Goal
    from roedtraad.steering.indicators.models import Indicator, IndicatorUse, Measurement

    unit = Goal.objects.get(pk=goal).agreement.unit
    indicator, _is_new = Indicator.objects.get_or_create(title="Henvendelser pr. måned")
    use, is_new = IndicatorUse.objects.get_or_create(indicator=indicator, unit=unit)
    if is_new:
        by = User.objects.get(username="chef")
        Measurement.objects.bulk_create(
            Measurement(
                use=use,
                measured_on=date(2010 + place // 12, place % 12 + 1, 28),
                value=Decimal(40 + 7 * place % 11),
                recorded_by=by,
            )
            for place in range(POINTS)
        )
    return use.pk


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
