"""What agreements add to the pages that gather from everywhere: today and the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, overload

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.held import roles_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import Given, GivenKeys, prepared
from roedtraad.foundation.notices.calendar import Event
from roedtraad.foundation.notices.today import Item, Need, Standing
from roedtraad.steering.agreements.access import (
    AS_APPROVED,
    SEEN,
    amended_for,
    keys_for,
    readable,
    seen_by,
)
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    AgreementState,
    Comment,
    Goal,
    GoalIndicator,
    Step,
)
from roedtraad.steering.agreements.status import GoalStatus
from roedtraad.steering.indicators.level import ATTENTION
from roedtraad.steering.indicators.level_words import shown_value
from roedtraad.steering.indicators.models import Target

from .approved import (
    actions_of,
    agreements_as_approved,
    approved_actions,
    approved_targets,
    as_approved,
    read_as_written,
)
from .levels import shown_level
from .life import awaiting_approval_by
from .rolled import Marks, marks_of
from .signs import signs_of
from .statuses import goal_statuses

AHEAD = datetime.timedelta(days=30)
MOST = 60
OPEN_ACTIONS = (ActionStatus.PLANNED, ActionStatus.RUNNING, ActionStatus.POSTPONED)
FOLLOWED = (AgreementState.ACTIVE, AgreementState.AMENDING, AgreementState.FOLLOWED_UP)
TALKING = (AgreementState.DRAFT, AgreementState.DIALOGUE, AgreementState.SUBMITTED)


def items(user: User, on: datetime.date) -> Iterator[Item]:
    """What waits for `user`: approvals, actions that are due, comments without an answer."""
    yield from _approvals(user)
    yield from _sent_back(user)
    yield from _to_follow_up(user, on)
    yield from _due_actions(user, on)
    yield from _open_threads(user)


def _approvals(user: User) -> Iterator[Item]:
    for party in awaiting_approval_by(user):
        yield Item(
            label=_("Approve %(agreement)s") % {"agreement": party.agreement.title},
            url=reverse("agreements:approvals", args=[party.agreement_id]),
            act=_("Read"),
            context=str(party.unit),
            need=Need.AWAITING,
        )


def _sent_back(user: User) -> Iterator[Item]:
    """Agreements of the user's own units that came back from approval, with the reason."""
    keys = keys_for(user, Permission.AGREEMENT_EDIT)
    for step in _last_steps().rows(agreements=keys, units=_own_units(user)):
        if step.from_state == AgreementState.SUBMITTED:
            yield Item(
                label=_("Correct %(agreement)s") % {"agreement": step.agreement.title},
                url=reverse("agreements:page", args=[step.agreement_id]),
                act=_("Correct"),
                context=step.reason[:160],
                need=Need.AWAITING,
            )


@prepared
def _last_steps() -> QuerySet[Step]:
    """The newest step of every agreement that can be written in after its submission."""
    steps = Step.objects.filter(agreement=OuterRef("agreement")).order_by("-pk")
    return Step.objects.filter(
        agreement__in=GivenKeys("agreements"),
        agreement__unit__in=GivenKeys("units"),
        agreement__state__in=(AgreementState.DIALOGUE, AgreementState.AMENDING),
        pk=Subquery(steps.values("pk")[:1]),
    ).select_related("agreement")


def _to_follow_up(user: User, on: datetime.date) -> Iterator[Item]:
    """Agreements of the user's own units whose period is over, and that nobody has followed up."""
    keys = keys_for(user, Permission.AGREEMENT_SUBMIT)
    for plan in _over().rows(agreements=keys, units=_own_units(user), on=on):
        yield Item(
            label=_("Follow up on %(agreement)s") % {"agreement": plan.title},
            url=reverse("agreements:page", args=[plan.pk]),
            act=_("Write"),
            due_on=plan.ends_on,
            context=str(plan.unit),
            need=Need.OVERDUE,
        )


@prepared
def _over() -> QuerySet[Agreement]:
    return Agreement.objects.filter(
        pk__in=GivenKeys("agreements"),
        unit__in=GivenKeys("units"),
        state=AgreementState.ACTIVE,
        ends_on__lt=Given("on", DateField()),
    ).select_related("unit")


def _due_actions(user: User, on: datetime.date) -> Iterator[Item]:
    """Actions of those agreements that are followed, in which `user` may say how far they are."""
    amended = [each.agreement_id for each in amended_for(user)]
    given = {
        "user": user.pk,
        "agreements": keys_for(user, Permission.ACTION_UPDATE),
        "units": _own_units(user),
        "amended": amended,
    }
    found = [
        (each.due, each, str(each.goal.agreement.unit))
        for each in _actions_due().rows(**given, until=on + AHEAD)
    ]
    if amended:
        reported = set(_reported_of_amended().rows(**given))
        found += [
            (each.ends_on, each.action, each.unit)
            for each in approved_actions(user)
            if each.action.pk in reported and each.ends_on and each.ends_on <= on + AHEAD
        ]
    for ends, action, unit in sorted(found, key=lambda row: (row[0], row[1].pk))[:MOST]:
        yield Item(
            label=action.text[:120],
            url=reverse("agreements:action_status", args=[action.goal_id, action.pk]),
            act=_("Report"),
            due_on=ends,
            context=unit,
            need=Need.OVERDUE if ends < on else Need.DUE,
        )


def _own() -> Q:
    """Actions of the user, or of followed agreements of the user's own units."""
    plans = Agreement.objects.filter(
        Q(state__in=FOLLOWED) | Q(pk__in=GivenKeys("amended")),
        pk__in=GivenKeys("agreements"),
        unit__in=GivenKeys("units"),
    )
    return Q(responsible_user=Given("user")) | Q(goal__agreement__in=plans.values("pk"))


@prepared
def _actions_due() -> QuerySet[Any]:
    due = Coalesce(F("postponed_to_on"), F("due_on"))
    rows: QuerySet[Any] = (
        Action.objects.filter(_own(), status__in=OPEN_ACTIONS, goal__is_taken_out=False)
        .exclude(goal__agreement__in=GivenKeys("amended"))
        .annotate(due=due)
        .filter(due__lte=Given("until", DateField()))
        .select_related("goal__agreement__unit")
        .order_by("due", "pk")[:MOST]
    )
    return rows


@prepared
def _reported_of_amended() -> QuerySet[Action, int]:
    of_amended = Action.every.filter(_own(), goal__agreement__in=GivenKeys("amended"))
    return of_amended.values_list("pk", flat=True)


def _own_units(user: User) -> list[int]:
    """The units one has a role in oneself: those above see the actions in their lists."""
    return [held.unit for held in roles_of(user, timezone.localdate())]


def _open_threads(user: User) -> Iterator[Item]:
    """Threads somebody else wrote in last, in agreements `user` writes or takes part in."""
    keys = keys_for(user, Permission.AGREEMENT_COMMENT)
    last = _last_comments().rows(agreements=keys, units=_own_units(user), user=user.pk)
    for comment in last:
        thread = comment.thread
        place = f"goal-{thread.goal_id}" if thread.goal_id else f"section-{thread.section_key}"
        page = reverse("agreements:page", args=[thread.agreement_id])
        yield Item(
            label=comment.text[:120],
            url=f"{page}#comments-{place.replace('.', '-')}",
            act=_("Answer"),
            context=f"{comment.author}, {thread.agreement.title}",
            need=Need.AWAITING,
        )


@prepared
def _last_comments() -> QuerySet[Comment]:
    """The newest comment of open threads, where somebody else than the user wrote it."""
    plans = Agreement.objects.filter(
        Q(unit__in=GivenKeys("units")) | Q(threads__comments__author=Given("user")),
        pk__in=GivenKeys("agreements"),
        state__in=TALKING,
    )
    newest = Comment.objects.filter(thread=OuterRef("thread")).order_by("-pk")
    return (
        Comment.objects.filter(
            thread__agreement__in=plans.values("pk"),
            thread__resolved_at=None,
            pk=Subquery(newest.values("pk")[:1]),
        )
        .exclude(Q(author=Given("user")) | Q(thread__goal__is_taken_out=True))
        .select_related("thread__agreement", "author")
        .order_by("-thread")[:MOST]
    )


class GoalStandings(Sequence[Standing]):
    """How goals stand, in order; what is not looked at is not made. Each slice is one query."""

    def __init__(self, user: User, ordered: Sequence[tuple[int, GoalStatus]]) -> None:
        self._user = user
        self._ordered = ordered

    def __len__(self) -> int:
        return len(self._ordered)

    @overload
    def __getitem__(self, place: int) -> Standing: ...
    @overload
    def __getitem__(self, place: slice) -> list[Standing]: ...
    def __getitem__(self, place: int | slice) -> Standing | list[Standing]:
        if isinstance(place, int):
            return self._shown([self._ordered[place]])[0]
        return self._shown(self._ordered[place])

    def __iter__(self) -> Iterator[Standing]:
        return iter(self[:])

    def _shown(self, chosen: Sequence[tuple[int, GoalStatus]]) -> list[Standing]:
        goals = {row.pk: row for row in _goals().rows(goals=[pk for pk, _status in chosen])}
        as_approved(self._user, goals.values())
        signs = signs_of(goals)
        return [_standing(goals[pk], status, marks_of(signs[pk])) for pk, status in chosen]


def standings(user: User, on: datetime.date) -> GoalStandings:
    """The goals of the user's own units, else of all; what needs attention first."""
    rows = _followed_goals().rows(**seen_by(user))
    own = set(_own_units(user))
    rows = [row for row in rows if row[1] in own] or rows
    statuses = goal_statuses([row[0] for row in rows], on=on)
    rows.sort(key=lambda row: (statuses[row[0]].level not in ATTENTION, *row[2:], row[0]))
    return GoalStandings(user, [(row[0], statuses[row[0]]) for row in rows])


@prepared
def _followed_goals() -> QuerySet[Goal, tuple[int, int, str, int]]:
    is_followed = Q(agreement__state__in=FOLLOWED) | Q(agreement__in=GivenKeys("amended"))
    return (
        Goal.every.filter(SEEN)
        .filter(is_followed)
        .values_list("pk", "agreement__unit", "agreement__unit__name", "position")
        .order_by()
    )


@prepared
def _goals() -> QuerySet[Goal]:
    return Goal.every.filter(pk__in=GivenKeys("goals")).select_related("agreement__unit")


def _standing(goal: Goal, status: GoalStatus, marks: Marks) -> Standing:
    level, part = shown_level(status.level), status.decisive
    latest = part.latest.value if part and part.latest else None
    return Standing(
        label=str(goal),
        url=reverse("agreements:goal_page", args=[goal.pk]),
        kind=level.kind,
        word=level.word,
        figure=shown_value(part.indicator, latest) if part and latest is not None else "",
        values=tuple(each.value for each in part.indicator.readings[-12:]) if part else (),
        target=part.indicator.target if part else None,
        context=str(goal.agreement.unit),
        marks=marks.shown,
    )


def events(user: User, first: datetime.date, last: datetime.date) -> Iterator[Event]:
    """What is due between two days: actions, targets, and when agreements begin and end."""
    live = ~Q(agreement__state__in=(AgreementState.WITHDRAWN, AgreementState.CLOSED))
    goals = read_as_written(user).filter(live)
    yield from _action_events(goals, first, last)
    yield from _approved_events(user, first, last)
    targets = Target.objects.in_force().filter(due_on__range=(first, last))
    linked = GoalIndicator.objects.filter(
        goal__in=goals.values("pk"), use__in=targets.values("use")
    )
    rows = linked.values_list("goal", "use__indicator__title", "use", "goal__agreement__unit__name")
    due = dict(targets.values_list("use", "due_on"))
    for pk, title, use, unit in rows:
        ends = due.get(use)
        if ends is not None:
            url = reverse("agreements:goal_page", args=[pk])
            yield Event(ends, title, url, _("target"), unit)
    yield from _agreement_events(user, first, last)


def _approved_events(user: User, first: datetime.date, last: datetime.date) -> Iterator[Event]:
    """What is due by the approved text of agreements that are being amended."""
    for each in approved_actions(user):
        if each.ends_on is not None and first <= each.ends_on <= last:
            text, place = each.action.text[:140], actions_of(each.goal)
            yield Event(each.ends_on, text, place, _("action"), each.unit)
    for target in approved_targets(user):
        if first <= target.due_on <= last:
            url = reverse("agreements:goal_page", args=[target.goal])
            yield Event(target.due_on, target.title, url, _("target"), target.unit)


def _action_events(
    goals: QuerySet[Goal], first: datetime.date, last: datetime.date
) -> Iterator[Event]:
    due = Coalesce(F("postponed_to_on"), F("due_on"))
    actions = (
        Action.objects.filter(goal__in=goals.values("pk"), status__in=OPEN_ACTIONS)
        .annotate(ends=due)
        .filter(ends__range=(first, last))
        .select_related("goal__agreement__unit")
    )
    for action in actions:
        unit = str(action.goal.agreement.unit)
        yield Event(action.ends, action.text[:140], actions_of(action.goal_id), _("action"), unit)


def _agreement_events(user: User, first: datetime.date, last: datetime.date) -> Iterator[Event]:
    begins_or_ends = Q(starts_on__range=(first, last)) | Q(ends_on__range=(first, last))
    written = Q(begins_or_ends, state__in=AS_APPROVED)
    amended = Q(pk__in=[each.agreement_id for each in amended_for(user)])
    rows = readable(user).filter(written | amended).select_related("unit")
    for row in agreements_as_approved(user, rows):
        url = reverse("agreements:page", args=[row.pk])
        if first <= row.starts_on <= last:
            yield Event(row.starts_on, row.title, url, _("takes effect"), str(row.unit))
        if first <= row.ends_on <= last:
            yield Event(row.ends_on, row.title, url, _("ends"), str(row.unit))
