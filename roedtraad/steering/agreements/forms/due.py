"""A due date as people write it: "ultimo juni 2026", kept as written and understood."""

from __future__ import annotations

from typing import Any

from roedtraad.foundation.ui.dues import real_day, understood


class DueMixin:
    """For forms with `due_raw`: also gives `due_from` and `due_on`, as far as it is understood."""

    cleaned_data: dict[str, Any]

    def clean_due_raw(self) -> str:
        return real_day(self.cleaned_data["due_raw"])

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = super().values()  # type: ignore[misc]
        starts_on, ends_on = understood(values.get("due_raw", ""))
        return values | {"due_from": starts_on, "due_on": ends_on}
