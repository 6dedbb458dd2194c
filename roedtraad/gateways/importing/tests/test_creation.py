"""What a looked-through proposal becomes. The real documents show that it holds for them too."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.elements import elements_of
from roedtraad.gateways.importing.models import PlanReading, ReadElement, ReadingState
from roedtraad.gateways.importing.plans.loose import HeadedText, Loose
from roedtraad.gateways.importing.plans.reader import read_plan
from roedtraad.gateways.importing.services import review
from roedtraad.gateways.importing.services.into_agreement import AgreementChoice, make_agreement
from roedtraad.gateways.importing.services.into_strategy import StrategyChoice, make_strategy
from roedtraad.gateways.importing.services.storing import store_elements
from roedtraad.gateways.importing.tests.factories import PlanReadingFactory
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    GoalIndicator,
    PlanForm,
    Section,
    TemplateVersion,
)
from roedtraad.steering.agreements.services.templates import install_templates
from roedtraad.steering.indicators.models import Target

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("ROEDTRAAD_SHARED", Path(__file__).parents[4] / "../shared"))
PLAN = {
    "title": "Plan for Familiehuset Nord",
    "kind": "business_plan",
    "case_number": "27.24.00-A00-1-26",
    "mission": "Børn og forældre klarer hverdagen.",
    "units": [{"name": "Team Åben", "staff": 4.5, "full_time_equivalents": 4.17}],
    "budget": [{"label": "Løn", "amount": 1234500, "total": False}],
    "focus_areas": [{"title": "Overgange", "number": "1", "source": {"line_from": 9, "page": 2}}],
    "goals": [
        {
            "number": "1.1",
            "title": "Tidlig plan for overgangen",
            "focus_area": "Overgange",
            "source": {"page": 2, "line_from": 10, "line_to": 20},
            "actions": [{"text": "Alle mødes", "postponed": True, "due": None}],
            "indicators": [
                {
                    "text": "Proceduren er aftalt",
                    "due": {"raw": "ultimo 2026", "from": "2026-12-01", "to": "2026-12-31"},
                },
                {"text": "Færre klager", "due": None},
            ],
        }
    ],
    "unplaced": [{"text": "Forord", "line": 3}, {"text": "Læs mere", "line": 4}],
}


def reading_of(proposal: dict, unit: Unit) -> PlanReading:
    reading = PlanReadingFactory(unit=unit, kind=proposal["kind"])
    store_elements(reading, elements_of(proposal))
    return reading


@pytest.fixture
def choice() -> AgreementChoice:
    install_templates()
    version = TemplateVersion.objects.get(template__form=PlanForm.BUSINESS_PLAN)
    return AgreementChoice("Plan 2026-27", version, date(2026, 1, 1), date(2027, 12, 31))


def test_a_proposal_becomes_a_draft_that_knows_where_it_came_from(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    reading = reading_of(PLAN, north)

    agreement = make_agreement(reading, choice, acting_user=leader)

    goal = agreement.goals.get()
    assert (goal.number, goal.focus_area.title) == ("1.1", "Overgange")
    assert (goal.source.page, goal.source.line_from, goal.source.line_to) == (2, 10, 20)
    assert goal.source.document == reading.document
    assert agreement.case_number == "27.24.00-A00-1-26"
    assert agreement.budget_lines.get().amount == 1234500
    assert agreement.facts.get(label="Team Åben").value == "4,5 ansatte, 4,17 årsværk"
    assert Section.objects.get(key="mission").text == "Børn og forældre klarer hverdagen."
    reading.refresh_from_db()
    assert (reading.state, reading.agreement) == (ReadingState.CREATED, agreement)


def test_a_budget_of_several_years_keeps_each_amount_in_its_own_year(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    labels = ("Løn 2026", "Løn 2027", "Løn (2027)", "Pulje fra 2019", "Projekt 2030", "2027")
    budget = [{"label": label, "amount": 10, "total": False} for label in labels]

    agreement = make_agreement(
        reading_of({**PLAN, "budget": budget}, north), choice, acting_user=leader
    )

    assert list(agreement.budget_lines.values_list("label", "year")) == [
        ("Løn", 2026),
        ("Løn", 2027),
        ("Løn", 2027),
        ("Pulje fra 2019", 2026),
        ("Projekt 2030", 2026),
        ("2027", 2026),
    ]


def test_a_due_is_kept_as_written_and_none_is_guessed(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    make_agreement(reading_of(PLAN, north), choice, acting_user=leader)

    target = Target.objects.get()
    assert (target.due_raw, target.due_on) == ("ultimo 2026", date(2026, 12, 31))
    assert GoalIndicator.objects.count() == 2


def test_the_numbers_of_an_indicator_come_along_as_a_person_left_them(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    texts = ["Fraværet falder fra 6,2 til 5,0 dage", "Belægningen fastholdes på 90 %"]
    goal = {"title": "Mål", "indicators": [{"text": text, "due": None} for text in texts]}
    reading = reading_of(PLAN | {"goals": [goal]}, north)
    row = ReadElement.objects.get(fields__text=texts[0])
    review.correct(row, {"target": "5.5"}, acting_user=leader)

    make_agreement(reading, choice, acting_user=leader)

    absence, occupancy = GoalIndicator.objects.order_by("pk")
    assert (absence.use.baseline, absence.use.targets.get().value) == (
        Decimal("6.2"),
        Decimal("5.5"),
    )
    indicator = absence.use.indicator
    assert (indicator.direction, indicator.measured_in, indicator.decimals) == ("down", "dage", 1)
    limits = occupancy.use.targets.get()
    assert (limits.low, limits.high, limits.value) == (90, 90, None)


HEADED = Loose(
    texts=[
        HeadedText("Om os", "Vi er et hus.", 1, 2, 4),
        HeadedText("Lokaler", "Vi har to huse.", 1, 5, 6),
        HeadedText("Præsentation", "Kom og besøg os.", 1, 7, 8),
    ]
)


def read_with(loose: Loose, unit: Unit) -> PlanReading:
    reading = PlanReadingFactory(unit=unit, kind="business_plan")
    store_elements(reading, elements_of(PLAN, loose))
    return reading


def test_texts_under_headings_go_into_the_sections_that_fit_and_know_their_place(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    agreement = make_agreement(read_with(HEADED, north), choice, acting_user=leader)

    about = agreement.sections.get(key="about")
    assert about.text == "**Om os**\n\nVi er et hus.\n\n**Præsentation**\n\nKom og besøg os."
    assert (about.source.line_from, about.source.line_to) == (2, 8)
    own = agreement.sections.get(title="Lokaler")
    assert (own.text, own.source.line_from) == ("Vi har to huse.", 5)


def test_a_text_goes_where_a_person_puts_it(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    reading = read_with(HEADED, north)
    rooms = ReadElement.objects.get(fields__title="Lokaler")
    review.correct(rooms, {"place": "position"}, acting_user=leader)
    area, plan = (ReadElement.objects.get(kind=kind) for kind in ("focus_area", "plan"))
    first, last = ReadElement.objects.filter(kind="section").exclude(pk=rooms.pk)
    review.put_into(first, area, acting_user=leader)
    review.put_into(last, plan, acting_user=leader)

    agreement = make_agreement(reading, choice, acting_user=leader)

    assert agreement.sections.get(key="position").text == "**Lokaler**\n\nVi har to huse."
    assert agreement.focus_areas.get().text == "**Om os**\n\nVi er et hus."
    assert agreement.sections.get(key="mission").text.endswith("Kom og besøg os.")
    assert not agreement.sections.filter(key="about").exists()


def test_a_postponed_action_says_so(north: Unit, leader: User, choice: AgreementChoice) -> None:
    make_agreement(reading_of(PLAN, north), choice, acting_user=leader)

    action = Action.objects.get()
    assert (action.status, bool(action.status_reason)) == ("postponed", True)


def test_what_was_dropped_is_left_out_and_what_was_kept_of_the_rest_is_there(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    reading = reading_of(PLAN, north)
    review.drop(ReadElement.objects.get(kind="goal"), acting_user=leader)
    review.accept(ReadElement.objects.get(fields__text="Forord"), acting_user=leader)

    agreement = make_agreement(reading, choice, acting_user=leader)

    assert not agreement.goals.exists()
    assert agreement.sections.get(key="read.more").text == "Forord"


def test_without_a_period_nothing_is_made(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    reading = reading_of(PLAN, north)
    unknown = AgreementChoice("Plan", choice.template_version, None, None)

    with pytest.raises(ValidationError):
        make_agreement(reading, unknown, acting_user=leader)

    assert not Agreement.objects.exists()


def test_one_event_tells_of_the_whole_document(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    reading = reading_of(PLAN, north)

    make_agreement(reading, choice, acting_user=leader)

    event = AuditEvent.objects.get(action="plan.read_in")
    assert event.detail["sha256"] == reading.document.sha256


def test_a_document_is_made_a_plan_once(north: Unit, leader: User, choice: AgreementChoice) -> None:
    reading = reading_of(PLAN, north)
    make_agreement(reading, choice, acting_user=leader)

    with pytest.raises(PermissionDenied):
        make_agreement(reading, choice, acting_user=leader)


def test_another_units_leader_makes_no_plan(
    north: Unit, outsider: User, choice: AgreementChoice
) -> None:
    with pytest.raises(PermissionDenied):
        make_agreement(reading_of(PLAN, north), choice, acting_user=outsider)


def test_a_title_too_long_for_its_field_is_kept_whole_in_the_text(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    title = "Langt ord " * 40
    reading = reading_of(PLAN | {"goals": [{"title": title, "focus_area": None}]}, north)

    goal = make_agreement(reading, choice, acting_user=leader).goals.get()

    assert len(goal.title) == 300
    assert title.strip() in goal.text


@pytest.mark.skipif(not SHARED.is_dir(), reason="ROEDTRAAD_SHARED is not there")
def test_the_published_business_plan_becomes_a_living_one(
    north: Unit, leader: User, choice: AgreementChoice
) -> None:
    data = (SHARED / "documents/albertslund-virksomhedsplan-2020-21.txt").read_bytes()
    reading = reading_of(read_plan(data, "plan.txt").to_json(), north)

    agreement = make_agreement(reading, choice, acting_user=leader)

    assert agreement.focus_areas.count() == 6
    assert agreement.goals.count() == 13
    assert GoalIndicator.objects.count() == 26
    assert Target.objects.count() == 16
    assert Action.objects.filter(status="postponed").count() == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="ROEDTRAAD_SHARED is not there")
@pytest.mark.parametrize(
    ("name", "visions", "steps", "themes", "effect_goals"),
    [
        ("randers-udviklingsstrategi-2016-19", 10, 9, 0, 0),
        ("randers-ramme-virksomhedsplaner-2015-16", 0, 0, 7, 9),
    ],
)
def test_the_published_strategies_become_living_ones(
    council: Unit, consultant: User, name: str, visions: int, steps: int, themes: int,
    effect_goals: int,
) -> None:  # fmt: skip
    data = (SHARED / f"documents/{name}.txt").read_bytes()
    reading = reading_of(read_plan(data, "plan.txt").to_json(), council)
    choice = StrategyChoice("Strategi", date(2016, 1, 1), date(2019, 12, 31))

    strategy = make_strategy(reading, choice, acting_user=consultant)

    assert strategy.visions.count() == visions
    assert strategy.calendar_steps.count() == steps
    assert strategy.themes.count() == themes
    assert strategy.effect_goals.count() == effect_goals
