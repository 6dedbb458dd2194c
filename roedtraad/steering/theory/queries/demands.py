"""What templates and strategies demand of theories: the rules that agreements cannot check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from roedtraad.steering.agreements.completeness import Missing, Place, Severity
from roedtraad.steering.agreements.models import Agreement
from roedtraad.steering.agreements.queries.completeness import Demanded
from roedtraad.steering.theory.models import Node, NodeKind, TheoryOfChange, TheoryState


def lacks_of_agreements(plans: Sequence[Demanded]) -> dict[int, list[Missing]]:
    """What each agreement lacks; no query where nothing is demanded, else one for each rule."""
    found: defaultdict[int, list[Missing]] = defaultdict(list)
    asked = [plan for plan, rules in plans if rules.theory_required]
    drawn = _goals_drawn(asked) if asked else set()
    for plan in asked:
        found[plan.pk] += _goals_without(plan, drawn)
    asked = [plan for plan, rules in plans if rules.own_effect_goal]
    own = _groups_with_own_effect_goal(asked) if asked else {}
    for plan in asked:
        served = own.get(plan.unit_id, set()) | own.get(-plan.pk, set())
        found[plan.pk] += _groups_without(plan, served)
    return dict(found)


def _goals_drawn(plans: Sequence[Agreement]) -> set[int]:
    """The goals that are a result in some theory that is not over."""
    boxes = Node.objects.filter(kind=NodeKind.RESULT_GOAL, goal__agreement__in=plans)
    rows = boxes.exclude(theory__state=TheoryState.ENDED).values_list("goal_id", flat=True)
    return {pk for pk in rows if pk is not None}


def _goals_without(plan: Agreement, drawn: set[int]) -> Iterator[Missing]:
    for goal in plan.goals.all():
        if goal.pk not in drawn:
            message = _("Goal “%s” stands in no theory of change.") % goal
            yield Missing(
                "theory_required", Severity.REQUIRED, message, Place("goal", goal.pk, "theory")
            )


def _groups_with_own_effect_goal(plans: Sequence[Agreement]) -> dict[int, set[int]]:
    """Target groups with an effect goal in a theory: by unit, by agreement as minus its key."""
    near = Q(unit__in={plan.unit_id for plan in plans}) | Q(agreement__in=plans)
    theories = TheoryOfChange.objects.filter(near).exclude(state=TheoryState.ENDED)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for theory in theories.prefetch_related("nodes"):
        nodes = theory.nodes.all()
        if not any(node.kind == NodeKind.EFFECT_GOAL for node in nodes):
            continue
        groups = {node.target_group_id for node in nodes} | {theory.target_group_id}
        known = {pk for pk in groups if pk is not None}
        found[theory.unit_id] |= known
        if theory.agreement_id is not None:
            found[-theory.agreement_id] |= known
    return dict(found)


def _groups_without(plan: Agreement, served: set[int]) -> Iterator[Missing]:
    set_for = {
        aim.target_group_id
        for strategy in plan.strategies.all()
        for aim in strategy.effect_goals.all()
    }
    for group in plan.target_groups.all():
        if group.pk not in set_for and group.pk not in served:
            message = _(
                "No effect goal is set for the target group “%s”: write one in a theory of change."
            )
            place = Place("agreement", group.pk, "own_effect_goal")
            yield Missing("own_effect_goal", Severity.REQUIRED, message % group, place)
