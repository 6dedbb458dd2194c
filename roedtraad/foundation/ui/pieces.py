"""Pieces of pages that come out the same again and again, kept in this process as they came out.

A piece sees nothing but what it is given, and what it is given is what it is kept under. So it is
never stale, and nobody is shown what was made for another. What it is given is plain: texts,
numbers, dates, and tuples, lists, mappings and frozen dataclasses of these.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

MOST = 4000
PLACE_OF_TOKEN = secrets.token_hex()  # where the real one is put; nobody can write it in a text

_kept: OrderedDict[tuple[str, str | None, str], str] = OrderedDict()
_lock = Lock()


def piece(template: str, given: Mapping[str, Any], *, csrf_token: object = "") -> SafeString:
    """`template` with nothing but `given`, and the token of the answer it stands in."""
    key = (template, get_language(), repr(sorted(given.items())))
    with _lock:
        text = _kept.get(key)
        if text is not None:
            _kept.move_to_end(key)
    if text is None:
        text = get_template(template).render({**given, "csrf_token": PLACE_OF_TOKEN})
        _keep(key, text)
    if PLACE_OF_TOKEN in text:
        text = text.replace(PLACE_OF_TOKEN, escape(str(csrf_token)))
    return mark_safe(text)  # noqa: S308  rendered by our own template


def _keep(key: tuple[str, str | None, str], text: str) -> None:
    with _lock:
        _kept[key] = text
        while len(_kept) > MOST:
            _kept.popitem(last=False)
