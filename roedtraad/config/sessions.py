"""A session lasts as long as it is used: it is written anew once a minute at most."""

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

ONCE_A = 60
WITHOUT_A_HAND = "X-By-Itself"  # a page that asks on its own sends this, and renews nothing


def begin(request: HttpRequest, **about: Any) -> None:
    """Signing in is the first use."""
    request.session["renewed_at"] = int(time.time())


class SlidingSession:
    """Middleware, after the one that knows the user."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and WITHOUT_A_HAND not in request.headers:
            now = int(time.time())
            if now - request.session.get("renewed_at", 0) >= ONCE_A:
                request.session["renewed_at"] = now
        return self.answer(request)
