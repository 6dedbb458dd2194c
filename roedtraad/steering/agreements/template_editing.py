"""Changing a definition piece by piece: plain functions that give a new definition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from .template_definition import Definition

ListName: TypeAlias = Literal["sections", "goal_fields", "focus_area_fields"]
LISTS: tuple[ListName, ...] = ("sections", "goal_fields", "focus_area_fields")
LONGEST_KEY = 40
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "y"})


def put(definition: Definition, name: ListName, item: Any, place: int | None = None) -> Definition:
    """With `item` at `place` instead of what stands there, or at the end."""
    items = list(getattr(definition, name))
    if place is None:
        items.append(item)
    else:
        items[place] = item
    return _with(definition, name, items)


def without(definition: Definition, name: ListName, place: int) -> Definition:
    items = list(getattr(definition, name))
    del items[place]
    return _with(definition, name, items)


def moved(definition: Definition, name: ListName, place: int, by: int) -> Definition:
    """With one item moved up (-1) or down (1); the same at either end."""
    items = list(getattr(definition, name))
    if not 0 <= place + by < len(items):
        return definition
    items.insert(place + by, items.pop(place))
    return _with(definition, name, items)


def _with(definition: Definition, name: ListName, items: list[Any]) -> Definition:
    changed: dict[str, Any] = {name: tuple(items)}
    return replace(definition, **changed)


def new_key(label: str, taken: Iterable[str]) -> str:
    """A key made of the label, that nothing else has."""
    words = re.sub(r"[^a-z0-9]+", "_", label.lower().translate(_LETTERS)).strip("_")
    base = words[:LONGEST_KEY].strip("_")
    base = base if base[:1].isalpha() else f"part_{base}".strip("_")
    used = set(taken)
    names = (base, *(f"{base}_{number}" for number in range(2, len(used) + 3)))
    return next(name for name in names if name not in used)
