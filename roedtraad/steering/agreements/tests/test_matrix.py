from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.organisation.models import Unit, UnitKind, UnitPlacement
from roedtraad.foundation.organisation.services import refresh_tree
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.agreements.models import (
    Agreement,
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


@pytest.fixture
def moved(families: Unit, adults: Unit) -> Unit:
    """A unit that went from one department to another after 2024."""
    house: Unit = UnitFactory(name="Havnehuset", parent=families)
    house.placements.update(ends_on=date(2024, 12, 31))
    house.placements.create(parent=adults, starts_on=date(2025, 1, 1))
    refresh_tree()
    house.refresh_from_db()
    return house


@pytest.fixture
def past_goal(plan: Strategy, area: FocusArea, moved: Unit) -> Goal:
    """Of an agreement that is closed, serving a strategy whose period is over."""
    Strategy.objects.filter(pk=plan.pk).update(starts_on="2021-01-01", ends_on="2024-12-31")
    plan.refresh_from_db()
    return goal_in(
        moved,
        area,
        title="Hurtigt svar",
        agreement__state=AgreementState.CLOSED,
        agreement__starts_on="2023-01-01",
        agreement__ends_on="2024-12-31",
    )


def test_a_strategy_that_is_over_is_counted_by_agreements_and_tree_of_its_end(
    client: Client, plan: Strategy, past_goal: Goal, families: Unit, adults: Unit, principal: User
) -> None:
    client.force_login(principal)
    address = reverse("matrix:matrix")

    as_it_was = client.get(address).context["matrix"]
    today = client.get(address, {"traeet": "i-dag"})

    assert counts(as_it_was) == {"Familier": 1, "Voksne": 0}
    assert counts(today.context["matrix"]) == {"Familier": 0, "Voksne": 1}
    assert f"?enhed={adults.pk}&amp;traeet=i-dag" in today.content.decode()


def test_the_goals_behind_a_number_follow_the_tree_that_was_chosen(
    client: Client, area: FocusArea, past_goal: Goal, families: Unit, adults: Unit, principal: User
) -> None:
    client.force_login(principal)

    def shows(unit: Unit, **choice: str) -> bool:
        address = reverse("matrix:area", args=[area.pk])
        text = client.get(address, {"enhed": unit.pk, **choice}).content.decode()
        return past_goal.title in text

    assert shows(families) and not shows(adults)
    assert shows(adults, traeet="i-dag") and not shows(families, traeet="i-dag")


@pytest.mark.parametrize("name", ["goal_table", "list"])
def test_a_year_of_a_unit_follows_the_tree_at_its_end_and_by_choice_today_s(
    client: Client, name: str, past_goal: Goal, families: Unit, adults: Unit, principal: User
) -> None:
    client.force_login(principal)

    def answer(unit: Unit, **choice: str) -> tuple[int, str]:
        asked = {"unit": unit.pk, "year": 2024, **choice}
        found = client.get(reverse(f"agreements:{name}"), asked)
        return found.context["number"], found.content.decode()

    assert answer(families)[0] == 1
    assert "Med de enheder, der hørte under Familier 31. december 2024." in answer(families)[1]
    assert answer(adults)[0] == 0
    assert answer(adults, traeet="i-dag")[0] == 1
    assert "Med de enheder, der hører under Voksne i dag." in answer(adults, traeet="i-dag")[1]


def test_rights_follow_the_tree_of_today_whatever_the_figures_follow(
    client: Client, past_goal: Goal, families: Unit, adults: Unit
) -> None:
    before = MembershipFactory(unit=families, role=Role.PRINCIPAL).user
    now = MembershipFactory(unit=adults, role=Role.PRINCIPAL).user
    page = reverse("agreements:goal_page", args=[past_goal.pk])
    asked = {"unit": families.pk, "year": 2024}

    client.force_login(before)
    assert client.get(reverse("agreements:goal_table"), asked).context["number"] == 0
    assert client.get(page).status_code == 404

    client.force_login(now)
    assert client.get(page).status_code == 200


def test_a_unit_that_closed_within_the_year_counts_where_it_went(
    client: Client, past_goal: Goal, moved: Unit, adults: Unit, principal: User
) -> None:
    UnitPlacement.objects.filter(unit=moved, ends_on=None).update(ends_on=date(2025, 5, 31))
    Unit.objects.filter(pk=moved.pk).update(ends_on=date(2025, 5, 31))
    Agreement.objects.filter(pk=past_goal.agreement_id).update(ends_on="2025-12-31")
    client.force_login(principal)

    found = client.get(reverse("agreements:goal_table"), {"unit": adults.pk, "year": 2025})

    assert found.context["number"] == 1


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
    assert "som de er kendt i dag" in page
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
