"""A plan that came in a letter: its head is no part of it, nor are the signs before its lines."""

import re

_MAIL_LINE = re.compile(
    r"\s*\**(?P<name>fra|til|cc|bcc|sendt|dato|emne|vedhæftet|vedhæftede filer|vedr|"
    r"from|to|sent|date|subject|prioritet|svar til)\**\s?:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(["emne", "subject", "vedr"])
_REPLY = re.compile(r"^(?:(?:sv|vs|re|fwd?|fw)\s?:\s*)+", re.IGNORECASE)
_FEWEST_MAIL_LINES = 3


def mail_head(rows: list[str]) -> dict[int, str]:
    """Where a letter's head stands at the top, and its subject; nothing where there is none."""
    full = [position for position, row in enumerate(rows) if row.strip()][:14]
    run: dict[int, str] = {}
    for position in full:
        found = _MAIL_LINE.fullmatch(rows[position].rstrip())
        if found is None:
            break
        is_subject = found["name"].lower() in _SUBJECTS
        run[position] = _REPLY.sub("", found["value"].strip()) if is_subject else ""
    return run if len(run) >= _FEWEST_MAIL_LINES else {}


def unquoted(rows: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """A text that was answered has `> ` before its lines; they are no part of it."""
    full = [row for row, _ in rows if row.strip()]
    if sum(row.startswith(">") for row in full) * 10 < len(full) * 6:
        return rows
    return [(_QUOTE.sub("", row), page) for row, page in rows]


_QUOTE = re.compile(r"^(?:>\s?)+")
