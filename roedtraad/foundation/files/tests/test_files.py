import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.files.http import send
from roedtraad.foundation.files.kinds import ANNEXES, DOCUMENTS
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.files.services import FileRefused, delete_orphans, read, store

PDF = b"%PDF-1.7\n..."
PROGRAM = b"MZ\x90\x00\x03"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: object) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(*names: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return stream.getvalue()


def test_a_file_is_kept_by_its_content_outside_the_web_root(leader: User) -> None:
    file = store(upload("Aftale 2026.pdf", PDF), acting_user=leader)

    assert file.name == "Aftale 2026.pdf"
    assert file.stored_as.endswith(file.sha256)
    assert read(file) == PDF
    assert AuditEvent.objects.get().action == "file.stored"
    assert "Aftale" not in str(AuditEvent.objects.values())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", PROGRAM),
        ("plan.docx", PROGRAM),
        ("plan.docx", archive("xl/workbook.xml")),
        ("plan.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("plan.txt", PROGRAM),
        ("plan.txt", b"abc\x00def"),
        ("billede.png", b"<svg onload=alert(1)>"),
        ("plan.txt", PDF),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes, leader: User) -> None:
    with pytest.raises(FileRefused, match="ikke det, navnet siger"):
        store(upload(name, content), acting_user=leader)

    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", ["virus.exe", "billede.svg", "makro.docm", "plan", "side.html"])
def test_other_kinds_are_refused_with_what_may_be_chosen(name: str, leader: User) -> None:
    with pytest.raises(FileRefused, match=r"\.pdf"):
        store(upload(name, b"abc"), acting_user=leader, kinds=ANNEXES)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", archive("[Content_Types].xml", "word/document.xml")),
        ("plan.html", "<h1>Mål</h1>".encode()),
        ("plan.txt", "Mål æøå".encode("cp1252")),
        ("PLAN.PDF", PDF),
    ],
)
def test_documents_are_taken(name: str, content: bytes, leader: User) -> None:
    assert store(upload(name, content), acting_user=leader, kinds=DOCUMENTS).pk


def test_empty_and_too_large_files_are_refused(leader: User, settings: object) -> None:
    settings.FILE_SIZE_LIMIT = 1024 * 1024

    with pytest.raises(FileRefused, match="tom"):
        store(upload("plan.pdf", b""), acting_user=leader)
    with pytest.raises(FileRefused, match="1 MB"):
        store(upload("plan.pdf", PDF + b" " * 1024 * 1024), acting_user=leader)


@pytest.mark.parametrize("name", ["../../etc/plan.pdf", "C:\\mappe\\plan.pdf", "pl<a>n.pdf"])
def test_a_name_keeps_neither_folders_nor_odd_characters(name: str, leader: User) -> None:
    shown = store(upload(name, PDF), acting_user=leader).name

    assert shown == "plan.pdf"


def test_a_file_is_only_ever_a_download(leader: User) -> None:
    file = store(upload("Bilag æøå.html", b"<script>"), acting_user=leader, kinds=DOCUMENTS)

    answer = send(file)

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == b"<script>"
    answer.close()


def test_unused_files_go_after_a_day_and_shared_content_stays(
    leader: User, django_capture_on_commit_callbacks: object
) -> None:
    old = store(upload("a.pdf", PDF), acting_user=leader)
    lone = store(upload("b.pdf", PDF + b"b"), acting_user=leader)
    store(upload("c.pdf", PDF), acting_user=leader)
    StoredFile.objects.filter(pk__in=[old.pk, lone.pk]).update(
        uploaded_at=timezone.now() - timedelta(days=2)
    )

    with django_capture_on_commit_callbacks(execute=True):
        assert delete_orphans() == 2

    assert default_storage.exists(old.stored_as)
    assert not default_storage.exists(lone.stored_as)
    assert StoredFile.objects.count() == 1
