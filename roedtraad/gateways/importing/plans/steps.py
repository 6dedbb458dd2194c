"""Calendar steps: tables and lines that begin with a date."""

import re
from collections.abc import Iterator

from roedtraad.foundation.lib.periods import find_periods, parse_period

from .blocks import Block, Kind
from .dues import due_of
from .grid import Grid, text_of
from .letters import tidy
from .proposal import CalendarStep
from .sources import source_of
from .vocabulary import Role


def calendar_of_grid(grid: Grid) -> list[CalendarStep]:
    """A table whose first column is dates."""
    rows = [cells for _, cells in grid.rows if len(cells) >= 2]
    dated = [cells for cells in rows if parse_period(tidy(text_of(cells[0][1]))) is not None]
    if len(dated) < 2 or len(dated) < len(rows) * 0.6:
        return []
    return [
        _step(cells[0][1], [block for _, blocks in cells[1:] for block in blocks])
        for cells in dated
    ]


def _step(date: list[Block], text: list[Block]) -> CalendarStep:
    return CalendarStep(
        due=due_of(text_of(date)),
        text=text_of(text),
        confidence=0.92,
        source=source_of([*date, *text]),
    )


_STEP = re.compile(r"^(?P<when>.{3,60}?)\s*(?::|\s[–—-]|\t)\s+(?P<what>\S.*)$")


def calendar_lines(blocks: list[Block], sections: dict[int, Role]) -> Iterator[CalendarStep]:
    """`Date: what happens` below a heading for a calendar."""
    for block in blocks:
        is_flow = block.cell is None and block.kind in {Kind.PARAGRAPH, Kind.ITEM}
        if not is_flow or sections.get(id(block)) is not Role.CALENDAR:
            continue
        text = f"{block.number}. {block.text}" if block.number and block.mark else block.text
        found = _STEP.match(text)
        if found and parse_period(tidy(found["when"])) is not None:
            yield CalendarStep(
                due=due_of(found["when"]),
                text=found["what"],
                confidence=0.85,
                source=source_of([block]),
            )
        elif (periods := find_periods(text)) and periods[0].start < 12:
            yield CalendarStep(
                due=due_of(periods[0].period.raw),
                text=tidy(text[periods[0].end :]).strip(" ,:–-") or text,
                confidence=0.7,
                source=source_of([block]),
            )
