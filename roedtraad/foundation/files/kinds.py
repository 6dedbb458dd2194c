"""Which kinds of files are taken, and how a file shows that it is what its name says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MACROS = ("vbaproject.bin", "vbadata.xml")
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xd0\xcf\x11\xe0")
MOST_PARTS = 10_000
LOOK_AT = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """One kind of file: its endings, what it is sent as, and its check."""

    name: str
    endings: tuple[str, ...]
    content_type: str
    fits: Callable[[bytes], bool]


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024] and not content.startswith(PROGRAMS)


def _archive(part: str) -> Callable[[bytes], bool]:
    """A zip that holds `part` and neither macros nor absurdly many parts."""

    def fits(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return False
        small = [name.lower() for name in names[:MOST_PARTS]]
        has_macros = any(name.endswith(MACROS) for name in small)
        return len(names) <= MOST_PARTS and part in names and not has_macros

    return fits


def _open_document(content: bytes) -> bool:
    return _archive("content.xml")(content) and _archive("mimetype")(content)


def _is_text(content: bytes) -> bool:
    """Text has no zero bytes and is no program; which alphabet it is in is for its reader."""
    start = content[:LOOK_AT]
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    signed = start.startswith((*PROGRAMS, b"%PDF-", b"PK\x03\x04", b"\x89PNG"))
    return not signed and (utf16 or b"\x00" not in start)


KINDS = (
    Kind("pdf", (".pdf",), "application/pdf", _is_pdf),
    Kind(
        "word",
        (".docx",),
        OFFICE + "wordprocessingml.document",
        _archive("word/document.xml"),
    ),
    Kind("excel", (".xlsx",), OFFICE + "spreadsheetml.sheet", _archive("xl/workbook.xml")),
    Kind(
        "slides",
        (".pptx",),
        OFFICE + "presentationml.presentation",
        _archive("ppt/presentation.xml"),
    ),
    Kind("odt", (".odt",), OPEN_DOCUMENT + "text", _open_document),
    Kind("ods", (".ods",), OPEN_DOCUMENT + "spreadsheet", _open_document),
    Kind("text", (".txt", ".md"), "text/plain", _is_text),
    Kind("csv", (".csv",), "text/csv", _is_text),
    Kind("html", (".html", ".htm"), "text/html", _is_text),
    Kind("png", (".png",), "image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    Kind("jpeg", (".jpg", ".jpeg"), "image/jpeg", _starts(b"\xff\xd8\xff")),
)
DOCUMENTS = frozenset({"pdf", "word", "text", "html"})
SPREADSHEETS = frozenset({"excel", "csv"})
ANNEXES = frozenset(kind.name for kind in KINDS) - {"html"}


def kind_of(name: str) -> Kind | None:
    """The kind that a file's name promises."""
    ending = "." + name.lower().rpartition(".")[2]
    return next((kind for kind in KINDS if ending in kind.endings), None)


def endings(kinds: frozenset[str]) -> list[str]:
    """What may be chosen in a file dialog."""
    return [ending for kind in KINDS if kind.name in kinds for ending in kind.endings]
