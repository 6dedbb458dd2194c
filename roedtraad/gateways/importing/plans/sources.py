"""From blocks to a place in the text."""

from collections.abc import Iterable

from .blocks import Block
from .proposal import Source


def source_of(blocks: Iterable[Block]) -> Source:
    """The lines from the first to the last of the blocks; the page is that of the first."""
    pieces = [piece for block in blocks for piece in block.pieces]
    lines = [piece.line for piece in pieces]
    first = min(lines, key=lambda line: line.number)
    spans = tuple((piece.line.number, piece.start, piece.end) for piece in pieces)
    return Source(first.page, first.number, max(line.number for line in lines), spans)


def merged(first: Source, others: Iterable[Source]) -> Source:
    """One source around all."""
    every = [first, *others]
    start = min(every, key=lambda source: source.line_from)
    spans = tuple(span for source in every for span in source.spans)
    return Source(start.page, start.line_from, max(each.line_to for each in every), spans)


def joined(blocks: Iterable[Block]) -> str:
    """Paragraph after paragraph; list items keep a dash so that a list stays a list."""
    text = ""
    for block in blocks:
        if not block.text:
            continue
        is_same_sentence = not block.mark and block.text[0].islower() and text[-1:].isalnum()
        sign = " " if is_same_sentence else "\n"
        text += f"{sign if text else ''}{_mark(block)}{block.text}"
    return text


def _mark(block: Block) -> str:
    if not block.mark:
        return ""
    return f"{block.mark.lstrip('- ')} " if any(map(str.isalnum, block.mark)) else "- "
