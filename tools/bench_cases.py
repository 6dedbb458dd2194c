"""How long the pages of casework take where there are many cases, against an empty page."""

from __future__ import annotations

import sys
import time
from functools import partial

from tools.page_times import FLAGS as TIMED
from tools.page_times import ROUNDS, Page, installation, measure, number_of, signed_in

AIM = 6.0
CASES, EVENTS = 20_000, 2_000_000
FLAGS = TIMED | {
    "--cases=N": f"how many cases, each with 5 goals, 50 scores and 100 notes; {CASES} otherwise",
    "--events=N": f"how many events the log has, a tenth about one citizen; {EVENTS} otherwise",
}
TEAM = "Familieteam Øst"
# who leads the team of 200 cases, who works with 25 of them, who leads the five teams of the unit
ADVISER, WORKER, LEADER, OFFICER = "teamleder", "medarbejder", "leder", "dpo"
UNIT = "Familiehuset Strandgården"
FIRST, LAST = 0, -1
OFTEN, SELDOM, NEVER = "kontaktbogen", "ridelejren", "zebrafink"


def main(arguments: list[str]) -> int:
    """Play the demonstration, add the cases, measure, print; 1 when a page is above the aim."""
    with installation():
        return _measured(
            number_of(arguments, "--rounds", ROUNDS),
            number_of(arguments, "--cases", CASES),
            number_of(arguments, "--events", EVENTS),
        )


def _measured(rounds: int, cases: int, events: int) -> int:
    from roedtraad.casework.cases.models import Case
    from roedtraad.config.demo.play import play

    play()
    first = Case.objects.filter(unit__name=TEAM).order_by("pk")[0]
    _numbers_made(FIRST)

    def enlarged() -> list[Page]:
        case = _enlarged(cases, events)
        _numbers_made(LAST)
        return _pages(case)

    return int(not measure(_pages(first.pk), enlarged, rounds, AIM))


def _enlarged(cases: int, events: int) -> int:
    """The key of the case that is looked at most."""
    from roedtraad.casework.profiles.models import DiaryEntry, ProfileGoal, Score
    from roedtraad.config.demo.bulk_cases import CaseSize, enlarge_cases
    from roedtraad.foundation.accounts.models import User
    from roedtraad.foundation.audit.models import AuditEvent
    from roedtraad.foundation.organisation.models import Unit

    print(f"making {cases:,} cases and {events:,} events of the log …", flush=True)
    started = time.perf_counter()
    adviser, worker = (User.objects.get(username=name) for name in (ADVISER, WORKER))
    size = CaseSize(cases, events)
    case = enlarge_cases(Unit.objects.get(name=TEAM), adviser, worker, size)
    made = ", ".join(
        f"{model._default_manager.count():,} {model._meta.verbose_name_plural}"
        for model in (ProfileGoal, Score, DiaryEntry, AuditEvent)
    )
    print(f"made in {time.perf_counter() - started:.0f} s; there are now {made}", flush=True)
    return case.pk


def _numbers_made(quarter: int) -> None:
    """What the page of a unit reads: a quarter that is counted, and the mart; timed."""
    from roedtraad.insight.analytics.mart import keeping

    for name, made in (
        ("a quarter counted", partial(_quarter_counted, quarter)),
        ("the mart from zero", keeping.rebuild),
        ("the mart where nothing changed", keeping.refresh),
    ):
        passed, worked = time.perf_counter(), time.process_time()
        made()
        passed, worked = time.perf_counter() - passed, time.process_time() - worked
        print(f"{name}: {passed:.1f} s, {worked:.1f} s of the processor", flush=True)


def _quarter_counted(place: int) -> None:
    """Of those that nobody has counted."""
    from roedtraad.casework.profiles.queries.counting import rule_book
    from roedtraad.insight.analytics.numbers import keeping

    keeping.count_quarter(keeping.quarters_to_count()[place], rule_book())


def _pages(case: int) -> list[Page]:
    from django.urls import reverse

    from roedtraad.casework.cases.models import CasePerson
    from roedtraad.foundation.organisation.models import Unit

    adviser, worker, leader, officer = map(signed_in, (ADVISER, WORKER, LEADER, OFFICER))
    citizen = CasePerson.objects.filter(case=case, role="subject").order_by("pk")[0].citizen_id
    cases, today = reverse("cases:list"), reverse("notices:today")
    due, notes = reverse("profiles:evaluations"), reverse("profiles:diaries")
    seen = reverse("cases:seen", args=[citizen])
    unit = Unit.objects.get(name=UNIT).pk
    return [
        Page("empty page", reverse("empty_page"), adviser),
        Page("I dag, 25 cases", today, worker),
        Page("I dag, team", today, adviser),
        Page("I dag, five teams", today, leader),
        Page("cases, team", cases, adviser),
        Page("cases, five teams", cases, leader),
        Page("cases, by name", f"{cases}?q=Birkedal", leader),
        Page("case", reverse("cases:case", args=[case]), worker),
        Page("goals to score", reverse("profiles:scoring", args=[case]), worker),
        Page("families to score", reverse("profiles:scoring_families"), worker),
        Page("diary", reverse("profiles:diary", args=[case]), worker),
        Page("overdue, team", f"{due}?state=overdue", adviser),
        Page("overdue, five teams", f"{due}?state=overdue", leader),
        Page("notes, 25 cases", f"{notes}?q={SELDOM}", worker),
        Page("notes, often, team", f"{notes}?q={OFTEN}", adviser),
        Page("notes, seldom, team", f"{notes}?q={SELDOM}", adviser),
        Page("notes, none, 5 teams", f"{notes}?q={NEVER}", leader),
        Page("search everything", f"{reverse('notices:search')}?q={SELDOM}", worker),
        Page("profiles in numbers", reverse("analytics:profiles_of", args=[unit]), leader),
        Page("figures of the unit", reverse("analytics:unit", args=[unit]), leader),
        Page("who has seen it", seen, officer),
        Page("who has seen it, p. 50", f"{seen}?page=50", officer),
        Page("searches", reverse("cases:searches"), officer),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
