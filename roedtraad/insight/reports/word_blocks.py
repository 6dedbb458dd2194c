"""Each kind of block as Word has it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatchmethod
from io import BytesIO

from django.utils.translation import gettext
from docx.document import Document as WordDocument
from docx.shared import Emu, Inches, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from roedtraad.foundation.ui.pictures import as_svg, png_of, width_in_pixels

from .document import (
    BulletList,
    Callout,
    Contents,
    Drawing,
    Figure,
    Heading,
    ListItem,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
)
from .layout import readable
from .word_parts import (
    add_bookmark,
    describe_picture,
    field_code,
    field_mark,
    field_runs,
    link_to_bookmark,
    restarted_numbering,
    run_in,
    use_numbering,
    use_style,
)
from .word_styles import TEXT_WIDTH
from .word_text import write_badge, write_inline, write_table

STYLES = {"body": "Normal", "lead": "Lead", "note": "Small Note"}
WITHOUT_SPACE_ABOVE = (*STYLES.values(), "Status", "List Bullet", "List Number")
SPACE_BELOW_TABLE = Pt(10)
DEEPEST_LIST = 2
PIXELS_PER_INCH = 96


class Writer:
    """Writes blocks to the end of a Word file, and counts what must have numbers of its own."""

    def __init__(self, word: WordDocument, *, headings: Sequence[tuple[Heading, int]]) -> None:
        self._word = word
        self._headings = headings  # with the pages they will stand on about, for the contents
        self._headings_written = 0
        self._pictures = 0
        self._is_new_page = False
        self._is_after_table = False

    def finish(self) -> None:
        """Word wants a paragraph after a table that ends the file; one too low for a new page."""
        if self._is_after_table:
            shape = self._paragraph_of("Small Note").paragraph_format
            shape.space_before = shape.space_after = Pt(0)
            shape.line_spacing = Pt(1)

    @singledispatchmethod
    def write(self, block: object) -> None:
        """Write one block."""
        raise TypeError(f"no way to write {type(block).__name__}")

    @write.register
    def _heading(self, block: Heading) -> None:
        paragraph = self._paragraph_of(f"Heading {block.level}", readable(block.shown))
        add_bookmark(paragraph, _bookmark(self._headings_written), self._headings_written)
        self._headings_written += 1

    @write.register
    def _paragraph(self, block: Paragraph) -> None:
        write_inline(self._paragraph_of(STYLES[block.kind]), block.content)

    @write.register(BulletList)
    @write.register(NumberedList)
    def _list(self, block: BulletList | NumberedList, depth: int = 1) -> None:
        name = "List Number" if isinstance(block, NumberedList) else "List Bullet"
        style = name if depth == 1 else f"{name} {depth}"
        number = None
        if isinstance(block, NumberedList):
            number = restarted_numbering(self._word, style, block.start)
        for item in block.items:
            self._item(item, style, number)
            for inner in item.inner:
                self._list(inner, min(depth + 1, DEEPEST_LIST))

    def _item(self, item: ListItem, style: str, number: int | None) -> None:
        paragraph = self._paragraph_of(style)
        write_inline(paragraph, item.content)
        if number is not None:
            use_numbering(paragraph, number)

    @write.register
    def _table(self, block: Table) -> None:
        if block.caption and block.is_caption_shown:
            caption = self._paragraph_of("Caption", readable(block.caption))
            caption.paragraph_format.keep_with_next = True
        elif self._is_after_table:
            self._paragraph_of("Small Note")  # two tables that touch become one
        write_table(self._word, block)
        self._is_after_table = True

    @write.register
    def _figure(self, block: Figure) -> None:
        paragraph = self._paragraph_of("Normal")
        paragraph.paragraph_format.keep_with_next = True
        svg = as_svg(block.chart)
        width = Emu(min(Inches(width_in_pixels(svg) / PIXELS_PER_INCH), TEXT_WIDTH))
        picture = paragraph.add_run().add_picture(BytesIO(png_of(svg)), width=width)
        self._pictures += 1
        describe_picture(picture, readable(block.chart.alt), number=self._pictures)
        self._paragraph_of("Caption", readable(block.caption))

    @write.register
    def _drawing(self, block: Drawing) -> None:
        paragraph = self._paragraph_of("Normal")
        picture = paragraph.add_run().add_picture(BytesIO(png_of(block.svg)), width=TEXT_WIDTH)
        self._pictures += 1
        describe_picture(picture, readable(block.alt), number=self._pictures)

    @write.register
    def _callout(self, block: Callout) -> None:
        paragraph = self._paragraph_of("Status")
        paragraph.paragraph_format.keep_with_next = block.keeps_next or None
        write_badge(paragraph, block.word, block.tone)
        paragraph.add_run("  ")
        write_inline(paragraph, block.content)

    @write.register
    def _page_break(self, _block: PageBreak) -> None:
        self._is_new_page = True

    @write.register
    def _contents(self, block: Contents) -> None:
        """A field that Word counts anew, filled beforehand so that it is never empty."""
        self._paragraph_of("Contents Heading", gettext("Contents"))
        listed = [
            (place, heading, page)
            for place, (heading, page) in enumerate(self._headings)
            if heading.level <= block.depth and heading.is_listed
        ]
        paragraph = None
        for place, heading, page in listed:
            is_first = paragraph is None
            paragraph = self._paragraph_of(f"toc {heading.level}")
            if is_first:
                field_mark(paragraph, "begin", is_stale=True)
                field_code(paragraph, f'TOC \\o "1-{block.depth}" \\h \\z \\u')
                field_mark(paragraph, "separate")
            link = link_to_bookmark(paragraph, _bookmark(place))
            run_in(link, paragraph, f"{readable(heading.shown)}\t")
            for part in field_runs(paragraph, f"PAGEREF {_bookmark(place)} \\h", str(page)):
                link.append(part)
        if paragraph is not None:
            field_mark(paragraph, "end")

    def _paragraph_of(self, style: str, text: str = "") -> WordParagraph:
        paragraph = self._word.add_paragraph(text)
        use_style(paragraph, style)
        if self._is_new_page:
            paragraph.paragraph_format.page_break_before = True
            self._is_new_page = False
        if self._is_after_table and style in WITHOUT_SPACE_ABOVE:
            paragraph.paragraph_format.space_before = SPACE_BELOW_TABLE
        self._is_after_table = False
        return paragraph


def _bookmark(number: int) -> str:
    return f"_Toc{number + 1:08}"
