"""Word files from a line-based script, so that an invented plan can be read as it is written.

A line is a paragraph. `! ` is the title, `#` to `####` headings (`#1 ` numbered by Word), `** ` a bold
line, `- ` a bullet and `+ ` a number by Word, `| a | b |` a row (`<` joins to the left, `^` upwards,
`\\n` parts paragraphs), and `@header`, `@footer`, `@box`, `@toc` what they say. `@note` within a
line ends it with a footnote.
"""

import io
import re
from itertools import groupby

from docx import Document
from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from .tuned_docx import numbered_style

_HEADING = re.compile(r"(?P<hashes>#{1,4})(?P<number>1?) (?P<text>.+)")
_STYLES = (("- ", "List Bullet"), ("+ ", "List Number"), ("! ", "Title"), ("@toc ", "Normal"))
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def word_file(script: str) -> bytes:
    """The bytes of the Word file that a script describes."""
    document = Document()
    style = numbered_style(document, 3)
    notes: list[str] = []
    for is_row, group in groupby(script.splitlines(), key=lambda line: line.startswith("|")):
        if is_row:
            _table(document, [_cells(line) for line in group])
            continue
        for line in group:
            words, _, note = line.partition("@note ")
            if note:
                notes.append(note)
            _line(document, style, words, len(notes) if note else 0)
    if notes:
        _add_notes(document, notes)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _line(document: Doc, style: str, line: str, note: int) -> None:
    heading = _HEADING.fullmatch(line)
    for sign, place in (("@header ", "header"), ("@footer ", "footer")):
        if line.startswith(sign):
            getattr(document.sections[0], place).paragraphs[0].text = line.removeprefix(sign)
            return
    if line.startswith("@box "):
        _box(document.add_paragraph(), line.removeprefix("@box "))
    elif heading is not None:
        paragraph = document.add_heading(heading["text"], level=len(heading["hashes"]))
        if heading["number"]:
            _number(paragraph, style, len(heading["hashes"]) - 1)
    else:
        _plain(document, line, note)


def _plain(document: Doc, line: str, note: int) -> None:
    sign, style = next(((s, name) for s, name in _STYLES if line.startswith(s)), ("", "Normal"))
    paragraph = document.add_paragraph(style=style)
    text = line.removeprefix(sign)
    for place, run in enumerate(text.split("**")):
        paragraph.add_run(run.strip() if place == 1 and not text[:2].strip("*") else run).bold = (
            place % 2 == 1
        )
    if note:
        run = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{note}"/></w:r>'
        paragraph._p.append(parse_xml(run))


def _number(paragraph: Paragraph, style: str, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{style}"/></w:numPr>'
        )
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _table(document: Doc, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = table.cell(y, x)
            if text == "<":
                table.cell(y, x - 1).merge(cell)
            elif text == "^":
                table.cell(y - 1, x).merge(cell)
            else:
                first, *more = text.split("\\n")
                cell.text = first
                for words in more:
                    cell.add_paragraph(words)


def _box(paragraph: Paragraph, text: str) -> None:
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
            f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r>"
        )
    )


def _add_notes(document: Doc, notes: list[str]) -> None:
    own = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes, start=1)
    )
    data = f"<w:footnotes {nsdecls('w')}>{own}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _NOTES, data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
