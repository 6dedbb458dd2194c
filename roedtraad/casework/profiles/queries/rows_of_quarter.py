"""What the figures of a quarter are counted from: one row for each family, goal or course.

Rows hold keys and outcomes, no names and no words. They are for counting alone, and leave through
disclosure control. Management goals' profiles are not among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any, Literal

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from roedtraad.casework.cases.models import Case, TargetGroup
from roedtraad.casework.interventions.models import EndReason, Intervention
from roedtraad.casework.interventions.queries.target_groups import cases_in
from roedtraad.casework.profiles.counting_rules import Given, Quarter, RuleBook, change_of
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    GoalKind,
    GoalOutcome,
    GoalScale,
    InstrumentUse,
    Manner,
    Participation,
    ProfileGoal,
    ProfileOutcome,
    Rater,
    Recognition,
    Response,
    Score,
)
from roedtraad.casework.profiles.verdicts import Verdict, VerdictState

from .counts import evaluations_due
from .instruments import Course, courses_in

NONE, SEVERAL = "none", "several"  # of target groups and kinds of intervention
CLEAR = 3  # points of 0–10: a goal's own scale has no norms that a reliable change could rest on
DROPPED_OUT = frozenset({EndReason.DECLINED, EndReason.NOT_HELPING, EndReason.BREAKDOWN})
CHUNK = 20_000
S = VerdictState
VERDICTS: dict[VerdictState, tuple[str, str]] = {
    **dict.fromkeys((S.RECOVERED, S.IMPROVED), ("better", "better")),
    S.UNCHANGED: ("not_better", "same"),
    **dict.fromkeys((S.DETERIORATED, S.HARMED), ("not_better", "worse")),
}
MISSING = ("missing", "missing")


@dataclass(frozen=True)
class Row:
    """`unit`, `family`: keys; a case without a family counts as one, below 0. `type`, `step`,
    `group`: keys as text, or a word for none. `outcome` divides into `detail`; `value`: points.
    """

    unit: int
    family: int
    type: str
    step: str
    group: str
    outcome: str
    detail: str
    value: float | None = None


@dataclass(frozen=True)
class _Kind:
    """The kind of an intervention: its type, and the step of the ladder that one is on."""

    type: str = NONE
    step: str = NONE


@dataclass(frozen=True)
class _Profile:
    pk: int
    case: int
    unit: int
    opened_on: date
    closed_on: date | None
    outcome: str
    has_intervention: bool
    kind: _Kind


@dataclass
class QuarterRows:
    """Everything that is counted of a quarter; each part is asked for by itself."""

    quarter: Quarter
    book: RuleBook
    cases: dict[int, tuple[int, int, bool]] = field(init=False)  # unit, family, open at the end
    groups: dict[int, str] = field(init=False)
    profiles: dict[int, _Profile] = field(init=False)
    kinds: dict[int, _Kind] = field(init=False)  # of the newest intervention of each case

    def __post_init__(self) -> None:
        within = _alive(self.quarter)
        rows = Case.objects.filter(within).annotate(of=Coalesce(F("family"), -F("pk")))
        end = self.quarter.ends_on
        self.cases = {
            pk: (unit, family, closed_on is None or closed_on > end)
            for pk, unit, family, closed_on in rows.order_by("opened_on", "pk").values_list(
                "pk", "unit", "of", "closed_on"
            )
        }
        self.groups = _groups(self.quarter)
        profiles = DevelopmentProfile.objects.filter(within, case__isnull=False).order_by("pk")
        names = ("pk", "case", "unit", "opened_on", "closed_on", "outcome", "intervention")
        found = profiles.values_list(*names, *_kind_fields("intervention__type"))
        self.profiles = {
            pk: _Profile(pk, case, unit, opened, closed, outcome, bool(intervention), _kind(*kind))
            for pk, case, unit, opened, closed, outcome, intervention, *kind in found
        }
        ran = Intervention.objects.filter(
            Q(ended_on=None) | Q(ended_on__gte=self.quarter.starts_on), starts_on__lte=end
        ).order_by("starts_on", "pk")
        self.kinds = {
            case: _kind(*kind) for case, *kind in ran.values_list("case", *_kind_fields("type"))
        }

    def families(self) -> Iterator[Row]:
        """Families with an open case on the last day, each in one unit: where they have a profile,
        else where their first case is.
        """
        end = self.quarter.ends_on
        open_now = ProfileGoal.objects.open_on(end).values_list("profile", flat=True).distinct()
        active = {
            profile.case: profile
            for profile in map(self.profiles.get, open_now)
            if profile and (profile.closed_on is None or profile.closed_on > end)
        }
        found: dict[int, Row] = {}
        for case, (unit, family, is_open) in self.cases.items():
            profile = active.get(case) if is_open else None
            if profile is not None:
                if family not in found or found[family].outcome == "without":
                    unit, kind = profile.unit, profile.kind
                    found[family] = self._row(case, unit, kind, "with_profile")
            elif is_open and family not in found:
                found[family] = self._row(case, unit, self.kinds.get(case, _Kind()), "without")
        yield from found.values()

    def participation(self) -> Iterator[Row]:
        """Goals agreed in the quarter: whether the family took part, and calls them theirs."""
        end = self.quarter.ends_on
        took_part: set[int] = set()
        answers: dict[int, str] = {}
        held = Participation.objects.filter(held_on__lte=end).order_by("held_on", "pk")
        for goal, manner, answer in held.values_list("goal", "manner", "recognition").iterator():
            if manner != Manner.NONE:
                took_part.add(goal)
            if answer != Recognition.NOT_ASKED:
                answers[goal] = answer
        for goal, profile, *_rest in self._goals(on="opened_on"):
            detail = "theirs" if answers.get(goal) == Recognition.YES else "not_said"
            outcome = ("made_with", detail) if goal in took_part else ("made_without",) * 2
            yield self._of(self.profiles[profile], *outcome)

    def ended_goals(self) -> Iterator[Row]:
        """Goals closed in the quarter, but for those that were changed into new ones."""
        for _goal, profile, kind, outcome, _scale in self._goals(on="closed_on"):
            if outcome != GoalOutcome.CHANGED:
                result = "reached" if outcome == GoalOutcome.REACHED else "not_reached"
                aim = "develop" if kind == GoalKind.DEVELOP else "keep"
                yield self._of(self.profiles[profile], result, f"{result}_{aim}")

    def evaluations(self) -> Iterator[Row]:
        """Evaluations that were due."""
        for each in evaluations_due(None, self.quarter, self.book):
            match each.key:
                case (int() as profile, _) if profile in self.profiles:
                    yield self._of(self.profiles[profile], "in_time" if each.is_part else "late")

    def ended_courses(self) -> Iterator[Row]:
        """Interventions that ended, and profiles that closed without one."""
        span = (self.quarter.starts_on, self.quarter.ends_on)
        ended = Intervention.objects.filter(ended_on__range=span).order_by("pk")
        for case, unit, reason, *kind in ended.values_list(
            "case", "unit", "end_reason", *_kind_fields("type")
        ):
            if case in self.cases:
                yield self._row(case, unit, _kind(*kind), *_ended(reason))
        for profile in self.profiles.values():
            closed_on = profile.closed_on
            if not profile.has_intervention and closed_on and closed_on <= span[1]:
                is_out = profile.outcome == ProfileOutcome.DROPPED_OUT
                is_reached = profile.outcome == ProfileOutcome.REACHED
                rest = "reached" if is_reached else "other"
                yield self._of(profile, *(("dropped_out",) * 2 if is_out else ("ended", rest)))

    def changes(self, rater: Rater) -> Iterator[Row]:
        """Goals to develop on 0–10 that were worked with and that the rater has scored."""
        goals = {
            goal: profile
            for goal, profile, kind, _outcome, scale in self._goals()
            if kind == GoalKind.DEVELOP and scale == GoalScale.NUMBER
        }
        rules = self.book.on(self.quarter.ends_on)
        for goal, given in _series(rater, self.quarter):
            if goal in goals:
                found = change_of(given, rules)
                moved = (
                    SCALES[GoalScale.NUMBER].progress(found.first, found.last) if found else None
                )
                yield self._of(self.profiles[goals[goal]], *outcome_of_change(moved), value=moved)

    @cached_property
    def questionnaires(self) -> dict[int, list[Row]]:
        """By the key of a scale: whose scores by whom, judged as on the page of the case."""
        answered = Response.objects.standing().filter(
            answered_on__lte=self.quarter.ends_on,
            version__instrument__use=InstrumentUse.STATE,
        )
        cases = set(answered.values_list("case", flat=True)) & set(self.cases)
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for course in courses_in(cases, until=self.quarter.ends_on):
            if _is_whole(course):
                unit = self.cases[course.case_id][0]
                kind = self.kinds.get(course.case_id, _Kind())
                outcome = VERDICTS.get(course.verdict.state, MISSING)
                value = None if outcome == MISSING else _toward(course.verdict)
                found[course.scale.pk].append(
                    self._row(course.case_id, unit, kind, *outcome, value=value)
                )
        return dict(found)

    def _goals(
        self, *, on: Literal["", "opened_on", "closed_on"] = ""
    ) -> Iterator[tuple[int, int, str, str, str]]:
        """Goals of the quarter's profiles: key, profile, kind, outcome and scale. `on`: only those
        of which that day is in the quarter.
        """
        rows = ProfileGoal.objects.filter(_alive(self.quarter)).order_by("pk")
        if on:
            days = self.quarter.starts_on, self.quarter.ends_on
            rows = rows.filter(**{f"{on}__range": days})
        for row in rows.values_list("pk", "profile", "kind", "outcome", "scale"):
            if row[1] in self.profiles:
                yield row

    def _of(self, profile: _Profile, *outcome: str, value: float | None = None) -> Row:
        return self._row(profile.case, profile.unit, profile.kind, *outcome, value=value)

    def _row(
        self, case: int, unit: int, kind: _Kind, *outcome: str, value: float | None = None
    ) -> Row:
        family = self.cases[case][1] if case in self.cases else -case
        whole, detail = outcome if len(outcome) > 1 else outcome * 2
        group = self.groups.get(case, NONE)
        return Row(unit, family, kind.type, kind.step, group, whole, detail, value)


def _alive(quarter: Quarter) -> Q:
    """What was there on some day of the quarter."""
    not_before = Q(closed_on=None) | Q(closed_on__gte=quarter.starts_on)
    return not_before & Q(opened_on__lte=quarter.ends_on)


def _groups(quarter: Quarter) -> dict[int, str]:
    """The target group of each case on the last day, or on the first where it was closed by then.

    One in none is left out; of several it is told that they are several, so that all add up.
    """
    found: dict[int, str] = {}
    groups = list(TargetGroup.objects.order_by("pk"))
    open_last = set(Case.objects.open_on(quarter.ends_on).values_list("pk", flat=True))
    for day in (quarter.ends_on, quarter.starts_on):
        of_case: defaultdict[int, list[int]] = defaultdict(list)
        for group in groups:
            for case in cases_in(group, day).values_list("pk", flat=True):
                of_case[case].append(group.pk)
        for case, own in of_case.items():
            if day == quarter.ends_on or case not in open_last:
                found.setdefault(case, str(own[0]) if len(own) == 1 else SEVERAL)
    return found


def _kind_fields(name: str) -> tuple[str, str]:
    return name, f"{name}__ladder_step"


def _kind(type_key: int | None, step: int | None) -> _Kind:
    return _Kind(*(NONE if key is None else str(key) for key in (type_key, step)))


def _ended(reason: str) -> tuple[str, str]:
    if reason in DROPPED_OUT:
        return "dropped_out", "dropped_out"
    return "ended", "reached" if reason == EndReason.REACHED else "other"


def outcome_of_change(points: float | None) -> tuple[str, str]:
    """The outcome of a change on 0–10, and what it divides into."""
    if points is None:
        return MISSING
    if points >= CLEAR:
        return "better", "better"
    return "not_better", "worse" if points <= -CLEAR else "same"


def _series(rater: Rater, quarter: Quarter) -> Iterator[tuple[int, list[Given]]]:
    """By goal and by whom: the scores until the end of the quarter; raters are never averaged."""
    rows = Score.objects.current().filter(
        _alive_goal(quarter), rater=rater, given_on__lte=quarter.ends_on, value__isnull=False
    )
    ordered: Iterable[Any] = (
        rows.order_by("goal", "citizen", "given_on")
        .values_list("goal", "citizen", "given_on", "value")
        .iterator(CHUNK)
    )
    for (goal, _citizen), scores in groupby(ordered, key=lambda row: row[:2]):
        yield goal, [Given(on, value) for _goal, _who, on, value in scores]


def _alive_goal(quarter: Quarter) -> Q:
    not_before = Q(goal__closed_on=None) | Q(goal__closed_on__gte=quarter.starts_on)
    return not_before & Q(goal__opened_on__lte=quarter.ends_on, goal__profile__case__isnull=False)


def _is_whole(course: Course) -> bool:
    """Not a part of another scale that is told too."""
    return not course.scale.totals.all() and (course.version.instrument.use == InstrumentUse.STATE)


def _toward(verdict: Verdict) -> float | None:
    return None if verdict.toward is None else float(verdict.toward)
