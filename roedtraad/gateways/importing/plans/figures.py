"""Facts, budget lines, calendar steps and staff figures: what stands as label and value."""

import re
from collections.abc import Iterator
from decimal import Decimal

from roedtraad.foundation.lib.numbers import parse_number
from roedtraad.foundation.lib.periods import find_periods, parse_period

from .blocks import Block, Kind
from .clauses import sentences
from .drafts import part_of
from .dues import due_of
from .grid import Grid, text_of
from .letters import folded, tidy
from .proposal import BudgetLine, CalendarStep, Fact, Number, UnitFigures
from .sources import source_of
from .vocabulary import Role, role_of

_AMOUNT = re.compile(
    r"(?P<sign>[-–−(]\s?)?(?P<number>\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\)?\s*"
    r"(?P<times>mio\.?|mia\.?|t\.?\s?(?=kr)|tusind|1\.000)?\s*(?:kr\.?|kroner|dkk)?\s*(?:,-)?"
)
_SCALE = re.compile(r"\b(?P<times>1\.000|t\.?|tusinde?|hele tusinde?|mio\.?)\s*(?:kr|dkk|kroner)", re.I)
_TOTAL = re.compile(r"^(?:i alt|ialt|total\w*|samlet\w*|sum|nettobudget i alt|budget i alt)\b", re.I)
_MONEY_LINE = re.compile(
    r"^(?P<label>[A-ZÆØÅ][^:\d]{2,80}?)[\s:.]{1,60}(?P<amount>[-–]?\d{1,3}(?:\.\d{3})+(?:,\d+)?"
    r"|[-–]?\d+(?:,\d+)?(?=\s*(?:mio|t\.?kr|kr)))\s*(?P<unit>(?:mio\.?|t\.?)?\s*kr\.?|kroner)?\s*$"
)
_AMOUNTS_IN = re.compile(r"^(?:alle |samtlige )?(?:beløb|tal)\b", re.IGNORECASE)
_FACT = re.compile(r"^(?P<label>[A-ZÆØÅ][^:\d.]{1,40}):\s+(?P<value>\S.{0,240})$")
_CONTAINERS = frozenset(
    "fakta stamdata stamoplysninger faktaoplysninger præsentation aftaleenheden enheden "
    "virksomheden institutionen kontaktoplysninger kontakt basisoplysninger nøgleoplysninger "
    "organisation organisering enheder personale medarbejdere faktaboks".split()
)
_NUMBER = r"\d+(?:[.,]\d+)?\s?[½¼¾]?|[½¼¾]"
_STAFF = re.compile(
    rf"(?P<count>{_NUMBER})\s+(?:[a-zæøå]+e\s)?(?:medarbejdere|ansatte|"
    r"[a-zæøå]{4,30}(?:plejersker|pædagoger|lærere|terapeuter|rådgivere|assistenter|konsulenter|"
    r"behandlere|hjælpere|medarbejdere|personer|ansatte|socialrådgivere|vejledere))\b"
)
_FTE = re.compile(
    rf"(?P<count>{_NUMBER})\s*(?:årsværk|fuldtidsstillinger|fuldtidsansatte|fuldtids-?årsværk|"
    r"helårsstillinger|fuldtidsmedarbejdere|fuldtidsnormeringer|heltidsstillinger)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?P<name>[A-ZÆØÅ][\wæøåÆØÅ/-]*"
    r"(?:\s+(?:[&–/-]|og|på|i|for|til|af)\s+[\wæøåÆØÅ/-]+|\s+[A-ZÆØÅ][\wæøåÆØÅ/-]*){0,5})\s*"
    r"(?::|\s(?:har|er|består af|beskæftiger|råder over|tæller|med|drives af|omfatter)\b|\s?[–(,-])"
)
_NOT_NAMES = frozenset(
    "i der vi alle de det den samlet her herudover derudover i alt enheden på ved fra af som med "
    "hvert hver ca omkring samtlige desuden endvidere ud foruden sammen".split()
)


def number(text: str) -> Number | None:
    """A Danish number as int or float; none where it is none."""
    value = parse_number(text)
    return None if value is None else plain(value)


def plain(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else float(value)


# Facts.


def facts_of_grid(grid: Grid, section: Role | None) -> list[Fact]:
    """A table of two columns, labels to the left."""
    rows = [cells for _, cells in grid.rows if len(cells) == 2]
    if len(rows) < 2 or len(rows) < len(grid.rows) * 0.6:
        return []
    named = sum(1 for cells in rows if _is_fact_label(text_of(cells[0][1])))
    if named < 2 and section is not Role.FACTS:
        return []
    if named * 2 < len(rows) and section is not Role.FACTS:
        return []
    return [
        Fact(
            label=text_of(label).rstrip(": "),
            value=text_of(value),
            confidence=0.9 if named * 2 >= len(rows) else 0.7,
            source=source_of([*label, *value]),
        )
        for (_, label), (_, value) in rows
        if text_of(value)
    ]


def _is_fact_label(text: str) -> bool:
    match = role_of(text.rstrip(":"))
    return match is not None and match.role in {
        Role.FACTS, Role.CASE, Role.PERIOD, Role.PARTIES, Role.TARGET_GROUP,
    }  # fmt: skip


def facts_in_flow(blocks: list[Block], sections: dict[int, Role]) -> Iterator[Fact]:
    """`Label: value` lines, and a label on a line of its own with one short paragraph below."""
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.cell is not None:
            continue
        if block.kind is Kind.LABEL and block.role in {Role.FACTS, Role.PERIOD, Role.CASE}:
            if following is not None and _is_value(block, following):
                yield _fact(block.text, following, [block, following], 0.85)
        elif block.kind is Kind.PARAGRAPH and sections.get(id(block)) is Role.FACTS:
            found = _FACT.match(block.text)
            if found:
                yield Fact(
                    label=found["label"],
                    value=found["value"],
                    confidence=0.75,
                    source=source_of([block]),
                )


def _is_value(label: Block, value: Block) -> bool:
    if folded(label.text) in _CONTAINERS or label.match is None or not label.match.is_whole:
        return False
    if value.kind is not Kind.PARAGRAPH or len(value.text) > 240 or value.cell is not None:
        return False
    is_same_line = value.first_line == label.last_line
    is_question = label.raw.strip().endswith("?")
    return is_same_line or (not is_question and label.text.count(" ") < 2 and len(value.text) < 160)


def _fact(label: str, value: Block, blocks: list[Block], confidence: float) -> Fact:
    return Fact(
        label=label.rstrip(": "), value=value.text, confidence=confidence, source=source_of(blocks)
    )


# Budget.


def budget_of_grid(grid: Grid, before: list[Block], section: Role | None) -> list[BudgetLine]:
    """A table whose last columns are amounts, below or beside words of money."""
    rows = grid.rows
    amounts = [
        (cells, [(column, _amount(blocks)) for column, blocks in cells[1:]]) for _, cells in rows
    ]
    full = [(cells, found) for cells, found in amounts if any(value is not None for _, value in found)]
    if len(full) < 2 or len(full) * 2 < len(rows):
        return []
    context = " ".join(block.text for block in [*before, *_heads(rows, full)])
    if section is not Role.BUDGET and not re.search(r"budget|økonomi|\bkr\b|udgift|bevilling", context, re.I):
        return []
    scale = _scale(context)
    heads = {column: text_of(blocks) for column, blocks in rows[0][1]} if rows[0][1] != full[0][0] else {}
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
    for column, value in values:
        head = heads.get(column, "")
        own = f"{label} {head}".strip() if len(values) > 1 and head else label
        if own:
            yield BudgetLine(
                label=own,
                amount=plain(value * scale),
                total=_TOTAL.match(label) is not None,
                confidence=0.92,
                source=source_of([*cells[0][1], *by_column[column]]),
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


def budget_lines(blocks: list[Block], sections: dict[int, Role]) -> Iterator[BudgetLine]:
    """Lines `label … amount` in a section on money."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind is Kind.LABEL and following is not None and block.role is Role.BUDGET:
            yield from _labelled_amount(block, following)
        if block.cell is not None or sections.get(id(block)) is not Role.BUDGET:
            continue
        found = _MONEY_LINE.match(block.text)
        value = parse_number(found["amount"]) if found else None
        is_heading = found is not None and _AMOUNTS_IN.match(found["label"]) is not None
        if found and value is not None and not is_heading and block.kind in {Kind.PARAGRAPH, Kind.ITEM}:
            unit = (found["unit"] or "").replace("kr", "").strip(" .")
            yield BudgetLine(
                label=found["label"].strip(" .:"),
                amount=plain(value * _times(unit or None)),
                total=_TOTAL.match(found["label"]) is not None,
                confidence=0.8,
                source=source_of([block]),
            )


def _labelled_amount(label: Block, value: Block) -> Iterator[BudgetLine]:
    amount = _amount([value]) if value.first_line == label.last_line else None
    if amount is not None and label.text:
        yield BudgetLine(
            label=label.text,
            amount=plain(amount),
            total=_TOTAL.match(label.text) is not None,
            confidence=0.85,
            source=source_of([label, value]),
        )


# Calendar.


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


# Units.


def unit_figures(blocks: list[Block], grids: list[Grid]) -> list[UnitFigures]:
    """Units with staff and full-time equivalents: told in sentences, or in a table."""
    found: dict[str, UnitFigures] = {}
    for block in blocks:
        if block.cell is None and block.kind in {Kind.PARAGRAPH, Kind.ITEM}:
            unit = _told_unit(block)
            if unit is not None and folded(unit.name) not in found and not _is_known(unit.name, found):
                found[folded(unit.name)] = unit
    for grid in grids:
        for unit in _units_of_grid(grid):
            found.setdefault(folded(unit.name), unit)
    return list(found.values())


def _is_known(name: str, found: dict[str, UnitFigures]) -> bool:
    first = folded(name).split(" ")[0]
    return len(folded(name).split(" ")) == 1 and any(key.split(" ")[0] == first for key in found)


def _told_unit(block: Block) -> UnitFigures | None:
    if len(block.text) > 3000:
        return None
    subject = _SUBJECT.match(block.text)
    if subject is None or folded(subject["name"]).split(" ")[0] in _NOT_NAMES:
        return None
    for start, end in sentences(block.raw)[:3]:
        text = tidy(block.raw[start:end])
        staff, full = _STAFF.search(text), _FTE.search(text)
        if full is not None:
            return UnitFigures(
                name=subject["name"].strip(" –-,"),
                staff=number(staff["count"]) if staff else None,
                full_time_equivalents=number(full["count"]),
                confidence=0.88 if staff else 0.75,
                source=source_of([part_of(block, 0, end)]),
            )
    return None


def _units_of_grid(grid: Grid) -> Iterator[UnitFigures]:
    rows = grid.rows
    roles = {column: _figure_column(text_of(blocks)) for column, blocks in rows[0][1]}
    if "full" not in roles.values() and "staff" not in roles.values():
        return
    for _, cells in rows[1:]:
        by_role = {roles.get(column): blocks for column, blocks in cells}
        name = text_of(cells[0][1])
        staff, full = (_cell_number(by_role.get(key)) for key in ("staff", "full"))
        if (staff is not None or full is not None) and not _TOTAL.match(name):
            yield UnitFigures(
                name=name,
                staff=staff,
                full_time_equivalents=full,
                confidence=0.9,
                source=source_of([block for _, blocks in cells for block in blocks]),
            )


def _figure_column(text: str) -> str | None:
    words = folded(text)
    if re.search(r"årsværk|fuldtid|heltid", words):
        return "full"
    return "staff" if re.search(r"medarbejder|ansatte|personer|antal", words) else None


def _cell_number(blocks: list[Block] | None) -> Number | None:
    return number(text_of(blocks)) if blocks else None
