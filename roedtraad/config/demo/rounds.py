"""The follow-up of this year in the demonstration: four rounds, and the dates beside them."""

from __future__ import annotations

from datetime import date, timedelta

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.workdays import add_workdays
from roedtraad.steering.followup.life import WORKED_ON
from roedtraad.steering.followup.models import (
    DateKind,
    FollowUpRound,
    MovingRule,
    PhaseKind,
    Rhythm,
    RoundState,
    UnitPhase,
    WheelDate,
)
from roedtraad.steering.followup.rhythm import Pace
from roedtraad.steering.followup.services import life, planning, wheel, working
from roedtraad.steering.indicators.frequency import last_ended
from roedtraad.steering.indicators.models import Frequency

from .diary import Diary
from .people import ADMINISTRATION
from .writing import World

K = PhaseKind
LENGTHS = {K.QUALIFY: 12, K.REFLECT: 10, K.MEET: 3, K.REPORT: 15, K.ADJUST: 10}
SAID = {
    K.QUALIFY: "Alle tal er gennemgået. Et tal er rettet, efter at vi talte efter i kalenderen.",
    K.REFLECT: "Flere familier møder op første gang. Vi tror, det er opringningen dagen før.",
    K.MEET: "To enheder deler deres erfaring med påmindelser på næste møde.",
    K.REPORT: "Udvalget tog status til efterretning og bad om tal for ventetid næste gang.",
    K.ADJUST: "Opringningen bliver fast praksis i alle teams.",
}
UNDER_WAY = "Vi mangler at tale et af tallene igennem."
B, P, M = DateKind.BUDGET, DateKind.POLITICAL, DateKind.MEETING
DATES = (  # month, day, days it lasts, what, kind, how it moves
    (1, 20, 1, "Udvalget: årets mål", P, MovingRule.WEEKDAY),
    (3, 10, 1, "Udvalget: status for året, der gik", P, MovingRule.WEEKDAY),
    (3, 27, 1, "Budgetopfølgning pr. ultimo marts", B, MovingRule.WORKDAY_FROM_END),
    (4, 21, 1, "Byrådet: status og regnskab", P, MovingRule.WEEKDAY),
    (6, 9, 1, "Udvalget: halvvejs med strategien", P, MovingRule.WEEKDAY),
    (8, 26, 2, "Byrådets budgetseminar", B, MovingRule.WEEK),
    (9, 15, 1, "Høringsfrist for budgettet", B, MovingRule.DATE),
    (10, 8, 1, "Byrådet vedtager budgettet", B, MovingRule.WEEKDAY),
    (11, 5, 1, "Lederdag om næste års aftaler", M, MovingRule.WEEKDAY),
    (12, 8, 1, "Udvalget: opfølgning på aftalerne", P, MovingRule.WEEKDAY),
)


def live(diary: Diary, world: World, today: date) -> None:
    """Enter the year into the diary: planned before it begins, opened and closed by the clock."""
    consultant = User.objects.get(username="konsulent")
    planned_on = date(today.year - 1, 12, 12)
    diary.on(planned_on, lambda: _plan(diary, world, consultant, today))


def _plan(diary: Diary, world: World, consultant: User, today: date) -> None:
    area = world.units[ADMINISTRATION]
    plan = planning.RoundPlan(
        name="Opfølgning",
        unit=area,
        rhythm=Rhythm.QUARTER,
        year=today.year,
        followed=planning.Followed([world.strategy], profiles=True),
        pace=Pace(1, LENGTHS, grace=5),
    )
    rounds = planning.plan_rounds(plan, acting_user=consultant)
    for row in rounds:
        for day in (row.opens_on, row.closes_on + timedelta(days=1)):
            diary.on(day, lambda day=day: life.turn(on=day))  # type: ignore[misc]
        for part in UnitPhase.objects.filter(phase__round=row).select_related("phase", "unit"):
            on = add_workdays(part.phase.due_on, -1 - part.pk % 3)
            diary.on(on, lambda part=part: _work(part, world, today))  # type: ignore[misc]
    for month, number, days, title, kind, rule in DATES:
        on = date(today.year, month, number)
        ends_on = on + timedelta(days=days - 1) if days > 1 else None
        beside = WheelDate(unit=area, title=title, kind=kind, on=on, ends_on=ends_on, moves_by=rule)
        wheel.write_date(beside, acting_user=consultant)


def _work(part: UnitPhase, world: World, today: date) -> None:
    """Most finish in time; of the newest round some have only begun, and one has not."""
    row = FollowUpRound.objects.get(pk=part.phase.round_id)
    if row.state not in WORKED_ON:
        return
    leader = world.leaders.get(part.unit.name) or world.principals.get(part.unit.name)
    if leader is None:
        return
    is_newest = row.ends_on == last_ended(Frequency.QUARTER, today).ends_on
    if is_newest and part.unit.name == "Familieplejen":
        return
    is_done = not (is_newest and part.pk % 4 == 0)
    note = SAID[PhaseKind(part.phase.kind)] if is_done else UNDER_WAY
    working.write_part(part, note=note, is_done=is_done, base_version=None, acting_user=leader)


def as_they_stand(today: date) -> None:
    """The first round is locked; that of the newest quarter is open, whatever day it is played."""
    consultant = User.objects.get(username="konsulent")
    rounds = FollowUpRound.objects.order_by("ends_on")
    newest = rounds.filter(ends_on__lt=today).last() or rounds[0]
    if newest.state == RoundState.PLANNED:
        life.take_step(newest, RoundState.OPEN, acting_user=consultant)
    elif newest.state == RoundState.CLOSED:
        life.reopen_round(
            newest,
            until=today + timedelta(days=12),
            reason="En enhed fik nye tal fra regionen.",
            acting_user=consultant,
        )
    first = rounds[0]
    if first.state == RoundState.CLOSED:
        life.take_step(first, RoundState.LOCKED, acting_user=consultant)
