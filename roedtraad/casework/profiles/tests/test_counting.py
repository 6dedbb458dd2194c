from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.basis import Counted
from roedtraad.casework.cases.models import Case, Family, TargetGroup
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.counting_rules import CountingRules, RuleBook, quarter_of
from roedtraad.casework.profiles.models import (
    CountingDecision,
    DevelopmentProfile,
    Evaluation,
    Rater,
)
from roedtraad.casework.profiles.queries import counts
from roedtraad.casework.profiles.queries.counting import in_words, preview, rule_book, rules_on
from roedtraad.casework.profiles.services import goals, scores
from roedtraad.casework.profiles.services.counting import decide_rules
from roedtraad.casework.profiles.tests.factories import OPENED, agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
PAGE, EDIT = reverse("profiles:counting"), reverse("profiles:counting_edit")
SECOND = quarter_of(date(2025, 4, 1))  # the quarter in which everything here begins
JULY_14, JULY_15 = datetime(2025, 7, 14, 12, tzinfo=UTC), datetime(2025, 7, 15, 12, tzinfo=UTC)
GIVEN = {
    "active_days": "45",
    "grace_days": "7",
    "change_days": "28",
    "starts_on": "1. januar 2026",
    "reason": "Vedtaget af chefgruppen.",
}


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def profile(case: Case, team_leader: User) -> DevelopmentProfile:
    return open_profile(case, team_leader)


def _evaluate(profile: DevelopmentProfile, by: User, at: datetime) -> None:
    Evaluation.objects.create(
        profile=profile,
        quarter_start=SECOND.starts_on,
        held_on=at.date(),
        started_by=by,
        started_at=at,
        approved_by=by,
        approved_at=at,
    )


def test_the_rules_of_a_day_are_those_decided_last_for_it(consultant: User) -> None:
    new_year = date(2026, 1, 1)
    decide_rules(CountingRules(20), starts_on=new_year, reason="Prøvet", acting_user=consultant)
    decide_rules(CountingRules(40), starts_on=new_year, reason="Rettet", acting_user=consultant)

    days = [date(2025, 12, 31), new_year, date(2030, 1, 1)]

    assert [rules_on(day).active_days for day in days] == [30, 40, 40]
    assert CountingDecision.objects.count() == 2


def test_what_is_counted_so_already_is_not_decided_again(consultant: User) -> None:
    with pytest.raises(ValidationError, match="tælles allerede sådan"):
        decide_rules(
            CountingRules(), starts_on=date(2026, 1, 1), reason="Igen", acting_user=consultant
        )


@pytest.mark.parametrize("who", ["leader", "administrator", "employee", "data_protection_officer"])
def test_only_consultants_set_the_rules(
    client: Client, who: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    client.force_login(user)

    answers = [client.get(EDIT), client.post(EDIT, GIVEN | {"decide": "1"})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Rediger tællereglerne" not in client.get(PAGE).content.decode()
    with pytest.raises(PermissionDenied):
        decide_rules(CountingRules(1), starts_on=OPENED, reason="Nej", acting_user=user)


def test_what_changes_is_shown_first_and_then_decided_with_author_and_reason(
    client: Client, consultant: User
) -> None:
    client.force_login(consultant)

    seen = client.post(EDIT, GIVEN).content.decode()
    before = CountingDecision.objects.count()
    client.post(EDIT, GIVEN | {"decide": "1"})
    page = client.get(PAGE).content.decode()

    assert "mindst 45 aktive dage" in seen
    assert "for få til at blive vist" in seen
    assert before == 0
    assert "Vedtaget af chefgruppen." in page
    assert str(consultant) in page
    event = AuditEvent.objects.get(action="countingdecision.made")
    assert (event.detail["before"]["active_days"], event.detail["after"]["active_days"]) == (30, 45)


def test_a_rule_that_cannot_be_met_is_told(client: Client, consultant: User) -> None:
    client.force_login(consultant)

    answer = client.post(EDIT, GIVEN | {"active_days": "93", "starts_on": "31. februar"})

    assert answer.status_code == 422
    assert "Datoen findes ikke" in answer.content.decode()
    assert "Vedtaget af chefgruppen." in answer.content.decode()


def test_the_preview_counts_by_both_rules(north: Unit, team_leader: User, consultant: User) -> None:
    for each in range(5):
        case = open_case(north, team_leader, digits="", name=f"Barn {each}")
        profile = open_profile(case, team_leader)
        agree_goal(profile, team_leader, opened_on=date(2025, 5, 20))  # 42 active days
        _evaluate(profile, team_leader, JULY_14)

    with time_machine.travel(datetime(2025, 9, 1, tzinfo=UTC)):
        found = preview(consultant, CountingRules(active_days=42, grace_days=13))

    assert found.quarter == SECOND
    assert (found.evaluations.before, found.evaluations.after) == (Counted(5, 5), Counted(0, 5))
    assert found.evaluations.is_shown
    assert not found.changes.is_shown


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (OPENED - timedelta(days=1), 0),
        (date(2025, 4, 30), 0),  # open, and no goal yet
        (date(2025, 5, 1), 1),
        (date(2025, 8, 1), 0),  # the goal closed
    ],
)
def test_a_profile_counts_as_active_while_it_has_an_open_goal(
    profile: DevelopmentProfile, north: Unit, south: Unit, team_leader: User, on: date, count: int
) -> None:
    goal = agree_goal(profile, team_leader, opened_on=date(2025, 5, 1))
    goals.close_goal(goal, closed_on=date(2025, 8, 1), outcome="reached", acting_user=team_leader)

    assert counts.active_profiles(north, on).counted().of == count
    assert counts.active_profiles(south, on).counted().of == 0


def test_a_family_counts_once_when_one_of_its_cases_has_an_active_profile(
    case: Case, profile: DevelopmentProfile, north: Unit, team_leader: User
) -> None:
    agree_goal(profile, team_leader)
    open_case(north, team_leader, digits="", name="Viggo")
    Case.objects.update(family=Family.objects.create(name="Birkedal"))
    open_case(north, team_leader, digits="", name="Storm")
    group = TargetGroup.objects.create(title="Alle", needs_intervention=False)
    Case.objects.update(target_group=group)

    found = [
        counts.families_with_profile(group, north, on).counted()
        for on in (OPENED, date(2025, 3, 20))
    ]

    assert found == [Counted(1, 2), Counted(0, 2)]


def test_goals_made_with_the_family_are_those_somebody_took_part_in(
    profile: DevelopmentProfile, north: Unit, team_leader: User
) -> None:
    answers = [("conversation", "yes", ""), ("none", "not_asked", "Ville ikke"), None]
    for answer in answers:
        goal = agree_goal(profile, team_leader)
        if answer is not None:
            manner, recognition, why = answer
            goals.record_participation(
                goal,
                {
                    "held_on": OPENED,
                    "manner": manner,
                    "recognition": recognition,
                    "why_not": why,
                },
                acting_user=team_leader,
            )

    made = counts.goals_made_with_family(north, OPENED, SECOND.ends_on).counted()
    theirs = counts.goals_recognised(north, OPENED, SECOND.ends_on).counted()

    assert (made, theirs) == (Counted(1, 3), Counted(1, 1))


def test_the_last_answer_says_whether_a_goal_is_theirs(
    profile: DevelopmentProfile, north: Unit, team_leader: User
) -> None:
    goal = agree_goal(profile, team_leader)
    for days, answer in ((0, "yes"), (9, "no"), (12, "not_asked")):
        facts = {"held_on": OPENED + timedelta(days=days), "manner": "conversation"}
        goals.record_participation(
            goal, facts | {"recognition": answer, "why_not": "Nej"}, acting_user=team_leader
        )

    days = [OPENED, SECOND.ends_on]

    assert [counts.goals_recognised(north, OPENED, last).counted() for last in days] == [
        Counted(1, 1),
        Counted(0, 1),
    ]


@pytest.mark.parametrize(
    ("goal_from", "approved_at", "counted"),
    [
        (date(2025, 6, 1), JULY_14, Counted(1, 1)),
        (date(2025, 6, 1), JULY_15, Counted(0, 1)),
        (date(2025, 6, 1), None, Counted(0, 1)),
        (date(2025, 6, 2), JULY_14, Counted(0, 0)),  # 29 active days
    ],
)
def test_evaluations_in_time_are_counted_out_of_those_due(
    profile: DevelopmentProfile,
    north: Unit,
    team_leader: User,
    goal_from: date,
    approved_at: datetime | None,
    counted: Counted,
) -> None:
    agree_goal(profile, team_leader, opened_on=goal_from)
    if approved_at:
        _evaluate(profile, team_leader, approved_at)

    assert (
        counts.evaluations_in_time(north, OPENED, SECOND.ends_on, RuleBook()).counted() == counted
    )


def test_a_quarter_is_not_counted_before_its_days_of_grace_are_over(
    profile: DevelopmentProfile, north: Unit, team_leader: User
) -> None:
    agree_goal(profile, team_leader)
    found = []

    for at in (JULY_14, JULY_15):
        with time_machine.travel(at):
            found.append(
                counts.evaluations_in_time(north, OPENED, SECOND.ends_on, RuleBook()).counted()
            )

    assert found == [Counted(0, 0), Counted(0, 1)]


def test_raters_are_counted_each_by_itself_and_a_change_needs_its_days(
    profile: DevelopmentProfile, north: Unit, team_leader: User
) -> None:
    goal = agree_goal(profile, team_leader)
    for rater, days in ((Rater.CHILD, 0), (Rater.CHILD, 28), (Rater.PARENT, 0), (Rater.PARENT, 27)):
        given = scores.Given(rater, 4, OPENED + timedelta(days=days))
        scores.record_score(goal, given, acting_user=team_leader)

    found = [counts.changes_counted(north, CountingRules(change_days=days)) for days in (28, 27)]

    assert found == [Counted(1, 2), Counted(2, 2)]


def test_counting_takes_as_many_queries_for_many_profiles_as_for_one(
    north: Unit, team_leader: User
) -> None:
    def add() -> None:
        case = open_case(north, team_leader, digits="", name="Bo")
        agree_goal(open_profile(case, team_leader), team_leader)

    add()
    with CaptureQueriesContext(connection) as one:
        counts.evaluations_in_time(north, OPENED, SECOND.ends_on, rule_book()).counted()
    for _each in range(5):
        add()

    with CaptureQueriesContext(connection) as six:
        found = counts.evaluations_in_time(north, OPENED, SECOND.ends_on, rule_book()).counted()

    assert found == Counted(0, 6)
    assert len(six) == len(one)


def test_the_rules_are_told_with_the_numbers_of_today(consultant: User) -> None:
    decide_rules(
        CountingRules(change_days=60),
        starts_on=timezone.localdate(),
        reason="Færre tilfældige udsving",
        acting_user=consultant,
    )

    assert "mindst 60 dage imellem" in in_words(rules_on(timezone.localdate()))[2]
