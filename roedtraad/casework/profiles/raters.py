"""Who can score: in a case each child, parent and professional; of a management goal who leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roedtraad.casework.cases.models import Case, CasePerson, Citizen, FamilyRole

from .models import ProfileGoal, Rater, Score

R = FamilyRole
PARENTS = (R.MOTHER, R.FATHER, R.PARENT, R.STEP_PARENT, R.FOSTER_PARENT)
PROFESSIONALS = (Rater.PRACTITIONER, Rater.TEACHER, Rater.NETWORK)
LEADERS = (Rater.LEADER, Rater.TEAM_LEADER)


@dataclass(frozen=True)
class Who:
    """A rater as a page offers them. `key` is what forms send."""

    rater: Rater
    name: str
    citizen: Citizen | None = None

    @property
    def key(self) -> str:
        return key_of(self.rater, self.citizen.pk if self.citizen else None)

    def scores(self, goal: ProfileGoal) -> bool:
        """A child scores what is theirs or everybody's, and not what is a brother's or sister's."""
        if self.rater is not Rater.CHILD or goal.citizen_id is None or self.citizen is None:
            return True
        return goal.citizen_id == self.citizen.pk


def key_of(rater: str, citizen: int | None) -> str:
    return f"{rater}-{citizen}" if citizen else str(rater)


def who_scored(score: Score) -> str:
    return key_of(score.rater, score.citizen_id)


def raters_of(case: Case) -> list[Who]:
    """Everybody who can score in the case today: the children, the parents, the others."""
    people = case.people.filter(ends_on=None).select_related("citizen")
    rows = list(people.order_by("-citizen__born_on", "pk"))
    children = [Who(Rater.CHILD, _called(row), row.citizen) for row in _of(rows, [R.SUBJECT])]
    parents = [Who(Rater.PARENT, _called(row), row.citizen) for row in _of(rows, PARENTS)]
    others = [Who(rater, rater.label.capitalize()) for rater in PROFESSIONALS]
    return [*children, *parents, *others]


def leaders() -> list[Who]:
    """Who scores the goals of a management goal: those who work on it."""
    return [Who(rater, rater.label.capitalize()) for rater in LEADERS]


def name_of(score: Score) -> str:
    """How whoever gave a score is called. It comes with its citizen."""
    if score.citizen is None:
        return str(Rater(score.rater).label).capitalize()
    return _shown(score.citizen, str(Rater(score.rater).label))


def _of(rows: list[CasePerson], roles: Iterable[FamilyRole]) -> list[CasePerson]:
    return [row for row in rows if row.role in set(roles)]


def _called(row: CasePerson) -> str:
    """By first name; a parent also by what they are, and a protected name is not written."""
    role = row.get_role_display()
    if row.role == R.SUBJECT:
        return _shown(row.citizen, str(Rater.CHILD.label))
    shown = _shown(row.citizen, "")
    return f"{shown} ({role})" if shown else role.capitalize()


def _shown(citizen: Citizen, otherwise: str) -> str:
    return otherwise.capitalize() if citizen.is_protected else citizen.first_name
