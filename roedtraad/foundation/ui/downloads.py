"""Answers that a browser saves as a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.functional import Promise
from django.utils.http import content_disposition_header

from roedtraad.foundation.lib.spreadsheets import CONTENT_TYPE, CellValue, workbook

LONGEST_NAME = 160


def file_name(*parts: str, suffix: str) -> str:
    """A name every file system takes: "Aftale – Familiehuset Nord 2026-27.pdf"."""
    words = " – ".join(part.strip() for part in parts if part.strip())
    words = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', " ", words)
    words = re.sub(r"\s+", " ", words).strip(" .")[:LONGEST_NAME].strip(" .")
    return f"{words or 'fil'}.{suffix}"


def download(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Send `content` to be saved as `name`; nothing on the way may keep it."""
    response = HttpResponse(content, content_type=content_type)
    _to_be_saved(response, name)
    return response


def sent_as_made(pieces: Iterator[bytes], *, name: str, content_type: str) -> StreamingHttpResponse:
    """Send each piece when it is there; only a fault in the first is still answered as one."""
    begun = chain([next(pieces, b"")], _in_language(translation.get_language(), pieces))
    response = StreamingHttpResponse(begun, content_type=content_type)
    _to_be_saved(response, name)
    return response


def wants_excel(request: HttpRequest) -> bool:
    """Whether a list is asked for as a file: `ui/export.html` is the link that does."""
    return "eksport" in request.GET


def excel(
    title: str, header: Sequence[str | Promise], rows: Iterable[Sequence[CellValue]]
) -> HttpResponse:
    """A list as an Excel file of that name."""
    content = workbook(title, header, rows)
    return download(content, name=file_name(title, suffix="xlsx"), content_type=CONTENT_TYPE)


def _to_be_saved(response: HttpResponseBase, name: str) -> None:
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"


def _in_language(language: str | None, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """They are made when the request, and its language, are over."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
