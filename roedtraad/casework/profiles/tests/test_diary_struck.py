"""Notes struck out: kept, shown as struck, and read only where they may be."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import OPENED, open_case
from roedtraad.casework.profiles.models import DiaryEntry
from roedtraad.casework.profiles.queries.diary_due import items
from roedtraad.casework.profiles.queries.diary_notes import last_notes_on
from roedtraad.casework.profiles.services import diary, diary_struck
from roedtraad.casework.profiles.tests.diary_facts import HIDDEN, TEXT, at, case_of_two, written
from roedtraad.casework.profiles.tests.factories import agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
WHY = "Skrevet på den forkerte sag."


@pytest.fixture
def case(north: Unit, team_leader: User, employee: User) -> Case:
    return case_of_two(north, team_leader, employee)


@pytest.fixture
def other(north: Unit, team_leader: User, employee: User) -> Case:
    """Another case that the same two work on."""
    case = open_case(north, team_leader, digits="", name="Bo")
    workers.put_on_case(
        case, employee, role="practitioner", starts_on=OPENED, acting_user=team_leader
    )
    return case


@pytest.fixture
def note(case: Case, employee: User) -> DiaryEntry:
    given = written(withheld_text=HIDDEN, withheld_from="en nabo", hand_over=True)
    return diary.write_entry(case, given, acting_user=employee)


def test_a_note_struck_out_stands_in_the_diary_without_its_text(
    client: Client, case: Case, note: DiaryEntry, employee: User, team_leader: User
) -> None:
    client.force_login(team_leader)

    client.post(at("note_strike", case.pk, note.pk), {"reason": WHY})

    pages = [at("diary", case.pk), at("note", case.pk, note.pk)]
    for page in (client.get(address).content.decode() for address in pages):
        assert WHY in page
        assert (TEXT in page, HIDDEN in page) == (False, False)
    [event] = AuditEvent.objects.filter(action="diaryentry.struck")
    assert (event.actor, event.detail["moved"]) == (team_leader, False)


def test_it_is_out_of_search_print_goals_tasks_and_what_can_be_done_with_it(
    client: Client, case: Case, employee: User, team_leader: User
) -> None:
    goal = agree_goal(open_profile(case, employee), employee)
    given = written(goals=[goal], hand_over=True, follow_up_on=timezone.localdate())
    row = diary.write_entry(case, given, acting_user=employee)
    diary_struck.strike_entry(row, reason=WHY, acting_user=employee)
    client.force_login(team_leader)
    today = f"{timezone.localdate():%d.%m.%Y}"

    pages = [
        client.get(at("diary", case.pk), {"q": "Æblekage"}),
        client.get(at("diaries"), {"q": "Æblekage"}),
        client.get(at("diary_print", case.pk), {"first": today, "last": today, "whole": "on"}),
        client.get(at("diary_panel", case.pk)),
    ]

    assert not any("Æblekage på vejen" in page.content.decode() for page in pages)
    assert last_notes_on([goal]) == {}
    for user in (employee, team_leader):
        assert list(items(user, timezone.localdate())) == []
    for name in ("note_correct", "note_follow_up", "note_read", "note_strike"):
        assert client.post(at(name, case.pk, row.pk), {"reason": WHY}).status_code == 404


def test_every_wording_is_struck_and_a_reason_is_asked_for(
    case: Case, note: DiaryEntry, employee: User, team_leader: User
) -> None:
    diary.correct_entry(note, written(text="Rettet"), acting_user=team_leader)

    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        diary_struck.strike_entry(note, reason="Fejl", acting_user=employee)
    diary_struck.strike_entry(note, reason=WHY, acting_user=employee)

    assert DiaryEntry.objects.filter(struck_by=employee, struck_because=WHY).count() == 2


def test_its_author_moves_it_to_another_case_of_theirs_without_what_it_was_tied_to(
    client: Client, case: Case, other: Case, note: DiaryEntry, employee: User, team_leader: User
) -> None:
    client.force_login(team_leader)
    offered_to_another = client.get(at("note_strike", case.pk, note.pk)).content.decode()
    client.force_login(employee)

    client.post(at("note_strike", case.pk, note.pk), {"reason": WHY, "move_to": str(other.pk)})

    [made] = DiaryEntry.objects.filter(case=other)
    note.refresh_from_db()
    assert (made.text, made.withheld_text, made.author) == (note.text, HIDDEN, employee)
    assert (made.happened_at, made.hand_over, made.struck_at) == (note.happened_at, True, None)
    assert note.struck_by == employee
    assert 'name="move_to"' not in offered_to_another


def test_nobody_moves_anothers_words_or_into_a_case_that_is_not_open_to_them(
    case: Case, other: Case, north: Unit, note: DiaryEntry, employee: User, team_leader: User
) -> None:
    closed_to_me = open_case(north, team_leader, digits="", name="Kit")

    for user, target in ((team_leader, other), (employee, closed_to_me)):
        with pytest.raises(Http404):
            diary_struck.strike_entry(note, reason=WHY, move_to=target, acting_user=user)

    note.refresh_from_db()
    assert note.struck_at is None


def test_those_who_may_correct_it_read_what_it_said_and_that_is_logged(
    client: Client, case: Case, note: DiaryEntry, employee: User, outsider: User
) -> None:
    diary_struck.strike_entry(note, reason=WHY, acting_user=employee)
    workers.open_in_emergency(case.number, "Barnet er alene på skadestuen nu", acting_user=outsider)

    answers = {}
    for user in (employee, outsider):
        client.force_login(user)
        answers[user] = client.get(at("note_struck", case.pk, note.pk))

    assert TEXT in answers[employee].content.decode()
    assert answers[outsider].status_code == 404
    read = AuditEvent.objects.filter(action="case.struck_note_read", subject_id=str(case.pk))
    assert [event.actor for event in read] == [employee]


def test_the_data_protection_officer_opens_it_with_a_reason_that_is_logged(
    client: Client, case: Case, note: DiaryEntry, employee: User, data_protection_officer: User
) -> None:
    diary_struck.strike_entry(note, reason=WHY, acting_user=employee)
    client.force_login(data_protection_officer)
    address = at("struck_note", note.pk)

    listed = client.get(at("struck_notes")).content.decode()
    before = [client.get(address), client.post(address, {"reason": "Fordi"})]
    after = client.post(address, {"reason": "Klage fra forælderen den 3. maj"})

    assert case.number in listed
    assert not any(TEXT in page for page in (listed, *(each.content.decode() for each in before)))
    assert TEXT in after.content.decode()
    [event] = AuditEvent.objects.filter(action="case.struck_note_opened")
    assert (event.subject_id, event.reason) == (str(case.pk), "Klage fra forælderen den 3. maj")


def test_others_have_no_list_of_what_is_struck(
    client: Client, note: DiaryEntry, employee: User, leader: User, consultant: User
) -> None:
    diary_struck.strike_entry(note, reason=WHY, acting_user=employee)

    for user in (employee, leader, consultant):
        client.force_login(user)
        pages = [client.get(at("struck_notes")), client.get(at("struck_note", note.pk))]
        assert {page.status_code for page in pages} <= {403, 404}
