"""The blocks of a table by row and column."""

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
