"""The zip and XML of a Word file, opened with bounds: no bombs, no document types."""

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from roedtraad.gateways.importing.plans.refusals import CorruptFile, TooLargeFile

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST_PART = 64 * 1024 * 1024
_MOST_ELEMENTS = 2_000_000
_MARGIN = re.compile(r"word/(header\d*|footer\d*|footnotes|endnotes)\.xml")


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _NAMESPACE + name


def child(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return element.find(_NAMESPACE + name)


def children(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return element.findall(_NAMESPACE + name)


def attribute(element: ElementTree.Element | None, name: str) -> str | None:
    return None if element is None else element.get(_NAMESPACE + name)


class Package:
    """The parts of a .docx."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = self._archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise CorruptFile from error

    @property
    def has_images(self) -> bool:
        return any(name.startswith("word/media/") for name in self._names)

    def part(self, name: str) -> ElementTree.Element | None:
        """A part as XML, or nothing where it is missing."""
        if name not in self._names:
            return None
        return _parsed(self._bytes(name))

    def numbering(self) -> ElementTree.Element | None:
        return self.part("word/numbering.xml")

    def margin_parts(self) -> list[str]:
        return sorted(name for name in self._names if _MARGIN.fullmatch(name))

    def title(self) -> str:
        """The title in the file's properties; empty when it says nothing."""
        try:
            core = self.part("docProps/core.xml")
        except CorruptFile:
            return ""
        found = None if core is None else core.find("{http://purl.org/dc/elements/1.1/}title")
        return (found.text or "").strip() if found is not None else ""

    def _bytes(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                data = part.read(_LARGEST_PART + 1)
        except (zipfile.BadZipFile, OSError, zlib.error, EOFError, ValueError) as error:
            raise CorruptFile from error
        except (RuntimeError, NotImplementedError) as error:
            raise CorruptFile from error
        if len(data) > _LARGEST_PART:
            raise TooLargeFile
        return data


def _parsed(data: bytes) -> ElementTree.Element:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", errors="replace").encode()
        data = re.sub(rb'(<\?xml[^>]*encoding=")[^"]*', rb"\1utf-8", data, count=1)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise CorruptFile
    if data.count(b"</") + data.count(b"/>") > _MOST_ELEMENTS:
        raise TooLargeFile
    data = data.replace(_STRICT, _NAMESPACE[1:-1].encode())
    try:
        # Safe: a document with a document type, and so with entities, was refused above.
        return ElementTree.fromstring(data)  # noqa: S314
    except (ElementTree.ParseError, ValueError) as error:
        raise CorruptFile from error
