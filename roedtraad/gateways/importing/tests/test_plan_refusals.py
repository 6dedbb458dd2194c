"""Files that cannot be read say why, in one Danish sentence."""

import io
import zipfile

import pikepdf
import pytest
import typst
from docx import Document

from roedtraad.gateways.importing.plans import extract_text, read_plan
from roedtraad.gateways.importing.plans.refusals import (
    CorruptFile,
    EmptyFile,
    EncryptedFile,
    PlanRefused,
    ScannedFile,
    TooLargeFile,
    UnknownFileType,
)

_PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00"
    b"\x00\x00\x00IEND\xaeB`\x82"
)


def pdf(source: str) -> bytes:
    return typst.compile(source.encode(), format="pdf")


def locked(data: bytes) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(stream, encryption=pikepdf.Encryption(user="hemmelig", owner="hemmelig"))
    return stream.getvalue()


def scan() -> bytes:
    """A page that is one picture."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(200, 200))
        image = document.make_stream(
            b"\x00", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.Contents = document.make_stream(b"q 200 0 0 200 0 0 cm /Im0 Do Q")
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def word(text: str) -> bytes:
    stream = io.BytesIO()
    document = Document()
    if text:
        document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = {
    "nothing": (b"", "plan.txt", EmptyFile),
    "blanks": (b" \r\n\t ", "plan.txt", EmptyFile),
    "no letters": ("–––\n***\n".encode(), "plan.txt", EmptyFile),
    "empty word": (word(""), "plan.docx", EmptyFile),
    "empty page": (b"<html><body><p> </p></body></html>", "plan.html", EmptyFile),
    "blank pdf": (pdf("#rect()"), "plan.pdf", EmptyFile),
    "scan": (scan(), "plan.pdf", ScannedFile),
    "locked pdf": (locked(pdf("Hej")), "plan.pdf", EncryptedFile),
    "locked word": (OLE + "EncryptedPackage".encode("utf-16-le"), "plan.docx", EncryptedFile),
    "old word": (OLE, "plan.doc", UnknownFileType),
    "picture": (_PNG, "plan.png", UnknownFileType),
    "binary": (bytes(range(256)) * 20, "plan.bin", UnknownFileType),
    "cut pdf": (pdf("Hej")[:300], "plan.pdf", CorruptFile),
    "cut word": (word("Hej")[:500], "plan.docx", CorruptFile),
    "text called pdf": (b"Ren tekst", "plan.pdf", CorruptFile),
    "broken xml": (with_part(word("Hej"), "word/document.xml", b"<w:do"), "a.docx", CorruptFile),
    "51 MB": (b"a" * (51 * 1024 * 1024), "plan.txt", TooLargeFile),
}


@pytest.mark.parametrize(("data", "name", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    data: bytes, name: str, reason: type[PlanRefused]
) -> None:
    with pytest.raises(reason) as refusal:
        read_plan(data, name)

    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


def test_entities_in_a_word_file_are_not_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'

    with pytest.raises(CorruptFile):
        read_plan(with_part(word("Hej"), "word/document.xml", bomb), "plan.docx")


def test_a_part_that_unpacks_to_far_too_much_is_refused() -> None:
    bomb = with_part(word("Hej"), "word/document.xml", b" " * (70 * 1024 * 1024))

    with pytest.raises(TooLargeFile):
        read_plan(bomb, "plan.docx")


def test_a_part_of_millions_of_empty_paragraphs_is_refused() -> None:
    start = b'<w:document xmlns:w="urn:w"><w:body>'
    bomb = with_part(
        word("Hej"), "word/document.xml", start + b"<w:p/>" * 2_100_000 + b"</w:body></w:document>"
    )

    with pytest.raises(TooLargeFile):
        read_plan(bomb, "plan.docx")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read(turn: int) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Flere på cykel"))) as document:
        document.pages[0].Rotate = turn
        document.save(stream)

    text = extract_text(stream.getvalue(), "plan.pdf")

    assert text.lines[0].text == "Flere på cykel"


def test_deeply_nested_tags_do_no_harm() -> None:
    text = extract_text(b"<html><body>" + b"<div>" * 20_000 + b"Plan</body></html>", "a.html")

    assert [line.text for line in text.lines if line.text] == ["Plan"]


def test_more_than_a_thousand_pages_are_refused() -> None:
    with pikepdf.new() as document:
        for _ in range(1001):
            document.add_blank_page()
        stream = io.BytesIO()
        document.save(stream)

    with pytest.raises(TooLargeFile):
        read_plan(stream.getvalue(), "plan.pdf")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"]
)
def test_danish_letters_survive_every_usual_encoding(encoding: str) -> None:
    words = "Virksomhedsplan for Ældre på Øen – Årets mål er færdige"

    text = extract_text(f"{words}\n".encode(encoding), "plan.txt")

    assert text.lines[0].text == words
