"""What a cell says of a milestone: that it is reached, or not, and when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from roedtraad.foundation.lib.sheets import Cell

from .cells import Span, span_in

REACHED = frozenset(
    {
        *("ja", "nået", "opnået", "opfyldt", "udført", "gennemført", "afsluttet", "færdig", "sand"),
        *("indfriet", "done", "yes", "true", "reached", "x", "✓", "✔", "1"),
    }
)
NOT_REACHED = frozenset(
    {
        *("nej", "ikke nået", "ikke opnået", "ikke opfyldt", "ikke udført", "ikke gennemført"),
        *("ikke afsluttet", "ikke færdig", "ikke indfriet", "ikke påbegyndt", "i gang", "falsk"),
        *("igangværende", "not done", "no", "false", "not reached", "0"),
    }
)
MARKS = frozenset({"x", "1", "0"})  # say something of a milestone only where it is known to be one


def done_in(cell: Cell, *, is_milestone: bool) -> bool | None:
    """Whether it is reached; None where the cell does not say."""
    if isinstance(cell, date):
        return True
    if isinstance(cell, Decimal):
        cell = f"{cell:f}"
    word = (cell or "").casefold().rstrip(".!")
    if word in MARKS and not is_milestone:
        return None
    if word in REACHED or day_in(cell):
        return True
    return False if word in NOT_REACHED else None


def day_in(cell: Cell) -> Span | None:
    """The day that a cell is: when a milestone was reached."""
    span = span_in(cell) if isinstance(cell, date | str) else None
    return span if span and span[0] == span[1] else None
