from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.agreements.models import (
    AgreementState,
    FocusArea,
    Goal,
    Strategy,
    StrategyState,
)
from roedtraad.steering.agreements.queries.matrix import Matrix, matrix
from roedtraad.steering.agreements.tests.factories import (
    AgreementFactory,
    EffectGoalFactory,
    FocusAreaFactory,
    GoalFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture
def families(administration: Unit) -> Unit:
    return UnitFactory(name="Familier", kind=UnitKind.DEPARTMENT, parent=administration)


@pytest.fixture
def adults(administration: Unit) -> Unit:
    return UnitFactory(name="Voksne", kind=UnitKind.DEPARTMENT, parent=administration)


@pytest.fixture
def plan(administration: Unit) -> Strategy:
    return StrategyFactory(unit=administration, state=StrategyState.IN_FORCE)


@pytest.fixture
def area(plan: Strategy) -> FocusArea:
    return FocusAreaFactory(strategy=plan, title="Tidlig hjælp")


def goal_in(unit: Unit, area: FocusArea, **values: object) -> Goal:
    goal: Goal = GoalFactory(agreement__unit=unit, **values)
    goal.focus_areas.add(area)
    return goal


def counts(table: Matrix) -> dict[str, int]:
    [row] = [row for _direction, rows in table.groups for row in rows]
    return {cell.column.name: cell.standing.goals for cell in row.cells}


def test_goals_are_counted_in_the_department_above_them(
    plan: Strategy, area: FocusArea, families: Unit, adults: Unit, principal: User
) -> None:
    house = UnitFactory(parent=families)
    goal_in(house, area)
    goal_in(families, area)

    table = matrix(principal, plan, on=TODAY)

    assert table.level == UnitKind.DEPARTMENT
    assert counts(table) == {"Familier": 2, "Voksne": 0}


def test_goals_outside_the_departments_are_not_lost(
    plan: Strategy, area: FocusArea, families: Unit, north: Unit, principal: User
) -> None:
    goal_in(north, area)

    assert counts(matrix(principal, plan, on=TODAY)) == {"Familier": 0, "": 1}


def test_goals_of_agreements_that_are_over_are_not_counted(
    plan: Strategy, area: FocusArea, families: Unit, principal: User
) -> None:
    goal_in(families, area, agreement__state=AgreementState.CLOSED)

    assert counts(matrix(principal, plan, on=TODAY)) == {"Familier": 0}


def test_a_goal_that_serves_twice_counts_once(
    plan: Strategy, area: FocusArea, families: Unit, principal: User
) -> None:
    goal = goal_in(families, area)
    goal.effect_goals.add(EffectGoalFactory(strategy=plan, focus_area=area))

    assert counts(matrix(principal, plan, on=TODAY)) == {"Familier": 1}


def test_another_level_can_be_chosen(
    plan: Strategy, area: FocusArea, families: Unit, principal: User
) -> None:
    goal_in(UnitFactory(name="Huset", parent=families), area)

    table = matrix(principal, plan, on=TODAY, level=UnitKind.AGREEMENT_UNIT)

    assert counts(table)["Huset"] == 1


def test_the_tree_is_that_of_the_day(
    plan: Strategy, area: FocusArea, families: Unit, adults: Unit, principal: User
) -> None:
    house = UnitFactory(parent=families)
    goal_in(house, area)
    house.placements.update(ends_on=date(2026, 8, 31))
    house.placements.create(parent=adults, starts_on=date(2026, 9, 1))

    before = counts(matrix(principal, plan, on=date(2026, 8, 1)))
    after = counts(matrix(principal, plan, on=date(2026, 10, 1)))

    assert before == {"Familier": 1, "Voksne": 0}
    assert after == {"Familier": 0, "Voksne": 1}


def test_the_outsider_sees_no_goals_of_others_and_is_told_so(
    client: Client,
    plan: Strategy,
    area: FocusArea,
    families: Unit,
    adults: Unit,
    outsider: User,
) -> None:
    goal_in(families, area)
    client.force_login(outsider)

    page = client.get(reverse("matrix:matrix")).content.decode()
    list_page = client.get(reverse("matrix:area", args=[area.pk])).content.decode()

    assert counts(matrix(outsider, plan, on=TODAY)) == {"Familier": 0, "Voksne": 0}
    assert "Du må ikke læse aftaler her" in page
    assert "lav et" not in page
    assert "Intet mål tjener det endnu" in list_page


def test_an_empty_cell_offers_a_goal_to_whoever_may_make_one(
    client: Client, plan: Strategy, area: FocusArea, families: Unit, principal: User
) -> None:
    agreement = AgreementFactory(unit=families)
    client.force_login(principal)

    page = client.get(reverse("matrix:matrix")).content.decode()
    link = f"{reverse('matrix:new_goal', args=[area.pk])}?enhed={families.pk}"
    answer = client.post(link, {"agreement": agreement.pk, "title": "Kortere ventetid"})

    assert link in page
    goal = Goal.objects.get()
    assert answer["Location"] == reverse("agreements:goal_page", args=[goal.pk])
    assert (goal.agreement, list(goal.focus_areas.all())) == (agreement, [area])


def test_no_goal_is_made_in_an_agreement_one_may_not_write(
    client: Client, plan: Strategy, area: FocusArea, north: Unit, outsider: User
) -> None:
    agreement = AgreementFactory(unit=north)
    client.force_login(outsider)

    link = reverse("matrix:new_goal", args=[area.pk])
    client.post(link, {"agreement": agreement.pk, "title": "Mit"})

    assert Goal.objects.count() == 0


def test_a_cell_leads_to_its_goals(
    client: Client,
    plan: Strategy,
    area: FocusArea,
    families: Unit,
    adults: Unit,
    principal: User,
) -> None:
    goal_in(families, area, title="Hos familierne")
    goal_in(adults, area, title="Hos de voksne")
    client.force_login(principal)
    link = f"{reverse('matrix:area', args=[area.pk])}?enhed={families.pk}"

    page = client.get(reverse("matrix:matrix")).content.decode()
    goals = client.get(link).content.decode()

    assert link in page
    assert "Hos familierne" in goals
    assert "Hos de voksne" not in goals


def test_without_a_strategy_the_page_says_what_is_missing(client: Client, principal: User) -> None:
    client.force_login(principal)

    assert "Ingen strategi i kraft" in client.get(reverse("matrix:matrix")).content.decode()


def test_queries_do_not_grow_with_goals_areas_and_departments(
    client: Client, plan: Strategy, administration: Unit, principal: User
) -> None:
    def grow() -> None:
        unit = UnitFactory(kind=UnitKind.DEPARTMENT, parent=administration)
        goal_in(unit, FocusAreaFactory(strategy=plan))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("matrix:matrix"))
        return len(queries)

    client.force_login(principal)
    grow()
    few = count()
    for _ in range(5):
        grow()

    assert count() == few
