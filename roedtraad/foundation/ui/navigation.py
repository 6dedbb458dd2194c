"""The menus: each app adds entries from `AppConfig.ready`, a visitor sees what is theirs to use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from .visitor import Visitor

Condition = str | Callable[[HttpRequest], bool] | None
MAIN, USER, ADMINISTRATION = "main", "user", "administration"
AT_HAND = "at_hand"  # the few large buttons on a phone's first page


@dataclass(frozen=True)
class Entry:
    """One entry of a menu."""

    label: str | Promise
    url_name: str
    condition: Condition
    order: int
    place: str
    also: tuple[str, ...]
    about: str | Promise


@dataclass(frozen=True)
class Link:
    """An entry as one visitor sees it."""

    label: str | Promise
    url: str
    is_current: bool
    is_open: bool
    about: str | Promise = ""


_entries: list[Entry] = []


def add(
    label: str | Promise,
    url_name: str,
    condition: Condition = None,
    order: int = 50,
    *,
    place: str = MAIN,
    also: tuple[str, ...] = (),
    about: str | Promise = "",
) -> None:
    """Add an entry. `condition` is a permission's key, a function of the request, or None for all.

    `also` names further URL namespaces, or single pages, that lie under the entry; `about` is a
    sentence on what one does there, where there is room for it.
    """
    _entries.append(Entry(label, url_name, condition, order, place, also, about))
    _entries.sort(key=lambda entry: entry.order)


def signed_in(request: HttpRequest) -> bool:
    """The condition of what everybody may use who is known."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def entries() -> list[Entry]:
    return list(_entries)


def links(request: HttpRequest, visitor: Visitor, *, place: str = MAIN) -> list[Link]:
    """The entries of `place` that `visitor` may use, the present page marked."""
    found = []
    for entry in _entries:
        if entry.place != place or not _shown(entry.condition, request, visitor):
            continue
        try:
            found.append((entry, reverse(entry.url_name)))
        except NoReverseMatch:  # an app left out by the municipality
            continue
    open_url = _open_url(request, found)
    return [
        Link(entry.label, url, request.path == url, url == open_url, entry.about)
        for entry, url in found
    ]


def _shown(condition: Condition, request: HttpRequest, visitor: Visitor) -> bool:
    if condition is None:
        return True
    if isinstance(condition, str):
        return condition in visitor.permissions
    return condition(request)


def _open_url(request: HttpRequest, found: list[tuple[Entry, str]]) -> str:
    """The entry under which the page lies: the longest address above it, else named by `also`."""
    above = [url for _, url in found if request.path == url or _is_below(request.path, url)]
    if above:
        return max(above, key=len)
    match: Any = request.resolver_match
    names = {match.view_name, match.namespace} if match else set()
    return next((url for entry, url in found if names & set(entry.also)), "")


def _is_below(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url)
