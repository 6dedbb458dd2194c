"""Answers that a browser saves as a file."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

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
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
