"""Sending a stored file. The view that owns it has decided who may have it."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.http import content_disposition_header

from .models import StoredFile


def send(file: StoredFile) -> FileResponse:
    """A download: never shown inside the site, whatever it contains."""
    response = FileResponse(default_storage.open(file.stored_as), content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
