from typing import Any

from roedtraad.steering.agreements.queries.comparing import compared

EMPTY: dict[str, Any] = {
    **{"sections": [], "facts": [], "budget": [], "focus_areas": [], "projects": []},
    **{"annexes": [], "goals": []},
}
INDICATOR: dict[str, Any] = {
    "id": 1,
    "text": "Andel med egne mål",
    "kind": "number",
    "direction": "up",
    "measured_in": "%",
    "weight": "1.50",
    "baseline": "1234.5",
    "baseline_on": "2025-09-30",
}


def goal(**indicator: Any) -> dict[str, Any]:
    rows = [{**INDICATOR, **indicator}]
    return EMPTY | {"goals": [{"id": 1, "number": "2", "title": "Egne mål", "indicators": rows}]}


def test_an_indicator_is_told_in_words_and_danish_numbers() -> None:
    [change] = compared(goal(), goal(direction="down", baseline="2000"))

    [field] = change.fields
    assert change.title == "Mål: 2 Egne mål"
    assert "slags: tal" in field.before
    assert "retning: højere er bedre" in field.before
    assert "retning: lavere er bedre" in field.after
    assert "udgangspunkt: 1.234,5" in field.before
    assert "udgangspunkt: 2.000" in field.after
    assert "udgangspunktets dato: 30. september 2025" in field.before
    assert "vægt: 1,50" in field.before


def test_an_amount_is_told_as_people_write_it() -> None:
    line = {"id": 1, "label": "Løn", "year": 2026, "amount": "12345000.00", "is_total": False}

    [change] = compared(EMPTY | {"budget": [line]}, EMPTY | {"budget": [line | {"year": 2027}]})

    assert [(field.before, field.after) for field in change.fields] == [("2026", "2027")]


def test_what_an_agreement_was_made_before_is_told_in_words() -> None:
    [change] = compared(EMPTY | {"budget_timing": "before"}, EMPTY | {"budget_timing": "after"})

    assert [(field.before, field.after) for field in change.fields] == [
        ("før budgettet", "efter budgettet")
    ]


def test_fields_of_the_template_alone_have_its_words() -> None:
    before = goal() | {"goals": [{**goal()["goals"][0], "extra": {"risk": "Lav"}, "un_goals": [3]}]}
    after = goal() | {"goals": [{**goal()["goals"][0], "extra": {"risk": "Høj"}, "un_goals": [4]}]}

    [change] = compared(before, after, {"risk": "Risiko"})

    assert [(field.label, field.before, field.after) for field in change.fields] == [
        ("Risiko", "Lav", "Høj"),
        ("verdensmål", "3. Sundhed og trivsel", "4. Kvalitetsuddannelse"),
    ]
