"""A due date as people write it: "ultimo juni 2026", kept as written and understood."""

from __future__ import annotations

from datetime import date
from typing import Any

from roedtraad.foundation.lib.periods import parse_period


class DueMixin:
    """For forms with `due_raw`: also gives `due_from` and `due_on`, as far as it is understood."""

    cleaned_data: dict[str, Any]

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = super().values()  # type: ignore[misc]
        starts_on, ends_on = understood(values.get("due_raw", ""))
        return values | {"due_from": starts_on, "due_on": ends_on}


def understood(raw: str) -> tuple[date | None, date | None]:
    """From and to; both None when the words are not understood."""
    period = parse_period(raw) if raw else None
    return (period.starts_on, period.ends_on) if period else (None, None)
