"""The log in words. Each app says from `AppConfig.ready` how what is done in it is told.

A phrase follows the name of whoever did it: "created %(thing)s". It is found by the whole action
("user.invited") or else by what comes after the point ("created"), which many things share.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Phrase = str | Promise

_phrases: dict[str, Phrase] = {
    "created": _("created %(thing)s"),
    "changed": _("changed %(thing)s"),
    "removed": _("removed %(thing)s"),
    "undone": _("undid a change to %(thing)s"),
    "audit.searched": _("searched the log"),
    "audit.exported": _("took a part of the log out as a spreadsheet"),
    "audit.month_expired": _("deleted an expired month of the log: %(thing)s"),
}


def add(phrases: Mapping[str, Phrase]) -> None:
    """Say how these actions are told; `%(thing)s` stands for what it was done to."""
    _phrases.update(phrases)


def is_known(action: str) -> bool:
    return _key(action) in _phrases


def told(action: str, thing: str) -> str:
    """What was done, to follow a name. An action of an earlier version is told by its code."""
    phrase = _phrases.get(_key(action))
    return str(phrase) % {"thing": thing} if phrase is not None else f"{action}: {thing}"


def acts() -> list[tuple[str, str]]:
    """Everything that can be told, for choosing among: key, and the phrase without its thing."""
    return [(key, (str(phrase) % {"thing": "…"}).strip()) for key, phrase in _phrases.items()]


def _key(action: str) -> str:
    return action if action in _phrases else action.rpartition(".")[2]
