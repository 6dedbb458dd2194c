from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Written(models.Manager[Row]):
    """The rows of the text as it is written; `every` has those that were taken out of it too."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(is_taken_out=False)


class Kept(models.Model):
    """A part of an agreement that stays stored when it is taken out of a text once approved.

    The approved text rests on it until the parties have approved the next one, and what was
    measured and reported of it is never lost.
    """

    is_taken_out = models.BooleanField(default=False, editable=False)

    objects: Written[Any] = Written()
    every: models.Manager[Any] = models.Manager()

    class Meta:
        abstract = True
