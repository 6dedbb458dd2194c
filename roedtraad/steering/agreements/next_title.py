"""What the agreement of the next period is called: the title, its years moved along."""

from __future__ import annotations

import re
from datetime import date

YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(\s*[-/\N{EN DASH}]\s*)((?:19|20)?\d\d)(?!\d)")


def title_of_next(title: str, old: tuple[date, date], new: tuple[date, date]) -> str:
    """`title` for the period `new` where it names that of `old`, written as it was; else as it is.

    "Aftale 2026-27" becomes "Aftale 2028-29", "Plan for 2026" "Plan for 2027".
    """
    first, last = old[0].year, old[1].year

    def moved(found: re.Match[str]) -> str:
        begins, between, ends = found.groups()
        if int(begins) != first or ends not in (str(last), str(last)[2:]):
            return found[0]
        return f"{new[0].year}{between}{str(new[1].year)[-len(ends) :]}"

    renamed = YEARS.sub(moved, title)
    if renamed == title and first == last:
        renamed = re.sub(rf"(?<!\d){first}(?!\d)", str(new[0].year), title)
    return renamed
