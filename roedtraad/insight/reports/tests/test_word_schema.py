"""Word repairs, or refuses, a file whose elements stand in another order than its schema's."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from roedtraad.insight.reports.document import Column, Heading, Paragraph, Row, Table, plain
from roedtraad.insight.reports.rich_text import rich_blocks
from roedtraad.insight.reports.word import word

from .samples import TRICKY, a_document, a_full_document

ORDERS = {  # of what these files use, as ECMA-376 part 1, annex A, has it
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind"
    " contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs u shd lang",
    "tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders shd"
    " tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr"
    " tblPr trPr tcPr tblStylePr",
    "numPr": "ilvl numId",
    "num": "abstractNumId lvlOverride",
    "pBdr": "top left bottom right between bar",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter proofState"
    " defaultTabStop autoHyphenation characterSpacingControl savePreviewPicture compat rsids"
    " themeFontLang clrSchemeMapping doNotAutoCompressPictures decimalSymbol listSeparator",
}


@pytest.fixture(
    scope="module",
    params=["one of everything", "no content", "odd texts"],
)
def parts(request: pytest.FixtureRequest) -> dict[str, BaseOxmlElement]:
    """The XML of a file, by the name of its part."""
    table = Table("", (Column("A"), Column("B")), (Row((plain(TRICKY), plain("😀"))),))
    odd = (*rich_blocks(f"- {TRICKY}\n  1. a\n     - b\n\n> citat\n\n# A"), table, table)
    content = {
        "one of everything": a_full_document(),
        "no content": a_document(),
        "odd texts": a_document(Heading(1, "x" * 200), Paragraph(plain("")), *odd),
    }[request.param]
    with ZipFile(BytesIO(word(content))) as file:
        names = [name for name in file.namelist() if name.endswith(".xml")]
        return {name: parse_xml(file.read(name)) for name in names}


def disorder(part: BaseOxmlElement) -> Iterator[str]:
    for name, order in ORDERS.items():
        places = {qn(f"w:{tag}"): place for place, tag in enumerate(order.split())}
        for element in part.iter(qn(f"w:{name}")):
            found = [places[child.tag] for child in element if child.tag in places]
            if found != sorted(found):
                yield f"{name}: {[child.tag for child in element]}"


def test_every_element_stands_in_the_order_of_the_schema(
    parts: dict[str, BaseOxmlElement],
) -> None:
    assert {
        name: list(disorder(part)) for name, part in parts.items() if list(disorder(part))
    } == {}


def test_ids_are_met_once_and_everything_named_exists(parts: dict[str, BaseOxmlElement]) -> None:
    body, styles = parts["word/document.xml"], parts["word/styles.xml"]

    for tag in ("w:bookmarkStart", "wp:docPr"):
        ids = [mark.get(qn("w:id")) or mark.get("id") for mark in body.iter(qn(tag))]
        assert len(ids) == len(set(ids))
    known = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        assert {use.get(qn("w:val")) for use in body.iter(qn(tag))} <= known


def test_fields_are_closed_and_cells_end_with_a_paragraph(
    parts: dict[str, BaseOxmlElement],
) -> None:
    body = parts["word/document.xml"]

    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end")
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
