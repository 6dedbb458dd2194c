"""What the worker does with uploaded documents and files."""

from __future__ import annotations

from django_tasks import task

from .services import measurements
from .services.reading import read_document


@task()
def read_in(reading_id: int) -> None:
    """Read one document; safe to run again when it was cut off."""
    read_document(reading_id)


@task()
def check_measurements(import_id: int) -> None:
    """Read and check one file of measurements; safe to run again when it was cut off."""
    measurements.run_check(import_id)


@task()
def take_in_measurements(import_id: int) -> None:
    """Take one checked file in, all of it or nothing; safe to run again when it was cut off."""
    measurements.run_take_in(import_id)
