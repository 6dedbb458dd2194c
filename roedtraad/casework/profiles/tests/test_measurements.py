"""Questionnaires that are answered in a case: stored once, corrected, told as courses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.services.cases import subjects
from roedtraad.casework.cases.tests.factories import add_mother, open_case
from roedtraad.casework.profiles.models import (
    InstrumentVersion,
    NormSet,
    Reliability,
    Response,
    Scale,
)
from roedtraad.casework.profiles.queries.instruments import (
    cases_with_session_feedback,
    courses,
    courses_in,
)
from roedtraad.casework.profiles.services import instruments_responses as services
from roedtraad.casework.profiles.services.instruments_responses import Told
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
MARCH, SEPTEMBER = date(2025, 3, 10), date(2025, 9, 10)
ALL_OFTEN = dict.fromkeys(range(1, 7), 3)


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    install_instruments()
    found = open_case(north, team_leader)
    Citizen.objects.update(born_on=date(2014, 4, 12))
    return found


@pytest.fixture
def alma(case: Case) -> Citizen:
    return subjects(case)[0]


def _version(code: str, label: str = "") -> InstrumentVersion:
    rows = InstrumentVersion.objects.filter(instrument__code=code, label__startswith=label)
    return rows.select_related("instrument").order_by("pk")[0]


def _told(citizen: Citizen, code: str = "RT-TRIVSEL", **more: Any) -> Told:
    told = {"informant": "child", "answered_on": MARCH, "answers": ALL_OFTEN} | more
    if "scores" in more:
        told.pop("answers")
    return Told(version=_version(code), citizen=citizen, **told)


def test_a_child_answers_on_the_phone_and_the_case_page_tells_it(
    client: Client, case: Case, alma: Citizen, team_leader: User
) -> None:
    client.force_login(team_leader)
    version = _version("RT-TRIVSEL")
    seat = f"{alma.pk}-child-{alma.pk}"
    address = reverse("profiles:response_new", args=[case.pk, version.pk, seat])
    page = client.get(address)
    sent = {f"q{number}": "3" for number in range(1, 7)} | {
        "answered_on": "10. marts 2025",
        "entry_id": str(page.context["form"]["entry_id"].value()),
    }

    first, again = client.post(address, sent), client.post(address, sent)

    told = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert [first.status_code, again.status_code, Response.objects.count()] == [302, 302, 1]
    assert "Jeg har sovet nok." in page.content.decode()
    assert "Kort trivselstjek" in told and "18" in told and "Én måling" in told


def test_the_same_delivery_to_another_case_is_refused(
    case: Case, alma: Citizen, north: Unit, team_leader: User
) -> None:
    told = _told(alma, entry_id=uuid4())
    services.record_response(case, told, acting_user=team_leader)
    other = open_case(north, team_leader, digits="6802164321", name="Storm")

    with pytest.raises(Http404):
        services.record_response(other, told, acting_user=team_leader)


def test_a_correction_replaces_and_a_withdrawal_takes_away_and_both_are_kept(
    case: Case, alma: Citizen, team_leader: User
) -> None:
    first = services.record_response(case, _told(alma), acting_user=team_leader)

    told = _told(alma, answers=dict.fromkeys(range(1, 7), 1))
    second = services.correct_response(first, told, reason="tastefejl", acting_user=team_leader)
    corrected = [each.score for each in courses(case)[0].scores]
    services.withdraw_response(second, reason="forkert barn", acting_user=team_leader)

    assert (corrected, courses(case), Response.objects.count()) == ([6], [], 3)
    with pytest.raises(ValidationError):
        services.correct_response(first, _told(alma), reason="igen", acting_user=team_leader)
    events = AuditEvent.objects.filter(subject_type="profiles.response").order_by("pk")
    assert [each.action for each in events] == [
        *("response.recorded", "response.corrected", "response.withdrawn"),
    ]
    assert "forkert barn" not in str([each.detail for each in events])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"answered_on": date(2050, 1, 1)}, "ikke kommet endnu"),
        ({"answers": {}}, "Intet er besvaret"),
        ({"answers": {1: 9}}, "ikke et af dem"),
        ({"informant": "teacher"}, "besvares af"),
        ({"answered_on": date(2021, 1, 1)}, "8 til 17 år"),
        ({"code": "SDQ", "answers": {1: 1}}, "licens"),
        ({"code": "SDQ", "scores": {"total": Decimal(41)}}, "fra 0 til 40"),
    ],
)
def test_what_cannot_be_stored_is_said(
    case: Case, alma: Citizen, team_leader: User, more: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        services.record_response(case, _told(alma, **more), acting_user=team_leader)

    assert said in " ".join(refused.value.messages)
    assert not Response.objects.exists()


def test_a_citizen_of_another_case_cannot_be_answered_about(
    case: Case, north: Unit, team_leader: User
) -> None:
    other = open_case(north, team_leader, digits="6802164321", name="Storm")

    with pytest.raises(Http404):
        services.record_response(case, _told(subjects(other)[0]), acting_user=team_leader)


def test_a_total_that_was_not_entered_is_added_up(
    case: Case, alma: Citizen, team_leader: User
) -> None:
    parts = {key: Decimal(4) for key in ("emotion", "conduct", "hyper", "peer")}

    services.record_response(case, _told(alma, "SDQ", scores=parts), acting_user=team_leader)

    found = {course.scale.key: course.scores[0].score for course in courses(case)}
    assert found == parts | {"total": Decimal(16)}


def _with_norms(code: str, key: str) -> Scale:
    scale = Scale.objects.get(version=_version(code), key=key)
    told = {"source": "Kilden", "edition": "1", "valid_from": date(2020, 1, 1)}
    NormSet.objects.create(
        scale=scale, informant="parent", sd=Decimal(6), cutoff_kind="stated", cutoff=14, **told
    )
    Reliability.objects.create(scale=scale, kind="retest", value=Decimal("0.8"), source="Kilden")
    return scale


def test_informants_have_courses_of_their_own_and_are_judged_by_their_own_norms(
    case: Case, alma: Citizen, team_leader: User
) -> None:
    _with_norms("SDQ", "total")
    mother = add_mother(case, team_leader).citizen
    for on, score in ((MARCH, 22), (SEPTEMBER, 9)):
        for informant, who in (("parent", mother), ("teacher", None)):
            told = _told(
                *(alma, "SDQ"),
                answered_on=on,
                informant=informant,
                answered_by=who,
                scores={"total": Decimal(score)},
            )
            services.record_response(case, told, acting_user=team_leader)

    parent, teacher = courses(case)

    assert (parent.informant, parent.by, parent.verdict.state) == (
        *("parent", "Rikke Birkedal", "recovered"),
    )
    assert (teacher.informant, teacher.verdict.state) == ("teacher", "no_limit")
    assert [len(each.scores) for each in courses(case, until=MARCH)] == [1, 1]


def test_the_courses_of_many_cases_take_as_many_queries_as_those_of_one(
    case: Case, alma: Citizen, north: Unit, team_leader: User
) -> None:
    for day in range(4):
        told = _told(alma, answered_on=MARCH + timedelta(days=day))
        services.record_response(case, told, acting_user=team_leader)
    other = open_case(north, team_leader, digits="6802164321", name="Storm")
    Citizen.objects.update(born_on=date(2014, 4, 12))
    services.record_response(other, _told(subjects(other)[0]), acting_user=team_leader)

    with CaptureQueriesContext(connection) as one:
        courses_in([other.pk])
    with CaptureQueriesContext(connection) as both:
        found = courses_in([case.pk, other.pk])

    assert (len(found), len(both)) == (2, len(one))


def test_new_cases_with_feedback_on_a_session_are_counted_by_the_last_day(
    case: Case, alma: Citizen, administration: Unit, south: Unit, team_leader: User
) -> None:
    first, last = date(2025, 3, 1), date(2025, 3, 31)
    none = cases_with_session_feedback(administration, first, last).counted()
    told = _told(alma, "RT-MOEDE", answers=dict.fromkeys(range(1, 6), 2))

    services.record_response(case, told, acting_user=team_leader)

    units = (administration, south)
    found = [cases_with_session_feedback(unit, first, last).counted() for unit in units]
    assert (none, found) == ((0, 1), [(1, 1), (0, 0)])
    assert cases_with_session_feedback(administration, first, date(2025, 3, 9)).counted() == (0, 1)


def test_an_answered_questionnaire_is_read_with_what_it_was_before(
    client: Client, case: Case, alma: Citizen, team_leader: User
) -> None:
    first = services.record_response(case, _told(alma), acting_user=team_leader)
    client.force_login(team_leader)
    address = reverse("profiles:response_correct", args=[case.pk, first.pk])
    kept = {f"q{number}": "1" for number in range(1, 7)} | {"answered_on": "10. marts 2025"}

    refused = client.post(address, kept | {"entry_id": str(uuid4())})
    client.post(address, kept | {"entry_id": str(uuid4()), "reason": "tastefejl"})
    new = Response.objects.get(replaces=first)
    page = client.get(reverse("profiles:response", args=[case.pk, new.pk])).content.decode()
    old = client.get(reverse("profiles:response", args=[case.pk, first.pk])).content.decode()

    assert refused.status_code == 422
    assert "tastefejl" in page and "Trivsel 18" in page and "tæller ikke mere" in old


def test_in_an_emergency_the_measurements_are_read_and_not_written(
    client: Client, case: Case, alma: Citizen, outsider: User, team_leader: User
) -> None:
    from roedtraad.casework.cases.services import workers

    row = services.record_response(case, _told(alma), acting_user=team_leader)
    workers.open_in_emergency(case.number, "Politiet ringede, ingen svarer", acting_user=outsider)
    client.force_login(outsider)

    panel = client.get(reverse("profiles:measurements", args=[case.pk])).content.decode()

    assert "Trivsel" in panel and reverse("profiles:measure", args=[case.pk]) not in panel
    for name in ("response", "response_correct", "response_withdraw"):
        assert client.get(reverse(f"profiles:{name}", args=[case.pk, row.pk])).status_code == 404
    with pytest.raises(Http404):
        services.record_response(case, _told(alma), acting_user=outsider)


def test_only_those_of_the_right_age_are_offered_a_form(
    client: Client, case: Case, team_leader: User
) -> None:
    add_mother(case, team_leader)
    client.force_login(team_leader)

    page = client.get(reverse("profiles:measure", args=[case.pk]))

    offered = {
        str(version): [str(seat) for seat in seats] for version, seats in page.context["answered"]
    }
    assert offered["Kort trivselstjek, Børn og unge"] == ["Alma Birkedal"]
    assert timezone.localdate().year - 2014 < 18, "Alma grows up: give her a later birthday"
