"""Simple pictures for those who read little: drawn by us, in one line, readable on paper."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


class Picture(TextChoices):
    """What a picture shows."""

    HELLO = "hello", _("we say hello")
    GOAL = "goal", _("the goal")
    GOOD = "good", _("what goes well")
    HARD = "hard", _("what is hard")
    TALK = "talk", _("we talk")
    HOME = "home", _("at home")
    SCHOOL = "school", _("at school")
    HELP = "help", _("who helps")
    PLAN = "plan", _("what we do now")
    NEXT = "next", _("when we meet again")


SHAPES: dict[str, str] = {
    Picture.HELLO: '<circle cx="17" cy="16" r="7"/><path d="M5 44c0-16 24-16 24 0"/>'
    '<circle cx="46" cy="20" r="6"/><path d="M36 44c0-14 20-14 20 0M50 8l4-4M56 12l5-2"/>',
    Picture.GOAL: '<circle cx="32" cy="32" r="25"/><circle cx="32" cy="32" r="15"/>'
    '<circle cx="32" cy="32" r="5"/>',
    Picture.GOOD: '<circle cx="32" cy="32" r="12"/><path d="M32 6v8M32 50v8M6 32h8M50 32h8M14 14'
    'l6 6M44 44l6 6M50 14l-6 6M20 44l-6 6"/>',
    Picture.HARD: '<path d="M18 38a11 11 0 0 1 2-22 15 15 0 0 1 28 4 9 9 0 0 1-1 18z"/>'
    '<path d="M22 46l-3 9M33 46l-3 9M44 46l-3 9"/>',
    Picture.TALK: '<path d="M6 10h34v22H22l-10 9v-9H6z"/><path d="M46 22h12v22h-6v8l-9-8H28"/>',
    Picture.HOME: '<path d="M8 30 32 9l24 21M14 27v28h36V27M27 55V39h10v16"/>',
    Picture.SCHOOL: '<path d="M6 24 32 12l26 12-26 12zM16 29v14c8 8 24 8 32 0V29M58 24v16"/>',
    Picture.HELP: '<path d="M32 54C12 40 6 30 10 20c4-9 17-9 22 1 5-10 18-10 22-1 4 10-2 20'
    '-22 34z"/>',
    Picture.PLAN: '<rect x="12" y="10" width="40" height="46" rx="3"/><path d="M20 24l4 4 7-7M20 42'
    'l4 4 7-7M37 26h9M37 44h9"/>',
    Picture.NEXT: '<rect x="8" y="14" width="48" height="42" rx="3"/><path d="M8 26h48M20 8v10M44'
    ' 8v10M24 42h16M34 36l6 6-6 6"/>',
}


def drawn(picture: str) -> SafeString:
    """The picture as SVG; it stands beside words that say the same."""
    shape = SHAPES.get(picture, SHAPES[Picture.TALK])
    return format_html(
        '<svg class="plain-picture" viewBox="0 0 64 64" aria-hidden="true" focusable="false">{}'
        "</svg>",
        mark_safe(shape),  # noqa: S308  our own drawings
    )
