"""Heading levels of a PDF, told from the sizes of its letters."""

from collections import Counter
from dataclasses import dataclass

from roedtraad.gateways.importing.plans.lines import Style

from .pdf_layout import PageLine

_LARGER = 1.1
_LONGEST_HEADING = 140


@dataclass(frozen=True, slots=True)
class Levels:
    """The body size, and the level of each larger size."""

    body: float
    by_size: dict[float, int]

    @classmethod
    def of(cls, pages: list[list[PageLine]]) -> "Levels":
        letters: Counter[float] = Counter()
        for lines in pages:
            for line in lines:
                letters[line.size] += len(line.text)
        if not letters:
            return cls(0.0, {})
        body = letters.most_common(1)[0][0]
        larger = sorted((size for size in letters if size > body * _LARGER), reverse=True)
        return cls(body, {size: min(level, 6) for level, size in enumerate(larger, start=1)})

    def style(self, line: PageLine) -> Style:
        is_short = len(line.text) <= _LONGEST_HEADING
        level = self.by_size.get(line.size) if is_short and line.cell is None else None
        return Style(
            level=level,
            bold=line.bold,
            bold_lead=0 if line.bold else line.bold_lead,
            size=line.size,
            cell=line.cell,
        )
