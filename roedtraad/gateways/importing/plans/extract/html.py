"""Web pages: the blocks of the body in their order, without script and hidden parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from selectolax.lexbor import LexborHTMLParser, LexborNode

from roedtraad.gateways.importing.plans.lines import Cell, ExtractedText, LineWriter, Style

from .plain import decoded

_SKIPPED = {
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "canvas",
    "input", "select", "button",
}  # fmt: skip
_FURNITURE = {"nav", "footer", "aside"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "ul", "ol",
    "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5",
    "h6", "dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption", "address", "form",
    "fieldset", "legend", "caption", "body", "hr", "details", "summary", "br",
}  # fmt: skip
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_OLD_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}


def read_html(data: bytes) -> ExtractedText:
    """The visible text of a page; navigation and page foot are marked as furniture."""
    tree = LexborHTMLParser(_text(data))
    title = tree.css_first("title")
    walker = _Walker()
    if tree.body is not None:
        walker.walk(tree.body)
    walker.flush()
    lines = walker.writer.lines
    return ExtractedText(tuple(lines), title=title.text(strip=True) if title else "")


def _text(data: bytes) -> str:
    """The page says its encoding itself, and is sometimes wrong."""
    named = _CHARSET.search(data[:2048])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = named[1].decode("ascii").lower()
        try:
            return data.decode(_OLD_NAMES.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = 0
    columns: int = 1
    taken: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Walker:
    """Goes through the tree without recursion, so no depth of nesting can hurt."""

    writer: LineWriter = field(default_factory=LineWriter)
    words: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=lambda: [Style()])
    tables: list[_Table] = field(default_factory=list)
    lists: list[Iterator[int] | None] = field(default_factory=list)
    table_count: int = 0
    bold: int = 0
    bold_letters: int = 0
    letters: int = 0
    lead: str = ""
    mark: str = ""

    def walk(self, body: LexborNode) -> None:
        todo: list[tuple[LexborNode, bool]] = [(body, False)]
        while todo:
            node, is_leaving = todo.pop()
            tag = node.tag or ""
            if tag == "-text":
                self._write(node.text_content or "")
            elif is_leaving:
                self._leave(tag)
            elif tag not in _SKIPPED and not tag.startswith(("-", "_")) and not _is_hidden(node):
                self._enter(node, tag)
                todo.append((node, True))
                todo.extend((inner, False) for inner in reversed(list(node.iter(True))))

    def _write(self, text: str) -> None:
        self.words.append(text)
        size = len(text.strip())
        self.letters += size
        self.bold_letters += size if self.bold else 0
        if self.bold_letters == self.letters:
            self.lead += text

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag in {"b", "strong"}:
            self.bold += 1
        if tag not in _BLOCKS:
            return
        self.flush()
        style = _styled(self.styles[-1], tag)
        if tag in {"ul", "ol"}:
            self.lists.append(count(_start(node)) if tag == "ol" else None)
        elif tag == "li":
            self.mark = self._list_mark()
        elif tag in {"table", "tr", "td", "th"}:
            style = self._enter_table(node, tag, style)
        self.styles.append(style)

    def _leave(self, tag: str) -> None:
        if tag in {"b", "strong"}:
            self.bold -= 1
        if tag not in _BLOCKS:
            return
        self.flush()
        self.styles.pop()
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag == "table" and self.tables:
            self.tables.pop()
        if tag in {"p", "table", "ul", "ol", "section", "h1", "h2", "h3"} and not self.tables:
            self.writer.add_blank()

    def _enter_table(self, node: LexborNode, tag: str, style: Style) -> Style:
        """A table inside a cell stays text of that cell."""
        if tag == "table":
            self.table_count += 1
            self.tables.append(_Table(self.table_count, columns=_widest_row(node)))
        if len(self.tables) != 1:
            return style
        table = self.tables[0]
        if tag == "tr":
            table.row += 1
            table.column = 0
        elif tag in {"td", "th"}:
            return replace(style, cell=_place(node, table))
        return style

    def _list_mark(self) -> str:
        numbers = self.lists[-1] if self.lists else None
        return f"{next(numbers)}." if numbers is not None else "•"

    def flush(self) -> None:
        """Ends the line being collected."""
        text = re.sub(r"\s+", " ", "".join(self.words)).strip()
        if text:
            style = self.styles[-1]
            is_bold = self.letters > 0 and self.bold_letters >= self.letters * 0.98
            lead = len(re.sub(r"\s+", " ", self.lead).strip()) if self.bold_letters else 0
            lead += len(self.mark) + 1 if self.mark and lead else 0
            style = replace(style, bold=style.bold or is_bold, bold_lead=0 if is_bold else lead)
            if self.mark:
                style = replace(style, marker=self.mark, depth=max(0, len(self.lists) - 1))
                text = f"{self.mark} {text}"
            self.writer.add(text, None, style)
            self.mark = ""
        self.words.clear()
        self.letters = self.bold_letters = 0
        self.lead = ""


def _styled(style: Style, tag: str) -> Style:
    if tag[0] == "h" and tag[1:].isdigit():
        return replace(style, level=int(tag[1:]))
    if tag in _FURNITURE:
        return replace(style, is_furniture=True)
    if tag in {"dt", "legend", "summary", "caption"}:
        return replace(style, bold=True)
    return style


def _place(node: LexborNode, table: _Table) -> Cell:
    """The grid place of a cell, with those that reach down from rows above kept free."""
    while table.taken.get(table.column, 0) > table.row:
        table.column += 1
    width, height = _span(node, "colspan"), _span(node, "rowspan")
    cell = Cell(table.number, table.row, table.column, width, table.columns)
    for column in range(table.column, table.column + width):
        table.taken[column] = table.row + height
    table.column += width
    return cell


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return max(1, min(int(value), 60)) if value.isdigit() else 1


def _start(node: LexborNode) -> int:
    value = (node.attributes.get("start") or "1").strip()
    return int(value) if value.isdigit() and len(value) < 5 else 1


def _widest_row(table: LexborNode) -> int:
    widest = 1
    for row in table.css("tr")[:50]:
        widest = max(widest, sum(_span(cell, "colspan") for cell in row.css("td,th")))
    return widest


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style
