"""A family's profile as rows: goals in their words, who took part, scores, evaluations, its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.models import Course as GoalCourse
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    EvaluatedGoal,
    Evaluation,
    GoalKind,
    GoalLevel,
    GoalOutcome,
    GoalScale,
    Manner,
    Participation,
    PlannedAction,
    ProfileGoal,
    ProfileOutcome,
    ProfileSubject,
    ProfileTemplate,
    Rater,
    Recognition,
    Score,
    SectionText,
    Voice,
)
from roedtraad.config.demo.population import figures
from roedtraad.config.demo.population.design import PRACTITIONER
from roedtraad.config.demo.population.meeting import YEAR
from roedtraad.config.demo.population.recording import CHILD_FROM
from roedtraad.config.demo.population.tables import FFB, GAS, REASONS, Counts, Population

from . import words
from .households import Household
from .ledger import Ledger

SCALES = (GoalScale.NUMBER, GoalScale.ATTAINMENT, GoalScale.FFB)
KINDS = (GoalKind.DEVELOP, GoalKind.MAINTAIN, GoalKind.LIMIT_LOSS)
RATERS = (Rater.CHILD, Rater.PARENT, Rater.PRACTITIONER, Rater.TEACHER)
ENDED = {
    "reached": ProfileOutcome.REACHED,
    "other": ProfileOutcome.PARTLY,
    "moved": ProfileOutcome.OTHER,
    **dict.fromkeys(("declined", "not_helping", "breakdown"), ProfileOutcome.DROPPED_OUT),
}
NEXT = 90  # days from an evaluation to the next
Chosen = TypeVar("Chosen")


class Profiles:
    """Writes the goals of a population into a ledger."""

    def __init__(
        self, population: Population, ledger: Ledger, template: ProfileTemplate, seed: int
    ) -> None:
        self.population, self.ledger, self.template = population, ledger, template
        self.chance = np.random.default_rng([seed, 2])
        self.reached = figures.reached(population).value
        levels = figures.first_and_last(population, PRACTITIONER)
        is_lower_better = population.goals.scale == FFB
        self.moved = np.where(is_lower_better, -levels.change(), levels.change())
        self.goals_of = places_by(population.goals.family)
        self.scores_of = places_by(population.scores.goal)
        self.evaluations_of = places_by(population.evaluations.family)

    def write(self, home: Household) -> list[ProfileGoal]:
        """The profile of a family, from the first goal to the last word; answers its goals."""
        places = self.goals_of.get(home.number, [])
        if not places:
            return []
        goals = self.population.goals
        first = date.fromordinal(int(goals.agreed_on[places].min()))
        profile = self._opened(home, first)
        rows = {}
        for place in places:
            rows[place] = self._goal(home, profile, place)
            self._scores(home, rows[place], place)
        self._evaluations(home, profile, rows)
        self._ends(home, profile, rows)
        return list(rows.values())

    def _opened(self, home: Household, on: date) -> DevelopmentProfile:
        profile = DevelopmentProfile(
            template=self.template,
            case=home.case,
            intervention=home.intervention,
            unit=home.place.unit,
            purpose=home.intervention.purpose,
            expected_to=max(home.intervention.planned_to or on, on),
            opened_on=on,
        )
        self.ledger.add(on, profile, home.told("profile.opened", case=home.case))
        for citizen in home.subjects.values():
            self.ledger.add(on, ProfileSubject(profile=profile, citizen=citizen))
        by = home.place.practitioner
        criteria = self._one_of(words.CRITERIA)
        for key, text in (("goal", home.intervention.purpose), ("criteria", criteria)):
            row = SectionText(profile=profile, section=key, text=text, written_by=by)
            self.ledger.add(on, row)
        what, who = self._one_of(words.ACTIONS)
        action = PlannedAction(profile=profile, description=what, responsible=who, starts_on=on)
        self.ledger.add(on, action)
        return profile

    def _goal(self, home: Household, profile: DevelopmentProfile, place: int) -> ProfileGoal:
        goals, children = self.population.goals, self.population.children
        child = int(goals.child[place])
        on = date.fromordinal(int(goals.agreed_on[place]))
        age = (goals.agreed_on[place] - children.born_on[child]) / YEAR
        voice = Voice.CHILD if age >= CHILD_FROM else Voice.PARENTS
        said = self._words(home, voice, place)
        scale = SCALES[goals.scale[place]]
        has_ends = scale == GoalScale.NUMBER
        goal = ProfileGoal(
            profile=profile,
            citizen=home.subjects[child],
            own_words=said.own,
            own_words_by=voice,
            professional_words=said.professional,
            scale=scale,
            kind=KINDS[goals.aim[place]],
            low_anchor=said.low if has_ends else "",
            high_anchor=said.high if has_ends else "",
            aim=int(goals.target[place]),
            opened_on=on,
            created_by=home.place.practitioner,
        )
        self.ledger.add(on, goal, home.told("profilegoal.agreed", case=home.case))
        if goals.scale[place] == GAS:
            for value, text in words.ATTAINED.items():
                self.ledger.add(on, GoalLevel(goal=goal, value=value, description=text))
        self._participation(home, goal, place, voice)
        return goal

    def _words(self, home: Household, voice: Voice, place: int) -> words.GoalWords:
        texts = words.CHILD if voice == Voice.CHILD else words.PARENTS
        texts = texts if home.parents else words.ADULT
        return texts[place % len(texts)]

    def _participation(self, home: Household, goal: ProfileGoal, place: int, voice: Voice) -> None:
        goals = self.population.goals
        took_part, is_theirs = bool(goals.made_with[place]), bool(goals.recognised[place])
        manner, answer = Manner.NONE, Recognition.NOT_ASKED
        if took_part:
            ways = [Manner.CONVERSATION, Manner.NETWORK_MEETING]
            ways += [Manner.DRAWING] if voice == Voice.CHILD and home.parents else []
            manner = self._one_of(tuple(ways))
            answer = Recognition.YES if is_theirs else Recognition.CHANGE
        row = Participation(
            goal=goal,
            held_on=goal.opened_on,
            manner=manner,
            recognition=answer,
            wanted_changed="" if answer != Recognition.CHANGE else "Det skal siges mere enkelt.",
            why_not="" if took_part else self._one_of(words.NOT_ASKED),
            recorded_by=home.place.practitioner,
        )
        told = home.told("participation.recorded", case=home.case, goal=goal)
        self.ledger.add(goal.opened_on, row, told)
        people = Participation.people.through
        for citizen in self._around(home, goal, voice) if took_part else []:
            self.ledger.add(goal.opened_on, people(participation=row, citizen=citizen))

    def _around(self, home: Household, goal: ProfileGoal, voice: Voice) -> list[Citizen]:
        own = [goal.citizen] if voice == Voice.CHILD and goal.citizen is not None else []
        return [*own, *home.parents[:1]]

    def _scores(self, home: Household, goal: ProfileGoal, place: int) -> None:
        scores = self.population.scores
        parent = home.parents[0] if home.parents else None
        whose = {Rater.CHILD: goal.citizen, Rater.PARENT: parent}
        for each in self.scores_of.get(place, []):
            rater = RATERS[scores.rater[each]]
            score = Score(
                goal=goal,
                rater=rater,
                citizen=whose.get(rater),
                value=int(scores.value[each]),
                given_on=date.fromordinal(int(scores.given_on[each])),
                recorded_by=home.place.practitioner,
            )
            told = home.told("score.recorded", case=home.case, goal=goal, rater=str(rater))
            self.ledger.add(date.fromordinal(int(scores.recorded_on[each])), score, told)

    def _evaluations(
        self, home: Household, profile: DevelopmentProfile, rows: dict[int, ProfileGoal]
    ) -> None:
        due = self.population.evaluations
        by = home.place.practitioner
        for each in self.evaluations_of.get(home.number, []):
            if not due.approved_on[each]:
                continue
            on = date.fromordinal(int(due.approved_on[each]))
            last = date.fromordinal(int(due.due_on[each]))
            seen, adjusted = self._one_of(words.SEEN)
            row = Evaluation(
                profile=profile,
                quarter_start=date(last.year, last.month - 2, 1),
                held_on=on,
                family_view=seen,
                family_view_by="Sagt ved mødet",
                conclusion=adjusted,
                plain_words=f"{seen} {adjusted}",
                next_on=on + timedelta(days=NEXT),
                started_by=by,
                saved_by=by,
                submitted_by=by,
                approved_by=home.place.adviser,
            )
            told = home.told("evaluation.approved", by=home.place.adviser, case=home.case)
            self.ledger.add(on, row, told)
            self._looked_at(row, [goal for goal in rows.values() if goal.opened_on <= on])

    def _looked_at(self, evaluation: Evaluation, goals: list[ProfileGoal]) -> None:
        for goal in goals:
            said, _adjusted = self._one_of(words.SEEN)
            row = EvaluatedGoal(
                evaluation=evaluation, goal=goal, summary=said, course=GoalCourse.CONTINUES
            )
            self.ledger.add(evaluation.held_on, row)

    def _ends(
        self, home: Household, profile: DevelopmentProfile, rows: dict[int, ProfileGoal]
    ) -> None:
        families = self.population.families
        if not families.ended_on[home.number]:
            return
        on = date.fromordinal(int(families.ended_on[home.number]))
        reason = REASONS[families.reason[home.number]]
        for place, goal in rows.items():
            told = home.told("profilegoal.closed", case=home.case)
            outcome = self._outcome(place, ENDED[reason])
            self.ledger.change(on, goal, told, closed_on=on, outcome=outcome)
        told = home.told("profile.closed", case=home.case, outcome=str(ENDED[reason]))
        self.ledger.change(
            *(on, profile, told),
            closed_on=on,
            outcome=ENDED[reason],
            closing_note=words.CLOSING[reason],
        )

    def _outcome(self, place: int, ended: ProfileOutcome) -> GoalOutcome:
        if self.reached[place] == 1:
            return GoalOutcome.REACHED
        if ended in {ProfileOutcome.DROPPED_OUT, ProfileOutcome.OTHER}:
            return GoalOutcome.STOPPED
        return GoalOutcome.PARTLY if self.moved[place] > 0 else GoalOutcome.NOT_REACHED

    def _one_of(self, texts: Sequence[Chosen]) -> Chosen:
        return texts[int(self.chance.integers(len(texts)))]


def places_by(named: Counts) -> dict[int, list[int]]:
    """The rows that name each row of another table."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, name in enumerate(named.tolist()):
        found[name].append(place)
    return found
