"""What the page of an indicator in use says of the goals that are followed by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.agreements.access import (
    BEING_AMENDED,
    SEEN,
    amended_for,
    goals_for,
    keys_for,
    seen_by,
)
from roedtraad.steering.agreements.models import AgreementState, Goal, GoalIndicator
from roedtraad.steering.indicators.belonging import Belonging, UsePk
from roedtraad.steering.indicators.models import IndicatorUse, Target

from .approved import as_approved
from .in_force import Followed, approved_goals, indicators_in_force

IN_FORCE = (
    AgreementState.APPROVED,
    AgreementState.ACTIVE,
    AgreementState.AMENDING,
    AgreementState.FOLLOWED_UP,
)
WRITABLE = (AgreementState.DRAFT, AgreementState.DIALOGUE, AgreementState.AMENDING)


def readable(user: User) -> Q:
    """A condition on uses: those by which a goal is followed that `user` may see."""
    followed = GoalIndicator.every.filter(goal__in=goals_for(user).values("pk"))
    versions, own = amended_for(user), set(keys_for(user))
    amended = [each.agreement_id for each in versions if each.agreement_id not in own]
    agreed = [
        indicator["id"]
        for each in versions
        for goal in each.content["goals"]
        for indicator in goal["indicators"]
    ]
    # who takes no part in an amendment sees nothing that it adds to an approved goal
    new = Q(goal__agreement__in=amended) & ~Q(pk__in=agreed)
    return Q(pk__in=followed.exclude(new).values("use"))


def shown(user: User, uses: Collection[UsePk]) -> dict[UsePk, list[Belonging]]:
    """The goals followed by each of `uses`, and where their targets are changed; 3 queries."""
    rows = _seen_links().rows(uses=uses, **seen_by(user))
    edits = set(keys_for(user, Permission.AGREEMENT_EDIT)) if rows else set()
    found: defaultdict[UsePk, list[Belonging]] = defaultdict(list)
    as_approved(user, [row.goal for row in rows])
    for row in rows:
        agreement = row.goal.agreement
        may_edit = agreement.pk in edits and agreement.state in WRITABLE
        address = reverse("agreements:part_edit", args=[agreement.pk, "indikator", row.pk])
        found[row.use_id].append(
            Belonging(
                title=str(row.goal),
                context=agreement.title,
                url=reverse("agreements:goal_page", args=[row.goal_id]),
                edit_url=address if may_edit else "",
                why_not="" if may_edit else _why_not(agreement.state),
            )
        )
    return dict(found)


@prepared
def _seen_links() -> QuerySet[GoalIndicator]:
    rows = GoalIndicator.objects.filter(
        use__in=GivenKeys("uses"), goal__in=Goal.every.filter(SEEN).values("pk")
    )
    rows = rows.select_related("goal__agreement__unit")
    return rows.order_by("goal__agreement__starts_on", "pk")


def agreed_targets(uses: Collection[UsePk]) -> dict[UsePk, list[Target]]:
    """Of uses by which goals of an amended agreement are followed: the approved targets.

    One query where nothing is being amended.
    """
    return {row.link.use_id: row.targets for row in _in_force(uses)}


def agreed_words(uses: Collection[UsePk]) -> dict[UsePk, IndicatorUse]:
    """As `agreed_targets`: the use and its indicator in the approved words; never save them."""
    return {row.link.use_id: row.link.use for row in _in_force(uses)}


def _in_force(uses: Collection[UsePk]) -> Iterator[Followed]:
    goals = _amended_goals_of().rows(uses=uses)
    frozen = approved_goals(set(goals)) if goals else {}
    followed = indicators_in_force(list(frozen), frozen) if frozen else {}
    for rows in followed.values():
        yield from (row for row in rows if row.link.use_id in uses)


@prepared
def _amended_goals_of() -> QuerySet[GoalIndicator, int]:
    links = GoalIndicator.every.filter(
        use__in=GivenKeys("uses"), goal__agreement__state__in=BEING_AMENDED
    )
    return links.values_list("goal_id", flat=True)


def owned(uses: Collection[UsePk]) -> set[UsePk]:
    """Those of `uses` that a goal is followed by, whoever may see it."""
    return set(_followed().rows(uses=uses))


@prepared
def _followed() -> QuerySet[GoalIndicator, UsePk]:
    return GoalIndicator.every.filter(use__in=GivenKeys("uses")).values_list("use_id", flat=True)


def unagreed(uses: Collection[UsePk]) -> set[UsePk]:
    """Those that goals are followed by, but no approved text has; at most four queries."""
    states = set(_states_of().rows(uses=uses))
    free = (AgreementState.DRAFT, AgreementState.DIALOGUE, *BEING_AMENDED)
    agreed = {use for use, state in states if state not in free}
    if any(state in BEING_AMENDED for _use, state in states):
        agreed |= {row.link.use_id for row in _in_force(uses)}
    return {use for use, _state in states} - agreed


def approved(uses: Collection[UsePk]) -> set[UsePk]:
    """Those that stand in a text which parties have approved, or have before them to approve."""
    free = (AgreementState.DRAFT, AgreementState.DIALOGUE)
    return {use for use, state in _states_of().rows(uses=uses) if state not in free}


@prepared
def _states_of() -> QuerySet[GoalIndicator, tuple[UsePk, str]]:
    """In which states the agreements are whose goals are followed by a use."""
    rows = GoalIndicator.every.filter(use__in=GivenKeys("uses"))
    return rows.values_list("use_id", "goal__agreement__state").distinct().order_by()


def _why_not(state: str) -> str:
    if state in WRITABLE:
        return _("The agreement is being written; whoever writes it changes the target there.")
    if state == AgreementState.SUBMITTED:
        return _("The agreement is submitted for approval.")
    if state in (AgreementState.CLOSED, AgreementState.WITHDRAWN):
        return _("The agreement is over.")
    return _("The agreement is approved: the target is changed by an amendment to it.")


def not_followed() -> Q:
    """A condition on uses: those of goals nobody follows, not agreed yet or over.

    What any agreement in force is followed by is owed, whatever others say of it.
    """
    links = GoalIndicator.every.all()
    in_force = Q(goal__agreement__state__in=IN_FORCE) | Q(
        goal__agreement__state=AgreementState.SUBMITTED, goal__agreement__versions__isnull=False
    )
    return Q(pk__in=links.values("use")) & ~Q(pk__in=links.filter(in_force).values("use"))
