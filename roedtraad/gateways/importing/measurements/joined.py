"""A heading that names groups of several divisions at once, as merged headings do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

BETWEEN = " ,;/×·:–-"  # what stands between the names
Key = TypeVar("Key")


def joined(heading: str, divisions: Mapping[Key, Collection[str]]) -> dict[Key, str]:
    """The groups by their division: "drenge 0-5 år" is of sex and of age.

    Empty unless the heading names groups of two divisions or more, each once, and nothing else;
    `heading` and groups in small letters.
    """
    found = _named(heading, divisions)
    return found if len(found) > 1 else {}


def _named(text: str, divisions: Mapping[Key, Collection[str]]) -> dict[Key, str]:
    for key, groups in divisions.items():
        others = {each: names for each, names in divisions.items() if each != key}
        for group in groups:
            if text == group:
                return {key: group}
            rest = text.removeprefix(group)
            is_next = rest != text and rest.startswith(tuple(BETWEEN))
            if is_next and (more := _named(rest.lstrip(BETWEEN), others)):
                return {key: group, **more}
    return {}
