"""How long the pages of casework take where there are many cases, against an empty page."""

from __future__ import annotations

import sys
import time

from tools.page_times import FLAGS as TIMED
from tools.page_times import ROUNDS, Page, installation, measure, number_of, signed_in

AIM = 6.0
CASES, EVENTS = 1_000, 100_000
FLAGS = TIMED | {
    "--cases=N": f"how many cases there are; {CASES} where nothing is said",
    "--events=N": f"how many events of the log are about one citizen; {EVENTS} otherwise",
}
UNIT, ADVISER, WORKER, OFFICER = "Familieteam Øst", "teamleder", "medarbejder", "dpo"


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
    from roedtraad.config.demo.bulk_cases import CaseSize, enlarge_cases
    from roedtraad.config.demo.play import play
    from roedtraad.foundation.accounts.models import User
    from roedtraad.foundation.organisation.models import Unit

    print(f"making {cases} cases, {events} events about one citizen …")
    play()
    started = time.perf_counter()

    def enlarged() -> list[Page]:
        case = enlarge_cases(
            Unit.objects.get(name=UNIT),
            User.objects.get(username=ADVISER),
            User.objects.get(username=WORKER),
            CaseSize(cases, events),
        )
        return _pages(case.pk)

    first = Case.objects.filter(unit__name=UNIT).order_by("pk")[0]
    is_good = measure(_pages(first.pk), enlarged, rounds, AIM)
    print(f"measured in {time.perf_counter() - started:.0f} s")
    return int(not is_good)


def _pages(case: int) -> list[Page]:
    from django.urls import reverse

    from roedtraad.casework.cases.models import CasePerson

    adviser, worker, officer = (signed_in(name) for name in (ADVISER, WORKER, OFFICER))
    citizen = CasePerson.objects.filter(case=case, role="subject").order_by("pk")[0].citizen_id
    found = f"{reverse('cases:list')}?q=Birkedal"
    seen = reverse("cases:seen", args=[citizen])
    return [
        Page("empty page", reverse("empty_page"), adviser),
        Page("worker's day (I dag)", reverse("notices:today"), worker),
        Page("team leader's day", reverse("notices:today"), adviser),
        Page("cases", reverse("cases:list"), adviser),
        Page("cases, by name", found, adviser),
        Page("case", reverse("cases:case", args=[case]), adviser),
        Page("who has seen it", seen, officer),
        Page("who has seen it, p. 50", f"{seen}?page=50", officer),
        Page("searches", reverse("cases:searches"), officer),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
