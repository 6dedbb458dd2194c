"""Agreement, strategy and status overview saved from the browser, and read back as files."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import dataclass
from pathlib import Path

import docx
import pdfplumber
import pikepdf
import pytest
from pdfua import validate
from playwright.sync_api import Locator, Page

from roedtraad.insight.reports.tests.samples import tags

from .conftest import Visit
from .site import Site

AGREEMENT = "Aftalemål 2026-27 – Familiehuset Strandgården"
STRATEGY = "Sammen om hverdagen 2024-27"
WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Printed:
    """Where a document is saved from, and what must be read in the file."""

    address: str
    link: str
    headings: tuple[str, ...]
    cells: tuple[str, ...]
    as_of: str
    language: str = "da"


TODAY = datetime.date.today()  # noqa: DTZ011  the machine's day is the demonstration's
APPROVED = Printed(
    "/aftaler/3/",
    "Som godkendt: {format}",
    ("Økonomi", "Aftalemål", "1 Familien skriver målet"),
    ("Familiehuset Strandgården", "18.450.000", "19.230.000"),
    r"Som godkendt den \d+\. \w+ \d{4}",
)
OF_TODAY = Printed(
    "/aftaler/3/",
    "Som det er i dag: {format}",
    ("Økonomi", "Aftalemål", "1 Familien skriver målet"),
    ("18.450.000", "19.230.000"),
    rf"Pr\. {TODAY.day}\. \w+ {TODAY.year}",
)
OF_THE_STRATEGY = Printed(
    "/strategi/1/",
    "Som det er i dag: {format}",
    ("Visioner",),
    ("Mål",),
    rf"Pr\. {TODAY.day}\. \w+ {TODAY.year}",
)
OVERVIEW = Printed(
    "/rapporter/",
    "Hent {format}",
    ("Alle mål",),
    ("Status", "bagud"),
    rf"Pr\. {TODAY.day}\. \w+ {TODAY.year}",
)
IN_ENGLISH = Printed(
    "/aftaler/3/",
    "As approved: {format}",
    ("Budget", "1 Familien skriver målet"),
    ("18,450,000", "19,230,000"),
    r"As approved on \d+ \w+ \d{4}",
    language="en",
)
DOCUMENTS = {
    "agreement as approved": APPROVED,
    "agreement of today": OF_TODAY,
    "strategy": OF_THE_STRATEGY,
    "status overview": OVERVIEW,
    "agreement in English": IN_ENGLISH,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_pdf_from_the_browser_is_tagged_and_says_what_the_page_says(
    name: str, demo: Site, visit: Visit, tmp_path: Path
) -> None:
    wanted = DOCUMENTS[name]
    page = visit(demo, wanted.address, user="konsulent", language=wanted.language)

    file = saved(page, wanted, "PDF", tmp_path)

    assert [finding.message for finding in validate(str(file)).findings] == []
    kinds = {kind for kind, _ in tags(file.read_bytes())}
    assert {"Title", "H1", "P", "Table", "TH", "TD"} <= kinds
    with pikepdf.open(file) as book:
        assert str(book.Root.Lang)[:2] == wanted.language
    with pdfplumber.open(file) as book:
        text = "\n".join(each.extract_text() for each in book.pages)
        pages = len(book.pages)
    for words in (*wanted.headings, *wanted.cells, "Fjordby Kommune"):
        assert words in text, words
    assert re.search(wanted.as_of, text)
    assert re.search(rf"(Side|Page) {pages} (af|of) {pages}", text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_word_file_from_the_browser_has_real_headings_and_tables(
    name: str, demo: Site, visit: Visit, tmp_path: Path
) -> None:
    wanted = DOCUMENTS[name]
    page = visit(demo, wanted.address, user="konsulent", language=wanted.language)

    file = saved(page, wanted, "Word", tmp_path)

    book = docx.Document(io.BytesIO(file.read_bytes()))
    headings = " | ".join(
        each.text for each in book.paragraphs if str(each.style.name).startswith("Heading")
    )
    cells = " | ".join(
        cell.text for table in book.tables for row in table.rows for cell in row.cells
    )
    languages = {
        mark.get(WORD_NAMESPACE + "val", "")[:2]
        for mark in book.styles.element.iter(WORD_NAMESPACE + "lang")
    }
    assert all(words in headings for words in wanted.headings), headings
    assert all(words in cells for words in wanted.cells), cells
    assert languages == {wanted.language}
    assert any(re.search(wanted.as_of, each.text) for each in book.paragraphs)
    assert book.core_properties.author == "Fjordby Kommune"


def saved(page: Page, wanted: Printed, as_format: str, folder: Path) -> Path:
    """What the browser saves when the link or button of `wanted` is used."""
    name = wanted.link.format(format=as_format)
    menu = page.get_by_role("button", name=re.compile("^(Udskriv og send|Print and send)$"))
    if menu.count():
        menu.click()
    with page.expect_download() as download:
        _control(page, name).first.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == {"PDF": ".pdf", "Word": ".docx"}[as_format]
    return file


def _control(page: Page, name: str) -> Locator:
    words = re.compile(rf"^{re.escape(name)}$")
    return page.get_by_role("link", name=words).or_(page.get_by_role("button", name=words))
