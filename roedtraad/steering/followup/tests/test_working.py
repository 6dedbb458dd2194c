from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.notices.today import Need
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.followup.models import FollowUpRound, PhaseKind, UnitPhase
from roedtraad.steering.followup.queries.responsible import items, responsible
from roedtraad.steering.followup.services import working
from roedtraad.steering.indicators.models import Frequency
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
TENTH, MAY = date(2026, 4, 10), date(2026, 5, 1)


def write(part: UnitPhase, user: User, *, note: str = "", is_done: bool = False) -> UnitPhase:
    return working.write_part(
        part, note=note, is_done=is_done, base_version=None, acting_user=user, today=TENTH
    )


def test_what_is_noted_begins_a_part_and_the_tick_finishes_it(
    part: UnitPhase, leader: User
) -> None:
    write(part, leader, note="To tal mangler")
    part.refresh_from_db()
    assert (part.begun_on, part.done_on) == (TENTH, None)

    write(part, leader, note="Nu er de her", is_done=True)

    part.refresh_from_db()
    assert (part.done_on, part.done_by, part.note) == (TENTH, leader, "Nu er de her")


def test_a_part_that_was_finished_can_be_taken_up_again(part: UnitPhase, leader: User) -> None:
    write(part, leader, is_done=True)

    write(part, leader, note="Alligevel ikke")

    part.refresh_from_db()
    assert (part.done_on, part.done_by) == (None, None)


def test_data_that_lack_something_are_qualified_only_with_a_word_on_it(
    part: UnitPhase, leader: User, north: Unit
) -> None:
    use = IndicatorUseFactory(unit=north, indicator__frequency=Frequency.MONTH)
    MeasurementFactory(use=use, measured_on=date(2026, 1, 31))

    with pytest.raises(ValidationError, match="2"):
        write(part, leader, is_done=True)
    write(part, leader, note="Systemet var nede i februar og marts", is_done=True)

    part.refresh_from_db()
    assert part.done_on == TENTH


def test_nobody_overwrites_what_somebody_else_has_saved(part: UnitPhase, leader: User) -> None:
    seen = part.version
    write(part, leader, note="Mit")

    with pytest.raises(ValidationError, match="Mit"):
        working.write_part(part, note="Dit", is_done=False, base_version=seen, acting_user=leader)

    part.refresh_from_db()
    assert part.note == "Mit"


def test_nothing_is_written_in_a_round_that_is_not_open(part: UnitPhase, leader: User) -> None:
    FollowUpRound.objects.update(state="locked")

    with pytest.raises(ValidationError):
        write(part, leader, note="For sent")


def test_only_who_works_there_or_is_named_writes(
    part: UnitPhase, outsider: User, employee: User, leader: User
) -> None:
    for somebody in (outsider, employee):
        with pytest.raises(PermissionDenied):
            write(part, somebody, note="Mit")

    working.name_person(part, employee, acting_user=leader)
    part.refresh_from_db()
    write(part, employee, note="Mit")

    part.refresh_from_db()
    assert part.note == "Mit"


def test_the_role_nearest_the_unit_does_it(
    part: UnitPhase, administration: Unit, leader: User, consultant: User
) -> None:
    MembershipFactory(user__username="above", role=Role.UNIT_LEADER, unit=administration)
    part.phase.role = Role.UNIT_LEADER
    assert responsible([part], TENTH)[part.pk] == [leader]

    part.phase.role = Role.CONSULTANT

    assert responsible([part], TENTH)[part.pk] == [consultant]


def test_what_somebody_owes_stands_on_their_first_page(
    opened: FollowUpRound, leader: User, outsider: User, principal: User, employee: User
) -> None:
    assert [item.label for item in items(leader, TENTH)] == [
        "Kvalificér data: Opfølgning 1. kvartal 2026"
    ]
    assert [item.context for item in items(outsider, TENTH)] == ["Familiehuset Syd"]
    assert not list(items(employee, TENTH))
    assert not list(items(principal, TENTH))

    assert [item.label for item in items(principal, date(2026, 4, 16))][0].startswith(
        "Områdeledermøde"
    )


def test_what_is_finished_or_of_a_closed_round_is_not_owed(
    opened: FollowUpRound, part: UnitPhase, leader: User
) -> None:
    write(part, leader, is_done=True)
    assert not list(items(leader, TENTH))
    part.done_on = None
    part.save()
    FollowUpRound.objects.update(state="closed")

    assert not list(items(leader, TENTH))


def test_a_named_person_owes_it_instead_of_the_role(
    part: UnitPhase, leader: User, team_leader: User
) -> None:
    working.name_person(part, team_leader, acting_user=leader)

    assert [item.need for item in items(team_leader, date(2026, 4, 20))] == [Need.OVERDUE]
    assert not list(items(leader, TENTH))


def test_who_plans_is_told_of_units_that_are_late_when_grace_is_over(
    opened: FollowUpRound, consultant: User
) -> None:
    FollowUpRound.objects.update(grace_days=3)
    UnitPhase.objects.filter(phase__kind=PhaseKind.MEET).update(done_on=TENTH)

    assert not list(items(consultant, date(2026, 4, 20)))
    [item] = items(consultant, date(2026, 4, 21))

    assert item.label == "2 enheder er forsinket: Kvalificér data"
