from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    Direction,
    FocusArea,
    Strategy,
    StrategyState,
    Theme,
    Vision,
)
from roedtraad.steering.agreements.queries.strategy import (
    next_step,
    strategies_for,
    strategy_page,
)
from roedtraad.steering.agreements.tests.factories import (
    AgreementFactory,
    EffectGoalFactory,
    FocusAreaFactory,
    GoalFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(administration: Unit) -> Strategy:
    return StrategyFactory(unit=administration, title="Børnestrategi", state=StrategyState.IN_FORCE)


@pytest.fixture
def as_principal(client: Client, principal: User) -> Client:
    client.force_login(principal)
    return client


def address(name: str, *args: object) -> str:
    return reverse(f"strategy:{name}", args=args)


def test_a_strategy_is_read_below_its_unit(plan: Strategy, leader: User, outsider: User) -> None:
    assert list(strategies_for(leader)) == list(strategies_for(outsider)) == [plan]


def test_a_draft_is_read_only_by_those_who_write_it(
    plan: Strategy, principal: User, leader: User, politician: User
) -> None:
    plan.state = StrategyState.DRAFT
    plan.save()

    assert list(strategies_for(principal)) == [plan]
    assert list(strategies_for(leader)) == list(strategies_for(politician)) == []


def test_the_strategy_of_another_unit_is_not_found(
    client: Client, north: Unit, outsider: User
) -> None:
    other = StrategyFactory(unit=north, state=StrategyState.IN_FORCE)
    client.force_login(outsider)

    assert client.get(address("page", other.pk)).status_code == 404
    assert client.get(address("history", other.pk)).status_code == 404
    assert "ingen strategi" in client.get(address("list")).content.decode().lower()


def test_who_may_only_read_gets_no_forms(client: Client, plan: Strategy, outsider: User) -> None:
    area = FocusAreaFactory(strategy=plan)
    client.force_login(outsider)

    page = client.get(address("page", plan.pk)).content.decode()

    assert "Rediger" not in page
    assert client.get(address("edit", plan.pk)).status_code == 403
    assert client.get(address("part_new", plan.pk, "vision")).status_code == 403
    removal = client.post(address("part_remove", plan.pk, "fokusomraade", area.pk))
    assert removal.status_code == 403
    assert client.post(address("state", plan.pk), {"state": "ended"}).status_code == 403
    assert FocusArea.objects.count() == 1


def test_the_page_holds_all_of_the_strategy(as_principal: Client, plan: Strategy) -> None:
    vision = Vision.objects.create(strategy=plan, title="Alle trives")
    FocusAreaFactory(strategy=plan, vision=vision, title="Tidlig hjælp")
    FocusAreaFactory(strategy=plan, title="Arbejdsmiljø", direction=Direction.ORGANISATION)
    group = TargetGroup.objects.create(title="Unge med angst")
    effect = EffectGoalFactory(strategy=plan, title="Flere i skole", target_group=group)
    effect.indicators.create(text="")
    plan.themes.add(Theme.objects.create(title="Rehabilitering"))
    plan.calendar_steps.create(text="Høring", due_raw="foråret 2026")

    page = as_principal.get(address("page", plan.pk)).content.decode()

    shown = ["Alle trives", "Tidlig hjælp", "Arbejdsmiljø", "Unge med angst", "Flere i skole"]
    shown += ["Rehabilitering", "Høring", "foråret 2026", "Indikatoren afventes"]
    assert [words for words in shown if words not in page] == []


def test_the_contents_lead_to_each_vision_and_target_group_and_each_can_be_folded(
    as_principal: Client, plan: Strategy
) -> None:
    vision = Vision.objects.create(strategy=plan, title="Alle trives")
    group = TargetGroup.objects.create(title="Unge med angst")
    EffectGoalFactory(strategy=plan, target_group=group)

    page = as_principal.get(address("page", plan.pk)).content.decode()

    for place in (f"vision-{vision.pk}", f"maalgruppe-{group.pk}"):
        assert page.count(f'href="#{place}"') == 1
        assert page.count(f'id="{place}"') == 1
    assert page.count("data-fold=") == 2


def test_the_calendar_marks_the_next_step_and_says_what_has_no_date(
    as_principal: Client, plan: Strategy
) -> None:
    for text, raw in [("Vedtaget", "2001"), ("Midtvejs", "maj 2090"), ("Slut", "2091")]:
        sent = {"text": text, "due_raw": raw}
        as_principal.post(address("part_new", plan.pk, "skridt"), sent)
    as_principal.post(address("part_new", plan.pk, "skridt"), {"text": "Fest", "due_raw": "engang"})

    page = as_principal.get(address("page", plan.pk)).content.decode()

    assert next_step(plan, date(2090, 5, 31)) == plan.calendar_steps.get(text="Midtvejs")
    assert page.count("næste skridt") == 1
    assert page.count("is-past") == 1
    assert "engang" in page
    assert page.count("der kan ikke læses en dato ud af det") == 1


@pytest.mark.parametrize("kind", ["skridt", "indikator"])
def test_a_date_in_words_is_read_while_it_is_written(
    as_principal: Client, plan: Strategy, kind: str
) -> None:
    effect = EffectGoalFactory(strategy=plan)

    form = as_principal.get(address("part_new", plan.pk, kind), {"effektmaal": effect.pk})

    assert "/laes-periode/?field=due_raw" in form.content.decode()


def test_a_strategy_is_made_and_put_in_force(as_principal: Client, administration: Unit) -> None:
    values = {
        "title": "Ny retning",
        "unit": administration.pk,
        "starts_on": "2026-01-01",
        "ends_on": "2029-12-31",
        "mission": "Børn skal trives",
    }

    as_principal.post(address("new"), values)
    made = Strategy.objects.get()
    as_principal.post(address("state", made.pk), {"state": "in_force"})

    made.refresh_from_db()
    assert (made.title, made.mission, made.state) == ("Ny retning", "Børn skal trives", "in_force")


def test_a_period_that_ends_before_it_begins_is_said(
    as_principal: Client, administration: Unit
) -> None:
    values = {"title": "X", "unit": administration.pk}
    values |= {"starts_on": "2026-01-01", "ends_on": "2025-01-01"}

    answer = as_principal.post(address("new"), values)

    assert answer.status_code == 422
    assert "Slutningen ligger før begyndelsen" in answer.content.decode()


def test_a_part_is_added_in_its_place(as_principal: Client, plan: Strategy) -> None:
    link = address("part_new", plan.pk, "vision")

    form = as_principal.get(link, headers={"HX-Request": "true"}).content.decode()
    answer = as_principal.post(
        link, {"title": "Alle med", "direction": "citizen"}, headers={"HX-Request": "true"}
    )

    assert "<html" not in form and 'name="title"' in form
    assert answer["HX-Retarget"] == "#strategy-body"
    assert "Alle med" in answer.content.decode()
    assert plan.visions.get().title == "Alle med"


def test_after_a_swap_the_page_equals_a_fresh_load(as_principal: Client, plan: Strategy) -> None:
    vision = Vision.objects.create(strategy=plan, title="En")
    Vision.objects.create(strategy=plan, title="To", position=1)

    swapped = as_principal.post(
        address("part_move", plan.pk, "vision", vision.pk),
        {"by": "ned"},
        headers={"HX-Request": "true"},
    ).content.decode()

    page = as_principal.get(address("page", plan.pk)).content.decode()
    assert swapped.index("<h3>To") < swapped.index("<h3>En")
    assert page.index("<h3>To") < page.index("<h3>En")


def test_a_wrong_part_comes_back_with_its_error(as_principal: Client, plan: Strategy) -> None:
    answer = as_principal.post(address("part_new", plan.pk, "vision"), {"direction": "citizen"})

    assert answer.status_code == 422
    assert plan.visions.count() == 0


def test_a_due_date_is_kept_as_written_and_understood(as_principal: Client, plan: Strategy) -> None:
    values = {"text": "Evaluering", "due_raw": "ultimo juni 2027"}

    as_principal.post(address("part_new", plan.pk, "skridt"), values)

    step = plan.calendar_steps.get()
    assert (step.due_raw, step.due_on) == ("ultimo juni 2027", date(2027, 6, 30))


def test_two_who_edit_see_both_texts(as_principal: Client, plan: Strategy) -> None:
    area = FocusAreaFactory(strategy=plan, title="Først")
    link = address("part_edit", plan.pk, "fokusomraade", area.pk)
    values = {"title": "Mit", "direction": "citizen", "base_version": "1"}
    as_principal.post(link, values | {"title": "Deres"})

    answer = as_principal.post(link, values)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Deres" in page and "Mit" in page
    area.refresh_from_db()
    assert area.title == "Deres"
    as_principal.post(link, values | {"base_version": "2"})
    area.refresh_from_db()
    assert area.title == "Mit"


def test_a_change_is_undone_from_the_history(as_principal: Client, plan: Strategy) -> None:
    area = FocusAreaFactory(strategy=plan, title="Før")
    link = address("part_edit", plan.pk, "fokusomraade", area.pk)
    as_principal.post(link, {"title": "Efter", "direction": "citizen", "base_version": "1"})

    history = as_principal.get(address("history", plan.pk)).content.decode()
    as_principal.post(address("undo", plan.pk, plan.changes.get().pk))

    assert "<del>Før</del>" in history and "<ins>Efter</ins>" in history
    area.refresh_from_db()
    assert area.title == "Før"


def test_what_goals_serve_is_not_removed_and_it_is_said(
    as_principal: Client, plan: Strategy
) -> None:
    area = FocusAreaFactory(strategy=plan)
    GoalFactory().focus_areas.add(area)

    answer = as_principal.post(
        address("part_remove", plan.pk, "fokusomraade", area.pk), follow=True
    )

    assert "1 mål tjener det" in answer.content.decode()


def test_demands_are_set_and_shown(as_principal: Client, plan: Strategy) -> None:
    values = {"minimum_goals": "4", "theme_required": "on", "base_version": "1"}

    as_principal.post(address("rules", plan.pk), values)
    page = as_principal.get(address("page", plan.pk)).content.decode()

    plan.refresh_from_db()
    assert plan.rules == {"minimum_goals": 4, "theme_required": True}
    assert "Hvert mål ligger i et tema" in page


def test_a_theme_of_others_is_used_and_let_go(as_principal: Client, plan: Strategy) -> None:
    theme = Theme.objects.create(title="Tidlig indsats")

    as_principal.post(address("theme_use", plan.pk), {"theme": theme.pk})
    used = list(plan.themes.all())
    as_principal.post(address("theme_drop", plan.pk, theme.pk))

    assert (used, list(plan.themes.all())) == ([theme], [])


def test_goals_are_counted_through_every_link(plan: Strategy, principal: User, north: Unit) -> None:
    direct, through_own, through_effect = FocusAreaFactory.create_batch(3, strategy=plan)
    agreement = AgreementFactory(unit=north)
    own = FocusAreaFactory(strategy=None, agreement=agreement)
    own.serves.add(through_own)
    effect = EffectGoalFactory(strategy=plan, focus_area=through_effect)
    GoalFactory(agreement=agreement).focus_areas.add(direct)
    GoalFactory(agreement=agreement, focus_area=own)
    GoalFactory(agreement=agreement).effect_goals.add(effect)

    page = strategy_page(principal, plan)

    [citizen, _organisation] = page.directions
    counted = {part.area: part.standing.goals for part in citizen.visions[0].areas}
    assert counted == {direct: 1, through_own: 1, through_effect: 1}
    assert (page.standing.goals, page.agreements) == (3, 1)


def test_queries_do_not_grow_with_the_strategy(
    as_principal: Client, plan: Strategy, north: Unit, django_assert_max_num_queries: object
) -> None:
    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            as_principal.get(address("page", plan.pk))
        return len(queries)

    def grow() -> None:
        vision = Vision.objects.create(strategy=plan, title="V")
        area = FocusAreaFactory(strategy=plan, vision=vision)
        effect = EffectGoalFactory(strategy=plan, focus_area=area)
        effect.indicators.create(text="I")
        goal = GoalFactory(agreement__unit=north)
        goal.focus_areas.add(area)
        goal.effect_goals.add(effect)

    grow()
    few = count()
    for _ in range(5):
        grow()

    assert count() == few
