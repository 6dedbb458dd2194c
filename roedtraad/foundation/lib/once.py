"""What a page asks for again and again is found once, as long as the page is only read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)
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


def each_once(
    about: Hashable, keys: Iterable[Key], find: Callable[[list[Key]], Mapping[Key, T]]
) -> dict[Key, T]:
    """As `once`, of many at a time: `find` is asked for those of `keys` nobody has asked for.

    A key that it has no answer to is left out. What is found is shared: change nothing in it.
    """
    wanted = list(dict.fromkeys(keys))
    known: dict[Key, tuple[T, ...]] = once((each_once, about), dict)
    missing = [key for key in wanted if key not in known]
    found = find(missing) if missing else {}
    known |= {key: (found[key],) if key in found else () for key in missing}
    return {key: known[key][0] for key in wanted if known[key]}
