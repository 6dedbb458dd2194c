"""Pages whose text lies on its side or stands on its head, turned so that it can be read."""

from collections import Counter
from typing import Any

from pdfplumber.page import Page

_MOST_LOOKED_AT = 400


def turned_upright(page: Any) -> Any:
    """The page itself, or the same page turned until most of its letters stand upright."""
    turns = Counter(_turn(char["matrix"]) for char in page.chars[:_MOST_LOOKED_AT])
    turn = turns.most_common(1)[0][0] if turns else 0
    if not turn:
        return page
    raw = page.page_obj
    raw.rotate = (raw.rotate + turn) % 360
    raw.attrs["Rotate"] = raw.rotate
    return Page(page.pdf, raw, page.page_number, page.initial_doctop)


def _turn(matrix: tuple[float, ...]) -> int:
    """How far the page must turn clockwise until text written by this matrix runs to the right."""
    across, up = matrix[0], matrix[1]
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 180
    return 90 if up > 0 else 270
