from dataclasses import replace
from datetime import date

import pytest

from roedtraad.steering.agreements.completeness import (
    DatedPart,
    EffectGoalState,
    FocusAreaState,
    GoalState,
    Missing,
    Place,
    PlanState,
    Severity,
    is_complete,
    missing,
)
from roedtraad.steering.agreements.template_definition import (
    Definition,
    FieldDefinition,
    Part,
    Rules,
    SectionDefinition,
    SectionKind,
    Text,
)

CHILDREN, FAMILIES = 3, 4
GOAL = GoalState(
    pk=12,
    number="2",
    title="Familien sætter målene med",
    filled=frozenset({"success_criterion"}),
    focus_areas=frozenset({1}),
    themes=frozenset({5}),
    effect_goals=frozenset({8}),
    is_citizen_directed=True,
    actions=(DatedPart(30, "Ny procedure", date(2026, 4, 1), date(2026, 6, 30)),),
    indicators=(DatedPart(40, "Andel med egne mål", due_on=date(2027, 12, 31)),),
)
PLAN = PlanState(
    starts_on=date(2026, 1, 1),
    ends_on=date(2027, 12, 31),
    goals=(GOAL,),
    effect_goals=(EffectGoalState(8, "Flere i skole", CHILDREN),),
    target_groups={CHILDREN: "Børn"},
    filled_sections=frozenset({"about"}),
)
DEFINITION = Definition(
    sections=(
        SectionDefinition("about", SectionKind.TEXT, Text("Om os"), is_required=True),
        SectionDefinition("goals", SectionKind.GOALS, Text("Mål"), is_required=True),
    ),
    goal_fields=(
        FieldDefinition("success_criterion", Text("Succeskriterium"), is_required=True),
        FieldDefinition("actions", Text("Handlinger"), is_required=True),
        FieldDefinition("method", Text("Metode")),
    ),
)
EVERYTHING = Rules(
    minimum_goals=1,
    maximum_goals=3,
    every_effect_goal_covered=True,
    every_target_group_covered=True,
    theme_required=True,
    indicator_required=True,
    link_required=True,
    citizen_directed=True,
    dates_inside_period=True,
)


def with_goal(**changes: object) -> PlanState:
    return replace(PLAN, goals=(replace(GOAL, **changes),))


def lacks(plan: PlanState, rules: Rules = EVERYTHING) -> list[Missing]:
    return missing(plan, DEFINITION, rules)


def places(plan: PlanState, rules: Rules = EVERYTHING) -> list[tuple[str, int | None, str]]:
    return [(each.place.kind, each.place.pk, each.place.field) for each in lacks(plan, rules)]


def test_a_plan_with_everything_lacks_nothing() -> None:
    assert lacks(PLAN) == []
    assert is_complete(lacks(PLAN))


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (replace(PLAN, filled_sections=frozenset()), ("section", None, "about")),
        (with_goal(filled=frozenset()), ("goal", 12, "success_criterion")),
        (with_goal(actions=()), ("goal", 12, "actions")),
        (with_goal(indicators=()), ("goal", 12, "indicators")),
        (with_goal(themes=frozenset()), ("goal", 12, "themes")),
        (with_goal(is_citizen_directed=False), ("goal", 12, "focus_areas")),
        (
            replace(PLAN, effect_goals=(*PLAN.effect_goals, EffectGoalState(9, "Ro", CHILDREN))),
            ("agreement", 9, "effect_goals"),
        ),
        (
            replace(PLAN, target_groups={CHILDREN: "Børn", FAMILIES: "Familier"}),
            ("agreement", FAMILIES, "covered_target_groups"),
        ),
        (replace(PLAN, target_groups={}), ("agreement", None, "target_groups")),
        (
            with_goal(actions=(DatedPart(30, "Sent", due_on=date(2028, 1, 1)),)),
            ("action", 30, "due"),
        ),
        (
            with_goal(indicators=(DatedPart(40, "Tidligt", due_on=date(2025, 12, 31)),)),
            ("indicator", 40, "due"),
        ),
    ],
)
def test_what_is_missing_leads_to_its_field(
    plan: PlanState, place: tuple[str, int | None, str]
) -> None:
    assert places(plan) == [place]
    assert all(each.message for each in lacks(plan))
    assert not is_complete(lacks(plan))


def test_what_is_not_demanded_is_not_missing() -> None:
    bare = GoalState(pk=12, title="Mål", filled=frozenset({"success_criterion"}))
    plan = replace(PLAN, goals=(bare,), target_groups=None)

    assert places(plan, Rules()) == [("goal", 12, "actions")]


def test_a_goal_that_serves_nothing_must_say_why() -> None:
    free = {"focus_areas": frozenset(), "themes": frozenset(), "effect_goals": frozenset()}
    rules = Rules(link_required=True)

    assert places(with_goal(**free), rules) == [("goal", 12, "links")]
    assert places(with_goal(**free, says_why_no_link=True), rules) == []


def test_effect_goals_of_target_groups_that_others_serve_are_not_asked_for() -> None:
    other = EffectGoalState(9, "Ro", FAMILIES)

    assert lacks(replace(PLAN, effect_goals=(*PLAN.effect_goals, other))) == []


def test_a_target_group_is_covered_by_a_goal_for_it_without_an_effect_goal() -> None:
    rules = Rules(every_target_group_covered=True)
    plan = with_goal(effect_goals=frozenset(), target_groups=frozenset({CHILDREN}))

    assert places(plan, rules) == []


def test_too_few_goals_are_required_and_too_many_only_advised_against() -> None:
    few = lacks(replace(PLAN, goals=()), Rules(minimum_goals=4))
    many = lacks(replace(PLAN, goals=(GOAL,) * 4), Rules(maximum_goals=3))

    assert [(each.key, each.severity) for each in few] == [("minimum_goals", Severity.REQUIRED)]
    assert few[0].message == "Der skal være mindst 4 mål; der er 0."
    assert [(each.key, each.severity) for each in many] == [("maximum_goals", Severity.ADVICE)]
    assert is_complete(many)


def test_a_plan_without_a_goal_lacks_one_whatever_the_rules() -> None:
    assert places(replace(PLAN, goals=()), Rules()) == [("agreement", None, "goals")]


def test_the_same_field_is_named_once() -> None:
    definition = replace(
        DEFINITION,
        goal_fields=(FieldDefinition("indicators", Text("Indikatorer"), is_required=True),),
    )

    found = missing(with_goal(indicators=()), definition, Rules(indicator_required=True))

    assert [each.place for each in found] == [Place("goal", 12, "indicators")]


def test_the_follow_up_is_asked_for_when_the_period_is_over() -> None:
    parts = (Part("successes", Text("Succeser"), is_required=True), Part("more", Text("Mere")))
    follow_up = SectionDefinition("evaluation", SectionKind.FOLLOW_UP, Text("Status"), parts=parts)
    definition = replace(DEFINITION, sections=(follow_up,))

    before = missing(PLAN, definition, Rules())
    after = missing(replace(PLAN, is_over=True), definition, Rules())

    assert before == []
    assert [each.place for each in after] == [Place("section", None, "evaluation.successes")]


def test_a_required_section_of_parts_needs_one_of_them() -> None:
    parts = (Part("economy", Text("Økonomi")), Part("staff", Text("Personale")))
    agreed = SectionDefinition(
        "agreed", SectionKind.AGREED_POINTS, Text("Aftaler"), is_required=True, parts=parts
    )
    definition = replace(DEFINITION, sections=(agreed,))

    none = missing(PLAN, definition, Rules())
    one = missing(replace(PLAN, filled_sections=frozenset({"agreed.staff"})), definition, Rules())

    assert [each.place.field for each in none] == ["agreed.economy", "agreed.staff"]
    assert one == []


def test_the_sentences_name_the_goal_and_the_field_as_the_template_does() -> None:
    found = lacks(with_goal(filled=frozenset(), indicators=()))

    assert [each.message for each in found] == [
        "“Succeskriterium” er tomt i målet “2 Familien sætter målene med”.",
        "Målet “2 Familien sætter målene med” har ingen indikator: hvordan ses fremskridtet?",
    ]


def test_the_agreements_own_focus_areas_have_fields_too() -> None:
    definition = replace(
        DEFINITION,
        focus_area_fields=(
            FieldDefinition("how_measured", Text("Hvordan måles det?"), is_required=True),
            FieldDefinition("status_text", Text("Status"), is_required=True),
        ),
    )
    plan = replace(PLAN, focus_areas=(FocusAreaState(6, "Trivsel", frozenset({"text"})),))

    found = missing(plan, definition, Rules())

    assert [each.place for each in found] == [Place("focus_area", 6, "how_measured")]


def test_a_date_that_could_not_be_read_is_worth_a_thought() -> None:
    action = DatedPart(31, "Ny aftale", due_raw="når vi er klar")
    goal = replace(GOAL, actions=(action,), indicators=(DatedPart(41, "Andel", due_raw=" "),))

    [lack] = missing(replace(PLAN, goals=(goal,)), DEFINITION)

    assert lack.key == "due_unread"
    assert lack.severity == Severity.ADVICE
    assert lack.place == Place("action", 31, "due")
    assert (
        lack.message
        == "“Ny aftale” har fristen “når vi er klar”: der kan ikke læses en dato ud af den."
    )
