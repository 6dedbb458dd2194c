"""Goals that an approved evaluation says are changed, and that nobody has changed yet.

One that stops is closed as the evaluation is approved, so nothing more is to be done about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import own_keys
from roedtraad.casework.cases.models import Case, CaseWorker, WorkerRole
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.models import Course, EvaluatedGoal, ProfileGoal
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.foundation.notices.today import Item

from .due import names_of


def decided() -> QuerySet[EvaluatedGoal]:
    """What the last approved evaluation of each open goal says, where that is to change it."""
    said = EvaluatedGoal.objects.filter(evaluation__approved_at__isnull=False)
    later = said.filter(
        goal=OuterRef("goal"), evaluation__quarter_start__gt=OuterRef("evaluation__quarter_start")
    )
    changes = said.filter(course=Course.CHANGES, goal__closed_on=None)
    return changes.exclude(Exists(later)).select_related("evaluation")


def decided_of(goals: Iterable[ProfileGoal]) -> dict[int, EvaluatedGoal]:
    """By goal; one query."""
    return {row.goal_id: row for row in decided().filter(goal__in=list(goals))}


def items(user: User, today: date) -> Iterator[Item]:
    """A task for each goal, for "I dag" of whoever works with the family; gone when it is done."""
    rows = _decided_in().rows(cases=own_keys(user))
    mine = set(_worked_on(user).values_list("pk", flat=True)) if rows else set()
    found = [row for row in rows if row.goal.profile.case_id in mine]
    about = names_of([row.goal.profile for row in found])
    cases = {row.goal.profile.case for row in found if row.goal.profile.case}
    audit.record_read("case.listed", cases, acting_user=user)
    yield from (_item(row, about[row.goal.profile_id]) for row in found)


@prepared
def _decided_in() -> QuerySet[EvaluatedGoal]:
    rows = decided().filter(goal__profile__case__in=GivenKeys("cases"))
    return rows.select_related("goal__profile__case").order_by("evaluation__approved_at")


def _worked_on(user: User) -> QuerySet[Case]:
    """Cases the user is the practitioner of, or the adviser of where there is none."""
    valid = CaseWorker.objects.valid_on(timezone.localdate())
    own, others = valid.filter(user=user), valid.exclude(role=WorkerRole.ADVISER)
    has_others = Exists(others.filter(case=OuterRef("pk")))
    works_with = Q(pk__in=others.filter(user=user).values("case"))
    return Case.objects.filter(works_with | Q(pk__in=own.values("case")) & ~has_others)


def _item(row: EvaluatedGoal, about: str) -> Item:
    profile = row.goal.profile
    return Item(
        _("Agree the new goal: %(about)s") % {"about": about},
        address(profile, "goal_change", goal=row.goal_id),
        _("Agree"),
        context=_("%(case)s · decided at the evaluation") % {"case": profile.case},
    )
