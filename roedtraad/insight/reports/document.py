"""What a report says, before it is a PDF or a Word file: both are made from this alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from roedtraad.foundation.ui.charts import Chart


class Tone(StrEnum):
    """How a status is coloured; its word says the same, so colour is never alone."""

    GOOD = "good"
    FAIR = "fair"
    LATE = "late"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Span:
    """A stretch of text within a line. A line break is a span whose text is a newline."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


Inline = tuple[Span, ...]


def plain(text: object) -> Inline:
    """`text` as it stands: nothing in it is markup."""
    return (Span(str(text)),) if str(text) else ()


def bold(text: object) -> Inline:
    return (Span(str(text), bold=True),) if str(text) else ()


def text_of(inline: Inline) -> str:
    return "".join(span.text for span in inline)


@dataclass(frozen=True)
class Heading:
    """The head of a part; `number` is the plan's own ("2.1"), never counted here.

    One that is not listed is left out of the list of contents.
    """

    level: int
    text: str
    number: str = ""
    is_listed: bool = True

    @property
    def shown(self) -> str:
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True)
class Paragraph:
    """`kind` is body, lead (the first words of a plan) or note (small and grey)."""

    content: Inline
    kind: str = "body"


@dataclass(frozen=True)
class ListItem:
    content: Inline
    inner: tuple[BulletList | NumberedList, ...] = ()


@dataclass(frozen=True)
class BulletList:
    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class NumberedList:
    items: tuple[ListItem, ...]
    start: int = 1


@dataclass(frozen=True)
class Column:
    """A column's title, its share of the width, and whether it holds numbers."""

    title: str
    share: int = 1
    is_number: bool = False


@dataclass(frozen=True)
class Row:
    """The cells of one line; a total stands out."""

    cells: tuple[Inline, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table; its first column names the rows when `has_row_headers`.

    A caption that is not shown still names the table where a file can hold that. A narrow table
    takes half the width: a word and a number far apart are hard to read together.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    has_row_headers: bool = False
    is_caption_shown: bool = True
    is_narrow: bool = False

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row.cells) != len(self.columns)]
        if wrong:
            raise ValueError(f"{len(wrong)} rows of “{self.caption}” do not fit its columns")


@dataclass(frozen=True)
class Facts:
    """Labels and values, as on a form."""

    caption: str
    pairs: tuple[tuple[str, Inline], ...]


@dataclass(frozen=True)
class Figure:
    """A chart with its sentence, for those who do not see it, and its caption."""

    chart: Chart
    caption: str


@dataclass(frozen=True)
class Drawing:
    """A picture that we drew as SVG, as large as the page lets it be; `alt` is what it shows."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Callout:
    """A status: a badge with a word, and the sentence that explains it.

    One that `keeps_next` stands on one page with the beginning of what comes after it.
    """

    word: str
    content: Inline
    tone: Tone = Tone.NEUTRAL
    keeps_next: bool = False


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Contents:
    """The list of contents, down to headings of `depth`."""

    depth: int = 2


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | Facts
    | Figure
    | Drawing
    | Callout
    | PageBreak
    | Contents
)


@dataclass(frozen=True)
class Document:
    """A whole report. `as_of` says of when it is: "Som godkendt den 3. marts 2026"."""

    title: str
    subtitle: str
    municipality: str
    as_of: str
    blocks: tuple[Block, ...]
    language: str = "da"
    kind: str = ""  # what it is: "Aftale", "Strategi"
    keywords: tuple[str, ...] = field(default=())
    paper: str = "a4"
    is_wide: bool = False  # lying down, for a picture


def table_of(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[object]], **options: bool
) -> Table:
    """A table of plain texts."""
    made = tuple(Row(tuple(plain(cell) for cell in row)) for row in rows)
    return Table(caption, tuple(columns), made, **options)
