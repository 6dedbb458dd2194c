"""What of a profile may stand on a paper for somebody of the family: what is theirs or shared."""

from __future__ import annotations

from collections.abc import Iterable

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.queries.family_access import OF_THE_FAMILY
from roedtraad.casework.profiles.models import ProfileGoal, Rater, Share
from roedtraad.casework.profiles.raters import Who, raters_of
from roedtraad.casework.profiles.sharing import NOBODY, Reader, may_see

from .family_things import about_of, authorities, goal_thing, shared

READERS = (Rater.CHILD, Rater.PARENT)


def readers_of(case: Case) -> list[Who]:
    """The children and parents of the case."""
    return [each for each in raters_of(case) if each.rater in READERS]


def chosen_reader(readers: Iterable[Who], key: str) -> Who | None:
    return next((each for each in readers if each.key == key), None)


def goals_for_readers(
    case: Case, goals: Iterable[ProfileGoal], readers: Iterable[Who]
) -> frozenset[int]:
    """Which of the goals, open or closed, each of the readers may see; six queries at most.

    What hangs where the whole family reads it holds only what all of them may see.
    """
    roles = dict(
        case.people.filter(role__in=OF_THE_FAMILY, ends_on=None).values_list("citizen", "role")
    )
    shares = [shared(row) for row in Share.objects.standing().filter(case=case)]
    over = authorities(case)
    who = [each.citizen.pk for each in readers if each.citizen is not None]
    everybody = [Reader(each, over.get(each, NOBODY)) for each in who]
    rows = ProfileGoal.objects.filter(pk__in=[goal.pk for goal in goals])
    rows = rows.select_related("profile").prefetch_related(
        "participations__people", "profile__subjects"
    )
    things = {goal.pk: goal_thing(goal, about_of(goal.profile, roles), roles) for goal in rows}
    return frozenset(
        pk
        for pk, thing in things.items()
        if everybody and all(may_see(each, thing, shares) for each in everybody)
    )
