import re

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from roedtraad.insight.reports.document import Column, Heading, Paragraph, Row, Table, plain
from roedtraad.insight.reports.word import word

from .samples import TRICKY, a_chart, a_document, a_full_document, word_file


@pytest.fixture(scope="module")
def full() -> WordDocument:
    return word_file(word(a_full_document()))


def styled(file: WordDocument, style: str) -> list[str]:
    return [p.text for p in file.paragraphs if p.style.name == style]


def test_everything_has_a_real_style(full: WordDocument) -> None:
    assert styled(full, "Title") == ["Aftale 2026"]
    assert styled(full, "Subtitle") == ["Familiehuset Nord"]
    assert styled(full, "Heading 1") == ["Om os", "Mål"]
    assert styled(full, "Heading 2") == ["2.1 Medbestemmelse"]
    assert styled(full, "List Bullet") == ["en", "to"]
    assert styled(full, "List Number 2") == ["indre"]
    assert styled(full, "List Number") == ["første", "anden", "forfra"]
    assert "Tabel 1. Budget i kroner" in styled(full, "Caption")


def test_each_numbered_list_begins_anew(full: WordDocument) -> None:
    numbers = [p._p.pPr.numPr.numId.val for p in full.paragraphs if p.style.name == "List Number"]

    assert numbers[0] == numbers[1] != numbers[2]


def test_the_header_row_of_a_table_is_marked_and_rows_stay_whole(full: WordDocument) -> None:
    table = full.tables[-1]

    rows = [row._tr.trPr for row in table.rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    assert table.style.name == "Report Table"
    assert table.cell(0, 0).paragraphs[0].style.name == "Table Heading"


def test_numbers_stand_to_the_right(full: WordDocument) -> None:
    table = full.tables[-1]

    assert table.cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert table.cell(2, 0).paragraphs[0].runs[0].bold


def test_the_language_is_danish(full: WordDocument) -> None:
    languages = {tag.get(qn("w:val")) for tag in full.styles.element.iter(qn("w:lang"))}

    assert languages == {"da-DK"}
    assert full.core_properties.language == "da-DK"


def test_the_file_names_its_title_and_the_municipality(full: WordDocument) -> None:
    assert full.core_properties.title == "Aftale 2026"
    assert full.core_properties.author == "Fjordby Kommune"


def test_a_picture_has_its_sentence(full: WordDocument) -> None:
    [picture] = full.inline_shapes

    assert picture._inline.docPr.get("descr") == a_chart().alt
    assert picture.width <= Cm(16.4)


def test_the_contents_are_a_field_that_is_not_empty(full: WordDocument) -> None:
    listed = [p for p in full.paragraphs if p.style.name.startswith("toc ")]

    shown = [re.sub(r"\s+", " ", "".join(t.text for t in p._p.iter(qn("w:t")))) for p in listed]
    assert shown == ["Om os2", "Mål2", "2.1 Medbestemmelse2"]
    codes = [code.text.split()[0] for p in listed for code in p._p.iter(qn("w:instrText"))]
    assert codes == ["TOC", "PAGEREF", "PAGEREF", "PAGEREF"]
    assert "TOC" in listed[0]._p.find(f".//{qn('w:instrText')}").text
    anchors = {link.get(qn("w:anchor")) for p in listed for link in p._p.iter(qn("w:hyperlink"))}
    places = {mark.get(qn("w:name")) for mark in full.element.body.iter(qn("w:bookmarkStart"))}
    assert anchors <= places


def test_pages_are_numbered(full: WordDocument) -> None:
    section = full.sections[0]

    for foot in (section.footer, section.first_page_footer):
        codes = [code.text.strip() for code in foot._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]
        assert foot.paragraphs[0].text.startswith("Pr. 24. november 2026\tSide ")
    assert section.header.paragraphs[0].text == "Fjordby Kommune\tAftale 2026"


def test_the_page_is_a4(full: WordDocument) -> None:
    section = full.sections[0]

    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_a_link_can_be_followed(full: WordDocument) -> None:
    addresses = [rel.target_ref for rel in full.part.rels.values() if rel.is_external]

    assert addresses == ["https://example.org/"]


@pytest.mark.parametrize("text", [TRICKY, "😀 漢字 👍", "x" * 5000, "a\x00b\x07c"])
def test_any_text_can_be_written(text: str) -> None:
    table = Table("T", (Column("A"),), (Row((plain(text),)),))

    file = word_file(word(a_document(Heading(1, text), Paragraph(plain(text)), table, title=text)))

    kept = text.replace("\x00", "").replace("\x07", "")
    assert styled(file, "Title") == styled(file, "Heading 1") == styled(file, "Normal") == [kept]
    assert file.tables[0].cell(1, 0).text == kept


def test_an_empty_table_is_a_sentence() -> None:
    file = word_file(word(a_document(Table("Handlinger", (Column("Handling"),), ()))))

    assert "Tabel 1. Handlinger: intet at vise." in styled(file, "Small Note")
    assert file.tables == []


def test_tables_never_touch_and_none_ends_the_file() -> None:
    row = (Row((plain("en"),)),)
    named, bare = Table("T", (Column("A"),), row), Table("", (Column("B"),), row)

    file = word_file(word(a_document(named, bare, Heading(1, "Slut"), named)))

    kinds = [type(block).__name__ for block in file.iter_inner_content()]
    assert "Table Table" not in " ".join(kinds)
    assert kinds[-1] == "Paragraph"
    assert file.paragraphs[-1].paragraph_format.line_spacing == Pt(1)
    assert styled(file, "Caption") == ["Tabel 1. T", "Tabel 2. T"]


def test_the_rows_of_a_short_table_keep_together_and_those_of_a_long_one_do_not() -> None:
    short, long = (tuple(Row((plain(n),)) for n in range(count)) for count in (3, 40))

    file = word_file(
        word(a_document(*(Table("T", (Column("A"),), rows) for rows in (short, long))))
    )

    kept = [
        [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        for table in file.tables
    ]
    assert kept == [[True, True, True, None], [None] * 41]


def test_a_narrow_table_takes_half_the_width() -> None:
    table = Table("T", (Column("A"), Column("B")), (Row((plain(1), plain(2))),), is_narrow=True)

    file = word_file(word(a_document(table)))

    widths = [cell.width.cm for cell in file.tables[0].rows[0].cells]
    assert sum(widths) == pytest.approx(8.2, abs=0.01)


def test_an_english_file_is_english() -> None:
    file = word_file(word(a_document(language="en")))

    assert file.core_properties.language == "en-GB"
    assert "Page " in file.sections[0].footer.paragraphs[0].text
