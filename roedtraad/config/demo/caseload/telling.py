"""What families say of the meetings, and what is told of them in the diary."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.instruments_seats import is_of_age
from roedtraad.casework.profiles.models import (
    DiaryEntry,
    Informant,
    InstrumentVersion,
    ProfileGoal,
    Response,
    ResponseWay,
    Scale,
    ScaleScore,
)
from roedtraad.casework.profiles.models.diary import searched_in
from roedtraad.config.demo.population.tables import Population

from . import told
from .agreements import places_by
from .households import Household
from .ledger import Ledger

FEEDBACK = "RT-MOEDE"
QUESTIONS, MOST = 5, 3  # of our own questionnaire, and the best answer to each
HOURS = (9, 10, 11, 13, 14, 15, 16)
OF_A_GOAL = 3  # every third note or so tells of a goal


class Telling:
    """Writes the feedback and the notes of a population into a ledger."""

    def __init__(self, population: Population, ledger: Ledger, last_day: date) -> None:
        self.population, self.ledger, self.last_day = population, ledger, last_day
        self.feedback_of = places_by(population.feedback.family)
        self.notes_of = places_by(population.notes.family)
        of_ours = InstrumentVersion.objects.filter(instrument__code=FEEDBACK).order_by("pk")
        self.young, self.grown = of_ours
        self.scale = {row.version_id: row for row in Scale.objects.filter(version__in=of_ours)}

    def write(self, home: Household, goals: list[ProfileGoal]) -> None:
        for place in self.feedback_of.get(home.number, []):
            self._feedback(home, place)
        for place in self.notes_of.get(home.number, []):
            self._note(home, goals, place)

    def _feedback(self, home: Household, place: int) -> None:
        """Answers whose sum is what was drawn, from 0–10 to the questionnaire's own 0–15."""
        feedback = self.population.feedback
        on = date.fromordinal(int(feedback.given_on[place]))
        version, who, informant = self._answering(home, on)
        total = round(int(feedback.value[place]) / 10 * QUESTIONS * MOST)
        each, over = divmod(total, QUESTIONS)
        row = Response(
            case=home.case,
            citizen=who,
            version=version,
            informant=informant,
            answered_by=who,
            answered_on=on,
            way=ResponseWay.ANSWERED,
            answers={str(n + 1): each + (1 if n < over else 0) for n in range(QUESTIONS)},
            intervention=home.intervention,
            recorded_by=home.place.practitioner,
        )
        self.ledger.add(on, row, home.told("response.recorded", case=home.case))
        scale = self.scale[version.pk]
        score = ScaleScore(response=row, scale=scale, score=total, n_answered=QUESTIONS)
        self.ledger.add(on, score)

    def _answering(self, home: Household, on: date) -> tuple[InstrumentVersion, Citizen, str]:
        """The first child of an age for it, else a parent; the adult where the case is of one."""
        for citizen in home.subjects.values():
            if home.parents and is_of_age(self.young, citizen, on):
                return self.young, citizen, Informant.CHILD
        if home.parents:
            return self.grown, home.parents[0], Informant.PARENT
        return self.grown, next(iter(home.subjects.values())), Informant.CHILD

    def _note(self, home: Household, goals: list[ProfileGoal], place: int) -> None:
        """Written the morning after, or later."""
        notes = self.population.notes
        number = int(notes.text[place])
        given = date.fromordinal(int(notes.given_on[place]))
        recorded = max(date.fromordinal(int(notes.recorded_on[place])), given + timedelta(days=1))
        if recorded > self.last_day:
            return
        kind, text = told.note(number, is_adult=not home.parents)
        row = DiaryEntry(
            case=home.case,
            kind=kind,
            happened_at=timezone.make_aware(
                datetime.combine(given, time(HOURS[number % len(HOURS)], number % 4 * 15))
            ),
            text=text,
            **searched_in(text),
            author=home.place.practitioner,
        )
        self.ledger.add(recorded, row, home.told("diaryentry.written", case=home.case))
        subjects = list(home.subjects.values())
        people = DiaryEntry.people.through
        self.ledger.add(recorded, people(diaryentry=row, citizen=subjects[number % len(subjects)]))
        known = [goal for goal in goals if goal.opened_on <= given]
        if known and number % OF_A_GOAL == 0:
            self._of_goal(home, row, known[number % len(known)], recorded)

    def _of_goal(self, home: Household, row: DiaryEntry, goal: ProfileGoal, on: date) -> None:
        of_goals, of_interventions = DiaryEntry.goals.through, DiaryEntry.interventions.through
        self.ledger.add(on, of_goals(diaryentry=row, profilegoal=goal))
        self.ledger.add(on, of_interventions(diaryentry=row, intervention=home.intervention))
