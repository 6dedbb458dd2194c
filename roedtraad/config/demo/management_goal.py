"""A leader and a team work on a goal of the agreement as families do on theirs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from roedtraad.casework.profiles.counting_rules import quarter_of
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    ProfileGoal,
    ProfileTemplate,
    Rater,
    Score,
)
from roedtraad.casework.profiles.queries.texts import Place
from roedtraad.casework.profiles.services import (
    actions,
    agreeing,
    evaluations,
    meetings,
    profiles,
    scores,
    texts,
)
from roedtraad.casework.profiles.services.agreeing import Agreed
from roedtraad.casework.profiles.services.evaluations import Written
from roedtraad.casework.profiles.services.scores import Given
from roedtraad.casework.profiles.services.texts import Words
from roedtraad.casework.profiles.steered import steered
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Goal as AgreementGoal
from roedtraad.steering.agreements.queries.management import MODEL

from .family_plans import CONVERSATION

LEVELS = {
    -2: "Målene er skrevet på forhånd",
    -1: "Familien får målene at se",
    0: "Halvdelen af målene begynder med familiens ord",
    1: "Næsten alle mål begynder med familiens ord",
    2: "Familien skriver selv",
}
SCORES = (  # days after it was agreed, by whom, what
    *((2, Rater.LEADER, -1), (2, Rater.TEAM_LEADER, -2), (60, Rater.LEADER, -1)),
    *((60, Rater.TEAM_LEADER, -1), (125, Rater.LEADER, 1), (130, Rater.TEAM_LEADER, 0)),
)
VOICES = (
    ("leadership", "Det skal kunne mærkes hjemme hos familierne."),
    ("employees", "Vi mangler tid lige efter besøget."),
)


def work_on_a_management_goal(leader: User, today: date) -> None:
    """A profile with a goal, scores of both leaders, texts, an action, a meeting, an evaluation."""
    goal = AgreementGoal.objects.filter(
        agreement__state="active", agreement__unit__name="Familiehuset Strandgården"
    ).order_by("pk")[0]
    about = steered(leader, MODEL, goal.pk)
    if about is None:
        return
    start = today - timedelta(days=150)
    profile = profiles.open_management_profile(
        about,
        ProfileTemplate.objects.get(about="management", number=1),
        {
            "purpose": "Vi vil mødes om målet hver måned, ikke kun ved opfølgningen.",
            "opened_on": start,
        },
        acting_user=leader,
    )
    agreed = _agree(profile, start, leader)
    for after, rater, value in SCORES:
        given = Given(rater=rater, value=value, given_on=start + timedelta(days=after))
        row = scores.record_score(agreed, given, acting_user=leader)
        at = timezone.make_aware(datetime.combine(given.given_on, time(13)))
        Score.objects.filter(pk=row.pk).update(given_at=at, recorded_at=at)
    _plan(profile, start, today, leader)
    _evaluate(profile, agreed, today, leader)


def _agree(profile: DevelopmentProfile, start: date, leader: User) -> ProfileGoal:
    words = {
        "own_words": "Vi spørger familien, før vi skriver målet",
        "own_words_by": "employees",
        "scale": "attainment",
        "aim": 1,
    }
    took_part = {**CONVERSATION, "others": "Teamet på mandagsmødet"}
    return agreeing.agree(profile, Agreed(start, words, LEVELS, took_part), acting_user=leader)


def _plan(profile: DevelopmentProfile, start: date, today: date, leader: User) -> None:
    for voice, text in VOICES:
        place = Place("perspectives", None, voice)
        texts.write_text(profile, place, Words(text), acting_user=leader)
    actions.plan_action(
        profile,
        {
            "description": "Prøve spørgsmålene af på tre besøg hver",
            "responsible": "Teamet",
            "starts_on": start + timedelta(days=14),
            "ends_on": start + timedelta(days=100),
            "state": "under_way",
        },
        acting_user=leader,
    )
    at = timezone.make_aware(datetime.combine(today + timedelta(days=20), time(9, 0)))
    agenda = [{"picture": "goal", "text": "Hvordan går det med målet?"}]
    called = {"starts_at": at, "place": "Mødelokalet", "others": "Teamet", "agenda": agenda}
    meetings.call_meeting(profile, called, acting_user=leader)


def _evaluate(profile: DevelopmentProfile, goal: ProfileGoal, today: date, leader: User) -> None:
    row = evaluations.begin_evaluation(profile, quarter_of(today).starts_on, acting_user=leader)
    words = {
        "held_on": today,
        "family_view": "Det er blevet lettere at spørge, når vi har øvet det sammen.",
        "family_view_by": "Teamet på mandagsmødet",
        "next_on": today + timedelta(days=80),
    }
    said = {
        "summary": "Både leder og teamleder ser flere mål, der begynder med familiens ord.",
        **{"course": "continues", "reason": "", "outcome": ""},
    }
    evaluations.save_evaluation(
        row, Written(words, {goal.pk: said}), base_version=None, acting_user=leader
    )
