from datetime import date, datetime, timedelta
from random import Random

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.due import DueState
from roedtraad.casework.profiles.models import DevelopmentProfile, Evaluation, ProfileGoal
from roedtraad.casework.profiles.queries.due import (
    DueFilter,
    due_list,
    exported_rows,
    filter_choices,
    wanted_by_profile,
)
from roedtraad.casework.profiles.queries.due_rows import Among, wanted_rows
from roedtraad.casework.profiles.tests.factories import OPENED, WORDS, agree_goal, open_profile
from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1)
SETTLED = DueFilter(state=DueState.DONE)


@pytest.fixture
def colleague(north: Unit) -> User:
    return MembershipFactory(user__username="colleague", role=Role.EMPLOYEE, unit=north).user


@pytest.fixture
def case(north: Unit, team_leader: User, employee: User) -> Case:
    with time_machine.travel("2025-05-01"):
        case = open_case(north, team_leader)
        workers.put_on_case(
            case, employee, role="practitioner", starts_on=OPENED, acting_user=team_leader
        )
    return case


@pytest.fixture
def profile(case: Case, team_leader: User) -> DevelopmentProfile:
    profile = open_profile(case, team_leader)
    agree_goal(profile, team_leader)
    return profile


def _evaluated(profile: DevelopmentProfile, user: User, quarter: date, on: date | None) -> None:
    moment = timezone.make_aware(datetime.combine(on, datetime.min.time())) if on else None
    Evaluation.objects.create(
        profile=profile,
        quarter_start=quarter,
        held_on=quarter,
        started_by=user,
        started_at=timezone.now(),
        approved_by=user if on else None,
        approved_at=moment,
    )


def _told(user: User, day: str, wanted: DueFilter | None = None) -> list[tuple[date, str, int]]:
    with time_machine.travel(f"{day} 12:00"):
        rows = due_list(user, wanted or DueFilter()).page.object_list
    return [
        (row.wanted.due.quarter.starts_on, str(row.wanted.state), row.days_left) for row in rows
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-06-30", [(Q2, "due", 14)]),
        ("2025-07-14", [(Q2, "due", 0), (Q3, "due", 92)]),
        ("2025-07-15", [(Q2, "overdue", -1), (Q3, "due", 91)]),
    ],
)
def test_one_waits_in_each_quarter_and_is_overdue_the_day_after_the_grace(
    profile: DevelopmentProfile, team_leader: User, day: str, expected: list[object]
) -> None:
    assert _told(team_leader, day) == expected


def test_what_is_begun_says_so_and_what_is_approved_in_time_or_late_is_settled(
    profile: DevelopmentProfile, team_leader: User
) -> None:
    _evaluated(profile, team_leader, Q2, date(2025, 7, 20))
    _evaluated(profile, team_leader, Q3, None)

    waiting = _told(team_leader, "2025-08-01")
    late = _told(team_leader, "2025-08-01", DueFilter(state=DueState.LATE))

    assert [row[:2] for row in waiting] == [(Q3, "started")]
    assert [row[:2] for row in late] == [(Q2, "late")]


def test_what_was_missed_is_not_asked_for_when_the_next_quarter_is_evaluated(
    profile: DevelopmentProfile, team_leader: User
) -> None:
    _evaluated(profile, team_leader, Q3, date(2025, 8, 1))

    assert _told(team_leader, "2025-08-02") == []


def test_a_profile_of_few_active_days_owes_nothing(
    case: Case, profile: DevelopmentProfile, team_leader: User
) -> None:
    with time_machine.travel("2025-06-20"):
        late = open_profile(case, team_leader, opened_on=date(2025, 6, 10))
        agree_goal(late, team_leader, opened_on=date(2025, 6, 10))

    assert [row[0] for row in _told(team_leader, "2025-06-30")] == [Q2]


def test_each_sees_their_own_the_leader_all_of_the_unit_and_others_nothing(
    profile: DevelopmentProfile,
    employee: User,
    leader: User,
    colleague: User,
    outsider: User,
    consultant: User,
) -> None:
    seen = [
        len(_told(user, "2025-06-20"))
        for user in (employee, leader, colleague, outsider, consultant)
    ]

    assert seen == [1, 1, 0, 0, 0]


def test_the_list_is_filtered_by_unit_employee_and_who_is_on_the_case(
    profile: DevelopmentProfile, employee: User, leader: User, colleague: User, south: Unit
) -> None:
    by = [
        *(DueFilter(unit=profile.unit), DueFilter(unit=south)),
        *(DueFilter(worker=employee), DueFilter(worker=colleague), DueFilter(mine=True)),
    ]

    found = [len(_told(leader, "2025-06-20", each)) for each in by]

    assert found == [1, 0, 1, 0, 0]


def test_only_units_and_employees_of_the_profiles_can_be_chosen(
    profile: DevelopmentProfile, leader: User, outsider: User
) -> None:
    units, people = filter_choices(leader)

    assert list(units) == [profile.unit]
    assert {user.username for user in people} == {"team_leader", "employee"}
    assert [len(rows) for rows in filter_choices(outsider)] == [0, 0]


def test_how_many_were_in_time_is_told_for_each_quarter(
    profile: DevelopmentProfile, team_leader: User
) -> None:
    _evaluated(profile, team_leader, Q2, date(2025, 7, 14))

    with time_machine.travel("2025-08-01"):
        earlier, this = due_list(team_leader, SETTLED).tallies

    assert (earlier.due, earlier.in_time, earlier.waiting) == (1, 1, 0)
    assert (this.due, this.in_time, this.waiting) == (1, 0, 1)


@pytest.mark.parametrize("day", ["2025-04-20", "2025-07-10", "2025-08-30"])
def test_the_database_judges_many_profiles_as_the_rules_judge_one(
    case: Case, profile: DevelopmentProfile, team_leader: User, day: str
) -> None:
    chance = Random(7)  # noqa: S311  the same every time
    for _number in range(120):
        _lived(profile, chance, team_leader)
    profiles = DevelopmentProfile.objects.filter(case=case, opened_on__lte=day)

    with time_machine.travel(f"{day} 12:00"):
        found = wanted_rows(Among(cases=[case.pk]))
        by_rule = wanted_by_profile(profiles)

    expected = [
        (profile.pk, profile.case_id, each)
        for profile, wanted in by_rule.items()
        for each in wanted
    ]
    assert len(expected) > 20 and len({each.state for _pk, _case, each in expected}) >= 4
    assert sorted(found, key=lambda row: row.profile) == sorted(expected, key=lambda row: row[0])


def _lived(like: DevelopmentProfile, chance: Random, by: User) -> None:
    """A profile with goals that come and go, and with some of its evaluations."""

    def span(first: date, within: int) -> dict[str, date | None]:
        opened = first + timedelta(days=chance.randrange(within))
        days = chance.choice((0, 0, 0, 12, 20, 29, 30, 31, 70, 130))
        return {"opened_on": opened, "closed_on": opened + timedelta(days=days) if days else None}

    def ended(given: dict[str, date | None]) -> dict[str, str]:
        return {"outcome": "reached"} if given["closed_on"] else {}

    lived = span(date(2025, 1, 1), 230)
    made = DevelopmentProfile.objects.create(
        template=like.template, case=like.case, unit=like.unit, **lived, **ended(lived)
    )
    for _number in range(chance.randrange(5)):
        goal = span(made.opened_on, 60)
        ProfileGoal.objects.create(
            **{"profile": made, "own_words": WORDS, "own_words_by": "child", "created_by": by},
            **{"created_at": timezone.now(), **goal, **ended(goal)},
        )
    for quarter, approved in ((Q1, "2025-04-1"), (Q2, "2025-07-1"), (Q3, "2025-08-2")):
        on = date.fromisoformat(f"{approved}{chance.randrange(10)}")
        if chance.random() < 0.6:
            _evaluated(made, by, quarter, on if chance.random() < 0.6 else None)


def test_who_sees_or_takes_out_the_list_is_in_the_log(
    profile: DevelopmentProfile, employee: User
) -> None:
    with time_machine.travel("2025-06-20"):
        due_list(employee, DueFilter())
        exported_rows(employee, DueFilter())

    logged = AuditEvent.objects.filter(is_read=True, subject_id=str(profile.case_id))
    assert list(logged.order_by("pk").values_list("action", flat=True)) == [
        *("case.listed", "case.exported")
    ]


def test_the_list_asks_the_database_no_more_for_many_profiles(
    case: Case, profile: DevelopmentProfile, team_leader: User
) -> None:
    counted = []
    for more in (0, 4):
        with time_machine.travel("2025-06-20"):
            for _each in range(more):
                agree_goal(open_profile(case, team_leader), team_leader)
            with CaptureQueriesContext(connection) as queries:
                due_list(team_leader, DueFilter())
        counted.append(len(queries))

    assert counted[0] == counted[1]
