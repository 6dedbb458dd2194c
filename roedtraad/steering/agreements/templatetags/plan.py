"""Small words of the templates of agreements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from roedtraad.foundation.ui import drawing
from roedtraad.steering.agreements.models import AgreementState
from roedtraad.steering.agreements.queries.standing import Standing
from roedtraad.steering.agreements.template_definition import Definition

register = template.Library()

STATE_BADGES = {
    AgreementState.DRAFT: "none",
    AgreementState.DIALOGUE: "info",
    AgreementState.SUBMITTED: "warning",
    AgreementState.APPROVED: "success",
    AgreementState.ACTIVE: "success",
    AgreementState.AMENDING: "warning",
    AgreementState.FOLLOWED_UP: "info",
    AgreementState.CLOSED: "none",
    AgreementState.WITHDRAWN: "error",
}
ACTION_KINDS = {
    "planned": "none",
    "running": "good",
    "done": "reached",
    "postponed": "waiting",
    "dropped": "bad",
}


@register.filter
def of(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key that is a variable."""
    return mapping.get(key)


@register.filter
def key(value: Any) -> str:
    """A number as part of an id or address: without the marks that readers get."""
    return str(value).replace(".", "-")


@register.filter
def joined(left: str, right: Any) -> str:
    return f"{left}{right}"


@register.filter
def when(period: Mapping[str, Any] | None) -> str:
    """A due date as it was written, else as dates."""
    if not period:
        return ""
    if period["raw"]:
        return str(period["raw"])
    days = [parse_date(period[name] or "") for name in ("from", "to")]
    return " – ".join(formats.date_format(day, "DATE_FORMAT") for day in days if day)


@register.filter
def day(value: str | date | None) -> str:
    found = parse_date(value) if isinstance(value, str) else value
    return formats.date_format(found, "DATE_FORMAT") if found else ""


@register.filter
def badge(state: str) -> str:
    return STATE_BADGES[AgreementState(state)]


@register.filter
def action_kind(status: str) -> str:
    return ACTION_KINDS[status]


@register.simple_tag
def standing(shown: Standing, href: str = "") -> SafeString:
    """How some goals stand: number, bar and words, in one go since a matrix has many."""
    number: str = escape(shown.number)
    if href:
        number = f'<a href="{escape(href)}">{number}</a>'
    words = f'<span class="standing-words" aria-hidden="true">{escape(shown.words)}</span>'
    drawn = drawing.state_bar(shown.counts)
    return mark_safe(f'<div class="standing">{number}{drawn}{words}</div>')  # noqa: S308


@register.filter
def figure(value: str | None) -> str:
    """A number of the content as people write it; 0 is shown, missing is a dash."""
    if value is None:
        return "–"
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def word(definition: Definition, name: str) -> str:
    """What the template calls one of a kind."""
    return str(definition.word(name).one)


@register.filter
def words(definition: Definition, name: str) -> str:
    """What the template calls many of a kind."""
    return str(definition.word(name).many)
