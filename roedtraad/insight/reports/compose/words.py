"""Dates, amounts and lists as a report writes them, from the plain data of an agreed text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.ui.chart_frame import number

MISSING = "–"


def day(on: date | str | None) -> str:
    """30. juni 2026"""
    if not on:
        return MISSING
    found = date.fromisoformat(on) if isinstance(on, str) else on
    return formats.date_format(found, _("j F Y"))


def period(value: Mapping[str, Any]) -> str:
    """A period in the words it was written in, else from and to."""
    if value["raw"]:
        return str(value["raw"])
    if value["from"] and value["to"]:
        return f"{day(value['from'])} – {day(value['to'])}"
    return day(value["to"] or value["from"])


def whole_period(value: Mapping[str, Any]) -> str:
    """The words a period was written in, and the days they mean."""
    days = f"{day(value['from'])} – {day(value['to'])}"
    raw = value["raw"]
    return f"{raw} ({days})" if raw and raw != days else days


def figure(value: str | Decimal | None, decimals: int | None = None) -> str:
    """1.234,5; with the decimals it has unless told how many."""
    if value is None or value == "":
        return MISSING
    amount = Decimal(value)
    if decimals is None:
        exponent = amount.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return number(amount, decimals)


def wanted(target: Mapping[str, Any], decimals: int | None = None) -> str:
    """The number to be reached, or the limits to be kept within; nothing where there is none."""
    if target["value"] is not None:
        return figure(target["value"], decimals)
    low, high = (
        None if target[limit] is None else figure(target[limit], decimals)
        for limit in ("low", "high")
    )
    if low and high:
        return f"{low} – {high}"
    if low:
        return _("at least %(value)s") % {"value": low}
    return _("at most %(value)s") % {"value": high} if high else ""


def titles(links: Iterable[Mapping[str, Any]]) -> str:
    """What is linked to, side by side."""
    return ", ".join(str(link["title"]) for link in links)


def one_by_one(links: Iterable[Mapping[str, Any]]) -> str:
    """What is linked to, told apart even where a title has a comma of its own."""
    return "; ".join(str(link["title"]) for link in links)


def known_words(as_of: str, known_on: date | None) -> str:
    """Of when the text is; where its figures are as they were known before, it says so."""
    if known_on is None:
        return as_of
    words = {"as_of": as_of, "day": day(known_on)}
    return _("%(as_of)s, figures as known on %(day)s") % words


def built_on(known_on: date | None) -> str:
    """By when the figures of a report were known: what it was built on."""
    if known_on is None:
        now = timezone.localtime()
        words = {"day": day(now.date()), "time": formats.time_format(now)}
        return _("as they were known on %(day)s at %(time)s") % words
    return _("as they were known on %(day)s; what came later is not here") % {"day": day(known_on)}
