"""A short questionnaire, answered on one's own pages about oneself or one's child."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from roedtraad.casework.cases.models import Case, FamilyAccess
from roedtraad.casework.cases.services import citizens
from roedtraad.casework.profiles.models import InstrumentVersion, Response
from roedtraad.casework.profiles.queries.own_questionnaires import own_questionnaires
from roedtraad.casework.profiles.services import sharing
from roedtraad.casework.profiles.services.instruments_responses import Told
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.casework.profiles.services.own_responses import record_own_response
from roedtraad.foundation.accounts.models import User
from roedtraad.gateways.family.tests.visiting import enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shipped() -> None:
    install_instruments()


def test_a_child_is_asked_once_about_what_is_left_out_and_pressing_twice_stores_once(
    client: Client, childs: FamilyAccess
) -> None:
    own = own_questionnaires(childs)[0]
    enter(client, childs)
    address = f"/mit/spoergsmaal/{own.version.pk}/{childs.citizen_id}/"
    first = own.version.items.first()
    value = first.answer_set.options.first().value
    sent = {
        f"q{first.number}": value,
        **{"comment": "Det er okay", "key": "6f0c2a4e-0d2b-4a1c-9a43-1f6f2d3e4b5a"},
    }

    page = client.get(address).content.decode()
    told = client.post(address, sent)
    again = {**sent, "left_out": told.context["form"]["left_out"].value()}
    before = Response.objects.count()
    answers = [client.post(address, again) for _ in range(2)]

    assert str(first) in page
    assert (told.status_code, before) == (422, 0)
    assert "Du har ikke svaret på dem alle." in told.content.decode()
    assert {answer.status_code for answer in answers} == {302}
    [row] = Response.objects.all()
    assert (row.informant, row.answered_by, row.recorded_by, row.comment) == (
        *("child", childs.citizen),
        *(childs.account, "Det er okay"),
    )


def test_nothing_answered_is_told_and_what_was_written_stays(
    client: Client, childs: FamilyAccess
) -> None:
    own = own_questionnaires(childs)[0]
    enter(client, childs)

    answer = client.post(
        f"/mit/spoergsmaal/{own.version.pk}/{childs.citizen_id}/", {"comment": "Ved det ikke"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Svar på mindst ét af dem først." in page
    assert "Ved det ikke" in page


def test_only_who_has_parental_authority_today_answers_about_the_child(
    case: Case,
    childs: FamilyAccess,
    mothers: FamilyAccess,
    fathers: FamilyAccess,
    team_leader: User,
) -> None:
    version = own_questionnaires(childs)[0].version
    InstrumentVersion.objects.filter(pk=version.pk).update(
        informants=["child", "parent"], is_self_report=False
    )

    def told_of(access: FamilyAccess) -> set[int]:
        return {each.seat.citizen.pk for each in own_questionnaires(access)} - {access.citizen_id}

    child = case.people.get(role="subject").citizen_id
    before = told_of(mothers)
    row = mothers.citizen.authority_over.get()
    citizens.end_authority(
        *(case, row.pk),
        ends_on=timezone.localdate() - timedelta(days=1),
        acting_user=team_leader,
    )

    assert (before, told_of(mothers), told_of(fathers)) == ({child}, set(), set())


def test_answers_are_seen_by_another_only_when_shared(
    client: Client, childs: FamilyAccess, mothers: FamilyAccess, team_leader: User
) -> None:
    own = own_questionnaires(childs)[0]
    item = own.version.items.first()
    option = item.answer_set.options.first()
    told = Told(
        version=own.version,
        citizen=childs.citizen,
        informant=own.seat.informant,
        answered_on=timezone.localdate(),
        answered_by=childs.citizen,
        answers={item.number: option.value},
    )
    row = record_own_response(told, acting_user=childs.account)
    enter(client, mothers)

    before = client.get("/mit/").content.decode()
    sharing.share(
        *(childs.case, "answers", row.pk, childs.citizen_id, mothers.citizen_id),
        acting_user=team_leader,
    )
    after = client.get("/mit/").content.decode()

    assert str(item) not in before
    assert f"<dt>{item}</dt><dd>{option}</dd>" in after


def test_nobody_answers_in_anothers_seat(childs: FamilyAccess, mothers: FamilyAccess) -> None:
    own = own_questionnaires(childs)[0]
    told = Told(
        version=own.version,
        citizen=childs.citizen,
        informant=own.seat.informant,
        answered_on=timezone.localdate(),
        answered_by=childs.citizen,
        answers={1: 1},
    )

    with pytest.raises(Http404):
        record_own_response(told, acting_user=mothers.account)
    assert not Response.objects.exists()
