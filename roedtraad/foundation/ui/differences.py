"""What was changed between two texts, word by word, as HTML."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from roedtraad.foundation.lib.differences import Kind, text_segments

TAGS = {Kind.SAME: "{}", Kind.REMOVED: "<del>{}</del>", Kind.ADDED: "<ins>{}</ins>"}


def side_by_side(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both texts as HTML: what was taken out in <del>, what was put in in <ins>."""
    segments = text_segments(before, after)
    marked = [(each.kind, TAGS[each.kind].format(escape(each.text))) for each in segments]
    left = "".join(html for kind, html in marked if kind != Kind.ADDED)
    right = "".join(html for kind, html in marked if kind != Kind.REMOVED)
    return mark_safe(left), mark_safe(right)  # noqa: S308  every piece is escaped
