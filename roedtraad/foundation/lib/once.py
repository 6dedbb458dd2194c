"""What a page asks for again and again is found once, as long as the page is only read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

T = TypeVar("T")
_known: ContextVar[dict[Hashable, object] | None] = ContextVar("known", default=None)


@contextmanager
def while_reading() -> Iterator[None]:
    """Only around what changes nothing of what is asked for with `once`."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def is_reading() -> bool:
    return _known.get() is not None


def once(key: Hashable, find: Callable[[], T]) -> T:
    """What `find` answers; inside `while_reading` it is asked once for each `key`."""
    known = _known.get()
    if known is None:
        return find()
    if key not in known:
        known[key] = find()
    return cast(T, known[key])
