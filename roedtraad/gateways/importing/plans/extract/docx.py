"""Word files: paragraphs and tables in their order, with headings, numbering and merged cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from roedtraad.gateways.importing.plans.lines import Cell, ExtractedText, LineWriter, Style
from roedtraad.gateways.importing.plans.refusals import CorruptFile, EmptyFile, ScannedFile

from .docx_numbering import Numbering
from .docx_package import Package, attribute, child, children, w
from .docx_styles import Styles
from .docx_text import Paragraph, paragraph_content

_WRAPPERS = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")}


def read_docx(data: bytes) -> ExtractedText:
    """The text of a .docx; the marks Word computes (1.1, bullets) are written out."""
    package = Package(data)
    document = package.part("word/document.xml")
    if document is None:
        raise CorruptFile
    body = child(document, "body")
    if body is None:
        raise CorruptFile
    reader = _Body(Styles(package.part("word/styles.xml")), Numbering(package.numbering()))
    try:
        reader.read(body)
        _read_margins(package, reader)
    except RecursionError as error:
        raise CorruptFile from error
    if all(line.is_blank for line in reader.writer.lines):
        raise ScannedFile if package.has_images else EmptyFile
    return ExtractedText(tuple(reader.writer.lines), title=package.title())


@dataclass(slots=True)
class _Body:
    """Walks the body and writes lines; remembers the page and the number of the table."""

    styles: Styles
    numbering: Numbering
    writer: LineWriter = field(default_factory=LineWriter)
    page: int = 1
    tables: int = 0

    def read(self, parent: Element) -> None:
        for element in _blocks(parent):
            if element.tag == w("p"):
                self._paragraph(element, None)
            elif element.tag == w("tbl"):
                self.writer.add_blank(self.page)
                self._table(element, None)
                self.writer.add_blank(self.page)

    def _paragraph(self, element: Element, cell: Cell | None) -> None:
        content = paragraph_content(element)
        self._write(element, content, cell)
        self.page += content.page_breaks
        for box in content.text_boxes:
            for inner in _blocks(box):
                if inner.tag == w("p"):
                    self._paragraph(inner, cell)
                elif inner.tag == w("tbl"):
                    self._table(inner, cell)

    def _write(self, element: Element, content: Paragraph, cell: Cell | None) -> None:
        format_ = self.styles.of(element)
        self.page += content.breaks_before
        rows = [row.strip(" ") for row in content.text.split("\n")]
        rows = [row for row in rows if row.strip()]
        if not rows:
            if cell is None:
                self.writer.add_blank(self.page)
            return
        mark = self.numbering.mark(format_.number_list, format_.number_level)
        for position, row in enumerate(rows):
            own = mark if position == 0 else ""
            style = Style(
                level=format_.level,
                is_title=format_.is_title,
                marker=own or ("" if mark else None),
                depth=format_.number_level or 0,
                bold=format_.bold or content.is_bold,
                bold_lead=content.bold_lead + len(own) + 1 if own else content.bold_lead,
                cell=cell,
                is_contents=format_.is_contents,
                is_placeholder=content.is_placeholder,
            )
            self.writer.add(f"{own} {row}" if own else row, self.page, style)

    def _table(self, element: Element, outer: Cell | None) -> None:
        """A table in a cell stays text of that cell."""
        if outer is None:
            self.tables += 1
        grid = child(element, "tblGrid")
        columns = len(children(grid, "gridCol")) if grid is not None else 1
        for row, record in enumerate(_rows(element)):
            for column, width, cell in _cells(record):
                place = outer or Cell(self.tables, row, column, width, columns)
                for inner in _blocks(cell):
                    if inner.tag == w("p"):
                        self._paragraph(inner, place)
                    else:
                        self._table(inner, place)


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those inside content controls and insertions."""
    for element in parent:
        if element.tag in {w("p"), w("tbl")}:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _blocks(element)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == w("tr"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[tuple[int, int, Element]]:
    """Grid column, width and element of the cells that hold text of their own."""
    properties = child(row, "trPr")
    before = child(properties, "gridBefore") if properties is not None else None
    column = int(attribute(before, "val") or 0) if before is not None else 0
    for cell in _unwrapped_cells(row):
        width, is_continued = _cell_shape(cell)
        if not is_continued:
            yield column, width, cell
        column += width


def _unwrapped_cells(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == w("tc"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped_cells(element)


def _cell_shape(cell: Element) -> tuple[int, bool]:
    properties = child(cell, "tcPr")
    if properties is None:
        return 1, False
    span = child(properties, "gridSpan")
    width = int(attribute(span, "val") or 1) if span is not None else 1
    merges = [child(properties, name) for name in ("vMerge", "hMerge")]
    continued = any(
        merge is not None and (attribute(merge, "val") or "continue") == "continue"
        for merge in merges
    )
    return max(1, min(width, 63)), continued


def _read_margins(package: Package, reader: _Body) -> None:
    """Headers, footers and notes last, each text once: page furniture does not cut the body."""
    seen: set[str] = set()
    for name in package.margin_parts():
        part = package.part(name)
        if part is None:
            continue
        is_note = "notes" in name
        for element in part.iter(w("p")):
            text = paragraph_content(element).text.replace("\n", " ").strip()
            if text and text not in seen:
                if not seen:
                    reader.writer.add_blank()
                seen.add(text)
                reader.writer.add(text, None, Style(is_furniture=True, depth=1 if is_note else 0))
