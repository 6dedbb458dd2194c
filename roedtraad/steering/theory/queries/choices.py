"""What a box may stand for and be followed by, as far as who writes may see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.interventions.models import InterventionType
from roedtraad.casework.interventions.queries.catalogue import offered_now
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import goals_for
from roedtraad.steering.agreements.models import AgreementState, EffectGoal
from roedtraad.steering.agreements.queries.strategy import strategies_for
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.theory.models import Node, NodeKind, TheoryOfChange
from roedtraad.steering.theory.models.graph import REFERENCES

OVER = (AgreementState.CLOSED, AgreementState.WITHDRAWN)


def choices_of(node: Node, user: User) -> QuerySet[Any]:
    """What a box of this kind may stand for; what it stands for already stays a choice."""
    kind = NodeKind(node.kind)
    rows = offered_to(node.theory, kind, user)
    now: int | None = getattr(node, f"{REFERENCES[kind]}_id")
    if now is None:
        return rows
    known = Q(pk__in=rows.order_by().values("pk")) | Q(pk=now)
    found: QuerySet[Any] = rows.model._default_manager.filter(known)
    return found.order_by(*rows.query.order_by)


def offered_to(theory: TheoryOfChange, kind: NodeKind, user: User) -> QuerySet[Any]:
    """The rows elsewhere that boxes of a kind may stand for."""
    if kind == NodeKind.TARGET_GROUP:
        return TargetGroup.objects.filter(is_active=True).order_by("title")
    if kind == NodeKind.INTERVENTION:
        offered = [each.pk for each in offered_now(user)]
        types = InterventionType.objects.filter(pk__in=offered)
        return types.order_by("ladder_step__number", "title")
    if kind == NodeKind.RESULT_GOAL:
        path = theory.unit.path
        in_unit = Q(agreement__unit__path__startswith=path) | Q(agreement__units=theory.unit)
        goals = goals_for(user).filter(in_unit | Q(agreement=theory.agreement_id))
        keys = goals.exclude(agreement__state__in=OVER).values("pk")
        return goals_for(user).filter(pk__in=keys).order_by("agreement", "position", "pk")
    if kind == NodeKind.EFFECT_GOAL:
        strategies = strategies_for(user).values("pk")
        return EffectGoal.objects.filter(strategy__in=strategies).order_by("position", "pk")
    return TheoryOfChange.objects.none()


def matching(offered: Iterable[Model], title: str) -> Model | None:
    """The row that is called exactly so, when one is: who types its name means it."""
    wanted = " ".join(title.split()).casefold()
    return next((row for row in offered if str(row).casefold() == wanted), None)


def indicators_to_choose(node: Node, user: User) -> QuerySet[IndicatorUse]:
    """The indicators in use in the theory's unit and below it, and those chosen already."""
    paths = access.held_paths(user, Permission.AGREEMENT_VIEW)
    seen = access.inside(paths, lookup="unit__path")
    near = Q(unit__path__startswith=node.theory.unit.path)
    chosen = Q(pk__in=node.node_indicators.values("use")) if node.pk else Q(pk__in=[])
    rows = IndicatorUse.objects.filter((seen & near) | chosen)
    return rows.select_related("indicator", "unit").order_by("indicator__title", "pk")
