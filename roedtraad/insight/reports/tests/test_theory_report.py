from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.theory.models import NodeKind, Risk, TheoryOfChange
from roedtraad.steering.theory.tests.factories import LinkFactory, NodeFactory, TheoryFactory

pytestmark = pytest.mark.django_db
MILLIMETRES = 72 / 25.4


@pytest.fixture
def theory(north: Unit) -> TheoryOfChange:
    theory = TheoryFactory(unit=north, title="Familien ved roret")
    before = None
    for kind in NodeKind:
        box = NodeFactory(theory=theory, kind=kind, title=f"Kasse {kind.label} <&>")
        if before is not None:
            LinkFactory(from_node=before, to_node=box, assumption="Fordi det virker")
        before = box
    Risk.objects.create(theory=theory, text="Behandleren skifter")
    return theory


def address(theory: TheoryOfChange, paper: str, as_format: str) -> str:
    return reverse("reports:theory", args=[theory.pk, paper, as_format])


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 297, 210), ("a3", 420, 297)])
def test_the_pdf_lies_down_on_the_paper_chosen_and_is_tagged(
    client: Client, leader: User, theory: TheoryOfChange, paper: str, width: int, height: int
) -> None:
    client.force_login(leader)

    answer = client.get(address(theory, paper, "pdf"))

    with pikepdf.open(BytesIO(answer.content)) as pdf:
        box = [float(each) / MILLIMETRES for each in pdf.pages[0].mediabox]
        assert (round(box[2]), round(box[3])) == (width, height)
        assert bool(pdf.Root.MarkInfo.Marked) and "pdfuaid" in str(pdf.open_metadata())
        assert pdf.Root.Lang == "da-DK"
    assert AuditEvent.objects.filter(action="report.exported").count() == 1


def test_the_word_file_has_the_theory_as_tables(
    client: Client, leader: User, theory: TheoryOfChange
) -> None:
    client.force_login(leader)

    word = Document(BytesIO(client.get(address(theory, "a4", "docx")).content))

    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Kasse delmål <&>" in cells and "Fordi det virker" in cells
    assert "Behandleren skifter" in cells
    assert len(word.inline_shapes) == 1


@pytest.mark.parametrize("name", ["theory", "theory_panel"])
def test_the_outsider_gets_no_report(
    client: Client, outsider: User, theory: TheoryOfChange, name: str
) -> None:
    client.force_login(outsider)
    more = ["a4", "pdf"] if name == "theory" else []

    assert client.get(reverse(f"reports:{name}", args=[theory.pk, *more])).status_code == 404


def test_an_unknown_paper_is_no_page(client: Client, leader: User, theory: TheoryOfChange) -> None:
    client.force_login(leader)

    assert client.get(address(theory, "a5", "pdf")).status_code == 404
