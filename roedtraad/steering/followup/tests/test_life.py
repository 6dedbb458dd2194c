from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.steering.followup.life import Standing, standing
from roedtraad.steering.followup.models import FollowUpRound, RoundState
from roedtraad.steering.followup.services import life

pytestmark = pytest.mark.django_db
S = RoundState
APRIL = date(2026, 4, 10)


@pytest.mark.parametrize(
    ("begun", "done", "state", "today", "expected"),
    [
        (None, None, S.PLANNED, APRIL, Standing.NOT_BEGUN),
        (None, None, S.OPEN, APRIL, Standing.NOT_BEGUN),
        (APRIL, None, S.OPEN, APRIL, Standing.UNDER_WAY),
        (APRIL, None, S.OPEN, date(2026, 4, 20), Standing.UNDER_WAY),
        (APRIL, None, S.OPEN, date(2026, 4, 21), Standing.LATE),
        (None, None, S.CLOSED, date(2026, 5, 1), Standing.NOT_DONE),
        (APRIL, date(2026, 4, 25), S.LOCKED, date(2026, 5, 1), Standing.DONE),
    ],
)
def test_a_part_stands_by_what_is_done_and_what_day_it_is(
    begun: date | None, done: date | None, state: str, today: date, expected: Standing
) -> None:
    found = standing(
        begun_on=begun, done_on=done, last_day=date(2026, 4, 20), state=state, today=today
    )

    assert found == expected


def test_the_clock_opens_closes_and_locks_each_on_its_day(planned: FollowUpRound) -> None:
    planned.locks_on = date(2026, 5, 4)
    planned.save()
    seen = []
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30)):
        life.turn(on=day)
        planned.refresh_from_db()
        seen.append(planned.state)
    for day in (date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5)):
        life.turn(on=day)
        planned.refresh_from_db()
        seen.append(planned.state)

    assert seen == [S.PLANNED, S.OPEN, S.OPEN, S.CLOSED, S.LOCKED, S.LOCKED]
    assert planned.steps.count() == 3


def test_a_clock_that_stood_still_takes_all_the_steps_at_once(planned: FollowUpRound) -> None:
    planned.locks_on = date(2026, 5, 4)
    planned.save()

    assert life.turn(on=date(2026, 7, 1)) == 3
    assert life.turn(on=date(2026, 7, 1)) == 0


def test_a_round_is_reopened_with_a_reason_and_locks_again(
    planned: FollowUpRound, consultant: User
) -> None:
    life.turn(on=date(2026, 4, 1))
    for to in (S.CLOSED, S.LOCKED):
        life.take_step(planned, to, acting_user=consultant, today=date(2026, 4, 30))
    with pytest.raises(ValidationError, match="hvorfor"):
        life.reopen_round(
            planned, until=date(2026, 5, 8), reason=" ", acting_user=consultant, today=APRIL
        )

    life.reopen_round(
        planned,
        until=date(2026, 5, 8),
        reason="Et tal var forkert",
        acting_user=consultant,
        today=date(2026, 5, 1),
    )

    planned.refresh_from_db()
    assert planned.state == S.OPEN
    assert planned.steps.last().reason == "Et tal var forkert"
    logged = AuditEvent.objects.get(action="followupround.reopened")
    assert (logged.reason, logged.detail["before"]) == ("Et tal var forkert", "locked")
    life.turn(on=date(2026, 5, 9))
    planned.refresh_from_db()
    assert planned.state == S.LOCKED


def test_a_round_that_was_opened_early_is_not_opened_again(
    planned: FollowUpRound, consultant: User
) -> None:
    life.take_step(planned, S.OPEN, acting_user=consultant, today=date(2026, 3, 20))

    planned.refresh_from_db()
    assert planned.opens_on == date(2026, 3, 20)
    with pytest.raises(ValidationError):
        life.take_step(planned, S.OPEN, acting_user=consultant)


def test_a_round_is_not_locked_before_its_period_is_over(
    planned: FollowUpRound, consultant: User
) -> None:
    FollowUpRound.objects.update(state=S.CLOSED, ends_on=date(2026, 12, 31))

    with pytest.raises(ValidationError, match="ikke slut"):
        life.take_step(planned, S.LOCKED, acting_user=consultant, today=date(2026, 12, 31))


def test_who_leads_a_unit_moves_no_round(planned: FollowUpRound, leader: User) -> None:
    with pytest.raises(PermissionDenied):
        life.take_step(planned, S.OPEN, acting_user=leader)
