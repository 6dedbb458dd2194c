"""Blocks as plain data for the typesetter: texts stay texts, never markup."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from django.utils.translation import gettext

from roedtraad.foundation.ui.pictures import as_svg, size_in_pixels, width_in_pixels

from .document import (
    BulletList,
    Callout,
    Contents,
    Drawing,
    Figure,
    Heading,
    Inline,
    ListItem,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
)
from .layout import may_break, stays_whole

Piece = dict[str, Any]
POINTS_PER_PIXEL = 0.75
TEXT_WIDTH = 464.0  # points between the margins


@singledispatch
def piece(block: object) -> Piece:
    """`block` as data."""
    raise TypeError(f"no piece for {type(block).__name__}")


@piece.register
def _heading(block: Heading) -> Piece:
    return {
        "kind": "heading",
        "level": block.level,
        "text": block.shown,
        "is_listed": block.is_listed,
    }


@piece.register
def _paragraph(block: Paragraph) -> Piece:
    return {"kind": block.kind, "content": _spans(block.content)}


@piece.register
def _bullets(block: BulletList) -> Piece:
    return {"kind": "bullets", "items": [_item(item) for item in block.items]}


@piece.register
def _numbers(block: NumberedList) -> Piece:
    items = [_item(item) for item in block.items]
    return {"kind": "numbers", "start": block.start, "items": items}


@piece.register
def _table(block: Table) -> Piece:
    return {
        "kind": "table",
        "caption": block.caption if block.is_caption_shown else "",
        "has_row_headers": block.has_row_headers,
        "is_narrow": block.is_narrow,
        "stays_whole": stays_whole(block),
        "columns": [
            {"title": column.title, "share": column.share, "is_number": column.is_number}
            for column in block.columns
        ],
        "rows": [
            {
                "cells": [_spans(cell) for cell in row.cells],
                "is_total": row.is_total,
                "may_break": may_break(row),
            }
            for row in block.rows
        ],
    }


@piece.register
def _figure(block: Figure) -> Piece:
    svg = as_svg(block.chart)
    return {
        "kind": "figure",
        "caption": block.caption,
        "svg": svg,
        "alt": block.chart.alt,
        "width": min(width_in_pixels(svg) * POINTS_PER_PIXEL, TEXT_WIDTH),
    }


@piece.register
def _drawing(block: Drawing) -> Piece:
    width, height = size_in_pixels(block.svg)
    return {"kind": "drawing", "svg": block.svg, "alt": block.alt, "ratio": width / height}


@piece.register
def _callout(block: Callout) -> Piece:
    content = _spans(block.content)
    return {
        "kind": "callout",
        "word": block.word,
        "tone": block.tone.value,
        "content": content,
        "keeps_next": block.keeps_next,
    }


@piece.register
def _page_break(_block: PageBreak) -> Piece:
    return {"kind": "page_break"}


@piece.register
def _contents(block: Contents) -> Piece:
    return {"kind": "contents", "depth": block.depth, "title": gettext("Contents")}


def _spans(inline: Inline) -> list[Piece]:
    return [
        {"text": span.text, "bold": span.bold, "italic": span.italic, "url": span.url}
        for span in inline
    ]


def _item(item: ListItem) -> Piece:
    return {"content": _spans(item.content), "inner": [piece(inner) for inner in item.inner]}
