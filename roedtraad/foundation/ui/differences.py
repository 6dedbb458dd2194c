"""What was changed between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_WORDS = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")
LONGEST = 20_000  # words; beyond it only whole lines are compared


def side_by_side(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both texts as HTML: what was taken out in <del>, what was put in in <ins>."""
    old, new = _parts(before), _parts(after)
    left: list[str] = []
    right: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        left.append(_marked("".join(old[a:b]), "" if same else "del"))
        right.append(_marked("".join(new[c:d]), "" if same else "ins"))
    return mark_safe("".join(left)), mark_safe("".join(right))  # noqa: S308  escaped in _marked


def _parts(text: str) -> list[str]:
    words = _WORDS.findall(text)
    return words if len(words) <= LONGEST else text.splitlines(keepends=True)


def _marked(text: str, tag: str) -> str:
    if not text:
        return ""
    safe = str(escape(text))
    return f"<{tag}>{safe}</{tag}>" if tag else safe
