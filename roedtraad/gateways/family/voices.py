"""How the pages speak to whom: to a child, to a young person, to a grown-up."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise
YOUNG_FROM, GROWN_UP_FROM = 13, 18


class Voice(StrEnum):
    CHILD = "child"
    YOUNG = "young"
    ADULT = "adult"


def voice_for(age: int | None, *, is_subject: bool) -> Voice:
    """Of an unknown age, whom the case is about is spoken to as a child, and others as grown up."""
    if age is None:
        return Voice.CHILD if is_subject else Voice.ADULT
    if age < YOUNG_FROM:
        return Voice.CHILD
    return Voice.YOUNG if age < GROWN_UP_FROM else Voice.ADULT


def three(child: Text, young: Text, adult: Text) -> dict[Voice, Text]:
    return {Voice.CHILD: child, Voice.YOUNG: young, Voice.ADULT: adult}


def two(child: Text, others: Text) -> dict[Voice, Text]:
    return three(child, others, others)


def all_alike(text: Text) -> dict[Voice, Text]:
    return dict.fromkeys(Voice, text)
