"""What many goals say together: a sentence for each of the three parts, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad.insight.reports.document import Block, Column, Facts, Inline, Row, Table, plain
from roedtraad.steering.agreements.queries.rolled import Rolled


def together_facts(title: str, together: Rolled, built_on: str) -> Facts:
    """Level, development and data, each by itself; who has no goal, and what is known by when."""
    parts: Sequence[tuple[str, str]] = (
        (_("Level"), together.level),
        (_("Development"), together.change),
        (_("Data"), together.data),
        (_("Without a goal"), ", ".join(together.lacking)),
        (_("Figures"), capfirst(built_on)),
    )
    facts: tuple[tuple[str, Inline], ...] = tuple(
        (label, plain(text)) for label, text in parts if text
    )
    return Facts(title, facts)


def together_table(caption: str, first: str, together: Rolled) -> list[Block]:
    """Each part of the whole with its three answers; `first` names what the parts are."""
    if not together.rows:
        return []
    columns = (
        Column(first, 8),
        Column(_("Goals"), 3, is_number=True),
        Column(_("Level"), 5),
        Column(_("Development"), 6),
        Column(_("Data"), 5),
    )
    rows = tuple(
        Row(
            tuple(
                plain(text)
                for text in (
                    *(row.name, row.weight),
                    *(row.level.word, row.change.word, row.data.word),
                )
            )
        )
        for row in together.rows
    )
    return [Table(caption, columns, rows, has_row_headers=True)]
