"""A document as a Word file that people can go on writing in: real styles, nothing painted."""

from __future__ import annotations

from io import BytesIO

import docx
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import _Footer, _Header
from docx.text.paragraph import Paragraph as WordParagraph

from .document import Document, Heading
from .layout import laid_out, readable, running_title
from .pdf import heading_pages
from .word_blocks import Writer
from .word_parts import add_field, open_as_modern
from .word_styles import TEXT_WIDTH, dress

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"da": "da-DK", "en": "en-GB"}
LONGEST_PROPERTY = 255


def word(document: Document) -> bytes:
    """The .docx file."""
    made = docx.Document()
    dress(made, LANGUAGES[document.language])
    open_as_modern(made)
    _properties(made, document)
    with override(document.language):
        blocks = laid_out(document)
        _title(made, document)
        headings = [block for block in blocks if isinstance(block, Heading)]
        writer = Writer(made, headings=list(zip(headings, heading_pages(document), strict=True)))
        for block in blocks:
            writer.write(block)
        writer.finish()
        _margins(made, document)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _properties(made: WordDocument, document: Document) -> None:
    properties = made.core_properties
    properties.title = readable(document.title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.municipality[:LONGEST_PROPERTY]
    properties.subject = readable(document.kind)[:LONGEST_PROPERTY]
    properties.keywords = ", ".join(document.keywords)[:LONGEST_PROPERTY]
    properties.language = LANGUAGES[document.language]
    properties.comments = readable(document.as_of)[:LONGEST_PROPERTY]


def _title(made: WordDocument, document: Document) -> None:
    made.add_paragraph(readable(document.municipality), style="Municipality")
    if document.kind:
        made.add_paragraph(readable(document.kind), style="Small Note")
    made.add_paragraph(readable(document.title), style="Title")
    if document.subtitle:
        made.add_paragraph(readable(document.subtitle), style="Subtitle")
    made.add_paragraph(readable(document.as_of), style="Small Note")


def _margins(made: WordDocument, document: Document) -> None:
    """The first page has a foot alone; the others also a head."""
    section = made.sections[0]
    head = _margin(section.header, "Header")
    head.add_run(f"{readable(document.municipality)}\t{running_title(document)}")
    for part in (section.footer, section.first_page_footer):
        foot = _margin(part, "Footer")
        before, between, after = _page_words()
        foot.add_run(f"{readable(document.as_of)}\t{before}")
        add_field(foot, "PAGE", "1")
        foot.add_run(between)
        add_field(foot, "NUMPAGES", "1")
        foot.add_run(after)


def _page_words() -> tuple[str, str, str]:
    before, rest = _("Page {page} of {pages}").split("{page}", 1)
    between, after = rest.split("{pages}", 1)
    return before, between, after


def _margin(part: _Header | _Footer, style: str) -> WordParagraph:
    """The one line of a head or foot: something left, something right."""
    part.is_linked_to_previous = False
    paragraph: WordParagraph = part.paragraphs[0]
    paragraph.style = style
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph
