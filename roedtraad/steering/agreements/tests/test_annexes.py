import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Agreement, Annex

pytestmark = pytest.mark.django_db


@pytest.fixture
def annex(client: Client, plan: Agreement, leader: User) -> Annex:
    client.force_login(leader)
    file = SimpleUploadedFile("Kort notat.txt", b"Bilagets tekst")
    client.post(reverse("agreements:annex_upload", args=[plan.pk]), {"file": file})
    return Annex.objects.get()


def test_a_file_is_added_and_read_again(client: Client, annex: Annex, employee: User) -> None:
    client.force_login(employee)

    answer = client.get(reverse("agreements:annex", args=[annex.agreement_id, annex.pk]))

    assert b"".join(answer.streaming_content).decode() == "Bilagets tekst"
    assert annex.title == "Kort notat.txt"


def test_outsiders_do_not_download(client: Client, annex: Annex, outsider: User) -> None:
    client.force_login(outsider)

    answer = client.get(reverse("agreements:annex", args=[annex.agreement_id, annex.pk]))

    assert answer.status_code == 404


def test_a_program_is_refused_with_a_sentence(
    client: Client, plan: Agreement, leader: User
) -> None:
    client.force_login(leader)
    file = SimpleUploadedFile("a.exe", b"MZ")

    answer = client.post(
        reverse("agreements:annex_upload", args=[plan.pk]), {"file": file}, follow=True
    )

    assert not Annex.objects.exists()
    assert "Vælg en af disse" in answer.content.decode() or "filtyp" in answer.content.decode()
