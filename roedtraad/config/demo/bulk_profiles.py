"""What is on each of many cases: an intervention, a profile with goals, scores, evaluations, notes.

Scores and notes are written in the order in which they would have come, so that those of one case
lie as far apart in the tables as they would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.db.models import Max
from django.utils import timezone

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.interventions.models import Intervention, InterventionType
from roedtraad.casework.profiles.counting_rules import quarter_of
from roedtraad.casework.profiles.due import before
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    DiaryEntry,
    Evaluation,
    NoteKind,
    Participation,
    ProfileGoal,
    ProfileSubject,
    ProfileTemplate,
    Rater,
    Score,
)
from roedtraad.casework.profiles.models.diary import searched_in
from roedtraad.foundation.accounts.models import User

from .bulk_rows import poured, written

SCORED_EVERY, NOTED_EVERY = timedelta(days=21), timedelta(days=4)
KINDS_OF_TEXT = 1_050
SELDOM = "På ridelejren gik det godt."
LATEST = 45  # days: the last score of a goal is so old at most
OF_WHICH = 5  # of so many evaluations of the last quarter one is not approved
TIED, HANDED_OVER, FOLLOWED_UP = 4, 40, 20  # one in so many notes is
WORDS = (
    ("Besøg hjemme hos familien.", "Samtale på skolen med lærer og mor.", "Telefon med far."),
    (
        "Aftenen er blevet roligere, og der læses højt hver dag.",
        "Morgenen er stadig svær; tøjet lægges frem aftenen før.",
        "Der har været to konflikter i ugen, begge om skærm.",
        "Barnet fortalte om en ny kammerat fra klassen.",
        "Moderen har talt med sin egen mor om at hente om tirsdagen.",
    ),
    (
        "Vi aftalte at prøve det samme i to uger til.",
        "Næste gang tegner vi ugen sammen.",
        "Der følges op på netværksmødet.",
        "Skemaet på køleskabet bliver brugt.",
        "Bedsteforældrene vil gerne hjælpe i ferien.",
        "Læreren skriver i kontaktbogen om fredagen.",
        "Vi holder fast i sengetiden.",
    ),
)


@dataclass(frozen=True)
class ProfileSize:
    """What is on one case."""

    goals: int = 5
    scores: int = 10  # on each goal
    notes: int = 100


def add_profiles(
    cases: Sequence[Case], people: Sequence[Citizen], workers: Sequence[User], size: ProfileSize
) -> None:
    """`people` are whom the cases are about, `workers` who works with them, in their order."""
    profiles = _profiles(cases, people)
    goals = _goals(profiles, workers, size.goals)
    poured(Score, _scores(goals, size.scores))
    _evaluations(profiles, workers)
    _notes(cases, workers, goals, size)


def _profiles(cases: Sequence[Case], people: Sequence[Citizen]) -> list[DevelopmentProfile]:
    template = ProfileTemplate.objects.filter(about="family").order_by("pk")[0]
    types = list(InterventionType.objects.order_by("pk")[:OF_WHICH])
    interventions = written(
        Intervention(
            case=case,
            citizen=citizen,
            type=types[n % len(types)],
            unit=case.unit,
            starts_on=case.opened_on,
        )
        for n, (case, citizen) in enumerate(zip(cases, people, strict=True))
    )
    profiles = written(
        DevelopmentProfile(
            template=template,
            case=each.case,
            intervention=each,
            unit=each.unit,
            opened_on=each.starts_on,
        )
        for each in interventions
    )
    written(
        ProfileSubject(profile=profile, citizen=citizen)
        for profile, citizen in zip(profiles, people, strict=True)
    )
    return profiles


def _goals(
    profiles: Sequence[DevelopmentProfile], workers: Sequence[User], count: int
) -> list[ProfileGoal]:
    """With who took part in each."""
    now = timezone.now()
    goals = written(
        ProfileGoal(
            profile=profile,
            own_words=f"Mål {number}: jeg vil kunne sove hos mormor uden at ringe hjem",
            own_words_by="child",
            opened_on=profile.opened_on,
            created_by=worker,
            created_at=now,
        )
        for number in range(count)
        for profile, worker in zip(profiles, workers, strict=True)
    )
    written(
        Participation(
            goal=goal,
            held_on=goal.opened_on,
            manner="conversation",
            recognition="yes",
            recorded_by_id=goal.created_by_id,
            recorded_at=now,
        )
        for goal in goals
    )
    return goals


def _scores(goals: Sequence[ProfileGoal], count: int) -> Iterator[dict[str, object]]:
    """By the practitioner; the last of a goal is from this month or the one before."""
    now = timezone.now()
    for number in reversed(range(count)):
        for n, goal in enumerate(goals):
            moment = now - number * SCORED_EVERY - timedelta(days=n % LATEST)
            yield {
                "key": uuid4(),
                "goal_id": goal.pk,
                "rater": Rater.PRACTITIONER,
                "value": (n + 3 * number) % 11,
                "given_on": timezone.localdate(moment),
                "given_at": moment,
                "recorded_at": moment,
                "recorded_by_id": goal.created_by_id,
            }


def _evaluations(profiles: Sequence[DevelopmentProfile], workers: Sequence[User]) -> None:
    """Those of the last quarter: most approved, some ready, some not begun."""
    quarter = before(quarter_of(timezone.localdate()))
    day = timezone.make_aware(datetime.combine(quarter.ends_on, datetime.min.time()))
    written(
        Evaluation(
            profile=profile,
            quarter_start=quarter.starts_on,
            held_on=quarter.ends_on,
            started_by=worker,
            started_at=day,
            submitted_by=worker,
            submitted_at=day,
            approved_by=worker if n % OF_WHICH else None,
            approved_at=day if n % OF_WHICH else None,
        )
        for n, (profile, worker) in enumerate(zip(profiles, workers, strict=True))
        if n % (2 * OF_WHICH)
    )


def _notes(
    cases: Sequence[Case],
    workers: Sequence[User],
    goals: Sequence[ProfileGoal],
    size: ProfileSize,
) -> None:
    """One in four is tied to a goal; some of the newest wait for the next shift or to be done."""
    for number in reversed(range(size.notes)):
        newest = DiaryEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0
        poured(DiaryEntry, _notes_of_a_day(cases, workers, number))
        if number % TIED == 0:
            aim = number // TIED % size.goals * len(cases)
            notes = DiaryEntry.objects.filter(pk__gt=newest).order_by("pk")
            poured(
                DiaryEntry.goals.through,
                (
                    {"diaryentry_id": note, "profilegoal_id": goals[aim + n].pk}
                    for n, note in enumerate(notes.values_list("pk", flat=True))
                ),
            )


def _notes_of_a_day(
    cases: Sequence[Case], workers: Sequence[User], number: int
) -> Iterator[dict[str, object]]:
    """On each case the note that so many have followed."""
    now = timezone.now() - number * NOTED_EVERY
    for n, (case, author) in enumerate(zip(cases, workers, strict=True)):
        moment = now - timedelta(minutes=n % 600)
        is_followed_up = (number + n) % FOLLOWED_UP == 0
        is_done = is_followed_up and number > 1
        yield {
            "key": uuid4(),
            "case_id": case.pk,
            "kind": NoteKind.VISIT,
            "happened_at": moment,
            **_text((number * 7 + n) % KINDS_OF_TEXT),
            "hand_over": (number + n) % HANDED_OVER == 0,
            "follow_up_on": timezone.localdate(moment) if is_followed_up else None,
            "follow_up": "Ring til skolen" if is_followed_up else "",
            "followed_up_at": moment if is_done else None,
            "followed_up_by_id": author.pk if is_done else None,
            "author_id": author.pk,
            "recorded_at": moment,
        }


@lru_cache(maxsize=KINDS_OF_TEXT)
def _text(number: int) -> dict[str, Any]:
    """As it is written, and as it is searched in."""
    said = [some[(number + more) % len(some)] for more in range(4) for some in WORDS]
    text = " ".join(said + [SELDOM] * (not number))
    return {"text": text, **searched_in(text)}
