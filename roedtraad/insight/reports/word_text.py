"""Words in a Word file: runs, links, badges, and tables of them."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from .document import Inline, Row, Table, Tone, plain
from .layout import may_break, readable, stays_whole
from .word_parts import (
    describe_table,
    keep_whole,
    link_to_address,
    repeat_as_header,
    run_in,
    shade,
    use_style,
)
from .word_styles import TABLE_STYLE, TEXT_WIDTH, TONES

AFTER_A_NUMBER = Pt(10)


def write_inline(paragraph: WordParagraph, inline: Inline, *, is_bold: bool | None = None) -> None:
    """Write the stretches of a line; None leaves boldness to the style."""
    for span in inline:
        if span.url:
            link = link_to_address(paragraph, span.url)
            run = run_in(link, paragraph, readable(span.text))
            run.style = "Hyperlink"
        else:
            run = paragraph.add_run(readable(span.text))
        run.bold = True if span.bold else is_bold
        run.italic = True if span.italic else None


def write_badge(paragraph: WordParagraph, word: str, tone: Tone) -> None:
    """A word on a coloured ground."""
    back, front = TONES[tone]
    run = paragraph.add_run(f" {readable(word)} ".replace(" ", "\xa0"))
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(front)
    shade(run, back)


def write_table(word: WordDocument, block: Table) -> None:
    """A table whose header comes again on every page, and whose rows stay whole."""
    table = word.add_table(rows=1, cols=len(block.columns), style=TABLE_STYLE)
    table.autofit = False
    describe_table(table, readable(block.caption), has_row_headers=block.has_row_headers)
    widths = _widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    titles = Row(tuple(plain(column.title) for column in block.columns))
    _fill(table.rows[0], titles, block, widths, style="Table Heading")
    repeat_as_header(table.rows[0])
    for row in block.rows:
        _fill(table.add_row(), row, block, widths)
    if stays_whole(block):
        _keep_together(table)


def _keep_together(table: WordTable) -> None:
    """Word keeps a row with the next when its paragraphs say so."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _fill(
    line: _Row, row: Row, block: Table, widths: list[Emu], *, style: str = "Table Text"
) -> None:
    if not may_break(row):
        keep_whole(line)
    for place, cell in enumerate(line.cells):
        cell.width = widths[place]
        paragraph = cell.paragraphs[0]
        use_style(paragraph, style)
        if block.columns[place].is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif place and block.columns[place - 1].is_number:  # text right after a number needs air
            paragraph.paragraph_format.left_indent = AFTER_A_NUMBER
        write_inline(paragraph, row.cells[place], is_bold=True if row.is_total else None)


def _widths(block: Table) -> list[Emu]:
    whole = TEXT_WIDTH / 2 if block.is_narrow else TEXT_WIDTH
    shares = sum(column.share for column in block.columns)
    return [Emu(int(whole * column.share / shares)) for column in block.columns]
