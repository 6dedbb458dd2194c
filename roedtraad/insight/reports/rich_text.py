"""The little Markdown people may write in a plan, as blocks: the same that its pages show.

HTML stays the text it is, and what has no place on paper (a picture) becomes words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from markdown_it.tree import SyntaxTreeNode

from roedtraad.foundation.ui.markdown import parsed

from .document import (
    Block,
    BulletList,
    Column,
    Heading,
    Inline,
    ListItem,
    NumberedList,
    Paragraph,
    Row,
    Span,
    Table,
    plain,
    text_of,
)

SAFE_SCHEMES = ("http://", "https://", "mailto:")
LOWEST_LEVEL = 4


def rich_blocks(text: str) -> tuple[Block, ...]:
    """`text` as paragraphs, lists, small headings and tables."""
    tree = SyntaxTreeNode(parsed(text.replace("\x00", "")))
    return tuple(_blocks(tree.children))


def rich_inline(text: str) -> Inline:
    """`text` within the cell of a table; paragraphs and items become lines."""
    return _on_lines(chain.from_iterable(_lines(block) for block in rich_blocks(text)))


def _on_lines(lines: Iterable[Inline]) -> Inline:
    spans: list[Span] = []
    for line in lines:
        spans += [Span("\n"), *line] if spans else line
    return tuple(spans)


def _lines(block: Block) -> list[Inline]:
    if isinstance(block, Paragraph):
        return [block.content]
    if isinstance(block, Heading):
        return [(Span(block.text, bold=True),)]
    if isinstance(block, Table):
        return [plain(" | ".join(text_of(cell) for cell in row.cells)) for row in block.rows]
    if isinstance(block, BulletList | NumberedList):
        first = block.start if isinstance(block, NumberedList) else None
        return [
            line
            for place, item in enumerate(block.items)
            for line in _item_lines(item, "• " if first is None else f"{first + place}. ")
        ]
    return []


def _item_lines(item: ListItem, mark: str) -> list[Inline]:
    inner = [line for block in item.inner for line in _lines(block)]
    return [(Span(mark), *item.content), *inner]


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
    blocks: list[Block] = []
    for node in nodes:
        blocks += _block(node)
    return blocks


def _block(node: SyntaxTreeNode) -> Sequence[Block]:
    if node.type == "paragraph":
        content = _spans(node.children)
        return [Paragraph(content)] if content else []
    if node.type == "heading":
        return [Heading(LOWEST_LEVEL, text_of(_spans(node.children)), is_listed=False)]
    if node.type == "bullet_list":
        return [BulletList(_items(node))]
    if node.type == "ordered_list":
        return [NumberedList(_items(node), start=_start(node))]
    if node.type in ("code_block", "fence"):
        return [Paragraph(plain(node.content.rstrip("\n")))]
    if node.type == "table":
        return [_table(node)]
    return _blocks(node.children)


def _start(node: SyntaxTreeNode) -> int:
    start = node.attrGet("start")
    return 1 if start is None else int(start)


def _items(node: SyntaxTreeNode) -> tuple[ListItem, ...]:
    items = []
    for child in node.children:
        blocks = _blocks(child.children)
        lists = tuple(each for each in blocks if isinstance(each, BulletList | NumberedList))
        texts = [each for each in blocks if not isinstance(each, BulletList | NumberedList)]
        content = _on_lines(chain.from_iterable(_lines(each) for each in texts))
        items.append(ListItem(content, lists))
    return tuple(items)


def _table(node: SyntaxTreeNode) -> Table:
    lines = [line.children for part in node.children for line in part.children]
    head, *rows = [tuple(_spans(cell.children) for cell in line) for line in lines]
    columns = tuple(Column(text_of(title)) for title in head)
    return Table("", columns, tuple(Row(cells) for cells in rows))


def _spans(
    nodes: Iterable[SyntaxTreeNode], *, bold: bool = False, italic: bool = False, url: str = ""
) -> Inline:
    spans: list[Span] = []
    for node in nodes:
        if node.type in ("text", "text_special", "code_inline"):
            spans.append(Span(node.content, bold, italic, url))
        elif node.type in ("softbreak", "hardbreak"):
            spans.append(Span("\n"))
        else:
            spans += _spans(
                node.children,
                bold=bold or node.type == "strong",
                italic=italic or node.type == "em",
                url=_safe(node) or url,
            )
            spans += _address(node)
    return tuple(_joined(spans))


def _address(node: SyntaxTreeNode) -> Inline:
    """The address of a picture, or of a link that is not one here, so that no text is lost."""
    kept = str(node.attrGet("src" if node.type == "image" else "href") or "")
    is_link = node.type == "link" and bool(_safe(node))
    return (Span(f" ({kept})"),) if kept and not is_link else ()


def _safe(node: SyntaxTreeNode) -> str:
    address = str(node.attrGet("href") or "") if node.type == "link" else ""
    return address if address.lower().startswith(SAFE_SCHEMES) else ""


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one look as one span."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and span.text != "\n" != last.text and _look(last) == _look(span):
            joined[-1] = Span(last.text + span.text, *_look(span))
        elif span.text:
            joined.append(span)
    return joined


def _look(span: Span) -> tuple[bool, bool, str]:
    return span.bold, span.italic, span.url
