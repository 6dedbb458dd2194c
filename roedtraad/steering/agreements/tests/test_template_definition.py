from typing import Any

import pytest
from django.utils import translation

from roedtraad.steering.agreements.models import PlanForm
from roedtraad.steering.agreements.shipped_templates import ShippedTemplate, shipped_templates
from roedtraad.steering.agreements.template_definition import Rules, SectionKind, Text
from roedtraad.steering.agreements.template_json import (
    DefinitionError,
    dump,
    dump_rules,
    load,
    load_rules,
)

SHIPPED = shipped_templates()


def smallest(**changes: Any) -> dict[str, Any]:
    goals = {"key": "goals", "kind": "goals", "label": {"da": "Mål"}}
    return {"sections": [goals], "goal_fields": []} | changes


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.form)
def test_a_shipped_template_comes_back_from_json_as_it_was(template: ShippedTemplate) -> None:
    assert load(dump(template.definition)) == template.definition


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.form)
def test_a_shipped_template_has_both_languages(template: ShippedTemplate) -> None:
    labelled = [
        *template.definition.sections,
        *(part for section in template.definition.sections for part in section.parts),
        *template.definition.goal_fields,
        *template.definition.focus_area_fields,
    ]

    lacking = [each for each in labelled if not (each.label.da and each.label.en)]
    half = [each for each in labelled if bool(each.help.da) != bool(each.help.en)]

    assert lacking == half == []


def test_the_four_forms_are_shipped() -> None:
    forms = {template.form for template in SHIPPED}

    assert forms == set(PlanForm.values) - {PlanForm.OTHER}


def test_a_section_with_parts_keeps_one_text_for_each() -> None:
    [dialogue] = [each.definition for each in SHIPPED if each.form == PlanForm.DIALOGUE]
    [agreed] = dialogue.sections_of(SectionKind.AGREED_POINTS)

    keys = [text.key for text in agreed.texts]

    assert keys == ["agreed.dialogue", "agreed.economy", "agreed.staff", "agreed.other"]
    assert dialogue.section("agreed.staff") == agreed


def test_words_follow_the_reader_and_fall_back_to_danish() -> None:
    text, danish_only = Text("Mål", "Goal"), Text("Mål")

    with translation.override("en"):
        assert (str(text), str(danish_only)) == ("Goal", "Mål")
    with translation.override("da"):
        assert str(text) == "Mål"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sections": []}, "afsnit til målene"),
        ({"sections": smallest()["sections"] * 2}, "to gange"),
        ({"goal_fields": [{"name": "colour", "label": {"da": "Farve"}}]}, "kendes ikke"),
        ({"goal_fields": [{"name": "extra.Å", "label": {"da": "Å"}}]}, "ingen nøgle"),
        ({"goal_fields": [{"name": "text", "label": {"da": " "}}]}, "dansk"),
        ({"rules": {"minimum_goals": 5, "maximum_goals": 3}}, "større"),
        ({"rules": {"unheard_of": True}}, "kan ikke læses"),
        ({"goal_fields": None}, "kan ikke læses"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(DefinitionError) as error:
        load(smallest(**changes))

    assert fault in str(error.value)


def test_a_part_needs_a_kind_that_has_parts() -> None:
    part = {"key": "one", "label": {"da": "En"}}
    goals = smallest()["sections"][0] | {"parts": [part]}

    with pytest.raises(DefinitionError, match="dele"):
        load(smallest(sections=[goals]))


def test_joined_demands_are_the_stricter_of_each() -> None:
    template = Rules(minimum_goals=2, maximum_goals=6, theme_required=True)
    strategy = Rules(minimum_goals=4, maximum_goals=0, citizen_directed=True)

    joined = template.joined(strategy)

    expected = Rules(minimum_goals=4, maximum_goals=6, theme_required=True, citizen_directed=True)
    assert joined == expected


def test_demands_of_a_strategy_are_read_forgivingly() -> None:
    rules = load_rules({"minimum_goals": 3, "theme_required": True, "old": 1, "maximum_goals": "x"})

    assert rules == Rules(minimum_goals=3, theme_required=True)
    assert dump_rules(rules) == {"minimum_goals": 3, "theme_required": True}
