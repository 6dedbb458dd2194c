"""Budget lines: tables and lines that end in amounts, in kroner whatever they were counted in."""

import re
from collections.abc import Iterator
from decimal import Decimal

from roedtraad.foundation.lib.numbers import parse_number

from .blocks import Block, Kind
from .drafts import part_of, words_of
from .grid import Grid, text_of
from .letters import tidy
from .proposal import BudgetLine, plain
from .sources import near_source, source_of
from .vocabulary import Role

_AMOUNT = re.compile(
    r"(?P<sign>[-–−(]\s?)?(?P<number>\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\)?\s*"
    r"(?P<times>mio\.?|mia\.?|t\.?\s?(?=kr)|tusind|1\.000)?\s*(?:kr\.?|kroner|dkk)?\s*(?:,-)?"
)
_SCALE = re.compile(
    r"\b(?P<times>1\.000|t\.?|tusinde?|hele tusinde?|mio\.?)\s*(?:kr|dkk|kroner)", re.I
)
TOTAL = re.compile(r"^(?:i alt|ialt|total\w*|samlet\w*|sum|nettobudget i alt|budget i alt)\b", re.I)
_MONEY_LINE = re.compile(
    r"^(?P<label>[A-ZÆØÅ][^:\d]{2,80}?)[\s:.]{1,60}(?P<amount>[-–]?\d{1,3}(?:\.\d{3})+(?:,\d+)?"
    r"|[-–]?\d+(?:,\d+)?(?=\s*(?:mio|t\.?kr|kr)))\s*(?P<unit>(?:mio\.?|t\.?)?\s*kr\.?|kroner)?\s*$"
)
_AMOUNTS_IN = re.compile(r"^(?:alle |samtlige )?(?:beløb|tal)\b", re.IGNORECASE)


def budget_of_grid(grid: Grid, before: list[Block], section: Role | None) -> list[BudgetLine]:
    """A table whose last columns are amounts, below or beside words of money."""
    rows = grid.rows
    amounts = [
        (cells, [(column, _amount(blocks)) for column, blocks in cells[1:]]) for _, cells in rows
    ]
    full = [
        (cells, found) for cells, found in amounts if any(value is not None for _, value in found)
    ]
    if len(full) < 2 or len(full) * 2 < len(rows):
        return []
    context = " ".join(block.text for block in [*before, *_heads(rows, full)])
    scale = _scale(context)
    context += " " + " ".join(text_of(blocks) for _, blocks in full[0][0])
    if section is not Role.BUDGET and not re.search(
        r"budget|økonomi|\bkr\b|udgift|bevilling", context, re.I
    ):
        return []
    heads = (
        {column: text_of(blocks) for column, blocks in rows[0][1]}
        if rows[0][1] != full[0][0]
        else {}
    )
    return [line for cells, found in full for line in _budget_row(cells, found, heads, scale)]


def _heads(
    rows: list[tuple[int, list[tuple[int, list[Block]]]]],
    full: list[tuple[list[tuple[int, list[Block]]], list[tuple[int, Decimal | None]]]],
) -> list[Block]:
    if rows[0][1] == full[0][0]:
        return []
    return [block for _, blocks in rows[0][1] for block in blocks]


def _budget_row(
    cells: list[tuple[int, list[Block]]],
    found: list[tuple[int, Decimal | None]],
    heads: dict[int, str],
    scale: int,
) -> Iterator[BudgetLine]:
    label = text_of(cells[0][1])
    values = [(column, value) for column, value in found if value is not None]
    by_column = dict(cells)
    for place, (column, value) in enumerate(values):
        head = heads.get(column, "")
        own = f"{label} {head}".strip() if len(values) > 1 and head else label
        if own:
            yield BudgetLine(
                label=own,
                amount=plain(value * scale),
                total=TOTAL.match(label) is not None,
                confidence=0.92,
                source=near_source([] if place else cells[0][1], by_column[column]),
            )


def _amount(blocks: list[Block]) -> Decimal | None:
    text = tidy(text_of(blocks))
    found = _AMOUNT.fullmatch(text)
    if found is None or re.fullmatch(r"(?:19|20)\d\d", text):
        return None
    value = parse_number(found["number"])
    if value is None:
        return None
    value *= _times(found["times"])
    return -value if found["sign"] else value


def _times(word: str | None) -> int:
    if not word:
        return 1
    lowered = word.strip(". ").lower()
    return {"mio": 1_000_000, "mia": 1_000_000_000}.get(lowered, 1000)


def _scale(context: str) -> int:
    found = _SCALE.search(context)
    return _times(found["times"]) if found else 1


_RUN = re.compile(
    r"(?P<label>[A-ZÆØÅ][^\d:;.]{1,70}?)[\s:.]{1,3}(?P<amount>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"\s(?P<times>mio\.|t\.)?\s?kr\.?(?=\s|$|,)[\s,;]*"
)


def budget_in_running_text(blocks: list[Block]) -> Iterator[BudgetLine]:
    """`Løn 6.120.000 kr. Kurser 310.000 kr.` in a row, as a flattened table reads."""
    for block in blocks:
        if block.kind is Kind.PARAGRAPH and block.cell is None and len(block.pieces) == 1:
            run: list[re.Match[str]] = []
            for found in [*_RUN.finditer(block.raw), None]:
                if found is not None and (not run or found.start() == run[-1].end()):
                    run.append(found)
                    continue
                if len(run) >= 2:
                    yield from (_run_line(block, each) for each in run)
                run = [found] if found is not None else []


_TOLD = re.compile(
    r"(?P<label>(?:[A-ZÆØÅ][a-zæøå]+s )?(?:[A-ZÆØÅ][a-zæøå]*)?[Bb]udget(?:tet|ramme|rammen)?"
    r"(?: (?:for|i) 20\d\d(?:[/-]\d+)?)?) (?:er|udgør|lyder på|er på)(?: på)? "
    r"(?P<amount>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s(?P<times>mio\.|t\.)?\s?kr"
)


def budget_told(blocks: list[Block]) -> Iterator[BudgetLine]:
    """`Budgettet for 2026 er 61,4 mio. kr.` in a sentence."""
    for block in blocks:
        if block.kind is Kind.PARAGRAPH and block.cell is None:
            yield from (_run_line(block, found) for found in _TOLD.finditer(block.raw))


def _run_line(block: Block, found: re.Match[str]) -> BudgetLine:
    amount = parse_number(found["amount"]) or Decimal(0)
    label = tidy(found["label"])
    return BudgetLine(
        label=label,
        amount=plain(amount * _times(found["times"])),
        total=TOTAL.match(label) is not None,
        confidence=0.7,
        source=source_of(_told_part(block, found)),
    )


def _told_part(block: Block, found: re.Match[str]) -> list[Block]:
    if len(block.pieces) == 1:
        return [part_of(block, found.start(), found.end())]
    return words_of(block, [found[0]])


def budget_lines(blocks: list[Block], sections: dict[int, Role]) -> Iterator[BudgetLine]:
    """Lines `label … amount` in a section on money."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.cell is not None:
            continue
        is_about = sections.get(id(block)) is Role.BUDGET
        is_post = block.role is Role.BUDGET or (is_about and block.role is Role.FACTS)
        if block.kind is Kind.LABEL and following is not None and is_post:
            yield from _labelled_amount(block, following)
        if not is_about:
            continue
        found = _MONEY_LINE.match(block.text)
        value = parse_number(found["amount"]) if found else None
        is_heading = found is not None and _AMOUNTS_IN.match(found["label"]) is not None
        if (
            found
            and value is not None
            and not is_heading
            and block.kind in {Kind.PARAGRAPH, Kind.ITEM}
        ):
            unit = (found["unit"] or "").replace("kr", "").strip(" .")
            yield BudgetLine(
                label=found["label"].strip(" .:"),
                amount=plain(value * _times(unit or None)),
                total=TOTAL.match(found["label"]) is not None,
                confidence=0.8,
                source=source_of([block]),
            )


def _labelled_amount(label: Block, value: Block) -> Iterator[BudgetLine]:
    amount = _amount([value]) if value.first_line == label.last_line else None
    if amount is not None and label.text:
        yield BudgetLine(
            label=label.text,
            amount=plain(amount),
            total=TOTAL.match(label.text) is not None,
            confidence=0.85,
            source=source_of([label, value]),
        )
