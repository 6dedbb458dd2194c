"""What a file is, told from its first bytes. The name only breaks ties."""

import io
import re
import zipfile
from enum import Enum
from pathlib import PurePath

from roedtraad.gateways.importing.plans.refusals import (
    CorruptFile,
    EncryptedFile,
    PlanRefused,
    UnknownFileType,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|table|h1|h2|article|main)[\s>]",
    re.IGNORECASE,
)
_FOREIGN_STARTS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"{\\rtf", b"\x1f\x8b",
    b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF", b"ID3", b"OggS", b"RIFF", b"%!PS", b"BM\x00",
)  # fmt: skip
_OFFICE_NAMES = {".docx", ".docm", ".dotx"}


class FileType(Enum):
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    PLAIN = "txt"


def file_type(data: bytes, name: str) -> FileType:
    """The type by content; refuses what is encrypted, broken or no text document at all."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return FileType.PDF
    if head.startswith(b"PK"):
        return _zip_type(data, name)
    if head.startswith(_OLE):
        raise _ole_refusal(data)
    if head.startswith(_FOREIGN_STARTS):
        raise UnknownFileType
    return _text_type(data, name)


def _zip_type(data: bytes, name: str) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise EncryptedFile
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CorruptFile from error
    if "word/document.xml" in names:
        return FileType.DOCX
    is_word = PurePath(name).suffix.lower() in _OFFICE_NAMES or "[Content_Types].xml" in names
    if is_word and not names & {"xl/workbook.xml", "ppt/presentation.xml"}:
        if any(part.startswith("word/") for part in names):
            return FileType.DOCX
        raise CorruptFile
    raise UnknownFileType


def _ole_refusal(data: bytes) -> PlanRefused:
    """An encrypted .docx is a compound file with this stream; other compound files are old Word."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile()
    return UnknownFileType()


def _text_type(data: bytes, name: str) -> FileType:
    suffix = PurePath(name).suffix.lower()
    if _is_binary(data):
        raise CorruptFile if suffix in {".pdf", *_OFFICE_NAMES} else UnknownFileType
    if suffix in {".pdf", *_OFFICE_NAMES}:
        raise CorruptFile
    start = data[:3].replace(b"\xef\xbb\xbf", b"") + data[3:4096].replace(b"\x00", b"")
    found = _HTML.search(start)
    if found and (suffix in {".html", ".htm", ".xhtml"} or _starts_as_html(start, found.start())):
        return FileType.HTML
    return FileType.HTML if suffix in {".html", ".htm", ".xhtml"} else FileType.PLAIN


def _starts_as_html(start: bytes, position: int) -> bool:
    """Only declarations and comments stand before the first tag: not a text that quotes a tag."""
    before = re.sub(rb"<!--.*?-->|<\?xml.*?\?>", b"", start[:position], flags=re.DOTALL)
    return not before.strip()


def _is_binary(data: bytes) -> bool:
    """Control characters that no text has, unless the zero bytes of UTF-16."""
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = sample.count(0)
    if zeros > len(sample) * 0.3:
        return max(sample[0::2].count(0), sample[1::2].count(0)) < zeros * 0.95
    odd = len(sample) - len(sample.translate(None, bytes(range(9)) + bytes(range(14, 27))))
    return odd > len(sample) * 0.005 + 2
