"""The kinds of part an agreement is written in: their rows, forms, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.forms import goal as goal_forms
from roedtraad.steering.agreements.forms import indicator as indicator_forms
from roedtraad.steering.agreements.forms import parts as forms
from roedtraad.steering.agreements.models import (
    Action,
    Agreement,
    Annex,
    BudgetLine,
    DialogueMinutes,
    Fact,
    FocusArea,
    Goal,
    GoalIndicator,
    Party,
    Project,
)
from roedtraad.steering.agreements.queries.agreement_page import definition_of


@dataclass(frozen=True)
class Kind:
    """One kind of part."""

    model: Any
    form: Any
    anchor: str
    parent: str = "agreement"
    is_text: bool = True
    takes_definition: bool = False
    may_be_new: bool = True


KINDS = {
    "grundlag": Kind(Agreement, forms.AgreementForm, "top", parent="", may_be_new=False),
    "part": Kind(Party, forms.PartyForm, "parter"),
    "fakta": Kind(Fact, forms.FactForm, "fakta"),
    "budget": Kind(BudgetLine, forms.BudgetLineForm, "budget"),
    "omraade": Kind(FocusArea, forms.PlanFocusAreaForm, "area", takes_definition=True),
    "projekt": Kind(Project, forms.ProjectForm, "projekt"),
    "maal": Kind(Goal, goal_forms.GoalForm, "goal", takes_definition=True),
    "handling": Kind(Action, forms.ActionForm, "action", parent="goal__agreement"),
    "indikator": Kind(
        GoalIndicator, indicator_forms.IndicatorForm, "indicator", parent="goal__agreement"
    ),
    "referat": Kind(DialogueMinutes, forms.MinutesForm, "referat", is_text=False),
    "bilag": Kind(Annex, forms.AnnexForm, "bilag"),
    "maalstatus": Kind(Goal, goal_forms.GoalStatusForm, "goal", is_text=False, may_be_new=False),
    "omraadestatus": Kind(FocusArea, forms.AreaStatusForm, "area", is_text=False, may_be_new=False),
}


def kind_of(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def part_of(agreement: Agreement, kind: Kind, pk: int) -> Any:
    """The row of that kind in the agreement; 404 when it is another's."""
    if kind.model is Agreement:
        return agreement
    rows = kind.model.objects.filter(**{kind.parent: agreement})
    return get_object_or_404(rows, pk=pk)


def blank_part(agreement: Agreement, kind: Kind, asked: Any, user: User) -> Any:
    """A new row, hung on the goal that was asked for or on the agreement."""
    if not kind.may_be_new:
        raise Http404
    if kind.parent == "goal__agreement":
        wanted = str(asked.get("maal", ""))
        goal = get_object_or_404(agreement.goals, pk=wanted if wanted.isdigit() else 0)
        return kind.model(goal=goal)
    row = kind.model(agreement=agreement)
    if kind.model is DialogueMinutes:
        row.written_by = user
    area = str(asked.get("omraade", ""))
    if kind.model is Goal:
        if area.isdigit():
            row.focus_area = agreement.focus_areas.filter(pk=area).first()
        row.number = next_number(agreement, row.focus_area)
    return row


def next_number(agreement: Agreement, area: FocusArea | None) -> str:
    """The number a new goal would get: 3, or 2.3 below focus area 2."""
    if area is not None and area.number:
        return f"{area.number}.{agreement.goals.filter(focus_area=area).count() + 1}"
    return str(agreement.goals.count() + 1)


def form_for(agreement: Agreement, kind: Kind, row: Any, sent: Any = None) -> Any:
    more = {"definition": definition_of(agreement)} if kind.takes_definition else {}
    return kind.form(sent, instance=row, **more)


def anchor_of(kind: Kind, row: Any) -> str:
    """Where on the page the row stands."""
    if kind.parent == "goal__agreement":
        return f"goal-{row.goal_id}"
    if kind.anchor in ("goal", "area"):
        return f"{kind.anchor}-{row.pk}"
    return kind.anchor
