"""How near the demonstration's families say they are, from the day a goal is agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.models import ProfileGoal, Rater, Score
from roedtraad.casework.profiles.services.scores import Given, record_score
from roedtraad.foundation.accounts.models import User

PROFESSIONS = {"practitioner": Rater.PRACTITIONER, "teacher": Rater.TEACHER}


def score(
    goal: ProfileGoal,
    scores: Mapping[str, Sequence[int]],
    people: Mapping[str, Citizen],
    today: date,
    who: User,
) -> None:
    """Spread each rater's numbers over the time the goal was open, written down the same day."""
    goal.refresh_from_db()
    first = goal.opened_on + timedelta(days=5)
    last = (goal.closed_on or today) - timedelta(days=9)
    children = set(goal.profile.subjects.values_list("citizen", flat=True))
    for name, values in scores.items():
        citizen = people.get(name)
        rater = PROFESSIONS.get(name) or _of_family(citizen, children)
        step = (last - first) / max(len(values) - 1, 1)
        for place, value in enumerate(values):
            given = Given(rater, value, first + step * place, citizen)
            row = record_score(goal, given, acting_user=who)
            then = timezone.make_aware(datetime.combine(row.given_on, time(15, 10)))
            Score.objects.filter(pk=row.pk).update(given_at=then, recorded_at=then)


def _of_family(citizen: Citizen | None, children: set[int]) -> Rater:
    return Rater.CHILD if citizen is not None and citizen.pk in children else Rater.PARENT
