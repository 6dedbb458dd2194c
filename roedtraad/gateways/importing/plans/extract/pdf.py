"""PDF files with text: page by page, so that memory stays bounded."""

import io
import logging
import time
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from roedtraad.gateways.importing.plans.lines import ExtractedText, Line, LineWriter, Style
from roedtraad.gateways.importing.plans.refusals import (
    CorruptFile,
    EmptyFile,
    EncryptedFile,
    ScannedFile,
    TooLargeFile,
)

from .pdf_furniture import furniture_of
from .pdf_layout import PageLine, page_lines
from .pdf_levels import Levels
from .pdf_turned import turned_upright

MOST_PAGES = 1000
LONGEST_SECONDS = 600.0
_ENCRYPTED = (PDFPasswordIncorrect, PDFEncryptionError)


def read_pdf(data: bytes) -> ExtractedText:
    """The text of a PDF; headers and footers that repeat stand once, after the body."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages: list[list[PageLine]] = []
    images = 0
    title = ""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                raise TooLargeFile
            title = _title(document.metadata)
            for lines, has_image in _read_pages(document):
                pages.append(lines)
                images += has_image
    except TooLargeFile:
        raise
    except Exception as error:
        raise _refusal(error) from error
    if not any(line.text.strip() for lines in pages for line in lines):
        raise ScannedFile if images else EmptyFile
    return ExtractedText(_written(pages), is_wrapped=True, title=title)


def _read_pages(document: Any) -> Iterator[tuple[list[PageLine], bool]]:
    ends = time.monotonic() + LONGEST_SECONDS
    tables = 0
    for page in document.pages:
        lines, tables = page_lines(turned_upright(page), tables)
        has_image = bool(page.images)
        page.close()
        yield lines, has_image
        if time.monotonic() > ends:
            raise TooLargeFile


def _refusal(error: Exception) -> Exception:
    """The library wraps its own errors; what it says decides between locked and broken."""
    seen: BaseException | None = error
    while seen is not None:
        inner = [part for part in seen.args if isinstance(part, BaseException)]
        if isinstance(seen, _ENCRYPTED) or any(isinstance(part, _ENCRYPTED) for part in inner):
            return EncryptedFile()
        if "Password" in type(seen).__name__ or "Password" in repr(seen.args):
            return EncryptedFile()
        seen = seen.__cause__ or seen.__context__
    return CorruptFile()


def _title(metadata: Any) -> str:
    value = metadata.get("Title") if isinstance(metadata, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _written(pages: list[list[PageLine]]) -> tuple[Line, ...]:
    writer = LineWriter()
    levels = Levels.of(pages)
    repeated = furniture_of(pages)
    for number, lines in enumerate(pages, start=1):
        for position, line in enumerate(lines):
            if (number - 1, position) in repeated:
                continue
            if line.gap_before:
                writer.add_blank(number)
            writer.add(line.text, number, levels.style(line))
        writer.add_blank(number)
    written: set[str] = set()
    for (page, position), key in sorted(repeated.items()):
        if key and key not in written:
            if not written:
                writer.add_blank()
            written.add(key)
            writer.add(pages[page][position].text, page + 1, Style(is_furniture=True))
    return tuple(writer.lines)
