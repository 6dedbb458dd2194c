"""From blocks to a place in the text."""

from collections.abc import Iterable

from .blocks import Block
from .grid import markdown_table, runs_of
from .proposal import Source


def source_of(blocks: Iterable[Block]) -> Source:
    """The lines from the first to the last of the blocks; the page is that of the first."""
    pieces = [piece for block in blocks for piece in block.pieces]
    lines = [piece.line for piece in pieces]
    first = min(lines, key=lambda line: line.number)
    spans = tuple((piece.line.number, piece.start, piece.end) for piece in pieces)
    return Source(first.page, first.number, max(line.number for line in lines), spans)


def near_source(others: list[Block], own: list[Block]) -> Source:
    """Around an element's own words, and the others that stand on the lines beside them.

    What stands farther off keeps its stretch taken but does not stretch the source over the lines
    of its neighbours, as in a row of cells that each have a line of their own.
    """
    core = source_of(own)
    first, last = core.line_from, core.line_to
    left = {piece.line.number for block in others for piece in block.pieces}
    while near := {line for line in left if first - 1 <= line <= last + 1}:
        first, last = min(first, *near), max(last, *near)
        left -= near
    spans = source_of([*own, *others]).spans
    return Source(core.page, first, last, spans)


def merged(first: Source, others: Iterable[Source]) -> Source:
    """One source around all, also around what the others took from lines farther off."""
    every = [first, *others]
    start = min(every, key=lambda source: source.line_from)
    spans = tuple(span for source in every for span in source.spans)
    last = max(*(each.line_to for each in every), *(number for number, _, _ in spans))
    return Source(start.page, start.line_from, last, spans)


def joined(blocks: Iterable[Block]) -> str:
    """Paragraph after paragraph; a list keeps its dashes, rows of cells become a table."""
    text = ""
    for run in runs_of(block for block in blocks if block.text):
        if _is_table(run):
            text += f"\n\n{markdown_table(run)}\n" if text else f"{markdown_table(run)}\n"
            continue
        text = _with(text, run)
    return text.rstrip("\n")


def _is_table(run: list[Block]) -> bool:
    """Cells of several rows and columns, which nothing was understood of."""
    places = [block.cell for block in run if block.cell is not None]
    rows, columns = {cell.row for cell in places}, {cell.column for cell in places}
    return len(rows) > 1 and len(columns) > 1


def _with(text: str, blocks: list[Block]) -> str:
    for block in blocks:
        is_same_sentence = not block.mark and block.text[0].islower() and text[-1:].isalnum()
        sign = " " if is_same_sentence else "\n"
        text += f"{sign if text else ''}{_mark(block)}{block.text}"
    return text


def _mark(block: Block) -> str:
    if not block.mark:
        return ""
    return f"{block.mark.lstrip('- ')} " if any(map(str.isalnum, block.mark)) else "- "
