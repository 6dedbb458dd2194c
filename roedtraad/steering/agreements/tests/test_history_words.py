"""The history tells fields and values in the reader's words."""

import pytest
from django.apps import apps
from django.utils import translation

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    Change,
    Goal,
)
from roedtraad.steering.agreements.queries.changes import _fields, described, label_of
from roedtraad.steering.agreements.services import editing
from roedtraad.steering.agreements.tests.factories import StrategyFactory

RECORDED = (
    *("Agreement", "Party", "Section", "Fact", "BudgetLine", "Project", "DialogueMinutes"),
    *("Annex", "Goal", "GoalIndicator", "Action", "Postponement", "FocusArea", "Theme"),
    *("Strategy", "Vision", "EffectGoal", "EffectIndicator", "CalendarStep"),
)
SAME_IN_DANISH = {"mission", "vision", "status"}


def test_every_field_of_the_history_has_a_danish_name() -> None:
    models = [apps.get_model("agreements", name) for name in RECORDED]
    models += [apps.get_model("indicators", name) for name in ("Indicator", "IndicatorUse")]
    fields = [(model, field) for model in models for key, field in _fields(model)]

    with translation.override("en"):
        english = [label_of(field) for _, field in fields]
    danish = [label_of(field) for _, field in fields]

    same = {
        f"{model.__name__}.{field.name}"
        for (model, field), here, there in zip(fields, danish, english, strict=True)
        if here == there and here not in SAME_IN_DANISH
    }
    assert same == set()


@pytest.mark.django_db
def test_values_are_told_in_words(plan: Agreement, leader: User) -> None:
    goal = Goal.objects.get()
    editing.update(goal, {"extra": {"risk": "Høj"}, "un_goals": [3]}, acting_user=leader)

    [row, *_] = described(Change.objects.filter(goal=goal), {"risk": "Risiko"})

    told = {field.label: (field.before, field.after) for field in row.fields}
    assert told["Risiko"] == ("", "Høj")
    assert told["verdensmål"] == ("", "3. Sundhed og trivsel")


@pytest.mark.django_db
def test_demands_of_a_strategy_are_told_one_by_one(council: Unit, consultant: User) -> None:
    strategy = StrategyFactory(unit=council)
    rules = {"minimum_goals": 2, "theme_required": True}
    editing.update(strategy, {"rules": rules}, acting_user=consultant)

    [row, *_] = described(Change.objects.filter(strategy=strategy))

    assert [(field.label, field.after) for field in row.fields] == [
        ("Mindst så mange mål i hver aftale", "2"),
        ("Hvert mål ligger i et tema", "ja"),
    ]


def test_an_action_that_is_finished_is_done() -> None:
    assert Action(status=ActionStatus.DONE).get_status_display() == "gjort"
