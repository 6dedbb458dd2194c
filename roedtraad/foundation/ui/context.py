"""What every page needs to know."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from . import assets, navigation
from .visitor import unread, visitor


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame's content. It is found when a whole page is rendered; a fragment costs nothing."""
    who = cache(lambda: visitor(request))
    return {
        "municipality": settings.MUNICIPALITY or "Rød Tråd",
        "visitor": who,
        "unread_notices": cache(lambda: unread(request)),
        "main_menu": cache(lambda: navigation.links(request, who())),
        "user_menu": cache(lambda: navigation.links(request, who(), place=navigation.USER)),
        "scripts": assets.scripts,
        "styles": assets.styles,
        "session_seconds": settings.SESSION_COOKIE_AGE,
        "mode": settings.MODE,
    }
