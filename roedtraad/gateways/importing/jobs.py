"""What the worker does with uploaded documents."""

from __future__ import annotations

from django_tasks import task

from .services.reading import read_document


@task()
def read_in(reading_id: int) -> None:
    """Read one document; safe to run again when it was cut off."""
    read_document(reading_id)
