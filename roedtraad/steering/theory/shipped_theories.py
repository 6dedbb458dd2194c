"""The theories that come with the product, to start from: one file for each, in `shipped/`.

They are examples of how a chain is put together, in words that each unit makes its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class ShippedBox:
    key: str
    values: dict[str, str]


@dataclass(frozen=True)
class ShippedArrow:
    start: str
    end: str
    assumption: str = ""


@dataclass(frozen=True)
class ShippedTheory:
    """A template: boxes by key, arrows between them, risks with what is done about them."""

    key: str
    title: str
    about: str
    boxes: tuple[ShippedBox, ...]
    arrows: tuple[ShippedArrow, ...]
    risks: tuple[tuple[str, str], ...]


def shipped_theories() -> list[ShippedTheory]:
    """All of them, in the reader's language."""
    language = "en" if (get_language() or "da").startswith("en") else "da"
    return list(_read(language))


def shipped_theory(key: str) -> ShippedTheory | None:
    return next((each for each in shipped_theories() if each.key == key), None)


@lru_cache
def _read(language: str) -> tuple[ShippedTheory, ...]:
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        whole = json.loads(path.read_text("utf-8"))
        found.append(_theory(path.stem, whole[language], whole["arrows"]))
    return tuple(found)


def _theory(key: str, words: dict[str, Any], arrows: list[list[str]]) -> ShippedTheory:
    boxes = tuple(
        ShippedBox(name, {"kind": kind, **_box(text)})
        for kind, found in words["boxes"].items()
        for name, text in found.items()
    )
    return ShippedTheory(
        key,
        words["title"],
        words["about"],
        boxes,
        tuple(
            ShippedArrow(start, end, words["assumptions"].get(f"{start}>{end}", ""))
            for start, end in arrows
        ),
        tuple((risk, response) for risk, response in words["risks"]),
    )


def _box(text: str | dict[str, str]) -> dict[str, str]:
    return {"title": text} if isinstance(text, str) else text
