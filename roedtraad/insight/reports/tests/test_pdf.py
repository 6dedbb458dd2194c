from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfua import validate

from roedtraad.foundation.ui.fonts import FontsMissing, font_folder
from roedtraad.insight.reports.document import (
    Block,
    Callout,
    Column,
    Contents,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    plain,
)
from roedtraad.insight.reports.pdf import heading_pages, pdf

from .samples import TRICKY, a_chart, a_document, a_full_document, opened, pdf_text, tags

DIVIDED = "\xad\n"  # a soft hyphen at the end of a line


@pytest.fixture(scope="module")
def full() -> bytes:
    return pdf(a_full_document())


def kinds(content: bytes) -> list[str]:
    return [kind for kind, _ in tags(content)]


def test_the_file_says_that_it_is_accessible(full: bytes) -> None:
    book = opened(full)
    root = book.Root

    assert root.MarkInfo.Marked
    assert str(root.Lang) == "da-DK"
    assert root.ViewerPreferences.DisplayDocTitle
    with book.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Aftale 2026"
        assert about["dc:creator"] == ["Fjordby Kommune"]


def test_the_checker_finds_nothing(full: bytes, tmp_path: Path) -> None:
    file = tmp_path / "rapport.pdf"
    file.write_bytes(full)

    report = validate(str(file))

    assert [finding.message for finding in report.findings] == []


def test_every_part_has_its_tag(full: bytes) -> None:
    assert {"Title", "H1", "H2", "P", "L", "LI", "Link", "Strong", "Table", "THead", "TH"} <= set(
        kinds(full)
    )
    assert {"TD", "TOC", "TOCI", "Figure", "Caption"} <= set(kinds(full))


def test_a_figure_has_its_sentence(full: bytes) -> None:
    assert [alt for kind, alt in tags(full) if kind == "Figure"] == [a_chart().alt]


def test_what_was_put_in_can_be_read(full: bytes) -> None:
    text = pdf_text(full)

    for words in ("Rødgrød på Ærø i ÅR 2026", "2.1 Medbestemmelse", "12.345.000", "på vej"):
        assert words in text
    assert "Tabel 1. Budget i kroner" in text
    assert "Figur 1. Andel, der når målet" in text


def test_nothing_in_a_text_is_markup() -> None:
    text = pdf_text(pdf(a_document(Paragraph(plain(TRICKY)))))

    assert TRICKY in " ".join(text.split())


def test_every_page_has_its_number_and_all_but_the_first_a_head(full: bytes) -> None:
    with pdfplumber.open(BytesIO(full)) as book:
        pages = [page.extract_text() for page in book.pages]

    assert [f"Side {n} af {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * 2
    assert pages[1].startswith("Fjordby Kommune Aftale 2026")
    assert all("Pr. 24. november 2026" in page for page in pages)


def test_the_contents_name_the_pages(full: bytes) -> None:
    with pdfplumber.open(BytesIO(full)) as book:
        lines = book.pages[0].extract_text().splitlines()

    entries = [line for line in lines if line.startswith(("Om os", "Mål", "2.1"))]
    assert [entry.split()[-1] for entry in entries] == ["2", "2", "2"]


def test_the_page_of_each_heading_is_known() -> None:
    deep = Heading(3, "Dybt", is_listed=False)
    document = a_document(Contents(), Heading(1, "A"), PageBreak(), Heading(1, "B"), deep)

    assert heading_pages(document) == [1, 2, 2]


def test_the_header_of_a_table_comes_again_on_every_page() -> None:
    rows = tuple(Row((plain(f"Mål {n}"), plain(n))) for n in range(90))
    table = Table("Alle mål", (Column("Navn"), Column("Antal", is_number=True)), rows)

    with pdfplumber.open(BytesIO(pdf(a_document(table)))) as book:
        pages = [page.extract_text() for page in book.pages]

    assert len(pages) > 2
    assert all("Navn Antal" in page for page in pages)


def test_an_empty_table_is_a_sentence() -> None:
    text = pdf_text(pdf(a_document(Table("Handlinger", (Column("Handling"),), ()))))

    assert "Tabel 1. Handlinger: intet at vise." in text


def test_a_document_without_content_is_still_a_document() -> None:
    assert "Aftale 2026" in pdf_text(pdf(a_document()))
    assert "Indhold" in pdf_text(pdf(a_document(Contents())))


def test_no_heading_level_is_skipped() -> None:
    content = pdf(a_document(Heading(3, "Dybt"), Heading(1, "Op"), Heading(4, "Ned")))

    assert [kind for kind in kinds(content) if kind.startswith("H")] == ["H1", "H1", "H2"]


@pytest.mark.parametrize("letter", ["漢", "한"])
def test_a_letter_without_a_font_is_a_box_and_the_rest_stands(letter: str) -> None:
    text = pdf_text(pdf(a_document(Paragraph(plain(f"Godt {letter} gået")))))

    assert "Godt □" in text
    assert text.count("gået") == 1


@pytest.mark.parametrize("letter", ["😀", "👍", "✅", "☐", "➢", "ح"])
def test_emoji_signs_and_other_alphabets_are_printed(letter: str) -> None:
    text = pdf_text(pdf(a_document(Paragraph(plain(f"Godt {letter} gået")))))

    assert letter in text
    assert "□" not in text


def test_a_family_of_emoji_is_printed_as_its_members() -> None:
    text = pdf_text(pdf(a_document(Paragraph(plain("En 👨‍👩‍👧 her")))))

    assert [sign for sign in text if sign in "👨👩👧"] == list("👨👩👧")


def test_the_words_of_a_title_are_not_divided() -> None:
    text = pdf_text(pdf(a_document(title="Virksomhedsplan 2026-27 – Sundhed og Trivsel")))

    assert DIVIDED not in text
    assert "Sundhed" in text


@pytest.mark.parametrize("filling", range(24, 44, 2))
def test_a_short_table_stands_on_one_page(filling: int) -> None:
    lines = [Paragraph(plain(f"Linje {number}")) for number in range(filling)]
    rows = tuple(Row((plain(f"Række {number}"), plain(number))) for number in range(8))
    table = Table("Kort", (Column("Navn"), Column("Antal", is_number=True)), rows)

    with pdfplumber.open(BytesIO(pdf(a_document(*lines, table)))) as book:
        pages = [page.extract_text() for page in book.pages]

    assert sum("Række" in page for page in pages) == 1


def test_control_characters_are_left_out() -> None:
    text = pdf_text(pdf(a_document(Paragraph(plain("a\x00b\x07c\td")))))

    assert "abc d" in text


def test_words_without_end_stay_on_the_page() -> None:
    narrow = Table(
        "Smal",
        (Column("A"), Column("B"), Column("C")),
        (Row((plain("x" * 300), plain("socialpædagogiskbehandlingsarbejdsplan"), plain("z"))),),
    )

    with pdfplumber.open(BytesIO(pdf(a_document(narrow, Paragraph(plain("y" * 500)))))) as book:
        [page] = book.pages
        rightmost = max(char["x1"] for char in page.chars)
        xs = [char["x1"] for char in page.chars if char["text"] == "x"]

    assert rightmost < page.width - 60
    assert max(xs) < page.width / 2.5


def test_a_cell_longer_than_a_page_runs_on() -> None:
    table = Table("Lang", (Column("Tekst"),), (Row((plain("ordet " * 3000),)),))

    assert pdf_text(pdf(a_document(table))).count("ordet") == 3000


def test_two_hundred_goals_are_one_document() -> None:
    goals = [
        block
        for n in range(200)
        for block in (Heading(2, f"Målet nummer {n}"), Paragraph(plain("Tekst " * 15)))
    ]

    content = pdf(a_document(Contents(2), Heading(1, "Mål"), *goals))

    assert pdf_text(content).count("Målet nummer 199") == 2


def test_an_english_report_is_english() -> None:
    content = pdf(a_document(Contents(), Heading(1, "About"), language="en"))

    assert str(opened(content).Root.Lang) == "en-GB"
    assert "Page 1 of 1" in pdf_text(content)


def test_short_words_are_not_divided() -> None:
    columns = (Column("Status", 3), Column("Mål", 12))
    rows = tuple(Row((plain("ikke begyndt"), plain("Målet er begyndt " * 9))) for _ in range(9))

    text = pdf_text(pdf(a_document(Table("T", columns, rows))))

    assert DIVIDED not in text


def test_a_number_stays_with_its_per_cent_sign() -> None:
    texts = [Paragraph(plain("x" * length + " ord er nu 25 % af det")) for length in range(40, 80)]

    lines = pdf_text(pdf(a_document(*texts))).splitlines()

    assert not any(line.startswith("%") for line in lines)


def test_a_caption_that_its_heading_says_is_not_repeated() -> None:
    facts = Facts("Om os", (("Adresse", plain("Havnegade 1")),))

    text = pdf_text(pdf(a_document(Heading(1, "Om os"), facts)))

    assert text.count("Om os") == 1


def test_a_status_stands_on_the_page_of_its_text() -> None:
    fill = [Paragraph(plain("fyld " * 20)) for _ in range(60)]
    goals: list[Block] = []
    for number in range(60):
        status = Callout("nået", plain(f"Status {number}."))
        goals += [Heading(2, f"Mål {number}"), status, Paragraph(plain(f"Tekst {number}."))]
        goals += fill[: number % 7]

    with pdfplumber.open(BytesIO(pdf(a_document(*goals)))) as book:
        pages = [page.extract_text() for page in book.pages]

    for number in range(60):
        [page] = [page for page in pages if f"Status {number}." in page]
        assert f"Tekst {number}." in page


def test_a_long_danish_word_is_divided_as_one() -> None:
    word = "rehabiliteringsforløbskoordineringsudvalgsmedlemskab"
    columns = (Column("Udvalg"), Column("Andet"), Column("Mere"))
    table = Table("T", columns, (Row((plain(word), plain(""), plain(""))),))

    text = pdf_text(pdf(a_document(table)))

    assert DIVIDED in text
    assert word in text.replace(DIVIDED, "")


@pytest.mark.parametrize("title", ["w" * 150, "Aftale om " + "Specialundervisning " * 8])
def test_a_long_title_stays_within_the_margins(title: str) -> None:
    with pdfplumber.open(BytesIO(pdf(a_document(PageBreak(), title=title)))) as book:
        [page] = book.pages
        assert max(char["x1"] for char in page.chars) < page.width - 60


def test_a_long_title_is_cut_short_at_the_head_of_the_pages() -> None:
    title = "Aftale om " + "undervisning " * 20
    made = pdf(a_document(Heading(1, "A"), PageBreak(), Heading(1, "B"), title=title))

    with pdfplumber.open(BytesIO(made)) as book:
        head = book.pages[1].extract_text().splitlines()[0]

    assert head.startswith("Fjordby Kommune Aftale om undervisning")
    assert head.endswith("…")


def test_missing_fonts_are_told_in_danish(settings: Any, tmp_path: Path) -> None:
    settings.VAR = settings.BASE_DIR = tmp_path

    with pytest.raises(FontsMissing, match="Skrifttyperne til rapporter mangler i"):
        font_folder()
