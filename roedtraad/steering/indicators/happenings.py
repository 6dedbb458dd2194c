"""What happened, as told from further up: an action was begun, a decision was made.

Whoever knows of something that may explain a series says so from `AppConfig.ready`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

UsePk = int


@dataclass(frozen=True)
class Happening:
    """One thing that happened on a day; `key` ends it when it is an annotation."""

    on: date
    text: str
    begins_anew: bool = False
    reason: str = ""
    annotation: int | None = None
    by: str = ""
    leaves_out: bool = False  # the measurement of that day, of mean and limits


Provider = Callable[[Collection[UsePk]], Mapping[UsePk, Sequence[Happening]]]
_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """Add a source. It is asked for uses whose page the reader may see."""
    _providers.append(provider)


def told(uses: Collection[UsePk]) -> dict[UsePk, list[Happening]]:
    """What other apps know of each use."""
    found: defaultdict[UsePk, list[Happening]] = defaultdict(list)
    for provider in _providers:
        for use, happenings in provider(uses).items():
            found[use] += happenings
    return dict(found)
