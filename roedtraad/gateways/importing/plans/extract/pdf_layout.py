"""One PDF page to lines in reading order: columns, ruled tables, gaps between paragraphs."""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import Any

from roedtraad.gateways.importing.plans.lines import Cell

from .pdf_open_tables import OpenTable, open_tables
from .pdf_words import Word, rows_of

_TAB = 2.6
_WIDE_GAP = 0.85
_PROSE = 22
_WORD_SPACE = 0.35
_SLACK = 3.0


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page, before it has a number."""

    text: str
    top: float
    size: float
    bold: bool
    bold_lead: int
    left: float
    right: float
    height: float
    cell: Cell | None = None
    gap_before: bool = False


def page_lines(page: Any, tables: int) -> tuple[list[PageLine], int]:
    """The lines of a page; `tables` numbers the tables through the document."""
    words = _words(page)
    if not words:
        return [], tables
    found: list[tuple[float, list[PageLine]]] = []
    for table in _ruled_tables(page):
        inside, words = _table_lines(table, words, tables + 1)
        if inside:
            tables += 1
            found.append((float(table.bbox[1]), inside))
    for open_table in open_tables(words):
        tables += 1
        found.append((open_table.top, _open_lines(open_table, tables)))
        taken = open_table.words
        words = [word for word in words if id(word) not in taken]
    height = float(page.height)
    lines = [
        replace(line, height=height)
        for line in _merged(_running_lines(words, float(page.width)), found)
    ]
    return _with_gaps(lines), tables


def _words(page: Any) -> list[Word]:
    raw = page.extract_words(
        extra_attrs=["fontname", "size"], x_tolerance=1.8, y_tolerance=2.5, keep_blank_chars=False
    )
    return [
        Word(
            text=item["text"],
            left=float(item["x0"]),
            right=float(item["x1"]),
            top=float(item["top"]),
            bottom=float(item["bottom"]),
            size=round(float(item["size"]), 1),
            bold=any(
                mark in item["fontname"].lower() for mark in ("bold", "black", "heavy", "semi")
            ),
            italic=any(mark in item["fontname"].lower() for mark in ("italic", "oblique")),
        )
        for item in raw
        if item.get("upright", True)
    ]


def _ruled_tables(page: Any) -> list[Any]:
    """Only pages with rulings are searched: the search is the dear part."""
    if len(page.lines) + len(page.rects) + len(page.curves) < 4:
        return []
    if len(page.lines) + len(page.rects) + len(page.curves) > 4000:
        return []
    return [table for table in page.find_tables() if _is_grid(table)]


def _is_grid(table: Any) -> bool:
    rows = table.rows
    return len(rows) >= 1 and max(len([c for c in row.cells if c]) for row in rows) >= 2


def _table_lines(table: Any, words: list[Word], number: int) -> tuple[list[PageLine], list[Word]]:
    left, top, right, bottom = table.bbox
    inside = [word for word in words if _is_in(word, (left, top, right, bottom))]
    taken = {id(word) for word in inside}
    edges = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    lines: list[PageLine] = []
    used: set[int] = set()
    for row_number, row in enumerate(table.rows):
        for box in row.cells:
            if not box:
                continue
            own = [word for word in inside if id(word) not in used and _is_in(word, box)]
            used.update(id(word) for word in own)
            column = edges.index(round(box[0]))
            width = max(1, sum(1 for edge in edges if box[0] - 1 <= edge < box[2] - 2))
            cell = Cell(number, row_number, column, width, len(edges))
            lines += [replace(line, cell=cell) for line in _cell_lines(own, box[0], box[2])]
    outside = [word for word in words if id(word) not in taken or id(word) not in used]
    return lines, outside


def _open_lines(table: OpenTable, number: int) -> list[PageLine]:
    return [
        replace(line, cell=Cell(number, row, column, 1, table.columns))
        for row, column, words in table.cells
        for line in _with_gaps([_line(found) for found in rows_of(words)])
    ]


def _cell_lines(words: list[Word], left: float, right: float) -> list[PageLine]:
    """The lines of a cell; a line begins anew where its first word had room in the one before."""
    rows = rows_of(words)
    lines = _with_gaps([_line(row) for row in rows])
    margin = min((word.left for word in words), default=left) - left
    for position in range(1, len(rows)):
        before, first = rows[position - 1][-1], rows[position][0]
        width = first.right - first.left + first.size * _WORD_SPACE
        has_room = before.right + width < right - margin - _SLACK
        if has_room and not before.text.endswith("-"):
            lines[position] = replace(lines[position], gap_before=True)
    return lines


def _is_in(word: Word, box: tuple[float, float, float, float]) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _merged(
    lines: list[PageLine], tables: list[tuple[float, list[PageLine]]]
) -> Iterable[PageLine]:
    """Puts each table before the first running line that starts below its top edge."""
    for top, inside in sorted(tables, key=lambda table: table[0]):
        place = next((i for i, line in enumerate(lines) if line.top > top), len(lines))
        lines = lines[:place] + inside + lines[place:]
    return lines


def _running_lines(words: list[Word], width: float) -> list[PageLine]:
    gutter = _gutter(words, width)
    if gutter is None:
        rows = rows_of(words)
        stops = _tab_stops(rows)
        return [_line(row, stops) for row in rows]
    lines: list[PageLine] = []
    edges = _edges(rows_of(words), gutter)
    for is_across, group in groupby(
        rows_of(words), key=lambda row: row[0] in edges or _crosses(row, gutter)
    ):
        band = [word for row in group for word in row]
        if is_across:
            lines += [_line(row) for row in rows_of(band)]
            continue
        for side in (
            [word for word in band if word.right <= gutter],
            [word for word in band if word.left >= gutter],
        ):
            lines += [_line(row) for row in rows_of(side)]
    return lines


def _edges(rows: list[list[Word]], gutter: float) -> set[Word]:
    """First words of the top and bottom row, where they are short: a header or a footer."""
    found = set()
    for row in (rows[0], rows[-1]):
        beside = _letters_beside([row], gutter)
        if beside and min(beside[0]) < _PROSE:
            found.add(row[0])
    return found


def _crosses(row: list[Word], gutter: float) -> bool:
    """A row spans both columns when a word, or a plain word space, lies over the gutter."""
    before = [word for word in row if word.left < gutter]
    after = [word for word in row if word.right > gutter]
    if any(word.left < gutter < word.right for word in row):
        return True
    if not before or not after:
        return False
    space = min(word.left for word in after) - max(word.right for word in before)
    return space < row[0].size * 0.9


def _gutter(words: list[Word], width: float) -> float | None:
    """The middle of an empty strip with running text on both sides; none where there is none."""
    rows = rows_of(words)
    if len(rows) < 8:
        return None
    places = [width * step / 100 for step in range(35, 66)]
    counted = [
        (
            sum(1 for row in rows if _is_apart(row, place)),
            -sum(1 for row in rows if _crosses(row, place)),
            -abs(place - width / 2),
        )
        for place in places
    ]
    best = max(range(len(places)), key=counted.__getitem__)
    count, place = counted[best][0], places[best]
    if count >= 6 and count >= 0.45 * len(rows):
        return place if _is_running_text(rows, place) else None
    return place if count >= 3 and _has_short_column(rows, place) else None


def _has_short_column(rows: list[list[Word]], place: float) -> bool:
    """Lines that all turn back before the gutter, and a second column that ends early."""
    left = [row for row in rows if row[-1].right <= place]
    across = [row for row in rows if _crosses(row, place)]
    full = [row for row in left if row[-1].right > place * 0.8]
    is_prose = sum(min(sides) >= _PROSE for sides in _letters_beside(rows, place)) >= 2
    return is_prose and len(across) * 8 <= len(rows) and len(full) * 4 >= len(left) > 8


def _is_apart(row: list[Word], place: float) -> bool:
    return row[0].left < place and row[-1].right > place and not _crosses(row, place)


def _is_running_text(rows: list[list[Word]], place: float) -> bool:
    """Columns of prose are full on both sides; a form has short labels on the left."""
    beside = _letters_beside(rows, place)
    return all(median(side) >= _PROSE for side in zip(*beside, strict=True))


def _letters_beside(rows: list[list[Word]], place: float) -> list[tuple[int, int]]:
    """For each row with words on both sides: how much stands to the left and to the right."""
    return [
        (
            sum(len(word.text) + 1 for word in row if word.right <= place),
            sum(len(word.text) + 1 for word in row if word.left >= place),
        )
        for row in rows
        if _is_apart(row, place)
    ]


def _tab_stops(rows: list[list[Word]]) -> set[int]:
    """Where several rows go on after a gap at the same place: columns without rulings."""
    counts: Counter[int] = Counter()
    for row in rows:
        for before, word in zip(row, row[1:], strict=False):
            if word.left - before.right > word.size * _WIDE_GAP:
                counts[round(word.left)] += 1
    return {place for place, count in counts.items() if count >= 2}


def _line(row: list[Word], stops: Set[int] = frozenset()) -> PageLine:
    text = row[0].text
    first = row[0]
    is_led = first.bold or (first.italic and not all(word.italic for word in row))
    lead = len(text) if is_led else 0
    for before, word in zip(row, row[1:], strict=False):
        gap = word.left - before.right
        is_stop = round(word.left) in stops and gap > word.size * 0.55
        is_tab = gap > word.size * _TAB or is_stop
        text += ("\t" if is_tab else " ") + word.text
        is_alike = word.bold if first.bold else word.italic
        if is_led and is_alike and lead == len(text) - len(word.text) - 1:
            lead = len(text)
    size = max({word.size for word in row}, key=lambda size: _letters(row, size))
    return PageLine(
        text=text,
        top=min(word.top for word in row),
        size=size,
        bold=all(word.bold for word in row),
        bold_lead=lead,
        left=row[0].left,
        right=row[-1].right,
        height=0.0,
    )


def _letters(row: list[Word], size: float) -> int:
    return sum(len(word.text) for word in row if word.size == size)


def _usual_step(steps: list[float], size: float) -> float:
    """From line to line within a paragraph, also on a page where most paragraphs are one line."""
    close = [step for step in steps if step < 1.45 * size]
    if len(close) >= max(3, len(steps) // 8):
        return median(close)
    return min(median(steps), 1.75 * size)


def _with_gaps(lines: list[PageLine]) -> list[PageLine]:
    """Marks lines that stand further from the one before than lines of a paragraph do."""
    pairs = list(zip(lines, lines[1:], strict=False))
    steps = [
        after.top - before.top
        for before, after in pairs
        if before.cell == after.cell and 0 < after.top - before.top < 3 * after.size
    ]
    usual = _usual_step(steps, median(line.size for line in lines)) if steps else 0.0
    typical = median(line.size for line in lines) if lines else 1.0
    marked = lines[:1]
    for before, after in pairs:
        step = after.top - before.top
        scale = max(1.0, min(before.size, after.size) / typical)
        is_gap = step > usual * 1.22 * scale or step < 0 or before.size != after.size
        is_border = (before.cell is None) != (after.cell is None)
        is_anew = after.gap_before and after.cell is not None and before.cell == after.cell
        is_apart = is_border or is_anew or (is_gap and after.cell is None)
        marked.append(replace(after, gap_before=is_apart))
    return marked
