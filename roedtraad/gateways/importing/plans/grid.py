"""The blocks of a table by row and column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .blocks import Block


@dataclass(slots=True)
class Grid:
    """A table: its blocks in reading order, and by place."""

    columns: int
    blocks: list[Block] = field(default_factory=list)
    cells: dict[tuple[int, int], list[Block]] = field(default_factory=dict)

    @property
    def is_table(self) -> bool:
        return len({column for _, column in self.cells}) >= 2

    @property
    def rows(self) -> list[tuple[int, list[tuple[int, list[Block]]]]]:
        """Row by row: its number, and its columns with their blocks from left to right."""
        found: dict[int, list[tuple[int, list[Block]]]] = {}
        for (row, column), blocks in sorted(self.cells.items(), key=lambda item: item[0]):
            found.setdefault(row, []).append((column, blocks))
        return list(found.items())


def grids_of(blocks: list[Block]) -> dict[int, Grid]:
    """The tables by the position of their first block."""
    found: dict[int, Grid] = {}
    current: int | None = None
    table = -1
    for position, block in enumerate(blocks):
        cell = block.cell
        if cell is None:
            current = None
            continue
        if current is None or cell.table != table:
            current, table = position, cell.table
            found[current] = Grid(cell.columns)
        grid = found[current]
        grid.columns = max(grid.columns, cell.columns)
        grid.blocks.append(block)
        grid.cells.setdefault((cell.row, cell.column), []).append(block)
    return found


def text_of(blocks: list[Block]) -> str:
    return " ".join(block.text for block in blocks)


def runs_of(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks one by one, those of one table together."""
    run: list[Block] = []
    for block in blocks:
        is_same = run and run[-1].cell and block.cell and run[-1].cell.table == block.cell.table
        if run and not is_same:
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def markdown_table(blocks: list[Block]) -> str:
    """The cells of one table as a Markdown table; its first row is the head."""
    cells: dict[tuple[int, int], list[str]] = {}
    for block in blocks:
        if block.cell is not None:
            words = block.text.replace("|", "\\|")
            cells.setdefault((block.cell.row, block.cell.column), []).append(words)
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    lines = [
        "| " + " | ".join(" ".join(cells.get((row, at), [])) for at in columns) + " |"
        for row in rows
    ]
    return "\n".join([lines[0], "|" + " --- |" * len(columns), *lines[1:]])
