"""What both formats do alike: facts are a table, captions are counted, levels are not skipped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from .document import (
    Block,
    Callout,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Row,
    Span,
    Table,
    bold,
    plain,
)

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_PER_CENT = re.compile(r"(\d) %")
SHARE_OF_LABELS, SHARE_OF_VALUES = 2, 5
LONGEST_RUNNING_TITLE = 80
MOST_ROWS_KEPT_TOGETHER, MOST_LETTERS_KEPT_TOGETHER = 12, 1800
LONGEST_UNBROKEN_ROW = 900  # letters; a longer row may run over to the next page


def laid_out(document: Document) -> tuple[Block, ...]:
    """The blocks as they are to be set."""
    counts: Counter[str] = Counter()
    blocks: list[Block] = []
    level = 0
    for place, block in enumerate(document.blocks):
        before, after = _neighbours(document.blocks, place)
        if isinstance(block, Heading):
            level = min(block.level, level + 1, 4)
            blocks.append(replace(block, level=level))
        elif isinstance(block, Facts):
            blocks += _facts(block, before)
        elif isinstance(block, Callout):
            blocks.append(replace(block, keeps_next=isinstance(after, Paragraph | Facts)))
        elif isinstance(block, Table):
            blocks.append(_table(block, before, counts))
        elif isinstance(block, Figure):
            blocks.append(replace(block, caption=_counted(_("Figure %(number)s"), block, counts)))
        else:
            blocks.append(block)
    return tuple(blocks)


def _neighbours(blocks: Sequence[Block], place: int) -> tuple[Block | None, Block | None]:
    before = blocks[place - 1] if place else None
    return before, blocks[place + 1] if place + 1 < len(blocks) else None


def may_break(row: Row) -> bool:
    """Whether the row is too tall to be kept on one page."""
    return any(sum(len(span.text) for span in cell) > LONGEST_UNBROKEN_ROW for cell in row.cells)


def stays_whole(table: Table) -> bool:
    """Whether the table is short enough to be kept on one page."""
    letters = sum(len(span.text) for row in table.rows for cell in row.cells for span in cell)
    return len(table.rows) <= MOST_ROWS_KEPT_TOGETHER and letters <= MOST_LETTERS_KEPT_TOGETHER


def running_title(document: Document) -> str:
    """The title as it has room in one line at the top of every page."""
    title = readable(document.title)
    if len(title) <= LONGEST_RUNNING_TITLE:
        return title
    return f"{title[: LONGEST_RUNNING_TITLE - 1].rstrip()}…"


def readable(text: str) -> str:
    """`text` without the control characters that no file may hold; 25 % stays on one line."""
    return _PER_CENT.sub("\\1\xa0%", _CONTROL.sub("", text.expandtabs(1)))


def _table(table: Table, before: Block | None, counts: Counter[str]) -> Block:
    """With its number; a table without rows is a sentence."""
    if not table.caption:
        return table
    if table.rows and _is_said(table.caption, before):
        return replace(table, is_caption_shown=False)
    numbered = replace(table, caption=_counted(_("Table %(number)s"), table, counts))
    if table.rows:
        return numbered
    words = _("%(caption)s: nothing to show.") % {"caption": numbered.caption}
    return Paragraph(plain(words), "note")


def _is_said(caption: str, before: Block | None) -> bool:
    """Whether a heading just said it."""
    return isinstance(before, Heading) and caption in (before.text, before.shown)


def _counted(words: str, block: Table | Figure, counts: Counter[str]) -> str:
    counts[words] += 1
    number = words % {"number": counts[words]}
    return f"{number}. {block.caption}" if block.caption else number


def _facts(facts: Facts, before: Block | None) -> list[Block]:
    """A table when it has a name, else a line for each."""
    if not facts.pairs:
        return []
    if facts.caption:
        is_said = _is_said(facts.caption, before)
        return [replace(_as_table(facts), is_caption_shown=not is_said)]
    content: list[Span] = []
    for label, value in facts.pairs:
        content += [Span("\n")] if content else []
        content += [Span(f"{label}: ", bold=True), *value]
    return [Paragraph(tuple(content))]


def _as_table(facts: Facts) -> Table:
    columns = (Column(_("Fact"), SHARE_OF_LABELS), Column(_("Value"), SHARE_OF_VALUES))
    rows = tuple(Row((bold(label), value)) for label, value in facts.pairs)
    return Table(facts.caption, columns, rows, has_row_headers=True)
