"""What a template of profiles asks for: its sections, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .models import ProfileTemplate, Voice


class SectionKind(StrEnum):
    """How a section is written."""

    TEXT = "text"
    VOICES = "voices"  # a text from each, with what stands in the way
    ACTIONS = "actions"  # what is done, by whom, from when to when
    DUTIES = "duties"  # what each of them does


@dataclass(frozen=True)
class Section:
    """A heading of a profile with its help, and whose words it holds."""

    key: str
    kind: SectionKind
    heading: str
    help: str
    voices: tuple[Voice, ...]


def sections_of(template: ProfileTemplate) -> list[Section]:
    return [_section(each) for each in template.definition["sections"]]


def _section(each: dict[str, Any]) -> Section:
    return Section(
        key=each["key"],
        kind=SectionKind(each["kind"]),
        heading=each["heading"],
        help=each.get("help", ""),
        voices=tuple(Voice(voice) for voice in each.get("voices", ())),
    )
