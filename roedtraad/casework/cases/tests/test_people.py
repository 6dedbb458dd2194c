from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases import identity
from roedtraad.casework.cases.models import Case, CasePerson, Citizen, Consent, ParentalAuthority
from roedtraad.casework.cases.names import age_on
from roedtraad.casework.cases.services import cases, merging
from roedtraad.casework.cases.tests.factories import ALMA, add_mother, open_case
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


def test_a_case_is_opened_from_the_page_and_whoever_opens_it_is_put_on_it(
    client: Client, north: Unit, employee: User
) -> None:
    client.force_login(employee)

    answer = client.post(
        reverse("cases:new"),
        {
            **{"cpr": "720415-4318", "first_name": "Alma", "last_name": "Birkedal"},
            **{"unit": north.pk, "role": "practitioner", "opened_on": "1. marts 2025"},
        },
    )

    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("cases:case", args=[case.pk])
    assert case.number == f"2025-{case.pk:05d}"
    [child] = cases.subjects(case)
    assert (child.born_on, identity.opened(child)) == (date(2015, 4, 12), ALMA)
    assert case.workers.get().user == employee


def test_a_wrong_number_is_told_and_nothing_typed_is_lost(
    client: Client, north: Unit, employee: User
) -> None:
    client.force_login(employee)

    answer = client.post(
        reverse("cases:new"),
        {
            **{"cpr": "310299-1234", "first_name": "Alma", "unit": north.pk},
            **{"role": "adviser", "opened_on": "1. marts 2025", "occasion": "Sover dårligt"},
        },
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "De første seks cifre er ikke en dag" in text
    assert "Sover dårligt" in text
    assert "310299-1234" in text
    assert not Citizen.objects.exists()


def test_whoever_is_registered_is_found_by_the_number_and_not_registered_twice(
    case: Case, south: Unit, outsider: User
) -> None:
    other = open_case(south, outsider, name="Alma Marie")

    assert cases.subjects(other) == cases.subjects(case)
    assert Citizen.objects.get().first_name == "Alma"


def test_nobody_is_twice_in_a_case(case: Case, team_leader: User) -> None:
    with pytest.raises(ValidationError, match="allerede på sagen"):
        add_mother(case, team_leader, digits=ALMA)


def test_the_page_covers_the_number_and_the_persons_page_shows_it_and_is_logged(
    client: Client, case: Case, team_leader: User
) -> None:
    person = case.people.get()
    client.force_login(team_leader)

    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    whole = client.get(reverse("cases:person", args=[case.pk, person.pk])).content.decode()

    assert "4318" not in page
    assert "720415-4318" in whole
    read = AuditEvent.objects.get(action="citizen.read")
    assert (read.actor, read.subject_id) == (team_leader, str(person.citizen_id))


def test_a_protected_name_and_address_stand_in_no_list_and_on_no_case_page(
    client: Client, case: Case, team_leader: User
) -> None:
    mother = add_mother(case, team_leader)
    client.force_login(team_leader)
    values = {"first_name": "Rikke", "last_name": "Birkedal", "cpr": "630584-3212"}
    values |= {"role": "mother", "address": "Hemmelig Vej 4", "is_protected": "on"}

    client.post(reverse("cases:person", args=[case.pk, mother.pk]), values)

    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    whole = client.get(reverse("cases:person", args=[case.pk, mother.pk])).content.decode()
    assert "Beskyttet navn" in page
    assert "Rikke" not in page
    assert "Hemmelig" not in page
    assert "Hemmelig Vej 4" in whole


def test_the_log_keeps_which_fields_were_changed_and_not_what_they_said(
    client: Client, case: Case, team_leader: User
) -> None:
    person = case.people.get()
    client.force_login(team_leader)

    client.post(
        reverse("cases:person", args=[case.pk, person.pk]),
        {"first_name": "Alma Marie", "last_name": "Birkedal", "cpr": "720415-4318"}
        | {"role": "subject", "phone": "70 00 00 09"},
    )

    event = AuditEvent.objects.get(action="citizen.changed")
    assert event.detail == {"fields": ["first_name", "phone"]}


def test_the_last_one_a_case_is_about_stays(case: Case, team_leader: User) -> None:
    person = case.people.get()

    with pytest.raises(ValidationError, match="Luk sagen i stedet"):
        cases.change_person(
            case, person.pk, role="sibling", note="", ends_on=None, acting_user=team_leader
        )


def test_parental_authority_is_noted_once_and_ended(
    client: Client, case: Case, team_leader: User
) -> None:
    mother = add_mother(case, team_leader)
    client.force_login(team_leader)
    child = cases.subjects(case)[0]
    values = {"child": child.pk, "adult": mother.citizen_id, "starts_on": "12. april 2015"}

    first = client.post(reverse("cases:authority_new", args=[case.pk]), values)
    again = client.post(reverse("cases:authority_new", args=[case.pk]), values)
    row = ParentalAuthority.objects.get()
    client.post(reverse("cases:authority_end", args=[case.pk, row.pk]), {"ends_on": "1. maj 2025"})

    row.refresh_from_db()
    assert (first.status_code, again.status_code) == (302, 422)
    assert row.ends_on == date(2025, 5, 1)


def test_a_consent_counts_until_it_is_withdrawn(
    client: Client, case: Case, team_leader: User
) -> None:
    mother = add_mother(case, team_leader)
    client.force_login(team_leader)
    child = cases.subjects(case)[0]

    client.post(
        reverse("cases:consent_new", args=[case.pk]),
        {"citizen": child.pk, "given_by": mother.citizen_id, "from_whom": "Fjordby Skole"}
        | {"subject_matter": "Fravær", "given_on": "1. marts 2025"},
    )
    row = Consent.objects.get()
    client.post(
        reverse("cases:consent_withdraw", args=[case.pk, row.pk]),
        {"withdrawn_on": "1. juni 2025", "note": "I telefonen"},
    )

    row.refresh_from_db()
    assert [row.counts_on(date(2025, month, 1)) for month in (2, 3, 5, 6)] == [
        *(False, True, True, False)
    ]
    assert "I telefonen" in client.get(reverse("cases:case", args=[case.pk])).content.decode()


def test_a_person_of_another_case_cannot_be_named_in_a_consent(
    client: Client, case: Case, south: Unit, outsider: User, team_leader: User
) -> None:
    stranger = cases.subjects(open_case(south, outsider, digits="6802164321", name="Storm"))[0]
    client.force_login(team_leader)
    child = cases.subjects(case)[0]

    answer = client.post(
        reverse("cases:consent_new", args=[case.pk]),
        {"citizen": child.pk, "given_by": stranger.pk, "from_whom": "Skolen"}
        | {"subject_matter": "Fravær", "given_on": "1. marts 2025"},
    )

    assert answer.status_code == 422
    assert "Storm" not in answer.content.decode()
    assert not Consent.objects.exists()


def test_closing_and_opening_again(client: Client, case: Case, team_leader: User) -> None:
    client.force_login(team_leader)
    today = timezone.localdate()

    client.post(
        reverse("cases:close", args=[case.pk]),
        {"closed_on": f"{today:%d %m %Y}", "note": "Familien klarer sig selv."},
    )
    in_list = client.get(reverse("cases:list")).content.decode()
    among_closed = client.get(reverse("cases:list"), {"closed": "on"}).content.decode()
    client.post(reverse("cases:reopen", args=[case.pk]))

    case.refresh_from_db()
    assert case.number not in in_list
    assert case.number in among_closed
    assert case.closed_on is None


def test_two_records_are_merged_and_taken_apart_again(
    client: Client, case: Case, team_leader: User, north: Unit
) -> None:
    second = open_case(north, team_leader, digits="")
    kept, other = cases.subjects(second)[0], cases.subjects(case)[0]
    person = second.people.get()
    client.force_login(team_leader)

    client.post(
        reverse("cases:person_merge", args=[second.pk, person.pk]),
        {"other": other.pk, "reason": "Samme barn."},
    )

    kept.refresh_from_db()
    assert {row.citizen_id for row in CasePerson.objects.all()} == {kept.pk}
    assert identity.opened(kept) == ALMA
    merge = merging.merges_of(kept)[0]
    client.post(reverse("cases:merge_undo", args=[second.pk, person.pk, merge.pk]))
    kept.refresh_from_db()
    other.refresh_from_db()
    assert case.people.get().citizen == other
    assert (identity.opened(kept), identity.opened(other)) == ("", ALMA)


def test_two_on_the_same_case_are_not_merged(case: Case, team_leader: User) -> None:
    mother = add_mother(case, team_leader, digits="")

    with pytest.raises(ValidationError, match="samme sag"):
        merging.merge_citizens(
            *(case, cases.subjects(case)[0], mother.citizen),
            reason="?",
            acting_user=team_leader,
        )


def test_who_may_merge_leads_the_casework_of_both(
    client: Client, case: Case, south: Unit, outsider: User, team_leader: User
) -> None:
    theirs = cases.subjects(open_case(south, outsider, digits="", name="Alma"))[0]
    client.force_login(team_leader)

    answer = client.post(
        reverse("cases:person_merge", args=[case.pk, case.people.get().pk]),
        {"other": theirs.pk, "reason": "Samme barn."},
    )

    theirs.refresh_from_db()
    assert answer.status_code == 422
    assert theirs.merged_into is None


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2025, 2, 28), 16),
        (date(2025, 3, 1), 17),
        (date(2028, 2, 29), 20),
    ],
)
def test_who_is_born_on_a_leap_day_grows_older_on_the_first_of_march(on: date, age: int) -> None:
    assert age_on(date(2008, 2, 29), on) == age


def test_a_case_cannot_be_opened_in_the_future(client: Client, north: Unit, employee: User) -> None:
    client.force_login(employee)
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = client.post(
        reverse("cases:new"),
        {"first_name": "Alma", "unit": north.pk, "role": "adviser"}
        | {"opened_on": f"{tomorrow:%d %m %Y}"},
    )

    assert "Dagen er ikke kommet endnu" in answer.content.decode()
