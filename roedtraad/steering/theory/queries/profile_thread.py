"""What a development profile serves: from its intervention up through theories to the vision."""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad.casework.profiles.access import opened
from roedtraad.casework.profiles.models import DevelopmentProfile
from roedtraad.casework.profiles.queries.profiles import read
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import goals_for
from roedtraad.steering.agreements.models import Goal
from roedtraad.steering.agreements.queries.management import MODEL
from roedtraad.steering.agreements.queries.thread import RedThread, thread_of
from roedtraad.steering.theory.access import readable
from roedtraad.steering.theory.models import Link, Node, NodeKind, TheoryOfChange, TheoryState


@dataclass(frozen=True)
class ProfileThread:
    """The chain above a profile. Without a goal nothing is known of what it serves."""

    profile: DevelopmentProfile
    goal: Goal | None
    thread: RedThread | None
    theory: TheoryOfChange | None
    intervention: str


def profile_thread(user: User, pk: int, *, is_part_of_profile: bool = False) -> ProfileThread:
    """The thread of a profile that is open to `user`; raises `Http404`.

    As a part of the profile's page that page logs that it is read.
    """
    found = opened(user, pk)
    profile = (found if is_part_of_profile else read(user, found)).profile
    if profile.steered_model == MODEL:
        goal = goals_for(user).filter(pk=profile.steered_id or 0).first()
        return ProfileThread(profile, goal, thread_of(goal, user) if goal else None, None, "")
    kind = profile.intervention.type if profile.intervention else None
    node = _result_goal(profile, user) if kind else None
    goal = goals_for(user).filter(pk=node.goal_id or 0).first() if node else None
    return ProfileThread(
        profile=profile,
        goal=goal,
        thread=thread_of(goal, user) if goal else None,
        theory=node.theory if node and goal else None,
        intervention=str(kind or ""),
    )


def _result_goal(profile: DevelopmentProfile, user: User) -> Node | None:
    """The result goal that the intervention type leads to in a theory in use.

    Of several theories that of the unit nearest above counts, and one for the case's target group
    before others.
    """
    starts = Node.objects.filter(
        kind=NodeKind.INTERVENTION,
        intervention_type=profile.intervention.type if profile.intervention else None,
        theory__in=readable(user).filter(state=TheoryState.IN_USE),
    ).select_related("theory__unit")
    group = profile.case.target_group_id if profile.case else None
    units = profile.unit.path

    def nearness(node: Node) -> tuple[bool, bool, int]:
        theory = node.theory
        is_above = units.startswith(theory.unit.path)
        is_for_group = group is not None and theory.target_group_id == group
        return (not is_above, not is_for_group, -len(theory.unit.path))

    for start in sorted(starts, key=nearness):
        if found := _reached(start):
            return found
    return None


def _reached(start: Node) -> Node | None:
    """The first result goal with a goal behind it that arrows lead to from `start`."""
    nodes = {node.pk: node for node in Node.objects.filter(theory=start.theory_id)}
    out: dict[int, list[int]] = {}
    arrows = Link.objects.filter(theory=start.theory_id).values_list("from_node", "to_node")
    for source, target in arrows.order_by("pk"):
        out.setdefault(source, []).append(target)
    seen, queue = {start.pk}, [start.pk]
    while queue:
        for target in out.get(queue.pop(0), []):
            node = nodes[target]
            if node.kind == NodeKind.RESULT_GOAL and node.goal_id:
                node.theory = start.theory
                return node
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return None
