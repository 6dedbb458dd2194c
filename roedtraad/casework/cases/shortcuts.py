"""Lets an app further up put what is done every day at the head of a case's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Shortcut:
    """A way from the head of a case to a page of it, or to a part of its own page."""

    text: str | Promise
    url_name: str = ""
    anchor: str = ""

    def address(self, case: int) -> str:
        return f"#{self.anchor}" if self.anchor else reverse(self.url_name, args=[case])


_known: list[Shortcut] = []


def add(*shortcuts: Shortcut) -> None:
    """Called from `AppConfig.ready`; they stand in the order they are added."""
    _known.extend(shortcuts)


def of_case(case: int) -> list[tuple[str | Promise, str]]:
    """What each says, and where it goes."""
    return [(each.text, each.address(case)) for each in _known]
