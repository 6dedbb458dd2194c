from collections.abc import Callable, Iterable

import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices.search import Hit, words_in
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Agreement, Goal, Strategy, StrategyState, Vision
from roedtraad.steering.agreements.queries import found
from roedtraad.steering.agreements.services import discussion, editing
from roedtraad.steering.agreements.tests.factories import FocusAreaFactory, StrategyFactory

pytestmark = pytest.mark.django_db
Find = Callable[[User, tuple[str, ...]], Iterable[Hit]]
ALL: tuple[Find, ...] = (
    *(found.agreements, found.goals, found.actions, found.comments),
    *(found.strategies, found.aims),
)


def titles(find: Find, user: User, text: str) -> list[str]:
    return [hit.title for hit in find(user, words_in(text))]


@pytest.fixture
def strategy(council: Unit) -> Strategy:
    made = StrategyFactory(title="Tæt på", unit=council, state=StrategyState.IN_FORCE)
    Vision.objects.create(strategy=made, title="Børn høres", text="Også de stille")
    FocusAreaFactory(strategy=made, title="Medbestemmelse", text="Familien skriver med")
    made.calendar_steps.create(text="Høring i udvalget", due_raw="foråret 2027")
    return made


def test_goals_are_found_by_every_text_in_danish_letters(approved: Agreement, leader: User) -> None:
    Goal.objects.update(text="Ærlig snak om økonomi", resources="To Aabenraa-timer")

    for words in ("ÆRLIG økonomi", "åbenråtimer"):
        assert titles(found.goals, leader, words) == ["1 Flere familier med egne mål"]


def test_an_approved_text_is_found_as_it_was_approved(
    approved: Agreement, politician: User, leader: User
) -> None:
    goal = Goal.objects.get()
    assert titles(found.agreements, politician, goal.title) == ["Aftale 2026-27"]

    Goal.objects.update(title="Skrevet om siden")

    assert titles(found.agreements, politician, "skrevet om siden") == []
    assert titles(found.agreements, politician, goal.title) == ["Aftale 2026-27"]


def test_outsiders_and_politicians_find_nothing_of_drafts(
    plan: Agreement, leader: User, outsider: User, politician: User
) -> None:
    editing.update(plan, {"case_number": "27.24.00-A00-1-26"}, acting_user=leader)
    discussion.begin_thread(plan, text="Kan det nås?", acting_user=leader)

    assert titles(found.comments, leader, "nås") == ["Kan det nås?"]
    for user in (outsider, politician):
        for find in ALL:
            for words in ("flere", "aftale", "27.24", "nås", "familie"):
                assert titles(find, user, words) == []


def test_strategies_and_their_aims_are_found(strategy: Strategy, employee: User) -> None:
    assert titles(found.strategies, employee, "høring") == ["Tæt på"]
    assert titles(found.aims, employee, "stille") == ["Børn høres"]
    assert titles(found.aims, employee, "familien skriver") == ["Medbestemmelse"]


def test_a_strategy_being_written_is_found_by_its_writers_only(
    strategy: Strategy, employee: User, consultant: User
) -> None:
    Strategy.objects.update(state=StrategyState.DRAFT)

    assert titles(found.aims, consultant, "stille") == ["Børn høres"]
    assert titles(found.aims, employee, "stille") == []
