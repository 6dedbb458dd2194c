"""Texts of instruments in the reader's language, and numbers of points."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.cases.names import listed as name_of
from roedtraad.casework.profiles import verdicts_words as words
from roedtraad.casework.profiles.models.instruments import Worded
from roedtraad.casework.profiles.queries.instruments import Course
from roedtraad.casework.profiles.queries.instruments_drawn import drawn
from roedtraad.casework.profiles.verdicts import Verdict
from roedtraad.foundation.ui.course_picture import course_picture

register = template.Library()


@register.filter
def worded(row: Worded, name: str) -> str:
    """The text of that name in the reader's language."""
    return row.worded(name)


@register.filter
def points(value: Decimal | float) -> str:
    """7,5 – and 7 where there is no decimal."""
    return words.points(value)


@register.filter
def short(found: Verdict) -> str:
    """The verdict in a few words."""
    return words.short(found)


@register.filter
def sentence(found: Verdict) -> str:
    """The verdict with its numbers."""
    return words.sentence(found)


@register.filter
def method(found: Verdict) -> list[tuple[str, str]]:
    """What the verdict rests on."""
    return words.method(found.basis)


@register.filter
def picture(course: Course) -> SafeString:
    """The course as a small picture: scores, the band round the first, the cut-off."""
    return course_picture(drawn(course), f"{course.scale}: {words.sentence(course.verdict)}")


@register.filter
def listed(citizen: Citizen) -> str:
    """The name, where it is not protected."""
    return name_of(citizen)
