"""What somebody did at once may change several rows: they share an act, and are undone together.

The page that asks for an act may name it, so that the same form sent twice is done once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.translation import gettext as _

from roedtraad.steering.agreements.models import Change

_current: ContextVar[UUID | None] = ContextVar("act", default=None)


class AlreadyDone(Exception):
    """The act with this name is done: the same form was sent before."""


@contextmanager
def one_act(name: UUID | None = None) -> Iterator[UUID]:
    """Every change kept inside belongs to one act; an act inside another is part of it."""
    act = _current.get()
    if act is not None:
        yield act
        return
    token = _current.set(name or uuid4())
    try:
        yield current_act()
    finally:
        _current.reset(token)


@contextmanager
def done_once(name: UUID | None, at: models.Model) -> Iterator[None]:
    """As `one_act`, in a transaction that lets those who write at the same row take turns.

    Raise `AlreadyDone` when the act with that name is done. Without a name nothing is asked.
    """
    with transaction.atomic(), one_act(name):
        type(at)._default_manager.select_for_update(of=("self",)).get(pk=at.pk)
        if name is not None and _is_done(name):
            raise AlreadyDone(_("This is saved already. Save again only if you want it twice."))
        yield


def is_done(name: str) -> bool:
    """Whether an act with that name, as a form sends it, is done."""
    try:
        return _is_done(UUID(name))
    except ValueError:
        return False


def _is_done(name: UUID) -> bool:
    return Change.objects.filter(act=name).exists()


def current_act() -> UUID:
    """The act that is going on; a change on its own is an act of its own."""
    return _current.get() or uuid4()
