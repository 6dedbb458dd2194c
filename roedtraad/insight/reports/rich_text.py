"""The little Markdown people may write in a plan, as blocks: bold, italics, links, lists.

Everything else (HTML, pictures, headings, code) stays the text it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from .document import Block, BulletList, Inline, ListItem, NumberedList, Paragraph, Span

SAFE_SCHEMES = ("http://", "https://", "mailto:")
_PARSER = MarkdownIt("zero", {"html": False}).enable(
    ["emphasis", "link", "autolink", "newline", "escape", "list"]
)


def rich_blocks(text: str) -> tuple[Block, ...]:
    """`text` as paragraphs and lists."""
    tree = SyntaxTreeNode(_PARSER.parse(text.replace("\x00", "")))
    return tuple(_blocks(tree.children))


def rich_inline(text: str) -> Inline:
    """`text` within one line, as in the cell of a table; paragraphs and items become lines."""
    spans: list[Span] = []
    for block in rich_blocks(text):
        for line in _lines(block):
            spans += [Span("\n"), *line] if spans else line
    return tuple(spans)


def _lines(block: Block) -> list[Inline]:
    if isinstance(block, Paragraph):
        return [block.content]
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
        if node.type == "paragraph":
            blocks.append(Paragraph(_spans(node.children)))
        elif node.type == "bullet_list":
            blocks.append(BulletList(_items(node)))
        elif node.type == "ordered_list":
            blocks.append(NumberedList(_items(node), start=int(node.attrGet("start") or 1)))
    return [block for block in blocks if not isinstance(block, Paragraph) or block.content]


def _items(node: SyntaxTreeNode) -> tuple[ListItem, ...]:
    items = []
    for child in node.children:
        content: list[Span] = []
        inner: list[BulletList | NumberedList] = []
        for block in _blocks(child.children):
            if isinstance(block, BulletList | NumberedList):
                inner.append(block)
            elif isinstance(block, Paragraph):
                content += [Span("\n"), *block.content] if content else block.content
        items.append(ListItem(tuple(content), tuple(inner)))
    return tuple(items)


def _spans(
    nodes: Iterable[SyntaxTreeNode], *, bold: bool = False, italic: bool = False, url: str = ""
) -> Inline:
    spans: list[Span] = []
    for node in nodes:
        if node.type == "text" or node.type == "text_special":
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
            spans += _unsafe(node)
    return tuple(_joined(spans))


def _unsafe(node: SyntaxTreeNode) -> Inline:
    """The address of a link that is not one here, so that no text is lost."""
    address = str(node.attrGet("href") or "") if node.type == "link" else ""
    return (Span(f" ({address})"),) if address and not _safe(node) else ()


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
