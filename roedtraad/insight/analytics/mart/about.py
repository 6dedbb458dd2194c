"""What the living mart says of itself; read by pages, which need nothing of what builds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .opening import reading

ABOUT = "about"
COMPARED = "comparison"  # a row of `about` whose stamp names the tables that differed


@dataclass(frozen=True)
class Part:
    """A part of the source as it was when the mart read it."""

    stamp: str
    read_at: datetime


@dataclass(frozen=True)
class Comparison:
    """When all was last made anew, and which tables were then not as they should have been."""

    made_at: datetime
    differing: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """What the living mart was made from, and how the latest comparison fell out."""

    parts: dict[str, Part]
    comparison: Comparison | None


def about() -> About:
    """Of the living mart. Raise `MartUnavailable` without one."""
    with reading() as mart:
        rows = mart.execute(f"select part, stamp, read_at from {ABOUT}").fetchall()  # noqa: S608
    found = {part: Part(stamp, read_at) for part, stamp, read_at in rows}
    compared = found.pop(COMPARED, None)
    if compared is None:
        return About(found, None)
    return About(found, Comparison(compared.read_at, tuple(compared.stamp.split())))
