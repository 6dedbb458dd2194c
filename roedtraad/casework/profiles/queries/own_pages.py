"""What somebody of the family sees on their own pages: their own, and what is shared with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from roedtraad.casework.cases.access import Way
from roedtraad.casework.cases.models import Citizen, FamilyAccess
from roedtraad.casework.cases.names import listed
from roedtraad.casework.cases.queries.family_access import own_access, place_of
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    Evaluation,
    InstrumentVersion,
    Participation,
    PlannedAction,
    ProfileGoal,
    Rater,
    Recognition,
    Response,
)
from roedtraad.casework.profiles.sharing import Reader, Shared, may_see
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .family_things import FamilyThings, GoalThings, rater_of, reader_of, scored_by, things_of

LATEST = 6  # of what somebody has answered
Asked = list[tuple[int, str, dict[int, str]]]  # number, question, its answers in words


@dataclass(frozen=True)
class OwnScore:
    """A score as whoever may see it is told it."""

    on: date
    value: int


@dataclass(frozen=True)
class OthersScores:
    """What somebody else has scored, shared with whoever reads."""

    whose: str
    scores: list[OwnScore]


@dataclass(frozen=True)
class FamilyGoal:
    """A goal as one of the family sees it. `whose` is empty where it is their own."""

    goal: ProfileGoal
    whose: str
    values: list[tuple[int, str]]  # each number of the scale, and what it looks like
    scores: list[OwnScore]
    others: list[OthersScores]
    answer: Participation | None

    @property
    def last(self) -> OwnScore | None:
        return self.scores[-1] if self.scores else None

    @property
    def is_answered(self) -> bool:
        return self.answer is not None and self.answer.recognition != Recognition.NOT_ASKED


@dataclass(frozen=True)
class FamilyPlan:
    """A plan as the family may keep it: no word of it that is another's, unless shared."""

    profile: DevelopmentProfile
    about: str
    goals: list[FamilyGoal]
    actions: list[PlannedAction]
    next_on: date | None


@dataclass(frozen=True)
class FamilyAnswers:
    """A questionnaire that was answered: one's own, or shared with whoever reads.

    `about` is whom it tells of, where that is not who answered.
    """

    title: str
    use: str
    about: str
    whose: str
    on: date
    answers: list[tuple[str, str]]
    comment: str


@dataclass(frozen=True)
class OwnPages:
    """Everything that one of the family sees."""

    access: FamilyAccess
    rater: Rater
    goals: list[FamilyGoal]
    plans: list[FamilyPlan]
    answers: list[FamilyAnswers]  # of others
    own_answers: list[FamilyAnswers]  # the latest first

    def goal(self, pk: int) -> FamilyGoal:
        for each in self.goals:
            if each.goal.pk == pk:
                return each
        raise Http404

    def plan(self, pk: int) -> FamilyPlan:
        for each in self.plans:
            if each.profile.pk == pk:
                return each
        raise Http404


def own_pages(user: User) -> OwnPages:
    """What the family's account `user` sees now; the look is logged. Raises `Http404`."""
    access = own_access(user)
    audit.record_read(
        *("case.family_read", access.case),
        acting_user=user,
        unit=access.case.unit,
        way=str(Way.FAMILY),
    )
    things = things_of(access.case)
    reader = reader_of(access.citizen_id, access.case)
    seen = _seen_goals(reader, things)
    goals = [_goal(each, reader, things) for each in seen]
    shares = things.standing()
    plans = [row for row, thing in things.plans if may_see(reader, thing, shares)]
    seen_answers = [pair for pair in things.answers if may_see(reader, pair[1], shares)]
    own = [row for row, thing in seen_answers if reader.who in thing.owners][:LATEST]
    others = [row for row, thing in seen_answers if reader.who not in thing.owners]
    told = _told([*own, *others], things)
    return OwnPages(
        access=access,
        rater=rater_of(place_of(access).role),
        goals=sorted(goals, key=lambda each: bool(each.whose)),
        plans=[_plan(row, reader, goals, things) for row in plans],
        answers=[told[row.pk] for row in others],
        own_answers=[told[row.pk] for row in own],
    )


def answerable_goal(user: User, pk: int) -> tuple[FamilyAccess, Rater]:
    """Who of the family answers about a goal they may see, and as what; `Http404` else."""
    access = own_access(user)
    reader = reader_of(access.citizen_id, access.case)
    seen = {each.goal.pk for each in _seen_goals(reader, things_of(access.case))}
    if pk not in seen:
        raise Http404
    return access, rater_of(place_of(access).role)


def _seen_goals(reader: Reader, things: FamilyThings) -> list[GoalThings]:
    shares = things.standing()
    return [each for each in things.goals if may_see(reader, each.thing, shares)]


def _goal(each: GoalThings, reader: Reader, things: FamilyThings) -> FamilyGoal:
    shares, about = things.standing(), each.thing.about
    child = next(iter(about)) if len(about) == 1 else None
    mine = [row for row in each.rows if scored_by(row, child) == reader.who]
    answers = [
        row
        for row in each.goal.participations.all()
        if any(person.pk == reader.who for person in row.people.all())
    ]
    return FamilyGoal(
        goal=each.goal,
        whose="" if reader.who in each.thing.owners else _whose(each, things),
        values=_values(each.goal),
        scores=[OwnScore(row.given_on, row.value or 0) for row in mine],
        others=_others(each, reader, shares, things.people, child),
        answer=answers[-1] if answers else None,
    )


def _whose(each: GoalThings, things: FamilyThings) -> str:
    keys = each.thing.owners or each.thing.about
    names = [things.people[key].first_name for key in sorted(keys) if key in things.people]
    return ", ".join(names) or "?"


def _others(
    each: GoalThings,
    reader: Reader,
    shares: list[Shared],
    people: dict[int, Citizen],
    child: int | None,
) -> list[OthersScores]:
    found = []
    for who, thing in each.scores.items():
        if who != reader.who and who in people and may_see(reader, thing, shares):
            rows = [row for row in each.rows if scored_by(row, child) == who]
            scores = [OwnScore(row.given_on, row.value or 0) for row in rows]
            found.append(OthersScores(people[who].first_name, scores))
    return found


def _values(goal: ProfileGoal) -> list[tuple[int, str]]:
    said = {level.value: level.description for level in goal.levels.all()}
    return [(value, said.get(value, "")) for value in SCALES[goal.scale].values]


def _plan(
    profile: DevelopmentProfile, reader: Reader, goals: list[FamilyGoal], things: FamilyThings
) -> FamilyPlan:
    """A grown-up reads what is done for those whom the plan is about; a child what is done for it.

    What is done for a brother or sister alone is theirs.
    """
    about = next(thing.about for row, thing in things.plans if row.pk == profile.pk)
    concerned = {reader.who} if reader.who in about else set(about)
    actions = [
        row
        for row in profile.actions.all()
        if row.citizen_id is None or row.citizen_id in concerned
    ]
    approved = Evaluation.objects.filter(profile=profile, approved_at__isnull=False)
    latest = approved.order_by("-quarter_start").first()
    names = [listed(things.people[key]) for key in sorted(about) if key in things.people]
    return FamilyPlan(
        profile=profile,
        about=", ".join(names),
        goals=[each for each in goals if each.goal.profile_id == profile.pk],
        actions=actions,
        next_on=latest.next_on if latest else None,
    )


def _told(rows: Sequence[Response], things: FamilyThings) -> dict[int, FamilyAnswers]:
    """By the key of each; two queries for each version, however often it was answered."""
    words: dict[int, Asked] = {}
    for row in rows:
        if row.version_id not in words:
            words[row.version_id] = _asked(row.version)
    return {row.pk: _answers(row, words[row.version_id], things) for row in rows}


def _asked(version: InstrumentVersion) -> Asked:
    """Its questions and answers in words; of a licensed questionnaire none are shown."""
    if not version.instrument.may_show_items:
        return []
    return [
        (item.number, str(item), {option.value: str(option) for option in block.options.all()})
        for block in version.blocks.prefetch_related("options", "items")
        for item in block.items.all()
    ]


def _answers(row: Response, asked: Asked, things: FamilyThings) -> FamilyAnswers:
    who = things.people.get(row.answered_by_id or 0)
    return FamilyAnswers(
        title=str(row.version.instrument),
        use=row.version.instrument.use,
        about=row.citizen.first_name if row.citizen_id != row.answered_by_id else "",
        whose=who.first_name if who else "",
        on=row.answered_on,
        answers=[
            (question, options[value])
            for number, question, options in sorted(asked, key=lambda each: each[0])
            if (value := row.answers.get(str(number))) is not None
        ],
        comment=row.comment,
    )
