"""What was written on a device without connection is delivered here: once, in order, answered each.

A page's view says by `accepts` that it takes what its form was filled with from the device. So an
entry is what the form would have sent, with an id made on the device and its clock. ADR 20.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases import keys
from roedtraad.foundation.accounts.models import User

log = logging.getLogger(__name__)
MOST = 50  # entries at a time
PURPOSE = b"outbox"


class State(StrEnum):
    KEPT = "kept"
    REFUSED = "refused"
    AGAIN = "again"  # the fault is ours: it stays on the device and is sent again


@dataclass(frozen=True)
class Entry:
    """One form as it was filled in. `device_at` is the device's clock, `given_at` ours for it."""

    key: UUID
    url: str
    data: QueryDict
    device_at: datetime
    given_at: datetime


@dataclass(frozen=True)
class Answer:
    """What came of an entry, and what is wrong where it was refused."""

    key: UUID
    state: State
    reasons: tuple[str, ...] = ()


Accept = Callable[[User, dict[str, Any], Entry], None]
_accepted: dict[str, Accept] = {}


def accepts(view_name: str) -> Callable[[Accept], Accept]:
    """Let a function take what the form of the page `view_name` was filled with.

    It gets the user, the arguments of the address and the entry. It raises `ValidationError` or
    `Http404`, and does nothing the second time an entry of the same key comes.
    """

    def decorate(function: Accept) -> Accept:
        _accepted[view_name] = function
        return function

    return decorate


def checked(form: forms.Form) -> None:
    """Raise everything that is wrong with a form, in words that stand without it."""
    if form.is_valid():
        return
    raise ValidationError(
        [
            f"{form.fields[name].label}: {text}" if name in form.fields else str(text)
            for name, errors in form.errors.items()
            for text in errors
        ]
    )


def device_keys(user: User) -> dict[int, str]:
    """The keys that a device of `user` may have in memory, in base64, by the number of the key.

    They are the same in every session of the same person, and another's are others.
    """
    ring = keys.ring()
    own = str(user.pk).encode()
    return {
        number: base64.b64encode(ring.derived(number, PURPOSE, own)).decode()
        for number in ring.keys
    }


def read(sent: Any) -> list[Entry]:
    """The entries of what a device has sent. Raises `ValueError` where it is something else."""
    now = timezone.now()
    try:
        ahead = _moment(sent["sent_at"]) - now
        entries = list(sent["entries"])
        if len(entries) > MOST:
            raise ValueError(len(entries))
        return [_entry(each, ahead, now) for each in entries]
    except (KeyError, TypeError, AttributeError, OverflowError) as fault:
        raise ValueError(str(fault)) from fault


def deliver(user: User, entries: Iterable[Entry]) -> list[Answer]:
    """Keep each of them in a transaction of its own, in the order they were written."""
    return [_delivered(user, entry) for entry in entries]


def _delivered(user: User, entry: Entry) -> Answer:
    try:
        match = resolve(entry.url)
        accept = _accepted[match.view_name]
        accept(user, match.kwargs, entry)
    except ValidationError as refused:
        return Answer(entry.key, State.REFUSED, tuple(refused.messages))
    except (Http404, Resolver404, KeyError):
        gone = _("The case is not open to you any more, or what this is about is no longer there.")
        return Answer(entry.key, State.REFUSED, (gone,))
    except Exception:  # one that fails must not keep those behind it from being delivered
        log.exception("an entry of an outbox was not kept")
        return Answer(entry.key, State.AGAIN)
    return Answer(entry.key, State.KEPT)


def _entry(sent: Any, ahead: Any, now: datetime) -> Entry:
    data = QueryDict(mutable=True)
    for name, value in sent["fields"]:
        data.appendlist(str(name), str(value))
    key, device_at = UUID(sent["id"]), _moment(sent["device_at"])
    data["key"], data["device_at"] = str(key), device_at.isoformat()
    given_at = min(device_at - ahead, now)
    return Entry(key, str(sent["url"]).partition("?")[0], data, device_at, given_at)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
