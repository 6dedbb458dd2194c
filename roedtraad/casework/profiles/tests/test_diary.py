from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.utils import timezone

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.services import merging, workers
from roedtraad.casework.cases.tests.factories import add_mother, open_case
from roedtraad.casework.profiles.models import DiaryEntry, ProfileDraft
from roedtraad.casework.profiles.queries.diary_due import items
from roedtraad.casework.profiles.services import diary
from roedtraad.casework.profiles.tests.diary_facts import (
    HIDDEN,
    TEXT,
    at,
    case_of_two,
    posted,
    written,
)
from roedtraad.casework.profiles.tests.factories import agree_goal, open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF = b"%PDF-1.7\n..."
Page = Callable[..., str]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


@pytest.fixture
def case(north: Unit, team_leader: User, employee: User) -> Case:
    return case_of_two(north, team_leader, employee)


@pytest.fixture
def read(client: Client) -> Page:
    def page(user: User, name: str, *args: int, **asked: str) -> str:
        client.force_login(user)
        return client.get(at(name, *args), asked).content.decode()

    return page


def test_a_note_delivered_twice_is_kept_once(case: Case, employee: User) -> None:
    given = written(key=uuid4())

    first = diary.write_entry(case, given, acting_user=employee)
    again = diary.write_entry(case, given, acting_user=employee)

    assert (again.pk, DiaryEntry.objects.count()) == (first.pk, 1)
    assert AuditEvent.objects.filter(action="diaryentry.written").count() == 1


def test_other_words_with_the_key_of_a_note_are_not_lost(
    client: Client, case: Case, employee: User
) -> None:
    sent = posted()
    client.force_login(employee)
    client.post(at("note_new", case.pk), sent)

    answer = client.post(at("note_new", case.pk), sent | {"text": "Noget andet."})
    key = str(answer.context["form"]["key"].value())
    client.post(at("note_new", case.pk), sent | {"text": "Noget andet.", "key": key})

    assert answer.status_code == 422
    assert "gemt i forvejen med andre ord" in answer.content.decode()
    assert set(DiaryEntry.objects.values_list("text", flat=True)) == {TEXT, "Noget andet."}


def test_a_key_tells_nobody_else_of_the_note(case: Case, employee: User, team_leader: User) -> None:
    given = written(key=uuid4())
    diary.write_entry(case, given, acting_user=employee)

    with pytest.raises(Http404):
        diary.write_entry(case, given, acting_user=team_leader)


def test_a_correction_adds_and_both_are_shown(
    read: Page, case: Case, employee: User, team_leader: User
) -> None:
    note = diary.write_entry(case, written(), acting_user=employee)

    diary.correct_entry(note, written(text="Det var hos farmor."), acting_user=team_leader)

    note.refresh_from_db()
    assert (note.text, note.replaced_at is not None) == (TEXT, True)
    page = read(employee, "diary", case.pk)
    assert "Det var hos farmor." in page
    assert "uden at ringe" in page
    assert "rettet" in page


def test_of_two_who_correct_at_once_the_second_is_asked_to_read_the_first(
    client: Client, case: Case, employee: User, team_leader: User
) -> None:
    note = diary.write_entry(case, written(), acting_user=employee)
    diary.correct_entry(note, written(text="Det var hos farmor."), acting_user=team_leader)
    client.force_login(employee)
    sent = posted(text="Det var hos moster.", paa=str(note.pk))

    refused = client.post(at("note_correct", case.pk, note.pk), sent)
    latest = refused.context["latest"]
    kept = client.post(at("note_correct", case.pk, note.pk), sent | {"paa": str(latest.pk)})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "har rettet notatet imens" in page
    assert "Det var hos moster." in page
    assert "Det var hos farmor." in page
    assert kept.status_code == 302
    assert DiaryEntry.objects.current().get().text == "Det var hos moster."
    assert DiaryEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "  "}, "Skriv, hvad der skete"),
        ({"happened_at": timezone.now() + timedelta(hours=2)}, "ikke kommet endnu"),
        ({"withheld_text": HIDDEN}, "fra eller om hvem"),
        ({"follow_up": "ring til skolen"}, "Skriv den dag"),
        ({"follow_up_on": timezone.localdate() - timedelta(days=2)}, "før selve notatet"),
    ],
)
def test_a_note_that_cannot_be_is_refused(
    case: Case, employee: User, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        diary.write_entry(case, written(**wrong), acting_user=employee)


def test_a_note_is_tied_to_nothing_of_another_case(
    case: Case, south: Unit, employee: User, team_leader: User, outsider: User
) -> None:
    other = open_case(south, outsider, digits="6802164321", name="Storm")
    goal = agree_goal(open_profile(other, outsider), outsider)

    with pytest.raises(Http404):
        diary.write_entry(case, written(goals=[goal]), acting_user=employee)
    with pytest.raises(Http404):
        diary.write_entry(
            case, written(people=[row.citizen for row in other.people.all()]), acting_user=employee
        )


def test_others_neither_write_nor_correct(case: Case, employee: User, outsider: User) -> None:
    note = diary.write_entry(case, written(hand_over=True), acting_user=employee)

    for act in (
        lambda: diary.write_entry(case, written(), acting_user=outsider),
        lambda: diary.correct_entry(note, written(), acting_user=outsider),
        lambda: diary.take_over(note, acting_user=outsider),
        lambda: diary.settle_follow_up(note, is_done=True, acting_user=outsider),
    ):
        with pytest.raises(Http404):
            act()


def test_what_is_handed_over_waits_for_everybody_on_the_case_until_they_have_read_it(
    case: Case, employee: User, team_leader: User
) -> None:
    note = diary.write_entry(case, written(kind="handover"), acting_user=employee)
    today = timezone.localdate()
    before = [item.label for item in items(team_leader, today)]

    diary.take_over(note, acting_user=team_leader)
    diary.take_over(note, acting_user=team_leader)

    assert before == ["Alma Birkedal: et notat til dig fra vagten før"]
    assert list(items(team_leader, today)) == []
    assert list(items(employee, today)) == []
    assert [str(row.user) for row in note.readings.all()] == [str(team_leader)]


def test_who_comes_to_the_case_later_is_not_met_by_old_shifts(
    case: Case, employee: User, leader: User, team_leader: User
) -> None:
    diary.write_entry(case, written(hand_over=True), acting_user=employee)
    tomorrow = timezone.localdate() + timedelta(days=1)
    workers.put_on_case(
        case, leader, role="substitute", starts_on=tomorrow, acting_user=team_leader
    )

    assert list(items(leader, tomorrow)) == []


def test_a_day_to_follow_up_is_a_task_of_the_author_and_names_no_words(
    case: Case, employee: User, team_leader: User
) -> None:
    today = timezone.localdate()
    given = written(follow_up_on=today, follow_up="Ring til skolen")
    note = diary.write_entry(case, given, acting_user=employee)

    (task,) = items(employee, today)

    assert (task.label, task.due_on) == ("Alma Birkedal: Følg op på et dagbogsnotat", today)
    assert "skolen" not in str(task)
    assert list(items(team_leader, today)) == []
    diary.settle_follow_up(note, is_done=True, acting_user=team_leader)
    assert list(items(employee, today)) == []


def test_the_task_of_an_author_who_has_left_goes_to_those_on_the_case(
    case: Case, employee: User, team_leader: User
) -> None:
    today = timezone.localdate()
    diary.write_entry(case, written(follow_up_on=today), acting_user=employee)
    row = case.workers.get(user=employee)

    workers.take_off_case(case, row.pk, ends_on=today - timedelta(days=1), acting_user=team_leader)

    assert len(list(items(team_leader, today))) == 1
    assert list(items(employee, today)) == []


def test_a_file_is_a_download_for_those_on_the_case_and_its_name_stays_in_the_diary(
    client: Client, case: Case, employee: User, outsider: User
) -> None:
    sent = posted(attachments=[SimpleUploadedFile("Almas tegning.pdf", PDF)])
    client.force_login(employee)
    client.post(at("note_new", case.pk), sent)
    attachment = DiaryEntry.objects.get().attachments.get()
    address = at("attachment", case.pk, attachment.entry_id, attachment.pk)

    answer = client.get(address)

    assert "Almas tegning.pdf" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[arg-type]
    assert StoredFile.objects.get().name == "bilag.pdf"
    assert AuditEvent.objects.filter(action="case.diary_file_taken", actor=employee).count() == 1
    client.force_login(outsider)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["virus.exe", "tegning.pdf", "tegning.png", "brev.docx", "a.txt"])
def test_a_file_that_may_harm_is_refused_and_what_was_typed_is_not_lost(
    client: Client, case: Case, employee: User, name: str
) -> None:
    client.force_login(employee)
    files = [SimpleUploadedFile("god.pdf", PDF), SimpleUploadedFile(name, EICAR)]

    answer = client.post(at("note_new", case.pk), posted(attachments=files))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{name}: " in page
    assert "Vælg filerne igen" in page
    assert TEXT in page
    assert (DiaryEntry.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_that_is_too_large_is_refused(
    client: Client, case: Case, employee: User, settings: Any
) -> None:
    settings.FILE_SIZE_LIMIT = 1024
    client.force_login(employee)
    large = SimpleUploadedFile("stor.pdf", PDF + b" " * 2000)

    answer = client.post(at("note_new", case.pk), posted(attachments=[large]))

    assert "større end" in answer.content.decode()
    assert not DiaryEntry.objects.exists()


def test_a_saved_note_leaves_no_draft_and_no_words_outside_casework(
    client: Client, case: Case, employee: User
) -> None:
    client.force_login(employee)
    ProfileDraft.objects.create(user=employee, key=f"sag:{case.pk}:dagbog", data={"text": [TEXT]})

    client.post(
        at("note_new", case.pk),
        posted(
            withheld_text=HIDDEN,
            withheld_from="naboen",
            hand_over="on",
            follow_up_on=f"{timezone.localdate():%d.%m.%Y}",
            follow_up="Æblekagen",
            attachments=[SimpleUploadedFile("æblekage.pdf", PDF)],
        ),
    )
    client.get(at("diary", case.pk), {"q": "æblekage"})
    list(items(employee, timezone.localdate()))

    assert not ProfileDraft.objects.exists()
    written = {
        model._meta.label: str(list(model._default_manager.values())).lower()
        for model in apps.get_models()
        if not model.__module__.startswith("roedtraad.casework")
    }
    assert [
        name
        for name, rows in written.items()
        if any(word in rows for word in ("æblekage", "mormor", "naboen"))
    ] == []


def test_two_records_of_one_person_that_a_note_names_both_can_be_merged(
    case: Case, leader: User, team_leader: User
) -> None:
    alma = case.people.get().citizen
    mother = add_mother(case, team_leader)
    note = diary.write_entry(case, written(people=[alma, mother.citizen]), acting_user=team_leader)
    other = diary.write_entry(case, written(people=[alma]), acting_user=team_leader)
    Citizen.objects.filter(pk=alma.pk).update(cpr_sealed="", cpr_index="")
    day = timezone.localdate() - timedelta(days=1)
    mother.ends_on = day
    mother.save()

    merging.merge_citizens(
        case, mother.citizen, Citizen.objects.get(pk=alma.pk), reason="Samme.", acting_user=leader
    )

    assert set(note.people.all()) == {alma, mother.citizen}
    assert list(other.people.all()) == [mother.citizen]
