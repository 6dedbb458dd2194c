from io import BytesIO

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    PlanForm,
    TemplateVersion,
)
from roedtraad.steering.agreements.queries.completeness import missing_in, missing_over_all
from roedtraad.steering.agreements.queries.missing import links_to
from roedtraad.steering.agreements.services.templates import install_templates
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    AgreementFactory,
    EffectGoalFactory,
    FocusAreaFactory,
    GoalFactory,
    GoalIndicatorFactory,
    StrategyFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def social_plan(north: Unit) -> Agreement:
    """An empty plan for the social area: five goals at least, each serving an effect goal."""
    install_templates()
    version = TemplateVersion.objects.get(template__form=PlanForm.SOCIAL_PLAN)
    return AgreementFactory(unit=north, template_version=version)


def keys(agreement: Agreement) -> set[str]:
    return {each.key for each in missing_in(agreement)}


def test_an_empty_plan_says_how_many_goals_it_lacks(social_plan: Agreement) -> None:
    assert "minimum_goals" in keys(social_plan)


def test_an_effect_goal_is_covered_by_a_goal_that_serves_it(social_plan: Agreement) -> None:
    group = TargetGroupFactory()
    effect_goal = EffectGoalFactory(
        strategy=StrategyFactory(), target_group=group, title="Færre sammenbrud"
    )
    social_plan.strategies.add(effect_goal.strategy)
    social_plan.target_groups.add(group)
    before = [each.message for each in missing_in(social_plan)]

    GoalFactory(agreement=social_plan).effect_goals.add(effect_goal)

    after = [each.message for each in missing_in(social_plan)]
    assert any("Færre sammenbrud" in message for message in before)
    assert not any("Færre sammenbrud" in message for message in after)


def test_a_strategy_can_demand_more_than_the_template(north: Unit) -> None:
    agreement = AgreementFactory(unit=north)
    GoalFactory(agreement=agreement)
    assert "minimum_goals" not in keys(agreement)

    agreement.strategies.add(StrategyFactory(rules={"minimum_goals": 2}))

    assert "minimum_goals" in keys(agreement)


def test_a_focus_area_of_its_own_leads_to_the_field_that_is_empty(north: Unit) -> None:
    install_templates()
    version = TemplateVersion.objects.get(template__form=PlanForm.DIALOGUE)
    agreement = AgreementFactory(unit=north, template_version=version)
    area = FocusAreaFactory(strategy=None, agreement=agreement, title="Trivsel")

    found = [each for each in missing_in(agreement) if each.place.kind == "focus_area"]
    links = links_to(agreement, found)

    assert (found[0].place.pk, found[0].place.field) == (area.pk, "text")
    assert links[0].href == f"/aftaler/{agreement.pk}/skriv/omraade/{area.pk}/#id_text"


def test_more_agreements_take_no_more_queries(
    social_plan: Agreement, leader: User, north: Unit
) -> None:
    GoalIndicatorFactory(goal__agreement=social_plan)
    with CaptureQueriesContext(connection) as few:
        missing_over_all(leader)

    for _ in range(3):
        other = AgreementFactory(unit=north, template_version=social_plan.template_version)
        for _ in range(2):
            GoalIndicatorFactory(goal__agreement=other)
    with CaptureQueriesContext(connection) as many:
        missing_over_all(leader)

    assert len(many) <= len(few)


def test_only_what_is_being_written_is_listed(
    social_plan: Agreement, leader: User, outsider: User
) -> None:
    assert [agreement for agreement, _ in missing_over_all(leader)] == [social_plan]
    assert missing_over_all(outsider) == []

    Agreement.objects.update(state=AgreementState.ACTIVE)

    assert missing_over_all(leader) == []


def test_what_is_missing_is_filtered_on_the_page_and_in_the_file(
    client: Client, social_plan: Agreement, leader: User, council: Unit
) -> None:
    ActionFactory(goal__agreement=social_plan, due_raw="når vi kan")
    client.force_login(leader)
    page = reverse("agreements:missing")

    def titled(**asked: object) -> bool:
        return social_plan.title in client.get(page, asked).content.decode()

    assert titled(unit=social_plan.unit_id) and titled(year=social_plan.starts_on.year)
    assert not titled(year=1995)
    everything = client.get(page).content.decode()
    required = client.get(page, {"only_required": "on"}).content.decode()
    assert "(et råd)" in everything and "(et råd)" not in required
    rows = [exported(client.get(page, {"eksport": "1", "year": year})) for year in (2026, 1995)]
    assert len(rows[0]) > len(rows[1]) == 1


def exported(answer: HttpResponse) -> list[object]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(load_workbook(BytesIO(content)).active.values)
