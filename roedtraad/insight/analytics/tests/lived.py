"""Families with a goal each, as the tables have them; by the hundred, so without the services."""

from datetime import UTC, date, datetime
from itertools import count

from roedtraad.casework.cases.models import Case
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    Manner,
    Participation,
    ProfileGoal,
    ProfileTemplate,
    Rater,
    Recognition,
    Score,
)
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

BEGUN, FIRST, LAST = date(2025, 12, 1), date(2026, 1, 12), date(2026, 3, 2)
WRITTEN = datetime(2025, 12, 15, 12, tzinfo=UTC)
numbers = count(1)


def families(
    unit: Unit,
    user: User,
    changes: list[int | None],
    *,
    without_profile: int = 0,
    made_with: int = 0,
) -> list[Case]:
    """A family for each change in points from 3 on (None: one score), and some without a profile.

    With the first `made_with` goals the family took part.
    """
    cases = Case.objects.bulk_create(
        Case(number=f"n{next(numbers)}", unit=unit, opened_on=BEGUN)
        for _ in range(len(changes) + without_profile)
    )
    template, _made = ProfileTemplate.objects.get_or_create(title="Familier", definition={})
    profiles = DevelopmentProfile.objects.bulk_create(
        DevelopmentProfile(template=template, case=case, unit=unit, opened_on=BEGUN)
        for case in cases[: len(changes)]
    )
    stamps = {"recorded_at": WRITTEN, "recorded_by": user}
    goals = ProfileGoal.objects.bulk_create(
        ProfileGoal(
            profile=profile,
            own_words="Sove",
            own_words_by="child",
            opened_on=BEGUN,
            created_by=user,
            created_at=WRITTEN,
        )
        for profile in profiles
    )
    for goal, change in zip(goals, changes, strict=True):
        score = {"goal": goal, "rater": Rater.PRACTITIONER, **stamps}
        Score.objects.create(value=3, given_on=FIRST, **score)
        if change is not None:
            Score.objects.create(value=3 + change, given_on=LAST, **score)
    Participation.objects.bulk_create(
        Participation(
            goal=goal,
            held_on=BEGUN,
            manner=Manner.CONVERSATION,
            recognition=Recognition.YES,
            **stamps,
        )
        for goal in goals[:made_with]
    )
    return cases
