"""The demonstration's profiles: goals agreed, texts written, actions planned, meetings called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.queries.page import people_now
from roedtraad.casework.cases.services.cases import subjects
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    ProfileGoal,
    ProfileTemplate,
    SharedKind,
)
from roedtraad.casework.profiles.queries.texts import Place
from roedtraad.casework.profiles.services import (
    actions,
    agreeing,
    goals,
    meetings,
    profiles,
    sharing,
    templates,
    texts,
)
from roedtraad.casework.profiles.services.agreeing import Agreed
from roedtraad.casework.profiles.services.texts import Words
from roedtraad.foundation.accounts.models import User

from .family_plans import PLANS, Goal, Plan
from .family_scores import score


def agree_on_goals(cases: Sequence[Case], today: date) -> None:
    """Open a profile for each family, and write in it what they want and what is done."""
    by_child = {citizen.first_name: case for case in cases for citizen in subjects(case)}
    for plan in PLANS:
        _carry_out(plan, by_child[plan.child], today)


def _carry_out(plan: Plan, case: Case, today: date) -> None:
    who = case.workers.get(role="practitioner").user
    help_given = Intervention.objects.get(case=case)
    start = help_given.starts_on
    about = subjects(case)
    profile = profiles.open_profile(
        case,
        ProfileTemplate.objects.get(about="family", number=1),
        {
            "opened_on": start,
            "intervention": help_given,
            "purpose": plan.purpose,
            "expected_to": help_given.planned_to,
        },
        subjects=about,
        acting_user=who,
    )
    people = {row.citizen.first_name: row.citizen for row in people_now(case)}
    made: list[ProfileGoal] = []
    for goal in plan.goals:
        made.append(_agree(profile, goal, made, people, who))
    for goal, row in zip(plan.goals, made, strict=True):
        if goal.closed:
            after, outcome, note = goal.closed
            goals.close_goal(
                *(row,),
                closed_on=min(start + timedelta(days=after), today),
                outcome=outcome,
                closing_note=note,
                acting_user=who,
            )
    for goal, row in zip(plan.goals, made, strict=True):
        score(row, goal.scores, people, today, who)
    _write(plan, profile, people, who)
    if plan.meets:
        place, invited = plan.meets
        _call_meeting(profile, place, [people[name] for name in invited], today, who)
    for name in plan.shown_to:
        sharing.share(*(case, SharedKind.PLAN, profile.pk, None, people[name].pk), acting_user=who)
    if plan.closed:
        after, outcome = plan.closed
        profiles.close_profile(
            profile, closed_on=start + timedelta(days=after), outcome=outcome, acting_user=who
        )


def _call_meeting(
    profile: DevelopmentProfile, place: str, people: list[Citizen], today: date, who: User
) -> None:
    at = datetime.combine(today + timedelta(days=9), time(15, 30))
    lines = (
        ("hello", "Vi siger hej"),
        ("goal", "Almas og Viggos mål"),
        ("good", "Det, der går godt"),
        ("hard", "Det, der er svært"),
        ("plan", "Det, vi gør nu"),
        ("next", "Hvornår vi mødes igen"),
    )
    meetings.call_meeting(
        profile,
        {
            "starts_at": timezone.make_aware(at),
            "place": place,
            "others": "Ida fra Familieteam Øst",
            "agenda": [{"picture": picture, "text": text} for picture, text in lines],
        },
        people=people,
        acting_user=who,
    )


def _agree(
    profile: DevelopmentProfile,
    goal: Goal,
    made: list[ProfileGoal],
    people: dict[str, Citizen],
    who: User,
) -> ProfileGoal:
    about = [row.citizen for row in profile.subjects.select_related("citizen")]
    whose = people.get(goal.whose) or (about[0] if len(about) == 1 else None)
    agreed = Agreed(
        profile.opened_on + timedelta(days=goal.after),
        {"own_words": goal.own_words, "own_words_by": goal.by, "citizen": whose, **goal.facts},
        goal.levels,
        goal.took_part,
        tuple(people[name] for name in goal.with_whom),
    )
    if goal.changes is not None:
        return agreeing.agree_anew(made[goal.changes], agreed, acting_user=who)
    return agreeing.agree(profile, agreed, acting_user=who)


def _write(plan: Plan, profile: DevelopmentProfile, people: dict[str, Citizen], who: User) -> None:
    for section, voice, child, text, barriers in plan.texts:
        place = Place(section, people[child].pk if child else None, voice)
        texts.write_text(profile, place, Words(text, barriers), acting_user=who)
    for what, responsible, after, until, state, child in plan.actions:
        actions.plan_action(
            profile,
            {
                "description": what,
                "responsible": responsible,
                "starts_on": profile.opened_on + timedelta(days=after),
                "ends_on": profile.opened_on + timedelta(days=until) if until else None,
                "state": state,
                "citizen": people.get(child),
            },
            acting_user=who,
        )


def begin_a_new_template(consultant: User) -> None:
    """A new version of the families' template is being written."""
    current = ProfileTemplate.objects.get(about="family", number=1)
    templates.draft_version(current, acting_user=consultant)
