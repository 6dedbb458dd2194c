"""The extracted text: numbered lines, each with what the file said about its looks and place."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_BREAKS = dict.fromkeys(map(ord, "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\x00"), " ")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in which table a line stands; rows and columns count from 0."""

    table: int
    row: int
    column: int
    width: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Style:
    """What the file says of a line beyond its words. Nothing here is guessed from the words."""

    level: int | None = None
    is_title: bool = False
    marker: str | None = None
    depth: int = 0
    bold: bool = False
    bold_lead: int = 0
    size: float | None = None
    cell: Cell | None = None
    is_contents: bool = False
    is_furniture: bool = False
    is_placeholder: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the extracted text; `number` counts from 1, `page` is unknown in flowing text."""

    number: int
    page: int | None
    text: str
    style: Style = PLAIN

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """All lines of a file.

    `is_wrapped`: a paragraph may run over several lines. `has_page_marks`: each page was
    flattened to a line that ends with the number of the page.
    """

    lines: tuple[Line, ...]
    is_wrapped: bool = False
    has_page_marks: bool = False
    title: str = ""

    def as_text(self) -> str:
        """What `--text` prints: line N of it is line N here."""
        return "".join(f"{line.text}\n" for line in self.lines)


@dataclass(slots=True)
class LineWriter:
    """Collects lines and numbers them."""

    lines: list[Line] = field(default_factory=list)

    def add(self, text: str, page: int | None = None, style: Style = PLAIN) -> None:
        clean = text.translate(_BREAKS).rstrip()
        self.lines.append(Line(len(self.lines) + 1, page, clean, style))

    def add_blank(self, page: int | None = None) -> None:
        """One blank line, never two in a row and none at the top."""
        if self.lines and not self.lines[-1].is_blank:
            self.add("", page)

    def extend(self, texts: Iterable[str], page: int | None, style: Style) -> None:
        for text in texts:
            self.add(text, page, style)
