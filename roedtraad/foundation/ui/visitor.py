"""Who looks at the page. The header asks; an app further up, which knows roles, answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Visitor:
    """What the frame of a page shows of somebody who is signed in."""

    name: str
    roles: tuple[str, ...] = ()
    permissions: frozenset[str] = frozenset()


NOBODY = Visitor(name="")
_found_by: list[Callable[[HttpRequest], Visitor]] = []
_unread_by: list[Callable[[HttpRequest], int]] = []


def find_by(function: Callable[[HttpRequest], Visitor]) -> None:
    """Let `function` say who is signed in. It is called once a page, and only for whole pages."""
    _found_by[:] = [function]


def count_unread_by(function: Callable[[HttpRequest], int]) -> None:
    """Let `function` count what the bell in the header shows."""
    _unread_by[:] = [function]


def unread(request: HttpRequest) -> int:
    return _unread_by[0](request) if _unread_by else 0


def visitor(request: HttpRequest) -> Visitor:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return NOBODY
    return _found_by[0](request) if _found_by else Visitor(name=str(user))
