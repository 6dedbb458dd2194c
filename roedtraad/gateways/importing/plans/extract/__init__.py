"""Files to numbered lines: one module per file type, chosen by content."""

from roedtraad.gateways.importing.plans.lines import ExtractedText
from roedtraad.gateways.importing.plans.refusals import EmptyFile, TooLargeFile

from .filetype import FileType, file_type

LARGEST = 50 * 1024 * 1024


def extract(data: bytes, name: str = "") -> ExtractedText:
    """The lines of a file; raises `PlanRefused` with a sentence when it cannot be read."""
    if len(data) > LARGEST:
        raise TooLargeFile
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFile
    text = _read(file_type(data, name), data)
    if not any(any(map(str.isalnum, line.text)) for line in text.lines):
        raise EmptyFile
    return text


def _read(kind: FileType, data: bytes) -> ExtractedText:
    """Imports only the module that is needed: start-up time is part of the command."""
    if kind is FileType.DOCX:
        from .docx import read_docx

        return read_docx(data)
    if kind is FileType.PDF:
        from .pdf import read_pdf

        return read_pdf(data)
    if kind is FileType.HTML:
        from .html import read_html

        return read_html(data)
    from .plain import read_plain

    return read_plain(data)
