"""What the families of the demonstration have answered, and the instrument the municipality writes.

All answers are invented, and so are the norms: they say so where their source stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from roedtraad.casework.cases.models import Case, Citizen, FamilyRole
from roedtraad.casework.cases.services.cases import subjects
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.instruments_seats import is_of_age
from roedtraad.casework.profiles.models import (
    Instrument,
    InstrumentVersion,
    NormSet,
    Reliability,
    ResponseWay,
    Scale,
)
from roedtraad.casework.profiles.services import instruments, instruments_versions
from roedtraad.casework.profiles.services.instruments_responses import (
    Told,
    correct_response,
    record_response,
)
from roedtraad.foundation.accounts.models import User

Each = TypeVar("Each")
INVENTED = "Opfundne tal til demonstrationen"
YOUNG, GROWN = 0, 1  # versions of our own instruments, in the order they are shipped
# how often it was so, for each time: better little by little, up and down, and worse
BETTER = (
    *((1, 1, 2, 1, 1, 2), (1, 2, 2, 1, 2, 1), (2, 2, 2, 2, 1, 2), (2, 3, 2, 2, 3, 2)),
    *((3, 3, 3, 2, 3, 2), (3, 3, 3, 3, 3, 3)),
)
UNEVEN = ((2, 2, 3, 2, 1, 2), (1, 2, 2, 2, 1, 2), (3, 2, 3, 2, 2, 3), (2, 2, 2, 2, 1, 2))
MEETINGS = ((2, 1, 1, 1, 2), (2, 2, 1, 2, 2), (3, 2, 2, 2, 3), (3, 3, 2, 3, 3))
BY_MOTHER, BY_SCHOOL = (22, 19, 13), (17, 18, 16)


def measure(consultant: User, cases: Sequence[Case], today: date) -> None:
    """Norms, a draft of the municipality's own, and what was answered in each of the cases."""
    _keep_catalogue(consultant, today)
    for place, case in enumerate(cases):
        last = (case.closed_on or today) - timedelta(days=4)
        for child in subjects(case)[:2]:
            _told_by_child(case, child, place, last)
        for row in case.people.filter(role=FamilyRole.MOTHER).select_related("citizen"):
            _told_by_mother(case, row.citizen, last)
    _correct_one(cases[0])


def _keep_catalogue(consultant: User, today: date) -> None:
    total = Scale.objects.filter(version__instrument__code="SDQ", key="total").order_by("pk")[0]
    instruments.write_norms(
        NormSet(scale=total),
        {
            **{"source": INVENTED, "edition": "1", "country": "DK", "informant": "parent"},
            **{"valid_from": date(today.year - 3, 1, 1), "sd": Decimal("5.8")},
            **{"cutoff_kind": "stated", "cutoff": Decimal(14)},
        },
        [(0, "Almindelig", "Usual"), (11, "Grænseområde", "Borderline"), (14, "Høj", "High")],
        acting_user=consultant,
    )
    instruments.save_entry(
        Reliability(scale=total),
        {"kind": "retest", "value": Decimal("0.85"), "source": INVENTED},
        acting_user=consultant,
    )
    told = {
        **{"code": "FJORD-SKOLE", "title": "Fjordbys skoletjek", "owner": "Fjordby Kommune"},
        **{"licence": "Kommunens eget.", "may_show_items": True},
    }
    instrument = instruments.save_entry(Instrument(), told, acting_user=consultant)
    draft = instruments_versions.begin_version(
        InstrumentVersion(instrument=instrument),
        {"label": "Kladde til 4.-9. klasse", "informants": ["child"], "is_self_report": True},
        None,
        acting_user=consultant,
    )
    instruments.write_block(
        *(draft, None, [instruments.Option(0, 0, "Nej"), instruments.Option(1, 1, "Ja")]),
        [("Jeg var i skole hver dag i denne uge.", ""), ("Jeg havde en at være sammen med.", "")],
        acting_user=consultant,
    )
    instruments.write_scale(
        Scale(version=draft),
        {"key": "skole", "title": "Skoleuge", "scoring": "sum", "better": "higher"},
        instruments.Counted([1, 2]),
        acting_user=consultant,
    )


def _told_by_child(case: Case, child: Citizen, place: int, last: date) -> None:
    """Every third month the well-being check, and how four meetings were."""
    checks, meetings = _versions("RT-TRIVSEL")[YOUNG], _versions("RT-MOEDE")[YOUNG]
    course = UNEVEN if place % 2 else BETTER
    for on, answers in _spread(case, child, last, course, checks):
        _record(case, Told(checks, child, "child", on, answers=_numbered(answers)))
    help_ = Intervention.objects.filter(case=case).first()
    for on, said in _spread(case, child, last, MEETINGS, meetings):
        told = Told(
            *(meetings, child, "child", on),
            answers=_numbered(said),
            intervention=help_,
            comment="Det var bedst, da vi gik en tur." if said == MEETINGS[-1] else "",
        )
        _record(case, told)


def _told_by_mother(case: Case, mother: Citizen, last: date) -> None:
    """The mother about herself once, and she and the school about the child with the SDQ."""
    checks, sdq = _versions("RT-TRIVSEL")[GROWN], _versions("SDQ")[0]
    told = Told(*(checks, mother, "parent", last), answered_by=mother, answers=_numbered(UNEVEN[0]))
    _record(case, told)
    child = subjects(case)[0]
    for informant, who, scores in (("parent", mother, BY_MOTHER), ("teacher", None, BY_SCHOOL)):
        for on, score in _spread(case, child, last, scores, sdq):
            told = Told(
                *(sdq, child, informant, on),
                answered_by=who,
                scores={"total": Decimal(score)},
                way=ResponseWay.ENTERED,
            )
            _record(case, told)


def _correct_one(case: Case) -> None:
    """An answer was typed wrong, and put right."""
    version, child = _versions("RT-TRIVSEL")[YOUNG], subjects(case)[0]
    row = version.responses.filter(case=case, citizen=child).order_by("-answered_on")[0]
    answers = {int(number): value for number, value in row.answers.items()} | {6: 4}
    correct_response(
        row,
        Told(version, child, "child", row.answered_on, answers=answers),
        reason="Sidste svar var sat forkert.",
        acting_user=_adviser(case),
    )


def _versions(code: str) -> list[InstrumentVersion]:
    rows = InstrumentVersion.objects.filter(instrument__code=code).select_related("instrument")
    return list(rows.order_by("pk"))


def _spread(
    case: Case, about: Citizen, last: date, course: Sequence[Each], version: InstrumentVersion
) -> list[tuple[date, Each]]:
    """The times evenly from the case's first weeks to the last day, while of the form's age."""
    first = case.opened_on + timedelta(days=12)
    step = (last - first).days // max(len(course) - 1, 1)
    pairs = [(first + timedelta(days=step * turn), each) for turn, each in enumerate(course)]
    return [(on, each) for on, each in pairs if is_of_age(version, about, on)]


def _numbered(answers: Sequence[int]) -> dict[int, int]:
    return dict(enumerate(answers, 1))


def _record(case: Case, told: Told) -> None:
    record_response(case, told, acting_user=_adviser(case))


def _adviser(case: Case) -> User:
    return case.workers.select_related("user").order_by("pk")[0].user
