from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import ALMA, OPENED
from roedtraad.casework.profiles.models import DiaryEntry
from roedtraad.casework.profiles.queries import diary_search
from roedtraad.casework.profiles.queries.diary_notes import last_notes_on, notes_on
from roedtraad.casework.profiles.services import diary
from roedtraad.casework.profiles.tests.diary_facts import (
    HIDDEN,
    TEXT,
    at,
    case_of_two,
    written,
)
from roedtraad.casework.profiles.tests.factories import agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.lib import sieve
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


@pytest.fixture
def case(north: Unit, team_leader: User, employee: User) -> Case:
    return case_of_two(north, team_leader, employee)


@pytest.fixture
def read(client: Client) -> Page:
    def page(user: User, name: str, *args: int, **asked: str) -> str:
        client.force_login(user)
        return client.get(at(name, *args), asked).content.decode()

    return page


def test_in_an_emergency_the_confidential_part_and_earlier_wordings_stay_shut(
    read: Page, case: Case, employee: User, outsider: User
) -> None:
    first = diary.write_entry(case, written(text=f"{TEXT} {HIDDEN}"), acting_user=employee)
    diary.correct_entry(
        first, written(withheld_text=HIDDEN, withheld_from="naboen"), acting_user=employee
    )
    workers.open_in_emergency(ALMA, "Politiet ringede, og ingen svarer.", acting_user=outsider)

    page = read(outsider, "diary", case.pk)
    found = read(outsider, "diary", case.pk, q="råb")
    printed = read(
        outsider, "diary_print", case.pk, first="01.01.2025", last="01.01.2100", whole="on"
    )

    assert "uden at ringe" in page
    assert HIDDEN not in page + found + printed
    assert "Intet notat passer" in found
    assert "Ret<span" not in page
    assert HIDDEN in read(employee, "diary", case.pk)


def test_a_print_for_the_family_has_neither_what_is_confidential_nor_what_was_corrected(
    read: Page, case: Case, employee: User
) -> None:
    first = diary.write_entry(case, written(text=f"{TEXT} {HIDDEN}"), acting_user=employee)
    diary.correct_entry(
        first, written(withheld_text=HIDDEN, withheld_from="naboen"), acting_user=employee
    )
    days = {"first": f"{OPENED:%d.%m.%Y}", "last": f"{timezone.localdate():%d.%m.%Y}"}

    for_family = read(employee, "diary_print", case.pk, **days)
    whole = read(employee, "diary_print", case.pk, **days, whole="on")

    assert TEXT in for_family
    assert not any(words in for_family for words in (HIDDEN, "naboen"))
    assert HIDDEN in whole
    logged = AuditEvent.objects.filter(action="case.diary_printed").order_by("id")
    assert [row.detail["whole"] for row in logged] == [False, True]


def test_a_protected_name_is_on_no_page_of_the_diary(
    read: Page, case: Case, employee: User
) -> None:
    alma = case.people.get().citizen
    alma.is_protected = True
    alma.save()
    diary.write_entry(case, written(text="Et besøg.", people=[alma]), acting_user=employee)

    pages = [
        read(employee, "diary", case.pk),
        read(employee, "note_new", case.pk),
        read(employee, "diaries"),
        read(employee, "diary_print", case.pk, first="01.01.2025", last="01.01.2100"),
    ]

    assert not any("Birkedal" in page for page in pages)


def test_the_search_finds_whole_words_in_any_spelling_and_only_in_ones_own_cases(
    read: Page, case: Case, employee: User, outsider: User
) -> None:
    diary.write_entry(case, written(), acting_user=employee)
    diary.write_entry(case, written(text="Et kort besøg."), acting_user=employee)

    found = read(employee, "diaries", q="ÆBLEKAGE mormor")
    missed = read(employee, "diaries", q="æblekage farmor")

    assert "<mark>Æblekage</mark>" in found
    assert "kort besøg" not in found
    assert "Intet notat i dine sager passer" in missed
    assert "mormor uden" not in read(outsider, "diaries", q="mormor")
    logged = AuditEvent.objects.filter(action="case.searched")
    assert logged.count() == 3
    assert "kage" not in str(list(logged.values_list("detail", flat=True))).lower()


def test_the_search_over_everything_finds_notes(
    client: Client, case: Case, employee: User, outsider: User
) -> None:
    diary.write_entry(case, written(), acting_user=employee)
    pages = []

    for user in (employee, outsider):
        client.force_login(user)
        pages.append(client.get(reverse("notices:search"), {"q": "æblekage"}).content.decode())

    assert "Dagbogsnotater" in pages[0]
    assert "Dagbogsnotater" not in pages[1]


def test_the_search_finds_inside_words_and_what_many_newer_notes_only_might_hold(
    read: Page, case: Case, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roedtraad.casework.profiles.queries.diary_search.MOST_FOUND", 2)
    diary.write_entry(case, written(text="Familieæblekagedagen."), acting_user=employee)
    for _number in range(3):
        diary.write_entry(case, written(text="Et kort besøg."), acting_user=employee)
    newer = DiaryEntry.objects.filter(text="Et kort besøg.")
    newer.update(**dict.fromkeys(sieve.FIELDS, sieve.EVERY))

    found = read(employee, "diaries", q="BLEKAGEDAG")
    missed = read(employee, "diaries", q="blekagedags")

    assert "Familieæ<mark>blekagedag</mark>en." in found
    assert "Intet notat i dine sager passer" in missed


def test_the_search_reads_an_index_until_it_knows_which_notes_to_read(
    case: Case, employee: User
) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # it would rather read through a table of a few rows
            cursor.execute("SET LOCAL enable_seqscan = off")
    diary.write_entry(case, written(), acting_user=employee)
    likely = diary_search.likely_to_hold(employee, ("kage",)).values_list("pk", flat=True)

    plan = likely[:10].explain()

    assert "diary_of_a_case" in plan, plan
    assert "COVERING" in plan or "Index Only" in plan, plan


def test_the_diary_is_narrowed_to_what_is_wanted(read: Page, case: Case, employee: User) -> None:
    goal = agree_goal(open_profile(case, employee), employee)
    first = diary.write_entry(case, written(goals=[goal], hand_over=True), acting_user=employee)
    diary.correct_entry(first, written(text="Rettet ord.", goals=[goal]), acting_user=employee)
    day = timezone.localdate()
    other = written(text="Om skolen.", kind="phone", follow_up_on=day)
    diary.write_entry(case, other, acting_user=employee)

    def shown(**asked: str) -> tuple[bool, bool]:
        page = read(employee, "diary", case.pk, **asked)
        return "Rettet ord." in page, "Om skolen." in page

    assert shown() == (True, True)
    assert shown(goal=str(goal.pk)) == (True, False)
    assert shown(kind="phone") == (False, True)
    assert shown(only="overlevering") == (True, False)
    assert shown(only="opfoelgning") == (False, True)
    assert shown(q="skolen") == (False, True)
    assert shown(last="01.01.2020") == (False, False)
    assert shown(kind="umulig", goal="x", first="i går") == (True, True)


def test_notes_on_a_goal_are_those_of_the_period_in_their_latest_wording(
    case: Case, employee: User
) -> None:
    profile = open_profile(case, employee)
    goal, other = agree_goal(profile, employee), agree_goal(profile, employee)
    long_ago = timezone.now() - timedelta(days=100)
    diary.write_entry(
        case, written(text="Før.", goals=[goal], happened_at=long_ago), acting_user=employee
    )
    first = diary.write_entry(case, written(goals=[goal, other]), acting_user=employee)
    diary.correct_entry(first, written(text="Rettet.", goals=[goal]), acting_user=employee)

    found = notes_on([goal, other], first=timezone.localdate() - timedelta(days=30))

    assert [note.text for note in found[goal.pk]] == ["Rettet."]
    assert found[other.pk] == []
    assert {pk: note.text for pk, note in last_notes_on([goal, other]).items()} == {
        goal.pk: "Rettet."
    }


def test_the_card_of_a_goal_has_its_last_note_and_nothing_confidential(
    client: Client, case: Case, employee: User
) -> None:
    profile = open_profile(case, employee)
    goal = agree_goal(profile, employee)
    confidential = {"withheld_text": HIDDEN, "withheld_from": "naboen"}
    diary.write_entry(case, written(goals=[goal], **confidential), acting_user=employee)
    client.force_login(employee)

    page = client.get(at("profile", case.pk, profile.pk)).content.decode()

    assert TEXT in page
    assert HIDDEN not in page
    assert f"{at('note_new', case.pk)}?maal={goal.pk}" in page


def test_a_page_tells_how_many_notes_others_have_written_meanwhile(
    read: Page, case: Case, employee: User, team_leader: User
) -> None:
    before = diary.write_entry(case, written(), acting_user=employee)
    diary.write_entry(case, written(text="Et besøg til."), acting_user=team_leader)
    diary.write_entry(case, written(text="Og et opkald."), acting_user=team_leader)

    told = read(employee, "diary_news", case.pk, efter=str(before.pk))
    own = read(team_leader, "diary_news", case.pk, efter=str(before.pk))

    assert "2 nye notater" in told
    assert "nye notater" not in own


def test_a_page_takes_as_many_queries_for_ten_notes_as_for_one(
    case: Case, client: Client, employee: User
) -> None:
    goal = agree_goal(open_profile(case, employee), employee)
    people = [row.citizen for row in case.people.all()]
    client.force_login(employee)

    def write() -> None:
        given = written(goals=[goal], people=people, hand_over=True)
        note = diary.write_entry(case, given, acting_user=employee)
        diary.correct_entry(note, written(goals=[goal], people=people), acting_user=employee)

    def queries(name: str, *args: int, **asked: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(at(name, *args), asked)
        return len(seen)

    pages = [("diary", case.pk, {}), ("diary_panel", case.pk, {})]
    write()
    one = [queries(name, pk, **asked) for name, pk, asked in pages]
    one.append(queries("diaries", q="mormor"))
    for _number in range(9):
        write()

    ten = [queries(name, pk, **asked) for name, pk, asked in pages]
    ten.append(queries("diaries", q="mormor"))

    assert ten == one


def test_a_very_long_note_is_whole_on_its_own_page_and_begins_among_others(
    read: Page, case: Case, employee: User
) -> None:
    words = f"{'Alma fortalte om skolen. ' * 400}Og så gik hun hjem."

    note = diary.write_entry(case, written(text=words), acting_user=employee)

    among = read(employee, "diary", case.pk)
    assert "Alma fortalte om skolen." in among
    assert "gik hun hjem" not in among
    assert f'{at("note", case.pk, note.pk)}">Læs hele notatet' in among
    assert "gik hun hjem" in read(employee, "note", case.pk, note.pk)
