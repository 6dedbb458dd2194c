"""What the components of the shelf need to reckon."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from roedtraad.foundation.ui import differences, drawing

register = template.Library()
_ESCAPES = {">": "\\u003E", "<": "\\u003C", "&": "\\u0026"}


@register.simple_tag(takes_context=True)
def with_query(context: Context, name: str, value: Any) -> str:
    """The present address with one parameter changed; turning a page starts no other change."""
    query = context["request"].GET.copy()
    query[name] = str(value)
    if name != "page":
        query.pop("page", None)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """The numbers to offer: first, last, and those around; None where some are left out."""
    last = page.paginator.num_pages
    near = {1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)}
    numbers: list[int | None] = []
    for number in sorted(near):
        if numbers and isinstance(numbers[-1], int) and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.filter
def errors_of(form: BaseForm | None, forms: Iterable[BaseForm] = ()) -> list[dict[str, str]]:
    """Every error of the form or forms, with the id of the field to go to."""
    found = []
    for one in [form, *forms] if form is not None else list(forms):
        found += [{"id": "", "label": "", "text": str(text)} for text in one.non_field_errors()]
        for field in one:
            found += [
                {"id": _first_id(field), "label": _before_colon(field), "text": str(text)}
                for text in field.errors
            ]
    return found


def _before_colon(field: Any) -> str:
    label = str(field.label)
    return label if label.endswith(("?", ":")) else f"{label}:"


@register.simple_tag
def sparkline(
    values: Sequence[drawing.Number | None],
    target: drawing.Number | None = None,
    label: str = "",
) -> SafeString:
    return drawing.sparkline(values, target=target, label=label)


@register.simple_tag
def state_bar(counts: Mapping[str, tuple[int, str]]) -> SafeString:
    return drawing.state_bar(counts)


@register.simple_tag
def diff(before: str, after: str) -> tuple[SafeString, SafeString]:
    """A component is given its texts escaped already, and what is marked here is escaped anew."""
    return differences.side_by_side(*(_plain(each) for each in (before, after)))


def _plain(text: str) -> str:
    return html.unescape(text) if isinstance(text, SafeString) else text


@register.filter
def figure_rows(rows: Iterable[Sequence[str]]) -> SafeString:
    """The body of a chart's table, which may have a thousand cells: a heading, then figures."""
    lines = (
        f'<tr><th scope="row">{html.escape(first)}</th>'
        + "".join(f'<td class="numeric">{html.escape(each)}</td>' for each in others)
        + "</tr>"
        for first, *others in rows
    )
    return mark_safe("".join(lines))  # noqa: S308  every cell is escaped


@register.filter
def chart_data(spec: Mapping[str, Any] | str) -> SafeString:
    """A chart's specification as data in the page, where no tag can end it early."""
    text = spec if isinstance(spec, str) else json.dumps(spec, ensure_ascii=False, default=str)
    for letter, escaped in _ESCAPES.items():  # far quicker than to translate a long text
        text = text.replace(letter, escaped)
    return format_html(
        '<script type="application/json" data-chart-spec>{}</script>',
        mark_safe(text),  # noqa: S308  every angle bracket is escaped
    )


def _first_id(field: Any) -> str:
    widget_id = field.id_for_label
    return widget_id or f"{field.auto_id}_0" if field.use_fieldset else widget_id or field.auto_id
