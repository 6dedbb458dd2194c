"""Calendar steps: tables and lines that begin with a date."""

import re
from collections.abc import Iterator

from roedtraad.foundation.lib.periods import find_periods, parse_period

from .blocks import Block, Kind
from .drafts import Row, part_of
from .dues import due_of
from .grid import Grid, text_of
from .letters import tidy
from .proposal import CalendarStep
from .sources import source_of
from .vocabulary import Role, role_of

_Cells = list[tuple[int, list[Block]]]
_BESIDE = {Role.RESPONSIBLE, Role.NUMBER, Role.STATUS}


def calendar_of_grid(grid: Grid) -> list[CalendarStep]:
    """A table with a column of dates; who does it stays beside the step."""
    rows = [cells for _, cells in grid.rows if len(cells) >= 2]
    column = _date_column(rows)
    if column is None:
        return []
    names = {at: role_of(text_of(blocks)) for at, blocks in rows[0]}
    is_headed = not _is_date(dict(rows[0]).get(column, []))
    beside = {at for at, match in names.items() if is_headed and match and match.role in _BESIDE}
    return [
        step
        for cells in (rows[1:] if is_headed else rows)
        if (step := _row_step(cells, column, beside)) is not None
    ]


def _date_column(rows: list[_Cells]) -> int | None:
    """The first column that holds dates in most rows."""
    for column in sorted({at for cells in rows for at, _ in cells})[:3]:
        dated = sum(_is_date(dict(cells).get(column, [])) for cells in rows)
        if dated >= 2 and dated >= len(rows) * 0.6:
            return column
    return None


def _is_date(blocks: list[Block]) -> bool:
    return bool(blocks) and parse_period(tidy(text_of(blocks))) is not None


def _row_step(cells: _Cells, column: int, beside: set[int]) -> CalendarStep | None:
    date = dict(cells).get(column)
    text = [b for at, blocks in cells if at != column and at not in beside for b in blocks]
    return _step(date, text) if date and text else None


def _step(date: list[Block], text: list[Block]) -> CalendarStep:
    return CalendarStep(
        due=due_of(text_of(date)),
        text=text_of(text),
        confidence=0.92,
        source=source_of([*date, *text]),
    )


_STEP = re.compile(r"^(?P<when>.{3,60}?)\s*(?::|\s[–—-]|\t)\s+(?P<what>\S.*)$")


_FEWEST_FREE = 3
_SENTENCE_STEP = re.compile(
    r"(?:^\s*|(?<=[.;]\s))(?P<when>[A-ZÆØÅ\d][^.:;]{2,36}(?:\.\s[^.:;]{2,30})?):\s(?P<what>[^.:;]{3,200})"
    r"(?:[.;]|$)"
)


def calendar_in_running_text(blocks: list[Block]) -> Iterator[CalendarStep]:
    """`Maj 2021: … September 2021: …` in one paragraph, as a flattened table reads."""
    for block in blocks:
        is_running = block.kind is Kind.PARAGRAPH and block.cell is None and len(block.pieces) == 1
        steps = list(_SENTENCE_STEP.finditer(block.raw)) if is_running else []
        dated = [step for step in steps if parse_period(tidy(step["when"])) is not None]
        for step in dated if len(dated) >= 2 else ():
            yield CalendarStep(
                due=due_of(step["when"]),
                text=tidy(step["what"]),
                confidence=0.6,
                source=source_of([part_of(block, step.start(), step.end())]),
            )


def calendar_lines(blocks: list[Block], sections: dict[int, Role]) -> Iterator[CalendarStep]:
    """`Date: what happens` below a heading for a calendar, or three such lines in a row."""
    run: list[CalendarStep] = []
    for block in blocks:
        is_flow = block.cell is None and block.kind in {Kind.PARAGRAPH, Kind.ITEM}
        is_calendar = sections.get(id(block)) is Role.CALENDAR
        step = _dated_step(block, is_calendar=is_calendar) if is_flow else None
        if step is not None and not is_calendar:
            run.append(step)
            continue
        if len(run) >= _FEWEST_FREE:
            yield from run
        run = []
        if step is not None:
            yield step
    if len(run) >= _FEWEST_FREE:
        yield from run


def _dated_step(block: Block, *, is_calendar: bool) -> CalendarStep | None:
    text = f"{block.number}. {block.text}" if block.number and block.mark else block.text
    found = _STEP.match(text)
    if found and parse_period(tidy(found["when"])) is not None:
        return CalendarStep(
            due=due_of(found["when"]),
            text=found["what"],
            confidence=0.85 if is_calendar else 0.7,
            source=source_of([block]),
        )
    periods = find_periods(text) if is_calendar else []
    if not periods or periods[0].start >= 12:
        return None
    return CalendarStep(
        due=due_of(periods[0].period.raw),
        text=tidy(text[periods[0].end :]).strip(" ,:–-") or text,
        confidence=0.7,
        source=source_of([block]),
    )


_DATED_LEAD = re.compile(r"[\W_]*(?P<when>[^:]{3,40}?)\s*:\s+(?=\S)")


def dated_deed(block: Block) -> Row | None:
    """`2027: Planen er skrevet sammen med barnet`: a year or date, and what is done in it."""
    found = _DATED_LEAD.match(block.raw)
    if found is None or block.cell is not None or parse_period(found["when"]) is None:
        return None
    when = part_of(block, found.start("when"), found.end("when"))
    what = part_of(block, found.end(), len(block.raw))
    return Row(Role.ACTIONS, {Role.ACTIONS: [what], Role.DUE: [when]})


def is_dated(block: Block) -> bool:
    """The block begins with a date and a sign after it."""
    return _dated_step(block, is_calendar=False) is not None
