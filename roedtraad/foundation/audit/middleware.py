"""Writes what was read to the log after the view and before the answer is sent."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import reading


class ReadLog:
    """A read is logged in a short transaction of its own, when the view's has ended.

    So it stands even if the view's transaction was rolled back, no second connection is needed
    (which on SQLite would wait for the first), and nothing is sent if it cannot be written.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading.collected():
            return self.answer(request)
