"""What both formats do alike: facts are a table, captions are counted, levels are not skipped."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _

from .document import (
    Block,
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
SHARE_OF_LABELS, SHARE_OF_VALUES = 2, 5
LONGEST_UNBROKEN_ROW = 900  # letters; a longer row may run over to the next page


def laid_out(document: Document) -> tuple[Block, ...]:
    """The blocks as they are to be set."""
    counts: Counter[str] = Counter()
    blocks: list[Block] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1, 4)
            blocks.append(replace(block, level=level))
        elif isinstance(block, Facts):
            blocks += _facts(block)
        elif isinstance(block, Table) and block.caption:
            counts["table"] += 1
            number = _("Table %(number)s") % {"number": counts["table"]}
            blocks.append(_filled(replace(block, caption=_joined(number, block.caption))))
        elif isinstance(block, Figure):
            counts["figure"] += 1
            number = _("Figure %(number)s") % {"number": counts["figure"]}
            blocks.append(replace(block, caption=_joined(number, block.caption)))
        else:
            blocks.append(block)
    return tuple(blocks)


def may_break(row: Row) -> bool:
    """Whether the row is too tall to be kept on one page."""
    return any(sum(len(span.text) for span in cell) > LONGEST_UNBROKEN_ROW for cell in row.cells)


def readable(text: str) -> str:
    """`text` without the control characters that no file may hold."""
    return _CONTROL.sub("", text.expandtabs(1))


def _filled(table: Table) -> Block:
    """A table without rows is a sentence."""
    if table.rows:
        return table
    return Paragraph(plain(_("%(caption)s: nothing to show.") % {"caption": table.caption}), "note")


def _facts(facts: Facts) -> list[Block]:
    """A table when it has a name, else a line for each."""
    if not facts.pairs:
        return []
    if facts.caption:
        return [_as_table(facts)]
    content: list[Span] = []
    for label, value in facts.pairs:
        content += [Span("\n")] if content else []
        content += [Span(f"{label}: ", bold=True), *value]
    return [Paragraph(tuple(content))]


def _as_table(facts: Facts) -> Table:
    columns = (Column(_("Fact"), SHARE_OF_LABELS), Column(_("Value"), SHARE_OF_VALUES))
    rows = tuple(Row((bold(label), value)) for label, value in facts.pairs)
    return Table(facts.caption, columns, rows, has_row_headers=True)


def _joined(number: str, caption: str) -> str:
    return f"{number}. {caption}" if caption else number
