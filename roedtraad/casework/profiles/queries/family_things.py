"""What of a case belongs to somebody of the family, and with whom it is shared. No rights here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from roedtraad.casework.cases.models import (
    Case,
    Citizen,
    FamilyRole,
    ParentalAuthority,
)
from roedtraad.casework.cases.queries.family_access import OF_THE_FAMILY
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    Ground,
    Manner,
    ProfileGoal,
    Rater,
    Response,
    Score,
    Share,
    SharedKind,
)
from roedtraad.casework.profiles.sharing import NOBODY, Reader, Shared, Thing, owners_of_goal

# whoever is shown a goal and answers about it on their own pages has not made it theirs by that
NOT_THERE = (Manner.OWN_PAGES, Manner.NONE)
GROWN_UPS = tuple(role for role in OF_THE_FAMILY if role != FamilyRole.SUBJECT)


@dataclass(frozen=True)
class GoalThings:
    """A goal that is open now, whose it is, and the scores of each of the family by their key."""

    goal: ProfileGoal
    thing: Thing
    scores: dict[int, Thing]
    rows: list[Score]


@dataclass(frozen=True)
class FamilyThings:
    """Everything of a case that one of the family may see, or be shown."""

    goals: list[GoalThings]
    plans: list[tuple[DevelopmentProfile, Thing]]
    answers: list[tuple[Response, Thing]]
    shares: list[Share]
    people: dict[int, Citizen] = field(default_factory=dict)  # by key, who is in the case now
    roles: dict[int, str] = field(default_factory=dict)

    def standing(self) -> list[Shared]:
        return [shared(row) for row in self.shares]


def things_of(case: Case) -> FamilyThings:
    """A fixed number of queries."""
    today = timezone.localdate()
    people = case.people.filter(role__in=OF_THE_FAMILY, ends_on=None).select_related("citizen")
    roles = {row.citizen_id: row.role for row in people}
    profiles = list(
        DevelopmentProfile.objects.filter(case=case)
        .open_on(today)
        .select_related("template", "intervention__type")
        .prefetch_related("subjects", "actions")
        .order_by("pk")
    )
    return FamilyThings(
        goals=_goals(profiles, roles, today),
        plans=[
            (row, Thing(SharedKind.PLAN, row.pk, about=about_of(row, roles))) for row in profiles
        ],
        answers=_answers(case),
        shares=list(Share.objects.standing().filter(case=case).select_related("with_citizen")),
        people={row.citizen_id: row.citizen for row in people},
        roles=roles,
    )


def reader_of(citizen: int, case: Case) -> Reader:
    """Somebody of the family as the rule needs them, with the authority they have today."""
    return Reader(citizen, authorities(case).get(citizen, NOBODY))


def authorities(case: Case) -> dict[int, frozenset[int]]:
    """Over whom of the case each of the grown-ups has parental authority today."""
    today = timezone.localdate()
    rows = ParentalAuthority.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        starts_on__lte=today,
        child__in=case.people.filter(ends_on=None).values("citizen"),
    ).values_list("adult", "child")
    found: dict[int, set[int]] = {}
    for adult, child in rows:
        found.setdefault(adult, set()).add(child)
    return {adult: frozenset(children) for adult, children in found.items()}


def shared(row: Share) -> Shared:
    key = row.goal_id or row.profile_id or row.response_id or 0
    return Shared(SharedKind(row.kind), key, row.owner_id, row.with_citizen_id, Ground(row.ground))


def rater_of(role: str) -> Rater:
    """As whom somebody of the family scores: it follows from who they are in the case."""
    if role == FamilyRole.SUBJECT:
        return Rater.CHILD
    return Rater.NETWORK if role == FamilyRole.REPRESENTATIVE else Rater.PARENT


def _goals(
    profiles: list[DevelopmentProfile], roles: dict[int, str], today: date
) -> list[GoalThings]:
    about = {row.pk: about_of(row, roles) for row in profiles}
    goals = (
        ProfileGoal.objects.filter(profile__in=profiles)
        .open_on(today)
        .select_related("citizen")
        .prefetch_related("levels", "participations__people")
        .order_by("opened_on", "pk")
    )
    rows: dict[int, list[Score]] = {}
    for score in Score.objects.current().filter(goal__in=goals, value__isnull=False):
        rows.setdefault(score.goal_id, []).append(score)
    return [_goal(goal, about[goal.profile_id], roles, rows.get(goal.pk, [])) for goal in goals]


def goal_thing(goal: ProfileGoal, about: frozenset[int], roles: dict[int, str]) -> Thing:
    """Whose a goal is, and whom it concerns. It comes with who took part; `about` is its profile's.

    `roles` are those of the family in the case now.
    """
    took_part = {
        person.pk
        for each in goal.participations.all()
        if each.manner not in NOT_THERE
        for person in each.people.all()
        if roles.get(person.pk) in GROWN_UPS
    }
    owners = owners_of_goal(
        words_by=goal.own_words_by, whose=goal.citizen_id, about=about, took_part=took_part
    )
    concerns = frozenset({goal.citizen_id}) if goal.citizen_id else about
    return Thing(SharedKind.GOAL, goal.pk, owners, concerns)


def _goal(
    goal: ProfileGoal, about: frozenset[int], roles: dict[int, str], rows: list[Score]
) -> GoalThings:
    thing = goal_thing(goal, about, roles)
    concerns = thing.about
    child = next(iter(concerns)) if len(concerns) == 1 else None
    scores = {
        who: Thing(SharedKind.SCORES, goal.pk, frozenset({who}), concerns, within=thing)
        for who in _raters(rows, child)
    }
    return GoalThings(goal, thing, scores, rows)


def scored_by(score: Score, child: int | None) -> int | None:
    """Who of the family gave a score; None where nobody knows, or it was a professional."""
    if score.rater == Rater.CHILD:
        return score.citizen_id or child
    return score.citizen_id if score.rater in (Rater.PARENT, Rater.NETWORK) else None


def _raters(rows: Iterable[Score], child: int | None) -> list[int]:
    found = (scored_by(row, child) for row in rows)
    return list(dict.fromkeys(who for who in found if who is not None))


def about_of(profile: DevelopmentProfile, roles: dict[int, str]) -> frozenset[int]:
    """Whom a profile is about; without a name, all whom the case is about."""
    named = frozenset(row.citizen_id for row in profile.subjects.all())
    return named or frozenset(who for who, role in roles.items() if role == FamilyRole.SUBJECT)


def _answers(case: Case) -> list[tuple[Response, Thing]]:
    rows = Response.objects.standing().filter(case=case, answered_by__isnull=False)
    return [
        (
            row,
            Thing(
                *(SharedKind.ANSWERS, row.pk),
                frozenset({row.answered_by_id}) if row.answered_by_id else NOBODY,
                frozenset({row.citizen_id}),
            ),
        )
        for row in rows.select_related("version__instrument", "citizen").order_by("-answered_on")
    ]
