"""Tables without rulings whose cells are wrapped: found by a bold head and straight edges."""

from dataclasses import dataclass

from .pdf_words import Word, rows_of

_HEAD_GAP = 0.9
_FEWEST_COLUMNS = 3
_ASKEW = 3.0
_FARTHEST = 6.0
_ROW_STEP = 1.25


@dataclass(frozen=True, slots=True)
class OpenTable:
    """The cells of a table by row and column, each with its words."""

    columns: int
    cells: list[tuple[int, int, list[Word]]]

    @property
    def top(self) -> float:
        return min(word.top for _, _, words in self.cells for word in words)

    @property
    def words(self) -> set[int]:
        return {id(word) for _, _, words in self.cells for word in words}


def open_tables(words: list[Word]) -> list[OpenTable]:
    """At least three columns and two rows below a bold head, where some cell is wrapped.

    Where none is, tabs in the lines say the same, and the page is left as it is.
    """
    rows = rows_of(words)
    found: list[OpenTable] = []
    position = 0
    while position < len(rows):
        edges = _edges(rows[position])
        body = _body(rows[position + 1 :], edges) if edges else []
        table = _table(rows[position], body, edges)
        if table is not None:
            found.append(table)
            position += len(body)
        position += 1
    return found


def _edges(row: list[Word]) -> list[float]:
    """Where the columns begin, by the words of a bold head; nothing where it is none."""
    if not all(word.bold for word in row):
        return []
    lefts = [row[0].left]
    for before, word in zip(row, row[1:], strict=False):
        if word.left - before.right > word.size * _HEAD_GAP:
            lefts.append(word.left)
    return lefts if len(lefts) >= _FEWEST_COLUMNS else []


def _body(rows: list[list[Word]], edges: list[float]) -> list[list[Word]]:
    """The lines that keep to the columns."""
    body: list[list[Word]] = []
    for row in rows:
        is_near = not body or row[0].top - body[-1][0].top < _FARTHEST * row[0].size
        if not is_near or not _keeps_to(row, edges):
            break
        body.append(row)
    return body


def _keeps_to(row: list[Word], edges: list[float]) -> bool:
    if row[0].left < edges[0] - _ASKEW or all(word.bold for word in row):
        return False
    ends = [*edges[1:], float("inf")]
    for column, words in _by_column(row, edges).items():
        is_straight = abs(words[0].left - edges[column]) <= _ASKEW
        if not is_straight or words[-1].right >= ends[column]:
            return False
    return True


def _by_column(row: list[Word], edges: list[float]) -> dict[int, list[Word]]:
    found: dict[int, list[Word]] = {}
    for word in row:
        column = max(at for at, edge in enumerate(edges) if at == 0 or word.left >= edge - _ASKEW)
        found.setdefault(column, []).append(word)
    return found


def _table(head: list[Word], body: list[list[Word]], edges: list[float]) -> OpenTable | None:
    steps = [after[0].top - before[0].top for before, after in zip(body, body[1:], strict=False)]
    if not steps or max(steps) <= _ROW_STEP * min(steps):
        return None
    groups = [[head], [body[0]]]
    for row, step in zip(body[1:], steps, strict=True):
        if step > _ROW_STEP * min(steps):
            groups.append([row])
        else:
            groups[-1].append(row)
    cells = [
        (number, column, words)
        for number, lines in enumerate(groups)
        for column, words in sorted(_together(lines, edges).items())
    ]
    return OpenTable(len(edges), cells) if len(groups) > 2 else None


def _together(lines: list[list[Word]], edges: list[float]) -> dict[int, list[Word]]:
    """The words of one row of the table, column by column, over all its lines."""
    found: dict[int, list[Word]] = {}
    for line in lines:
        for column, words in _by_column(line, edges).items():
            found.setdefault(column, []).extend(words)
    return found
