"""What happened when: collected in any order, played in the order of the days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from .moments import Moments


@dataclass
class Diary:
    """Entries up to today; what lies ahead is not played."""

    today: date
    entries: list[tuple[date, int, Callable[[], object]]] = field(default_factory=list)

    def on(self, day: date, deed: Callable[[], object]) -> None:
        self.entries.append((day, len(self.entries), deed))

    def play(self, moments: Moments) -> None:
        """Deeds may write new entries, as long as those lie ahead."""
        while self.entries:
            self.entries.sort(key=lambda entry: entry[:2])
            day, _number, deed = self.entries.pop(0)
            if day <= self.today:
                moments.go_to(day)
                deed()
