"""Documents for the tests, and what is read back from the files made of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pdfplumber
import pikepdf
from docx.document import Document as WordDocument

from roedtraad.foundation.ui.chart_series import Point, Series
from roedtraad.foundation.ui.charts import Chart, series_chart
from roedtraad.insight.reports.document import (
    Block,
    Callout,
    Column,
    Contents,
    Document,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Tone,
    plain,
)
from roedtraad.insight.reports.rich_text import rich_blocks

TRICKY = "A&B <b>fed</b> #overskrift *_ $x$ [a](b) \\ `kode` @navn ~ {{ x }} = + - / // \"'"


def a_document(*blocks: Block, language: str = "da", title: str = "Aftale 2026") -> Document:
    return Document(
        title, "Familiehuset Nord", "Fjordby Kommune", "Pr. 24. november 2026", blocks, language
    )


def a_chart() -> Chart:
    points = [Point(date(2026, month, 1), Decimal(month * 10)) for month in (1, 4, 7)]
    return series_chart(Series("Flere når målet", "Andel", "pct.", points))


def a_full_document() -> Document:
    """One of everything."""
    budget = Table(
        "Budget i kroner",
        (Column("Post", 3), Column("2026", 1, is_number=True)),
        (
            Row((plain("Løn"), plain("12.345.000"))),
            Row((plain("I alt"), plain("12.345.000")), is_total=True),
        ),
        has_row_headers=True,
    )
    return a_document(
        Facts("Aftalen kort", (("Periode", plain("2026-2027")), ("Række", plain(TRICKY)))),
        Contents(2),
        PageBreak(),
        Heading(1, "Om os"),
        Paragraph(plain("Rødgrød på Ærø i ÅR 2026"), "lead"),
        *rich_blocks("Vi er **mange** på [siden](https://example.org/).\n\n- en\n  1. indre\n- to"),
        *rich_blocks("1. første\n2. anden"),
        Heading(1, "Mål"),
        Heading(2, "Medbestemmelse", "2.1"),
        Callout("på vej", plain("68 % mod 80 %."), Tone.FAIR),
        Figure(a_chart(), "Andel, der når målet"),
        budget,
        *rich_blocks("1. forfra"),
        Paragraph(plain("Kilde: egne tal"), "note"),
    )


def pdf_text(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as book:
        return "\n".join(page.extract_text() for page in book.pages)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def tags(content: bytes) -> list[tuple[str, str]]:
    """Every element of the structure tree in reading order: what it is, and what it is called."""
    found: list[tuple[str, str]] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S)[1:], str(node.get("/Alt", ""))))
            walk(node.get("/K", pikepdf.Array()))

    with opened(content) as book:
        walk(book.Root.StructTreeRoot.K)
    return found


def word_file(content: bytes) -> WordDocument:
    return docx.Document(BytesIO(content))
